"""What stands around a mention in its work: the names and topics by which it may be recognised."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final
from zlib import crc32

from works.imports.matching import evidence
from works.imports.matching.mentions import Surroundings

SKETCH: Final = 50
"""Names that stand for an author list of more than MOST_AUTHORS: two such lists that are mostly equal share
most of their sketches, and comparing these costs no more than comparing small works."""
MOST_WORKS: Final = 50
"""A topic on more works than this is too common to recognise anybody by."""
GENERIC: Final = ("arxiv:",)
"""Vocabularies whose topics hold thousands of works each, however few of them we hold."""


def survey(names: Sequence[Collection[str]], topics: Sequence[Sequence[tuple[str, int]]]) -> Surroundings:
    """Tell what is around every mention of a page.

    ``names`` holds the keys of the full names of each entry, ``topics`` its topics as (key, primary key).
    """
    rare = _rare(topics)
    sketches = {
        entry: _sketch(stated) for entry, stated in enumerate(names) if len(stated) > evidence.MOST_AUTHORS
    }
    return Surroundings(
        keys=[frozenset(sketches.get(entry, stated)) for entry, stated in enumerate(names)],
        topics=[frozenset(topic_id for _, topic_id in stated if topic_id in rare) for stated in topics],
        large_works=evidence.large_works(sketches) if sketches else {},
    )


def _sketch(names: Collection[str]) -> list[str]:
    return sorted(set(names), key=lambda name: (crc32(name.encode()), name))[:SKETCH]


def _rare(topics: Sequence[Sequence[tuple[str, int]]]) -> set[int]:
    here = Counter(topic_id for stated in topics for key, topic_id in stated if not key.startswith(GENERIC))
    few = [topic_id for topic_id, count in here.items() if count <= MOST_WORKS]
    held = evidence.common_topics(few, MOST_WORKS) if few else {}
    return {topic_id for topic_id in few if held[topic_id] + here[topic_id] <= MOST_WORKS}
