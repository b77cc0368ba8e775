"""Topic, and a work's topics."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse

from works.models.page import PageModel
from works.models.words import Words
from works.models.work import Work


class Topic(PageModel):
    """A subject that works are about, from one of several vocabularies."""

    key = models.CharField(max_length=100, unique=True, help_text="<vocabulary>:<id>, e.g. arxiv:cs.LG")
    display_name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    field = models.CharField(max_length=100, blank=True, help_text="The broader field, where stated")

    # Derived; written by works.counters alone.
    works_count = models.PositiveIntegerField(default=0)
    authors_count = models.PositiveIntegerField(default=0)
    counts_by_year = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["-works_count", "id"], name="topic_most_works"),
            GinIndex(Words("display_name"), name="topic_words"),
        ]

    def __str__(self) -> str:
        return f"{self.display_name} ({self.key})"

    def get_absolute_url(self) -> str:
        return reverse("works:topic", args=[self.public_id, self.slug])


class WorkTopic(models.Model):
    """A topic that a source assigned to a work."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="topic_links")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="work_links", db_index=False)
    position = models.PositiveSmallIntegerField(help_text="1 is the primary topic")
    score = models.FloatField(null=True, blank=True, help_text="The source's confidence, 0 to 1")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["work", "topic"], name="work_topic_once"),
            models.CheckConstraint(
                name="work_topic_score_is_a_share",
                condition=Q(score=None) | Q(score__gte=0, score__lte=1),
            ),
        ]
        indexes = [models.Index(fields=["topic", "work"], name="work_topic_by_topic")]

    def __str__(self) -> str:
        return f"work {self.work_id} about topic {self.topic_id}"
