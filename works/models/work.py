"""Work, its ids and its versions."""

from typing import TYPE_CHECKING, Final, Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from works.models.page import PageModel
from works.models.source import Source

if TYPE_CHECKING:
    from works.models.author import Author


NEWEST_YEAR_FIRST: Final = F("publication_year").desc(nulls_last=True)


class WorkQuerySet(models.QuerySet["Work"]):
    def listed(self) -> Self:
        """Keep the works that pages and lists may show."""
        return self.filter(is_hidden=False)

    def by(self, author: "Author") -> Self:
        """Keep the works attributed to ``author``."""
        return self.filter(authorships__author=author)

    def newest_first(self) -> Self:
        """Order as lists do: year downward, then lower-cased title by code point."""
        return self.order_by(NEWEST_YEAR_FIRST, "sort_title", "pk")


class Work(PageModel):
    """A paper, book, data set ... with all of its versions."""

    class Kind(models.TextChoices):
        """OpenAlex's ``type``; named kind, since ``type`` is Python's."""

        PREPRINT = "preprint"
        ARTICLE = "article"
        CONFERENCE_PAPER = "conference-paper", "conference paper"
        REVIEW = "review"
        BOOK = "book"
        BOOK_CHAPTER = "book-chapter", "book chapter"
        DATASET = "dataset", "data set"
        DISSERTATION = "dissertation"
        REPORT = "report"
        EDITORIAL = "editorial"
        LETTER = "letter"
        ERRATUM = "erratum"
        PARATEXT = "paratext"
        OTHER = "other"

    class AbstractOrigin(models.TextChoices):
        SOURCE = "source", "as imported"
        SUMMARY = "summary", "a summary written for this site"

    kind = models.CharField(max_length=20, choices=Kind)
    title = models.TextField(help_text="As received, LaTeX included")
    sort_title = models.CharField(
        max_length=200,
        db_collation="C",
        help_text="Lower-cased title, for the order of lists",
    )
    abstract = models.TextField(blank=True, help_text="As received, LaTeX included")
    abstract_origin = models.CharField(
        max_length=8,
        choices=AbstractOrigin,
        default=AbstractOrigin.SOURCE,
    )
    publication_year = models.PositiveSmallIntegerField(null=True, blank=True)
    first_submitted_date = models.DateField(null=True, blank=True)
    last_updated_date = models.DateField(null=True, blank=True)
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="works",
    )
    comment = models.TextField(blank=True)
    journal_reference = models.TextField(blank=True)
    cited_by_count = models.PositiveIntegerField(null=True, blank=True)
    authorships_complete = models.BooleanField(default=True, help_text="False: more authors than listed")
    is_retracted = models.BooleanField(default=False)
    is_withdrawn = models.BooleanField(default=False)
    is_hidden = models.BooleanField(default=False)

    # Derived; written by the import and by curation through works.cards.
    authors_count = models.PositiveIntegerField(default=0)
    title_html = models.TextField(blank=True)
    abstract_html = models.TextField(blank=True)
    card_html = models.TextField(blank=True, help_text="The work as lists show it, ready to send")
    card_version = models.PositiveSmallIntegerField(default=0, help_text="works.cards.VERSION at writing")
    search = SearchVectorField(null=True)

    objects = WorkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="work_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="work_year_is_plausible",
                condition=Q(publication_year=None) | Q(publication_year__range=(1000, 2999)),
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], name="work_search"),
            models.Index(
                NEWEST_YEAR_FIRST,
                "sort_title",
                "id",
                name="work_newest_first",
                condition=Q(is_hidden=False),
            ),
            models.Index(fields=["-created_at"], name="work_recently_added"),
        ]

    def __str__(self) -> str:
        return f"{self.title[:80]} ({self.public_id})"

    def get_absolute_url(self) -> str:
        return reverse("works:work", args=[self.public_id, self.slug])


class WorkIdentifier(models.Model):
    """An id by which other systems know a work; what makes two records the same work."""

    class Scheme(models.TextChoices):
        ARXIV = "arxiv", "arXiv"
        DOI = "doi", "DOI"
        OPENALEX = "openalex", "OpenAlex"
        LOCAL = "local", "id within an imported file"

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=10, choices=Scheme)
    value = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "value"], name="work_identifier_names_one_work"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"

    @property
    def url(self) -> str:
        """Where the other system shows this work; empty for local ids."""
        prefix = {
            "arxiv": "https://arxiv.org/abs/",
            "doi": "https://doi.org/",
            "openalex": "https://openalex.org/",
        }.get(self.scheme)
        return prefix + self.value if prefix else ""


class WorkVersion(models.Model):
    """One version of a work: a preprint's v2, the published article."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="versions")
    label = models.CharField(max_length=40, help_text="v1, v2, published ...")
    date = models.DateField(null=True, blank=True)
    identifier = models.CharField(max_length=300, blank=True, help_text="<scheme>:<value>")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["work", "label"], name="work_version_once_per_label"),
        ]

    def __str__(self) -> str:
        return f"{self.label} of work {self.work_id}"
