"""What would raise a record's score, found by scoring the record with one thing changed."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from profiles.trust import rules
from profiles.trust.level import LEVELS, TOP
from profiles.trust.proofs import KINDS, PROOF_KINDS, Freshness, Proof, ProofKind, corroborating_works
from profiles.trust.rules import Affiliation
from profiles.trust.score import Inputs, score

MORE_WORKS: Final = 10
MORE_FOLLOWERS: Final = 10
STRONGEST: Final = tuple(
    {kind.family: kind for kind in sorted(PROOF_KINDS, key=lambda one: one.points)}.values()
)
"""The kind of most points in each family."""
BROUGHT_AFFILIATION: Final = {
    "inst_email": Affiliation.EMAIL_CONFIRMED,
    "inst_email_record_match": Affiliation.EMAIL_CONFIRMED,
    "inst_federated": Affiliation.INSTITUTION_ASSERTED,
}


def what_would_raise(inputs: Inputs) -> tuple[str, ...]:
    """List changes with the score each would give at least, greatest first, without those of no effect."""
    now = score(inputs).score
    gains = {words: score(changed).score for words, changed in _changes(inputs)}
    ranked = sorted((item for item in gains.items() if item[1] > now), key=lambda item: -item[1])
    return tuple(f"{words}: at least {points}" for words, points in ranked)


def _changes(inputs: Inputs) -> Iterator[tuple[str, Inputs]]:
    if inputs.claimed:
        yield from _owner_changes(inputs)
    elif inputs.level:
        yield from _claims(inputs)
    if inputs.level < (TOP if inputs.claimed else 1):
        above = LEVELS[inputs.level + 1]
        yield (
            f"reaching {above.code} {above.name}",
            replace(inputs, level=above.number, works=max(inputs.works, 1)),
        )
    yield f"{MORE_WORKS} more counted works", replace(inputs, works=inputs.works + MORE_WORKS)
    yield (
        f"{MORE_FOLLOWERS} more verified followers",
        replace(inputs, followers_verified=inputs.followers_verified + MORE_FOLLOWERS),
    )


def _claims(inputs: Inputs) -> Iterator[tuple[str, Inputs]]:
    claim = replace(inputs, claimed=True, level=rules.CLAIMED_LEVEL)
    orcid = _with_proof(claim, KINDS["orcid_corroborated"])
    yield "a claim with a corroborated ORCID iD", orcid
    yield (
        "a claim with an ORCID iD that the sources of all counted works state",
        replace(orcid, works_with_orcid=max(inputs.works, inputs.works_with_orcid)),
    )
    yield (
        "a claim with an institutional e-mail address and an address printed in a work",
        _with_proof(_with_proof(claim, KINDS["inst_email"]), KINDS["author_email_1"]),
    )


def _owner_changes(inputs: Inputs) -> Iterator[tuple[str, Inputs]]:
    for proof in inputs.proofs:
        if proof.freshness is not Freshness.ACTIVE:
            yield f"renewing this proof: {KINDS[proof.kind].name}", _with_proof(inputs, KINDS[proof.kind])
    held = {proof.kind for proof in inputs.proofs}
    for kind in STRONGEST:
        if kind.key not in held:
            yield f"one more proof: {kind.name}", _with_proof(inputs, kind)


def _with_proof(inputs: Inputs, kind: ProofKind) -> Inputs:
    """Add an active proof with what it brings along: an affiliation confirmed, works that carry the iD."""
    orcid = corroborating_works(inputs.works) if kind.key == "orcid_corroborated" else 0
    return replace(
        inputs,
        proofs=(*inputs.proofs, Proof(kind.key)),
        works_with_orcid=max(inputs.works_with_orcid, orcid),
        affiliation=max(
            inputs.affiliation,
            BROUGHT_AFFILIATION.get(kind.key, Affiliation.NONE),
            key=lambda one: rules.AFFILIATION_POINTS[one],
        ),
    )
