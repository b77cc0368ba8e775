"""Writes the golden file of the present version: ``python -m tests.profiles.trust.make_golden``.

It never replaces a file whose scores differ: a change of the formula needs a new ``rules.VERSION``.
"""

import json
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

from profiles.trust.proofs import PROOF_KINDS, Freshness, Proof
from profiles.trust.rules import CLAIMED_LEVEL, LEVEL_RANGES, VERSION, Affiliation
from profiles.trust.score import Inputs, score

PAIRS = 200
SEED = 82
FILE = Path(__file__).with_name(f"golden_{VERSION.replace('-', '_')}.json")
COUNTS = {
    "works": 400,
    "works_with_orcid": 60,
    "topics": 40,
    "collaborators": 40,
    "followers_verified": 200,
    "followers_other": 120,
}
"""The greatest of each count among the random records."""


def corners():
    """List records at the edges: empty and overflowing at each level, each kind of proof alone, 15 and 85 points."""
    giant = Inputs(
        claimed=True,
        **dict.fromkeys(COUNTS, 10**6),
        affiliation=Affiliation.INSTITUTION_ASSERTED,
        proofs=tuple(Proof(kind.key) for kind in PROOF_KINDS),
    )
    for level in range(len(LEVEL_RANGES)):
        yield Inputs(level=level, claimed=level >= CLAIMED_LEVEL)
        yield replace(giant, level=level)
    yield Inputs(level=1, works=82, topics=14, collaborators=4)
    for affiliation in Affiliation:
        yield Inputs(level=1, affiliation=affiliation)
        yield Inputs(level=1, claimed=True, affiliation=affiliation)
    for kind in PROOF_KINDS:
        for freshness in Freshness:
            yield Inputs(level=1, claimed=True, works=3, proofs=(Proof(kind.key, freshness),))
    for works in range(4):
        yield Inputs(level=2, claimed=True, works=75 + works * 5, topics=14, followers_other=45 + works * 5)
    yield Inputs(level=1, works=80, topics=6)
    edge = {
        "works_with_orcid": 5,
        "topics": 12,
        "collaborators": 12,
        "followers_verified": 25,
        "followers_other": 0,
    }
    yield replace(giant, level=4, **edge)


def randoms():
    """Make endless records from a fixed seed; only ``Random.random`` is the same in every Python."""
    random = Random(SEED).random

    def below(limit):
        return int(random() * limit)

    while True:
        level = below(len(LEVEL_RANGES))
        yield Inputs(
            level=level,
            claimed=level >= CLAIMED_LEVEL or random() < 1 / 2,
            **{name: int(random() ** 3 * most) for name, most in COUNTS.items()},
            affiliation=[*Affiliation][below(len(Affiliation))],
            proofs=tuple(
                Proof(PROOF_KINDS[below(len(PROOF_KINDS))].key, [*Freshness][below(len(Freshness))])
                for _ in range(below(7))
            ),
        )


def records():
    known = list(corners())
    more = randoms()
    return [*known, *(next(more) for _ in range(PAIRS - len(known)))]


def outcome(inputs):
    result = score(inputs)
    return {
        "score": result.score,
        "band": result.band,
        "raw": f"{result.raw.numerator}/{result.raw.denominator}",
    }


def golden():
    return {
        "version": VERSION,
        "pairs": [{"inputs": inputs.as_data(), **outcome(inputs)} for inputs in records()],
    }


def inputs_from(data):
    held = tuple(Proof(kind, Freshness(freshness)) for kind, freshness in data["proofs"])
    return Inputs(**{**data, "affiliation": Affiliation(data["affiliation"]), "proofs": held})


def main(file=FILE):
    """Write the file and give 0, or give 1 where another outcome stands under the same version."""
    made = golden()
    if file.exists() and json.loads(file.read_text(encoding="utf-8")) != made:
        sys.stderr.write(f"{file.name} holds other scores for {VERSION}: change rules.VERSION first.\n")
        return 1
    rows = ",\n".join(json.dumps(pair, sort_keys=True) for pair in made["pairs"])
    file.write_text(f'{{"version": "{VERSION}", "pairs": [\n{rows}\n]}}\n', encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
