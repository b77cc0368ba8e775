"""What the search page shows: researchers, works, topics and institutions for a few words."""

from dataclasses import dataclass
from typing import Any, Final

from django.db import OperationalError, connection, transaction
from django.http import QueryDict
from django.utils.http import urlencode

from bzpeer.core.pagination import Pager, pager
from profiles.pages import researchers
from profiles.pages.finding import jump, query, sql
from profiles.pages.finding.jump import Jump
from profiles.pages.finding.query import Query
from profiles.pages.researchers import Researcher
from works.models import Author, Institution, Topic, Work
from works.pages.countries import COUNTRIES
from works.pages.listed import ListedWork

PAGE_SIZE: Final = 20
FIRST: Final = 5
"""Results of each kind while all kinds are shown."""
MOST_SHOWN: Final = 200
"""Results within reach of page links, and the largest count that is told."""
TIMEOUT_MS: Final = 3_000

KINDS: Final = {
    "researchers": "Researchers",
    "works": "Works",
    "topics": "Topics",
    "institutions": "Institutions",
}
SQL: Final = {
    "researchers": sql.RESEARCHERS,
    "works": sql.WORKS,
    "topics": sql.TOPICS,
    "institutions": sql.INSTITUTIONS,
}


@dataclass(frozen=True, slots=True)
class Tab:
    """One kind of result, as a link with its count."""

    words: str
    href: str
    count: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A topic or an institution found."""

    name: str
    path: str
    note: str
    works: int


@dataclass(frozen=True, slots=True)
class Results:
    """What was found of one kind."""

    kind: str
    words: str
    total: int
    href: str
    people: tuple[Researcher, ...] = ()
    works: tuple[ListedWork, ...] = ()
    named: tuple[Named, ...] = ()

    @property
    def is_cut(self) -> bool:
        return self.total > len(self.people) + len(self.works) + len(self.named)


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One answered search; ``any_word_href`` searches again with fewer demands."""

    query: Query
    jump: Jump | None
    kind: str
    tabs: tuple[Tab, ...] = ()
    sections: tuple[Results, ...] = ()
    pager: Pager | None = None
    any_word_href: str = ""
    is_too_slow: bool = False

    @property
    def is_empty(self) -> bool:
        return not any(section.total for section in self.sections)


def load(asked: QueryDict) -> SearchPage:
    """Search, in a fixed number of queries and at most TIMEOUT_MS each."""
    wanted = query.read(asked.get("q", ""))
    kind = asked.get("type", "")
    kind = kind if kind in KINDS else ""
    found = jump.to(wanted.text)
    if not wanted.words or (found and found.path):
        return SearchPage(wanted, found, kind)
    try:
        # The limit holds for this transaction alone.
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('statement_timeout', %s, TRUE)", [str(TIMEOUT_MS)])
            return _search(wanted, found, kind, asked)
    except OperationalError:
        return SearchPage(wanted, found, kind, is_too_slow=True)


def _search(wanted: Query, found: Jump | None, kind: str, asked: QueryDict) -> SearchPage:
    place = pager(
        total=MOST_SHOWN, size=PAGE_SIZE, wanted=asked.get("page") if kind else None, query=QueryDict()
    )
    sections = tuple(
        _results(one, wanted, place, is_chosen=one == kind, is_alone=bool(kind)) for one in KINDS
    )
    shown = tuple(section for section in sections if kind in {"", section.kind})
    total = min(shown[0].total, MOST_SHOWN) if kind else 0
    words = len(wanted.words)
    return SearchPage(
        query=wanted,
        jump=found,
        kind=kind,
        tabs=_tabs(wanted, kind, sections),
        sections=shown,
        pager=_pager(wanted, kind, total, place) if kind else None,
        any_word_href=_href(wanted.any_word, kind) if words > 1 and " or " not in wanted.text else "",
    )


def _results(kind: str, wanted: Query, place: Pager, *, is_chosen: bool, is_alone: bool) -> Results:
    size = place.size if is_chosen else FIRST
    parameters: dict[str, int | str] = {
        "exact": wanted.exact,
        "prefixes": wanted.prefixes,
        "key": wanted.name_key,
        "text": wanted.text,
        "most": sql.MOST,
        "limit": size,
        "offset": place.offset if is_chosen else 0,
    }
    with connection.cursor() as cursor:
        cursor.execute(SQL[kind], parameters)
        rows = cursor.fetchall()
    ids = [row[0] for row in rows]
    return Results(
        kind=kind,
        words=KINDS[kind],
        total=rows[0][1] if rows else 0,
        href=_href(wanted.text, kind),
        **(_read(kind, ids) if is_chosen or not is_alone else {}),
    )


def _read(kind: str, ids: list[int]) -> dict[str, Any]:
    """Read what the found rows show, in the order they were found."""
    if kind == "researchers":
        authors = Author.objects.select_related("last_known_institution").in_bulk(ids)
        return {"people": researchers.described([authors[one] for one in ids])}
    if kind == "works":
        cards = dict(Work.objects.filter(pk__in=ids).values_list("pk", "card_html"))
        return {"works": tuple(ListedWork(cards[one]) for one in ids)}
    if kind == "topics":
        topics = Topic.objects.in_bulk(ids)
        return {"named": tuple(_topic(topics[one]) for one in ids)}
    institutions = Institution.objects.in_bulk(ids)
    return {"named": tuple(_institution(institutions[one]) for one in ids)}


def _topic(topic: Topic) -> Named:
    return Named(topic.display_name, topic.get_absolute_url(), topic.field, topic.works_count)


def _institution(institution: Institution) -> Named:
    country = COUNTRIES.get(institution.country_code, institution.country_code)
    note = ", ".join(part for part in (institution.kind.capitalize(), country) if part)
    return Named(institution.display_name, institution.get_absolute_url(), note, institution.works_count)


def _tabs(wanted: Query, kind: str, sections: tuple[Results, ...]) -> tuple[Tab, ...]:
    return (
        Tab("All", _href(wanted.text, ""), "", not kind),
        *(Tab(one.words, one.href, _capped(one.total), one.kind == kind) for one in sections),
    )


def _capped(total: int) -> str:
    return f"{total:,}" if total <= MOST_SHOWN else f"{MOST_SHOWN}+"


def _pager(wanted: Query, kind: str, total: int, place: Pager) -> Pager:
    kept = QueryDict(mutable=True)
    kept.update({"q": wanted.text, "type": kind})
    return pager(total=total, size=PAGE_SIZE, wanted=str(place.number), query=kept)


def _href(text: str, kind: str) -> str:
    return "?" + urlencode({"q": text, **({"type": kind} if kind else {})})
