"""Health, robots, and the pages for what went wrong."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.http import require_safe


@require_safe
@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that this process answers; it asks nothing of the database or the broker."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@login_not_required
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether the database answers and its tables are those of this code."""
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return HttpResponse("database does not answer\n", status=503, content_type="text/plain")
    if behind:
        return HttpResponse("migrations are missing\n", status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")


@require_safe
@login_not_required
def robots(request: HttpRequest) -> HttpResponse:
    """Keep crawlers out of what is endless or personal."""
    lines = ["User-agent: *", "Disallow: /accounts/", "Disallow: /admin/", "Disallow: /explorer/"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
@login_not_required
def favicon(request: HttpRequest) -> HttpResponse:
    """Send those who don't read the page's link to its icon there."""
    return redirect(static("favicon.svg"))


@require_safe
@login_not_required
def security(request: HttpRequest) -> HttpResponse:
    """Say whom to tell of a weakness (RFC 9116)."""
    expires = timezone.now().replace(microsecond=0) + timedelta(days=180)
    lines = [f"Contact: mailto:{settings.CONTACT_EMAIL}", f"Expires: {expires.isoformat()}"]
    return HttpResponse("\n".join([*lines, "Preferred-Languages: en", ""]), content_type="text/plain")


@login_not_required
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """Answer without context processors: whatever failed, they may lean on it."""
    return HttpResponse(render_to_string("500.html"), status=500)
