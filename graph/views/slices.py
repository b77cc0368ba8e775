"""The slice panel's fragments, the slice's own page, and its downloads."""

import csv
import io

import msgspec
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from bzpeer.core import pagecache
from graph import actions
from graph.models import GraphSlice
from graph.pages import panel as panels
from graph.slices import builder, focus
from graph.slices.shape import graphml, table
from graph.stamps import slice_stamp

FORMATS = {"json": "application/json", "graphml": "application/graphml+xml", "csv": "text/csv; charset=utf-8"}


@login_not_required
@require_safe
@pagecache.public_page(slice_stamp)
def panel(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """Give htmx the panel; the first request for a slice that is not fresh has it built.

    While it is being built the answer polls again after a delay of our choice; at last it says what is wrong.
    """
    if focus.record(kind, public_id) is None:
        raise Http404
    attempt = _attempt(request)
    ask = actions.retry if "again" in request.GET else actions.request
    stored = ask(kind=kind, public_id=public_id)
    shown = panels.of(
        stored, kind=kind, public_id=public_id, view=request.GET.get("view", "map"), attempt=attempt
    )
    response = TemplateResponse(request, "graph/_panel.html", {"slice": shown, "is_fragment": True})
    if shown.state in {"pending", "stale", "failed"}:
        patch_cache_control(response, no_store=True)
    return response


@login_not_required
@require_safe
def page(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """Show the slice on a page of its own, as a map, over time or as a list; works without JavaScript."""
    record = focus.record(kind, public_id)
    if record is None:
        raise Http404
    stored = actions.request(kind=kind, public_id=public_id)
    view = request.GET.get("view", "list")
    shown = panels.list_of(stored, kind=kind, public_id=public_id, view=view)
    return TemplateResponse(request, "graph/slice.html", {"slice": shown, "record": record})


@login_not_required
@require_safe
def download(request: HttpRequest, kind: str, public_id: str, form: str) -> HttpResponse:
    """Send the stored slice as JSON, GraphML or CSV."""
    stored = GraphSlice.objects.around(kind, public_id).first()
    if stored is None or stored.payload is None:
        raise Http404
    found = builder.decode(stored)
    if form == "json":
        body: bytes | str = msgspec.json.format(msgspec.json.encode(found))
    elif form == "graphml":
        body = graphml.to_graphml(found)
    else:
        written = io.StringIO()
        csv.writer(written).writerows(table.csv_rows(found))
        body = written.getvalue()
    name = f"bzpeer-{kind}-{public_id}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=FORMATS[form], headers=headers)


def _attempt(request: HttpRequest) -> int:
    raw = request.GET.get("try", "1")
    if not raw.isdecimal():
        raise BadRequest("try must be a number")
    return min(max(int(raw[:3]), 1), panels.LAST_TRY)
