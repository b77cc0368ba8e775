"""What every template may show of the site itself."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str]:
    """Give templates the address pages should be known by (for canonical links and previews)."""
    base = settings.SITE_URL.rstrip("/") or f"{request.scheme}://{request.get_host()}"
    return {"site_url": base, "canonical_url": base + request.path}
