"""What the platform keeps of people's records, in the admin."""

from django.contrib import admin

from profiles.models import Profile, TrustSnapshot
from works.admin.reading import ReadingAdmin


@admin.register(Profile)
class ProfileAdmin(ReadingAdmin):
    list_display = ["author", "owner", "followers_count", "open_to_collaborate"]
    list_select_related = ["author", "owner"]
    search_fields = ["=author__public_id", "=owner__email"]
    search_help_text = "The researcher's public id, or the owner's e-mail address"
    ordering = ["-pk"]
    raw_id_fields = ["author", "owner"]


@admin.register(TrustSnapshot)
class TrustSnapshotAdmin(ReadingAdmin):
    list_display = ["author", "score", "band", "level", "version", "is_current", "reason", "computed_at"]
    list_select_related = ["author"]
    search_fields = ["=author__public_id"]
    search_help_text = "The researcher's public id"
    ordering = ["-pk"]
    raw_id_fields = ["author"]
