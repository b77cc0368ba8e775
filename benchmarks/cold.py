"""Makes a page cold: a request that asks for it finds nothing kept in its process."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from bzpeer.core import pagecache

COLD = "cold="


class ForgetMiddleware:
    """Drops every kept page and part before a request whose query string says ``cold=``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if COLD in request.META["QUERY_STRING"]:
            pagecache.STORE.clear()
            pagecache.PARTS.clear()
        return self.get_response(request)
