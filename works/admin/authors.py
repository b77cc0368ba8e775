"""Authors in the admin."""

from django.contrib import admin

from works.admin.reading import ReadingAdmin
from works.models import Author, AuthorIdentifier, AuthorName


class NameInline(admin.TabularInline):
    model = AuthorName
    fields = ["name", "kind", "visibility"]
    can_delete = False
    extra = 0


class IdentifierInline(admin.TabularInline):
    model = AuthorIdentifier
    fields = ["scheme", "value", "asserted_by", "verified_at"]
    can_delete = False
    extra = 0


@admin.register(Author)
class AuthorAdmin(ReadingAdmin):
    list_display = ["display_name", "public_id", "status", "works_count", "topics_count", "is_mixed"]
    list_filter = ["status", "is_mixed"]
    search_fields = ["display_name"]
    search_help_text = "Beginnings of the words of a name, or a public id"
    words_of = "display_name"
    ordering = ["-works_count", "pk"]
    raw_id_fields = ["merged_into", "last_known_institution"]
    inlines = [NameInline, IdentifierInline]
