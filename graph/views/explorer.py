"""The explorer."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from graph import actions
from graph.pages import explorer
from graph.pages.panel import LAST_TRY
from graph.slices import focus


@login_not_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show the graph around one record, large; without a focus, say how to choose one."""
    asked = explorer.read(request.GET)
    if asked is None:
        return TemplateResponse(request, "graph/explorer_start.html")
    return _answer(request, asked, "graph/explorer.html", attempt=None)


@login_not_required
@require_safe
def part(request: HttpRequest) -> HttpResponse:
    """Give htmx the explorer while its slice is being built, and once it is."""
    asked = explorer.read(request.GET)
    if asked is None:
        raise Http404
    raw = request.GET.get("try", "1")
    attempt = min(int(raw), LAST_TRY) if raw.isdecimal() and len(raw) < LAST_TRY else 1
    return _answer(request, asked, "graph/_explorer.html", attempt=attempt)


def _answer(
    request: HttpRequest, asked: explorer.Asked, template: str, *, attempt: int | None
) -> HttpResponse:
    if focus.record(asked.kind, asked.public_id) is None:
        raise Http404
    stored = actions.request(kind=asked.kind, public_id=asked.public_id, opened=asked.opened)
    shown = explorer.load(asked, stored, attempt=attempt)
    response = TemplateResponse(request, template, {"page": shown})
    patch_cache_control(response, no_store=True)
    return response
