"""The search."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from profiles.pages import search as page


@require_safe
@login_not_required
def search(request: HttpRequest) -> HttpResponse:
    """Find researchers, works, topics and institutions; an identifier leads straight to its page."""
    found = page.load(request.GET)
    if found.jump and found.jump.path:
        return redirect(found.jump.path)
    status = 503 if found.is_too_slow else 200
    return TemplateResponse(request, "profiles/search.html", {"page": found}, status=status)
