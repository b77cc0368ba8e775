"""The site's addresses, and the bare view."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from bzpeer import urls as site

BODY = b"constant\n"


@login_not_required
def bare(request: HttpRequest) -> HttpResponse:
    """Answer a constant: what a request costs before any work."""
    return HttpResponse(BODY, content_type="text/plain")


urlpatterns = [path("bench/bare/", bare), *site.urlpatterns]
handler404 = site.handler404
