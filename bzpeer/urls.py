"""The site's addresses: each app's own, and allauth's."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path, register_converter

from bzpeer.core.public_ids import PublicIdConverter

register_converter(PublicIdConverter, "public_id")

# The admin has one door with everybody else: rate limits, and later the second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("", include("profiles.urls")),
    path("", include("works.urls")),
    path("", include("graph.urls")),
    path("", include("bzpeer.core.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
handler403 = "bzpeer.core.views.forbidden"
handler404 = "bzpeer.core.views.not_found"
handler500 = "bzpeer.core.views.server_error"
