"""What the page of a source shows."""

from dataclasses import dataclass
from typing import Final

from django.http import QueryDict

from works.models import Source
from works.pages import listed
from works.pages.listed import WorksList


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One source with its works."""

    source: Source
    openalex_url: str
    issn: str
    works: WorksList


def find(public_id: str) -> Source | None:
    return Source.objects.filter(public_id=public_id).first()


def load(source: Source, query: QueryDict) -> SourcePage:
    """Read the page of ``source`` in one query, whatever its size."""
    scheme, _, value = source.key.partition(":")
    return SourcePage(
        source=source,
        openalex_url=f"https://openalex.org/{value}" if scheme == "openalex" else "",
        issn=value if scheme == "issn" else "",
        works=listed.load(_WORKS, {"source": source.pk}, total=source.works_count, query=query),
    )


_WORKS: Final = f"""
SELECT w.publication_year, w.card_html FROM works_work w
WHERE w.source_id = %(source)s AND NOT w.is_hidden {listed.NEWEST_FIRST}
"""  # noqa: S608 - the parts are constants of this app
