"""Sources: the list and the page."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from bzpeer.core.pagecache import public_page
from works.pages import browse, stamps
from works.pages import source as page
from works.views.finding import found, moved


@require_safe
@login_not_required
def sources(request: HttpRequest) -> HttpResponse:
    """List sources, those with most works first."""
    return TemplateResponse(request, "works/sources.html", {"page": browse.sources(request.GET)})


@require_safe
@login_not_required
@public_page(stamps.source)
def source(request: HttpRequest, public_id: str, slug: str) -> HttpResponseBase:
    """Show one source."""
    record = found(page.find(public_id))
    if record.slug != slug:
        return moved(request, record)
    context = {
        "page": page.load(record, request.GET),
    }
    return TemplateResponse(request, "works/source.html", context)


@require_safe
@login_not_required
def source_by_id(request: HttpRequest, public_id: str) -> HttpResponse:
    """Lead from the address without a name to the full one."""
    return redirect(found(page.find(public_id)), permanent=True)
