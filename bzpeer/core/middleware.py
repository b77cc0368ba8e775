"""Headers every answer carries, and what htmx needs instead of a redirect to the log-in page."""

import logging
from collections.abc import Callable
from typing import cast
from urllib.parse import urlencode

from django.conf import settings
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.template.loader import render_to_string

from bzpeer.core.htmx import HtmxRequest

Answer = Callable[[HttpRequest], HttpResponse]

logger = logging.getLogger(__name__)

RETRY_SECONDS = "10"
PERMISSIONS = "camera=(), geolocation=(), microphone=(), publickey-credentials-get=(self)"


class SecurityHeadersMiddleware:
    """Adds the security headers that neither Django nor django-csp sets."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class DatabaseDownMiddleware:
    """Says that the site is away for a moment, instead of that it is broken, while the database is."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 503 when the connection is gone; any other failure stays what it is."""
        if not isinstance(exception, OperationalError) or (connection.connection and connection.is_usable()):
            return None
        logger.error("database does not answer: %s", exception)
        page = render_to_string("500.html")
        return HttpResponse(
            page, status=503, headers={"Retry-After": RETRY_SECONDS, "Cache-Control": "no-store"}
        )


class HtmxAnswerMiddleware:
    """Sends htmx to the log-in page as a page; a followed redirect would land inside the swapped element."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.login_path = resolve_url(settings.LOGIN_URL)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        htmx = cast("HtmxRequest", request).htmx
        if htmx and isinstance(response, HttpResponseRedirect) and response.url.startswith(self.login_path):
            came_from = htmx.current_url_abs_path or "/"
            target = f"{self.login_path}?{urlencode({'next': came_from})}"
            return HttpResponse(status=204, headers={"HX-Redirect": target})
        return response
