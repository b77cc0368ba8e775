"""The start page, and the list of researchers."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from profiles.pages import home as page
from profiles.pages import researchers as people


@require_safe
@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """Say what this is, and offer ways in."""
    return TemplateResponse(request, "profiles/home.html", {"page": page.load()})


@require_safe
@login_not_required
def researchers(request: HttpRequest) -> HttpResponse:
    """List researchers, those with most works first."""
    return TemplateResponse(request, "profiles/researchers.html", {"page": people.load(request.GET)})
