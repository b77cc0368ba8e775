"""What every page does first: find its record, and lead from a wrong address to the right one."""

from typing import TypeVar

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from works.models import Institution, Source, Topic, Work

Found = TypeVar("Found", Institution, Source, Topic, Work)


def found(record: Found | None) -> Found:
    """Return the record, or answer 404."""
    if record is None:
        raise Http404
    return record


def moved(request: HttpRequest, record: Institution | Source | Topic | Work, route: str = "") -> HttpResponse:
    """Lead to the record's present address, with the query as it was asked."""
    path = reverse(route, args=[record.public_id, record.slug]) if route else record.get_absolute_url()
    query = request.META.get("QUERY_STRING", "")
    return redirect(f"{path}?{query}" if query else path, permanent=True)


def canonical(request: HttpRequest, record: Institution | Source | Topic | Work) -> str:
    """Write the one address under which a record is to be known."""
    base = settings.SITE_URL.rstrip("/") or f"{request.scheme}://{request.get_host()}"
    return base + record.get_absolute_url()
