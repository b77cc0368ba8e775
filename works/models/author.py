"""Author, its names and its ids elsewhere."""

from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from works.models.institution import Institution
from works.models.page import PageModel
from works.models.words import Words


class AuthorQuerySet(models.QuerySet["Author"]):
    def listed(self) -> Self:
        """Keep the records that lists and searches may show."""
        return self.filter(status__in=Author.LISTED)


class Author(PageModel):
    """The public bibliographic record of a person; on screen: a researcher."""

    class Status(models.TextChoices):
        ACTIVE = "active"
        MERGED = "merged"
        SUPPRESSED = "suppressed"
        MEMORIAL = "memorial"

    LISTED = (Status.ACTIVE, Status.MEMORIAL)

    display_name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200, help_text="Normalised full name, by which imports match")
    status = models.CharField(max_length=10, choices=Status, default=Status.ACTIVE)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="absorbed",
    )
    is_mixed = models.BooleanField(default=False, help_text="A curator sees several people in this record")
    last_known_institution = models.ForeignKey(
        Institution,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    # Derived; written by works.counters alone.
    works_count = models.PositiveIntegerField(default=0)
    topics_count = models.PositiveIntegerField(default=0)
    close_collaborators_count = models.PositiveIntegerField(default=0)
    works_with_orcid_count = models.PositiveIntegerField(default=0)
    counts_by_year = models.JSONField(default=dict, help_text='{"2022": 47}')
    counts_by_kind = models.JSONField(default=dict, help_text='{"preprint": 82}')
    counts_by_source = models.JSONField(default=list, help_text='[["arXiv", 82]], most works first')

    objects = AuthorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="author_merged_has_a_survivor",
                condition=Q(status="merged", merged_into__isnull=False)
                | (~Q(status="merged") & Q(merged_into=None)),
            ),
            models.CheckConstraint(
                name="author_not_merged_into_itself",
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
            ),
        ]
        indexes = [
            models.Index(fields=["name_key"], name="author_name_key"),
            models.Index(fields=["-works_count", "id"], name="author_most_works"),
            GinIndex(Words("display_name"), name="author_words"),
        ]

    def __str__(self) -> str:
        return f"{self.display_name} ({self.public_id})"

    def get_absolute_url(self) -> str:
        return reverse("profiles:detail", args=[self.public_id, self.slug])


class AuthorName(models.Model):
    """A name an author is or was known by."""

    class Visibility(models.TextChoices):
        PUBLIC = "public"
        MATCH_ONLY = "match_only", "used for matching, never shown"

    class Kind(models.TextChoices):
        VARIANT = "variant"
        NATIVE = "native", "in its own script"
        FORMER = "former"

    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.VARIANT)
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.PUBLIC)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "name"], name="author_name_once_per_author"),
        ]
        indexes = [
            models.Index(fields=["key"], name="author_name_by_key"),
            GinIndex(Words("name"), name="author_name_words"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.author_id})"


class AuthorIdentifier(models.Model):
    """An id another system knows an author by, and who says so."""

    class Scheme(models.TextChoices):
        ORCID = "orcid", "ORCID"
        OPENALEX = "openalex", "OpenAlex"
        ARXIV = "arxiv", "arXiv author"
        DBLP = "dblp", "DBLP"
        SEMANTIC_SCHOLAR = "s2", "Semantic Scholar"

    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=10, choices=Scheme)
    value = models.CharField(max_length=100)
    asserted_by = models.CharField(max_length=40, help_text="The source that states it")
    verified_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "value"], name="author_identifier_names_one_author"),
        ]
        indexes = [models.Index(fields=["author"], name="author_identifier_author")]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"

    @property
    def url(self) -> str:
        """Where the other system shows this author."""
        return {
            "orcid": "https://orcid.org/",
            "openalex": "https://openalex.org/",
            "arxiv": "https://arxiv.org/a/",
            "dblp": "https://dblp.org/pid/",
            "s2": "https://www.semanticscholar.org/author/",
        }[self.scheme] + self.value
