"""A researcher with 3,000 works, imported like any other; names made of numbers mean nobody."""

import json
import tempfile
from pathlib import Path

from works.imports import runner
from works.imports.jsonl.reader import JsonLinesReader
from works.models import Author, AuthorIdentifier

WORKS = 3000
OPENALEX = "A9999999999"
CIRCLE = 200
TOPICS = 40


def record(number: int) -> dict[str, object]:
    """Make one work: three to six authors out of a circle, two topics, a year between 1995 and 2025."""
    others = [f"Coauthor Number{(number * 7 + step * 13) % CIRCLE}" for step in range(2 + number % 4)]
    hub = {"raw_author_name": "Hub Bench", "author": {"openalex": OPENALEX}}
    return {
        "id": f"local:bench-{number}",
        "type": ("article", "preprint", "conference-paper")[number % 3],
        "title": f"Result {number:04d} on structures of order {number % 17} and their limits",
        "abstract": "We study a family of structures and give bounds that hold for all of them. " * 6,
        "publication_year": 1995 + number % 31,
        "source": {"display_name": f"Journal {number % 12}", "type": "journal"},
        "authorships": [hub, *({"raw_author_name": name} for name in others)],
        "topics": [
            {"id": f"bench:{topic}", "display_name": f"Bench topic {topic}"}
            for topic in (number % TOPICS, (number * 3 + 1) % TOPICS)
        ],
    }


def make() -> Author:
    """Import the researcher, unless that was done; returns the record."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.jsonl"
        path.write_text("".join(json.dumps(record(number)) + "\n" for number in range(WORKS)))
        runner.run(JsonLinesReader([path]))
    return Author.objects.get(pk=AuthorIdentifier.objects.get(scheme="openalex", value=OPENALEX).author_id)
