"""What the page of a topic shows."""

from dataclasses import dataclass
from typing import Final

from django.http import QueryDict

from works.models import Topic
from works.pages import listed, neighbours, years
from works.pages.listed import WorksList
from works.pages.neighbours import Ranked
from works.pages.years import YearStrip

VOCABULARIES: Final = {
    "arxiv": "arXiv category",
    "openalex": "OpenAlex topic",
    "bzpeer": "label of this site",
}


@dataclass(frozen=True, slots=True)
class TopicPage:
    """One topic with its works, its people and what lies beside it."""

    topic: Topic
    vocabulary: str
    code: str
    years: YearStrip | None
    works: WorksList
    people: Ranked
    topics: Ranked
    institutions: Ranked


def find(public_id: str) -> Topic | None:
    return Topic.objects.filter(public_id=public_id).first()


def load(topic: Topic, query: QueryDict) -> TopicPage:
    """Read the page of ``topic`` in two queries, whatever its size."""
    year = listed.year_of(query)
    vocabulary, _, code = topic.key.partition(":")
    beside = neighbours.around_topic(topic.pk)
    return TopicPage(
        topic=topic,
        vocabulary=VOCABULARIES.get(vocabulary, vocabulary),
        code=code if vocabulary in {"arxiv", "openalex"} else "",
        years=years.strip(topic.counts_by_year, chosen=year),
        works=listed.load(
            _WORKS_OF_YEAR if year else _WORKS,
            {"topic": topic.pk, "year": year},
            total=topic.counts_by_year.get(str(year), 0) if year else topic.works_count,
            query=query,
            year=year,
        ),
        people=beside["researcher"],
        topics=beside["topic"],
        institutions=beside["institution"],
    )


_ABOUT: Final = """
SELECT w.publication_year, w.card_html FROM works_work w
JOIN works_worktopic l ON l.work_id = w.id AND l.topic_id = %(topic)s
WHERE NOT w.is_hidden
"""
_WORKS: Final = f"{_ABOUT} {listed.NEWEST_FIRST}"
_WORKS_OF_YEAR: Final = f"{_ABOUT} AND w.publication_year = %(year)s {listed.NEWEST_FIRST}"
