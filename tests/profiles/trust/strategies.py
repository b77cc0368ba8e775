"""Hypothesis strategies for the inputs of the trust score."""

from hypothesis import strategies as st

from profiles.trust.level import TOP
from profiles.trust.proofs import KINDS, Freshness, Proof
from profiles.trust.rules import CLAIMED_LEVEL, Affiliation
from profiles.trust.score import Inputs

COUNTS = ("works", "works_with_orcid", "topics", "collaborators", "followers_verified", "followers_other")

proofs = st.builds(Proof, st.sampled_from(sorted(KINDS)), st.sampled_from(Freshness))
proof_sets = st.lists(proofs, max_size=8).map(tuple)


@st.composite
def inputs(draw, least_level=0, most_level=TOP, claimed=None):
    """Draw inputs that a record can have: from level 2 up it is claimed."""
    level = draw(st.integers(least_level, most_level))
    if claimed is None:
        claimed = draw(st.booleans())
    return Inputs(
        level=level,
        claimed=claimed or level >= CLAIMED_LEVEL,
        works=draw(st.integers(0, 3_000)),
        works_with_orcid=draw(st.integers(0, 3_000)),
        topics=draw(st.integers(0, 300)),
        collaborators=draw(st.integers(0, 400)),
        followers_verified=draw(st.integers(0, 1_000_000)),
        followers_other=draw(st.integers(0, 1_000_000)),
        affiliation=draw(st.sampled_from(Affiliation)),
        proofs=draw(proof_sets),
    )
