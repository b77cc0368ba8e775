"""Looking without touching, at a million rows."""

from typing import Any, Final

from django.contrib import admin
from django.contrib.postgres.search import SearchQuery
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

from bzpeer.core.public_ids import ALPHABET, LENGTH
from works.models.words import Words, beginnings

REACH: Final = 5_000


class BoundedPaginator(Paginator):
    """Pages over the first REACH rows; counts no further, since a list of a million is not for leafing."""

    @cached_property
    def count(self) -> int:
        rows = self.object_list
        return rows.order_by()[:REACH].count() if isinstance(rows, QuerySet) else len(rows)


class ReadingAdmin(admin.ModelAdmin):
    """Shows rows and changes none: changes go through imports and curation, which audit and count them."""

    paginator = BoundedPaginator
    show_full_result_count = False
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER
    words_of: str | None = None
    """The field whose words have an index."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_search_results(
        self,
        request: HttpRequest,
        queryset: QuerySet[Any],
        search_term: str,
    ) -> tuple[QuerySet[Any], bool]:
        """Search by public id, or by the beginnings of words: both have an index, which LIKE has not."""
        term = search_term.strip()
        if not self.words_of or not term:
            return super().get_search_results(request, queryset, search_term)
        if is_public_id(term):
            return queryset.filter(public_id=term), False
        asked = SearchQuery(beginnings(term) or "''", config="simple", search_type="raw")
        return queryset.alias(words=Words(self.words_of)).filter(words=asked), False


def is_public_id(term: str) -> bool:
    return len(term) == LENGTH and set(term) <= set(ALPHABET) and any(sign.isdigit() for sign in term)
