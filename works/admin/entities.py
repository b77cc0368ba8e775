"""Topics, institutions and sources in the admin."""

from django.contrib import admin

from works.admin.reading import ReadingAdmin
from works.models import Institution, Source, Topic


@admin.register(Topic)
class TopicAdmin(ReadingAdmin):
    list_display = ["display_name", "key", "field", "works_count", "authors_count"]
    search_fields = ["display_name"]
    words_of = "display_name"
    ordering = ["-works_count", "pk"]


@admin.register(Institution)
class InstitutionAdmin(ReadingAdmin):
    list_display = ["display_name", "kind", "country_code", "ror", "works_count", "authors_count"]
    search_fields = ["display_name"]
    words_of = "display_name"
    ordering = ["-works_count", "pk"]


@admin.register(Source)
class SourceAdmin(ReadingAdmin):
    list_display = ["display_name", "key", "kind", "works_count"]
    search_fields = ["=key", "=display_name"]
    search_help_text = "The whole name, or the key"
    ordering = ["pk"]
