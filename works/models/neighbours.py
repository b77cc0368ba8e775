"""Precomputed neighbours of an author; written by works.counters alone."""

from django.db import models

from works.models.author import Author
from works.models.topic import Topic


class AuthorTopic(models.Model):
    """How many of an author's works are about a topic."""

    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="topic_counts", db_index=False)
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="author_counts", db_index=False)
    works_count = models.PositiveIntegerField()
    last_year = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author", "topic"], name="author_topic_once")]
        indexes = [
            models.Index(fields=["author", "-works_count", "topic"], name="author_topic_by_author"),
            models.Index(fields=["topic", "-works_count", "author"], name="author_topic_by_topic"),
        ]

    def __str__(self) -> str:
        return f"author {self.author_id}: {self.works_count} about topic {self.topic_id}"


class Coauthor(models.Model):
    """Two authors with at least two joint works, seen from one of them.

    Works of more than 50 authors don't count: signing the same collaboration paper is not working together.
    """

    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="coauthors", db_index=False)
    coauthor = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="+")
    works_count = models.PositiveIntegerField()
    first_year = models.PositiveSmallIntegerField(null=True)
    last_year = models.PositiveSmallIntegerField(null=True)
    is_close = models.BooleanField(help_text="At least 2 joint works and 10 % of the author's works")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "coauthor"], name="coauthor_once"),
            models.CheckConstraint(
                name="coauthor_is_somebody_else",
                condition=~models.Q(author=models.F("coauthor")),
            ),
            models.CheckConstraint(
                name="coauthor_has_two_joint_works",
                condition=models.Q(works_count__gte=2),
            ),
        ]
        indexes = [
            models.Index(fields=["author", "-works_count", "coauthor"], name="coauthor_most_joint_works"),
        ]

    def __str__(self) -> str:
        return f"author {self.author_id} with {self.coauthor_id}: {self.works_count}"
