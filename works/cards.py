"""The card of a work: how every list shows it, rendered once and stored."""

import dataclasses
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection, transaction
from django.template import Context, Engine, Template
from django.utils.safestring import SafeString

from works.models import Work
from works.text import tex

VERSION: Final = 1
"""Grows with every change of ``Card`` or its template, so that ``recount`` renders anew what is older."""

TEMPLATE: Final = "works/_card.html"
MOST_BYLINES: Final = 6
MOST_TOPICS: Final = 4
CHUNK: Final = 500
ESCAPED: Final = re.compile("[&<>\"']")


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """What a list shows of one work; the two ``_html`` fields are safe as they are."""

    public_id: str
    slug: str
    kind_label: str
    year: int | None
    source_name: str
    title_html: str
    abstract_html: str
    abstract_is_summary: bool
    bylines: tuple[str, ...]
    more_bylines: int
    topics: tuple[tuple[str, str, str], ...]
    arxiv_id: str
    doi: str
    is_retracted: bool
    is_withdrawn: bool
    versions_count: int


FIELDS: Final = tuple(field.name for field in dataclasses.fields(Card))


def kind_label(kind: str) -> str:
    """Name a kind of work as a card does: conference-paper is "Conference paper"."""
    return _KIND_LABELS[kind]


_KIND_LABELS: Final = {str(value): str(label).capitalize() for value, label in Work.Kind.choices}


def render(card: Card) -> str:
    return render_all([card])[0]


def render_all(cards: Sequence[Card]) -> list[str]:
    """Render many cards, looking the template up once."""
    template = _template()
    # Years are no quantities: without localisation they are neither grouped nor slow.
    context = Context(use_l10n=False)
    with context.render_context.push_state(template), context.bind_template(template):
        return [_rendered(template, context, card) for card in cards]


def _rendered(template: Template, context: Context, card: Card) -> str:
    context["card"] = {name: _plain(getattr(card, name)) for name in FIELDS}
    return template.nodelist.render(context).strip()


def _plain(value: Any) -> Any:
    """Spare the template the escaping of what has nothing to escape; that is most of its time.

    A dictionary of the results also spares it an exception for each field it looks up.
    """
    if isinstance(value, str):
        return value if ESCAPED.search(value) else SafeString(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def _template() -> Template:
    # The engine's own template takes a plain Context, without request or context processors.
    return Engine.get_default().get_template(TEMPLATE)


def refresh(work_ids: Collection[int]) -> int:
    """Render and store anew the texts and cards of these works; returns how many differed.

    To be called when what a card quotes has changed: a topic's or source's name, a correction of the
    work, a new VERSION. The revision of every work that differed grows.
    """
    ordered = sorted(set(work_ids))
    return sum(_refresh(ordered[start : start + CHUNK]) for start in range(0, len(ordered), CHUNK))


def outdated() -> list[int]:
    """Name the works whose card was stored by another VERSION."""
    return list(Work.objects.exclude(card_version=VERSION).order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _refresh(work_ids: list[int]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_READ, {"ids": work_ids, "bylines": MOST_BYLINES, "topics": MOST_TOPICS})
        rows = cursor.fetchall()
        texts = [(tex.to_html(row[6]), tex.to_html(row[7])) for row in rows]
        cards = [_card(row, *html) for row, html in zip(rows, texts, strict=True)]
        cursor.execute(
            _WRITE,
            {
                "version": VERSION,
                "ids": [row[0] for row in rows],
                "titles": [title for title, _ in texts],
                "abstracts": [abstract for _, abstract in texts],
                "cards": render_all(cards),
            },
        )
        return int(cursor.rowcount)


def _card(row: tuple, title_html: str, abstract_html: str) -> Card:  # type: ignore[type-arg]  # as _READ selects
    (
        _, public_id, slug, kind, year, source_name, _, _, is_summary, count, is_retracted, is_withdrawn,
        bylines, topics, arxiv_id, doi, versions_count,
    ) = row  # fmt: skip
    return Card(
        public_id=public_id,
        slug=slug,
        kind_label=kind_label(kind),
        year=year,
        source_name=source_name or "",
        title_html=title_html,
        abstract_html=abstract_html,
        abstract_is_summary=is_summary,
        bylines=tuple(bylines),
        more_bylines=max(count - len(bylines), 0),
        topics=tuple((topic[0], topic[1], topic[2]) for topic in topics),
        arxiv_id=arxiv_id or "",
        doi=doi or "",
        is_retracted=is_retracted,
        is_withdrawn=is_withdrawn,
        versions_count=versions_count,
    )


_READ: Final = """
SELECT w.id, w.public_id, w.slug, w.kind, w.publication_year, s.display_name, w.title, w.abstract,
       w.abstract_origin = 'summary', w.authors_count, w.is_retracted, w.is_withdrawn,
       ARRAY(SELECT a.byline FROM works_authorship a WHERE a.work_id = w.id
             ORDER BY a.position LIMIT %(bylines)s),
       ARRAY(SELECT ARRAY[t.public_id, t.slug, t.display_name]
             FROM works_worktopic l JOIN works_topic t ON t.id = l.topic_id WHERE l.work_id = w.id
             ORDER BY l.position, t.id LIMIT %(topics)s),
       (SELECT i.value FROM works_workidentifier i WHERE i.work_id = w.id AND i.scheme = 'arxiv'
        ORDER BY i.value LIMIT 1),
       (SELECT i.value FROM works_workidentifier i WHERE i.work_id = w.id AND i.scheme = 'doi'
        ORDER BY i.value LIMIT 1),
       (SELECT count(*) FROM works_workversion v WHERE v.work_id = w.id)
FROM works_work w LEFT JOIN works_source s ON s.id = w.source_id
WHERE w.id = ANY(%(ids)s)
ORDER BY w.id
FOR UPDATE OF w
"""

_WRITE: Final = """
UPDATE works_work w
SET title_html = n.title, abstract_html = n.abstract, card_html = n.card, card_version = %(version)s,
    revision = w.revision + 1, updated_at = now()
FROM unnest(%(ids)s::bigint[], %(titles)s::text[], %(abstracts)s::text[], %(cards)s::text[])
     AS n(id, title, abstract, card)
WHERE w.id = n.id
  AND (w.title_html, w.abstract_html, w.card_html, w.card_version)
      IS DISTINCT FROM (n.title, n.abstract, n.card, %(version)s)
"""
