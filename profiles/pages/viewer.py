"""What of a researcher's page depends on who looks: their follow, and the state of the claim."""

from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from profiles.pages.profile import ProfilePage

READ: Final = """
SELECT p.owner_id, coalesce(p.followers_count, 0),
       EXISTS (SELECT FROM profiles_follow f WHERE f.author_id = a.id AND f.follower_id = %(viewer)s)
FROM works_author a LEFT JOIN profiles_profile p ON p.author_id = a.id
WHERE a.public_id = %(author)s
"""


@dataclass(frozen=True, slots=True)
class Address:
    """As much of an author as a link needs."""

    public_id: str
    slug: str


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """One viewer's relation to a researcher."""

    author: Address
    is_claimed: bool
    is_own: bool
    following: bool
    followers: int

    @property
    def follow(self) -> dict[str, Any]:
        """The follow button's context."""
        return {"author": self.author, "following": self.following, "followers": self.followers}


def anonymous(page: ProfilePage) -> Viewpoint:
    """Look as somebody without an account; reads nothing that the page has not read."""
    return Viewpoint(
        author=Address(page.author.public_id, page.author.slug),
        is_claimed=page.header.is_claimed,
        is_own=False,
        following=False,
        followers=page.header.followers,
    )


def of(viewer_id: int | None, public_id: str, slug: str) -> Viewpoint:
    """Read it in one query, for an account or (None) for somebody not logged in; the record must exist."""
    with connection.cursor() as cursor:
        cursor.execute(READ, {"viewer": viewer_id, "author": public_id})
        owner_id, followers, following = cursor.fetchone()
    return Viewpoint(
        author=Address(public_id, slug),
        is_claimed=owner_id is not None,
        is_own=viewer_id is not None and owner_id == viewer_id,
        following=following,
        followers=followers,
    )
