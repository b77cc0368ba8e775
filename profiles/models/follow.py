"""Following."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from works.models import Author


class FollowQuerySet(models.QuerySet["Follow"]):
    def of(self, author: Author) -> Self:
        """Keep the follows that point at ``author``."""
        return self.filter(author=author)


class Follow(models.Model):
    """A signed-in person's wish to hear of an author's new works."""

    follower = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="follows",
        db_index=False,
    )
    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="follows")
    created_at = models.DateTimeField(db_default=Now())

    objects = FollowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["follower", "author"], name="follow_once_per_author"),
        ]

    def __str__(self) -> str:
        return f"{self.follower} follows {self.author}"
