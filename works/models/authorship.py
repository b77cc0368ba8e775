"""An author's place on a work, and on what grounds it is theirs."""

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from works.models.author import Author
from works.models.import_run import ImportRun
from works.models.institution import Institution
from works.models.work import Work


class AuthorshipQuerySet(models.QuerySet["Authorship"]):
    def listed(self) -> Self:
        """Keep the authorships that count for their author and show on their page."""
        return self.filter(is_listed=True)

    def newest_first(self) -> Self:
        """Order as lists do; served by the covering index alone."""
        return self.order_by("-publication_year", "sort_title", "work_id")


class Authorship(models.Model):
    """One place in the author list of a work."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="authorships", db_index=False)
    position = models.PositiveIntegerField(help_text="1 is the first author")
    byline = models.CharField(max_length=300, help_text="The name as printed; never rewritten")
    author = models.ForeignKey(
        Author,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="authorships",
        db_index=False,
    )
    orcid = models.CharField(max_length=19, blank=True, help_text="The ORCID iD the source states here")
    raw_affiliations = ArrayField(models.TextField(), default=list, blank=True)
    institutions = models.ManyToManyField(Institution, related_name="authorships", blank=True)
    is_corresponding = models.BooleanField(default=False)

    # Copies of the work's fields, so that one index serves an author's list however long it is.
    is_listed = models.BooleanField(default=False, help_text="Has an author, and its work is not hidden")
    publication_year = models.PositiveSmallIntegerField(default=0, help_text="0 where unknown")
    sort_title = models.CharField(max_length=200, db_collation="C")
    authors_count = models.PositiveIntegerField(default=1)

    objects = AuthorshipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["work", "position"], name="authorship_once_per_position"),
            models.CheckConstraint(name="authorship_position_from_one", condition=Q(position__gte=1)),
            models.CheckConstraint(
                name="authorship_listed_has_an_author",
                condition=Q(is_listed=False) | Q(author__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["author", "-publication_year", "sort_title", "work"],
                include=["position", "authors_count"],
                name="authorship_newest_first",
                condition=Q(is_listed=True),
            ),
            models.Index(fields=["author"], name="authorship_author"),
            models.Index(fields=["work", "author"], name="authorship_work_author"),
        ]

    def __str__(self) -> str:
        return f"{self.byline}, {self.position} of work {self.work_id}"


class Attribution(models.Model):
    """A statement that an authorship is, or is not, an author's: by whom, on what basis, how sure."""

    class Verdict(models.TextChoices):
        IS = "is"
        IS_NOT = "is_not", "is not"

    class Basis(models.TextChoices):
        IDENTIFIER = "identifier", "the source states a verified id of this researcher"
        COAUTHORS = "coauthors", "same full name, and co-authors in common"
        TOPICS = "topics", "same full name, and topics in common"
        FIRST_SEEN = "first_seen", "the first work imported under this name"
        SEPARATE = "separate", "same name as others, but nothing that joins them; kept apart"
        OWNER = "owner", "stated by the researcher"
        CURATOR = "curator", "stated by a curator"

    authorship = models.ForeignKey(
        Authorship,
        on_delete=models.CASCADE,
        related_name="attributions",
        db_index=False,
    )
    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="attributions")
    verdict = models.CharField(max_length=6, choices=Verdict, default=Verdict.IS)
    basis = models.CharField(max_length=12, choices=Basis)
    confidence = models.FloatField(help_text="0 to 1")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="None: an import",
    )
    run = models.ForeignKey(
        ImportRun,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="attribution_confidence_is_a_share",
                condition=Q(confidence__gte=0, confidence__lte=1),
            ),
            models.UniqueConstraint(
                fields=["authorship", "author"],
                name="attribution_once_by_import",
                condition=Q(actor=None),
            ),
        ]
        indexes = [models.Index(fields=["authorship"], name="attribution_authorship")]

    def __str__(self) -> str:
        return f"authorship {self.authorship_id} {self.verdict} author {self.author_id}: {self.basis}"
