"""Answer the same URL with a whole page or, to htmx, with the one part it asked for."""

from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails


class HtmxRequest(HttpRequest):
    """A request after ``HtmxMiddleware``: carries ``htmx``."""

    htmx: HtmxDetails


def render_part(
    request: HtmxRequest,
    template: str,
    context: dict[str, Any],
    *,
    part: str,
) -> TemplateResponse:
    """Render ``template``, or only its partial ``part`` when htmx targets the element of that id."""
    if request.htmx.target == part:
        template = f"{template}#{part}"
    response = TemplateResponse(request, template, context)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response
