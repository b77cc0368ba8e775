"""Institution."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse

from works.models.page import PageModel
from works.models.words import Words


class Institution(PageModel):
    """An organisation that authors state as their affiliation."""

    display_name = models.CharField(max_length=300)
    kind = models.CharField(max_length=40, blank=True, help_text="OpenAlex's type: education, company ...")
    country_code = models.CharField(max_length=2, blank=True)
    ror = models.CharField(max_length=9, null=True, blank=True, unique=True)
    openalex_id = models.CharField(max_length=20, null=True, blank=True, unique=True)

    # Derived; written by works.counters alone.
    works_count = models.PositiveIntegerField(default=0)
    authors_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="institution_country_is_iso_alpha2",
                condition=Q(country_code="") | Q(country_code__regex=r"^[A-Z]{2}$"),
            ),
        ]
        indexes = [
            models.Index(fields=["-works_count", "id"], name="institution_most_works"),
            GinIndex(Words("display_name"), name="institution_words"),
        ]

    def __str__(self) -> str:
        return f"{self.display_name} ({self.public_id})"

    def get_absolute_url(self) -> str:
        return reverse("works:institution", args=[self.public_id, self.slug])
