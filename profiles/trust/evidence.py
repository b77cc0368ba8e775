"""Reads from rows what level and score rest on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Self

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from profiles.models import Follow, Profile, TrustSnapshot
from profiles.trust.level import Facts, Verdict, level
from profiles.trust.rules import Affiliation
from profiles.trust.score import Inputs, Result, score
from works.models import Author

FOLLOWER_AGE: Final = timedelta(days=7)
VERIFIED_FOLLOWER_LEVEL: Final = 2


@dataclass(frozen=True, slots=True)
class Followers:
    """An author's followers as the score counts them; accounts younger than 7 days count as neither."""

    verified: int = 0
    other: int = 0


@dataclass(frozen=True, slots=True)
class Trust:
    """An author record's level and score, computed from its facts of this moment."""

    inputs: Inputs
    verdict: Verdict
    result: Result

    @classmethod
    def of(cls, author: Author, *, claimed: bool, followers: Followers) -> Self:
        """Compute from the stored counts of ``author``; reads nothing further."""
        verdict = level(
            Facts(
                counted_works=author.works_count,
                mixed=author.is_mixed,
                claim_approved=claimed,
            ),
        )
        listed = author.last_known_institution_id is not None
        inputs = Inputs(
            level=verdict.level,
            claimed=claimed,
            works=author.works_count,
            works_with_orcid=author.works_with_orcid_count,
            topics=author.topics_count,
            collaborators=author.close_collaborators_count,
            followers_verified=followers.verified,
            followers_other=followers.other,
            affiliation=Affiliation.SOURCE_LISTED if listed else Affiliation.NONE,
        )
        return cls(inputs, verdict, score(inputs))

    @classmethod
    def shown(cls, author: Author, profile: Profile | None, snapshot: TrustSnapshot | None) -> Self:
        """Compute what the page of ``author`` shows: never at odds with the counts beside it."""
        counted = snapshot.inputs if snapshot else {}
        followers = Followers(counted.get("followers_verified", 0), counted.get("followers_other", 0))
        return cls.of(author, claimed=bool(profile and profile.owner_id), followers=followers)


def gather(author_ids: Iterable[int]) -> dict[int, Trust]:
    """Compute the trust of many authors by their ids, in three queries."""
    authors = Author.objects.in_bulk(list(author_ids))
    claimed = set(
        Profile.objects.filter(author__in=authors, owner__isnull=False).values_list("author_id", flat=True),
    )
    followers = _followers(authors)
    return {
        pk: Trust.of(author, claimed=pk in claimed, followers=followers.get(pk, Followers()))
        for pk, author in authors.items()
    }


def _followers(authors: Mapping[int, Author]) -> dict[int, Followers]:
    verified = Exists(
        TrustSnapshot.objects.filter(
            is_current=True,
            level__gte=VERIFIED_FOLLOWER_LEVEL,
            author__profile__owner=OuterRef("follower"),
        ),
    )
    settled = Q(follower__date_joined__lte=timezone.now() - FOLLOWER_AGE, follower__is_active=True)
    counts = (
        Follow.objects.filter(settled, author__in=authors)
        .annotate(is_verified=verified)
        .values("author")
        .annotate(total=Count("pk"), verified=Count("pk", filter=Q(is_verified=True)))
        .order_by()
    )
    return {
        row["author"]: Followers(verified=row["verified"], other=row["total"] - row["verified"])
        for row in counts
    }
