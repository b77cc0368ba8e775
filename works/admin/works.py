"""Works in the admin."""

from typing import Any

from django.contrib import admin
from django.db.models import BooleanField, F, Func, QuerySet, Value
from django.http import HttpRequest

from works.admin.reading import ReadingAdmin, is_public_id
from works.models import SourceRecord, Work, WorkIdentifier, WorkVersion


class IdentifierInline(admin.TabularInline):
    model = WorkIdentifier
    can_delete = False
    extra = 0


class VersionInline(admin.TabularInline):
    model = WorkVersion
    can_delete = False
    extra = 0


class SourceRecordInline(admin.TabularInline):
    model = SourceRecord
    fields = ["provider", "record_id", "record_updated_at", "run", "imported_at"]
    can_delete = False
    extra = 0


@admin.register(Work)
class WorkAdmin(ReadingAdmin):
    list_display = [
        "title",
        "public_id",
        "kind",
        "publication_year",
        "authors_count",
        "is_retracted",
        "is_hidden",
    ]
    list_filter = ["kind", "is_retracted", "is_withdrawn", "is_hidden"]
    search_fields = ["title"]
    search_help_text = "Words of the work, a public id, an arXiv id or a DOI"
    ordering = ["-created_at", "-pk"]
    raw_id_fields = ["source"]
    exclude = ["card_html", "title_html", "abstract_html", "search"]
    inlines = [IdentifierInline, VersionInline, SourceRecordInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Work]:
        return super().get_queryset(request).defer("card_html", "abstract_html", "search")

    def get_search_results(
        self,
        request: HttpRequest,
        queryset: QuerySet[Any],
        search_term: str,
    ) -> tuple[QuerySet[Any], bool]:
        term = search_term.strip()
        if not term:
            return queryset, False
        if is_public_id(term):
            return queryset.filter(public_id=term), False
        named = WorkIdentifier.objects.filter(value=term.lower()).values("work")
        if named.exists():
            return queryset.filter(pk__in=named), False
        return queryset.filter(_answers(term)), False


def _answers(term: str) -> Func:
    """Hold the work's search vector against the query that ``works_query`` makes of a text."""
    asked = Func(Value(term), function="works_query")
    return Func(
        F("search"), asked, template="%(expressions)s", arg_joiner=" @@ ", output_field=BooleanField()
    )
