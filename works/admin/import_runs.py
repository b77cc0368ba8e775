"""Import runs and what they kept aside, in the admin."""

from django.contrib import admin

from works.admin.reading import ReadingAdmin
from works.models import ImportProblem, ImportRun


@admin.register(ImportRun)
class ImportRunAdmin(ReadingAdmin):
    list_display = [
        "public_id",
        "provider",
        "state",
        "read_count",
        "created_count",
        "updated_count",
        "unchanged_count",
        "skipped_count",
        "failed_count",
        "created_at",
        "finished_at",
    ]
    list_filter = ["provider", "state"]
    search_fields = ["=public_id"]
    ordering = ["-created_at", "-pk"]
    raw_id_fields = ["started_by"]


@admin.register(ImportProblem)
class ImportProblemAdmin(ReadingAdmin):
    list_display = ["place", "record_id", "field", "message", "run"]
    list_select_related = ["run"]
    search_fields = ["=record_id", "=run__public_id"]
    search_help_text = "The whole record id, or a run's public id"
    ordering = ["-pk"]
    raw_id_fields = ["run"]
