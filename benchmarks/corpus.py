"""Writes a made-up corpus of any size in our JSON Lines format, with the heavy tails of a real one.

``python -m benchmarks.corpus 100000 works.jsonl``: the same size and seed give the same bytes. Names are
syllables, so that nobody real is meant; some are shared, as real ones are. Works come from small circles
of people who write together, with a few hubs of very many works, and a few very long author lists.
"""

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

SYLLABLES: Final = "ba be bi bo da de di do fa fe ga go ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe ra re ri ro sa se si so ta te ti to va ve vi zo".split()  # fmt: skip # noqa: SIM905, E501
WORDS: Final = "analysis approach bound class data deep design error estimate field flow function graph inference kernel learning limit local map measure method model network noise operator order parameter phase policy prior process proof quantum random rate result robust sample scale search signal sparse space state structure system task theory training transfer tree variance vector wave".split()  # fmt: skip # noqa: SIM905, E501
LINKS: Final = "of the and for in with on under from to a by".split()  # noqa: SIM905
FORMULAS: Final = ("$O(n \\log n)$", "$\\alpha$-stable", "$L^2$", "$\\mathbb{R}^d$", "$\\epsilon \\to 0$")
CATEGORIES: Final = ("cs.LG", "cs.CV", "cs.CL", "stat.ML", "math.PR", "quant-ph", "hep-th", "astro-ph.CO")
CIRCLE: Final = 12
LATEX_SHARE: Final = 0.15
ORCID_SHARE: Final = 0.25
LONG_LIST_SHARE: Final = 0.0004
LONGEST_LIST: Final = 1_500
WORKS_PER_PERSON: Final = 1.6
YEARS: Final = range(1992, 2026)


@dataclass(slots=True)
class World:
    """Who writes, about what; everything in it follows from the seed."""

    works: int
    seed: int
    chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)

    @property
    def people(self) -> int:
        return max(int(self.works / WORKS_PER_PERSON), 3 * CIRCLE)

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield one work after the other; nothing is kept, so memory does not grow."""
        for number in range(self.works):
            yield self._work(number)

    def _work(self, number: int) -> dict[str, Any]:
        # Cubing draws some people again and again, and most of them once or twice.
        leader = int(self.people * self.chance.random() ** 3)
        authors = self._authors(leader)
        title = self._sentence(self.chance.randint(5, 11)).removesuffix(".")
        latex = self.chance.random() < LATEX_SHARE
        record: dict[str, Any] = {
            "id": f"local:corpus-{self.seed}-{number}",
            "type": self.chance.choice(("preprint", "preprint", "article", "conference-paper")),
            "title": f"{title} in {self.chance.choice(FORMULAS)}" if latex else title,
            "abstract": self._abstract(latex=latex),
            "publication_year": self.chance.choice(YEARS),
            "updated_date": f"2025-{self.chance.randint(1, 12):02}-{self.chance.randint(1, 28):02}T00:00:00",
            "source": {"display_name": f"Journal of {self.chance.choice(WORDS).title()}", "type": "journal"},
            "authorships": [self._authorship(person) for person in authors],
            "topics": self._topics(leader),
        }
        if self.chance.random() < 0.5:
            record["ids"] = {"doi": f"10.5555/{self.seed}.{number}"}
        return record

    def _authors(self, leader: int) -> list[int]:
        draw = self.chance.random()
        if draw < LONG_LIST_SHARE:
            size = self.chance.randint(60, LONGEST_LIST)
            start = self.chance.randrange(max(self.people - size, 1))
            return list(range(start, min(start + size, self.people)))
        size = min(1 + int(self.chance.expovariate(1 / 3.4)), 40)
        circle = leader // CIRCLE * CIRCLE
        found = {leader: None}
        for _ in range(size - 1):
            near = self.chance.random() < 0.85
            found[circle + self.chance.randrange(CIRCLE) if near else self.chance.randrange(self.people)] = (
                None
            )
        return list(found)

    def _authorship(self, person: int) -> dict[str, Any]:
        own = random.Random(f"{self.seed} {person}")
        name = f"{_name(own, 2)} {_name(own, 3)}"
        authorship: dict[str, Any] = {"raw_author_name": name}
        if own.random() < ORCID_SHARE:
            authorship["author"] = {"orcid": _orcid(person)}
        if own.random() < 0.3:
            house = own.randrange(500)
            authorship["raw_affiliation_strings"] = [f"University {house}"]
            authorship["institutions"] = [
                {
                    "id": f"openalex:I{700_000 + house}",
                    "display_name": f"University {house}",
                    "country_code": "NL",
                }
            ]
        return authorship

    def _topics(self, leader: int) -> list[dict[str, Any]]:
        circle = leader // CIRCLE
        fine = 10_000 + circle % 4_500
        coarse = CATEGORIES[circle % len(CATEGORIES)]
        return [
            {"id": f"arxiv:{coarse}", "display_name": coarse},
            {"id": f"openalex:T{fine}", "display_name": f"Topic {fine}", "score": 0.9},
        ]

    def _abstract(self, *, latex: bool) -> str:
        sentences = [self._sentence(self.chance.randint(9, 24)) for _ in range(self.chance.randint(5, 11))]
        if latex:
            sentences.insert(
                1, f"The error is {self.chance.choice(FORMULAS)} for {self.chance.choice(FORMULAS)}."
            )
        return " ".join(sentences)

    def _sentence(self, length: int) -> str:
        words = self.chance.choices(WORDS, k=length)
        for place in range(1, length, 3):
            words[place] = self.chance.choice(LINKS)
        return " ".join(words).capitalize() + "."


def _name(own: random.Random, syllables: int) -> str:
    return "".join(own.choices(SYLLABLES, k=syllables)).capitalize()


def _orcid(person: int) -> str:
    """Make an iD with a right check character (ISO 7064 MOD 11-2) far above those ORCID hands out."""
    digits = f"{9_000_000_000_000 + person:015}"
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    whole = digits + ("X" if check == 10 else str(check))
    return "-".join(whole[start : start + 4] for start in range(0, 16, 4))


def write(path: Path, *, works: int, seed: int = 1) -> None:
    """Write a corpus of ``works`` lines."""
    with path.open("w", encoding="utf-8") as file:
        for record in World(works, seed).records():
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("works", type=int)
    parser.add_argument("path", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write(given.path, works=given.works, seed=given.seed)


if __name__ == "__main__":
    main()
