"""Source."""

from django.db import models
from django.urls import reverse

from works.models.page import PageModel


class Source(PageModel):
    """Where works appear: a repository, a journal, a conference series."""

    key = models.CharField(
        max_length=200,
        unique=True,
        help_text="openalex:<id>, issn:<issn>, or name:<folded name>",
    )
    display_name = models.CharField(max_length=300)
    kind = models.CharField(max_length=40, blank=True, help_text="OpenAlex's type: repository, journal ...")
    works_count = models.PositiveIntegerField(default=0, help_text="Derived; written by works.counters")

    def __str__(self) -> str:
        return f"{self.display_name} ({self.public_id})"

    def get_absolute_url(self) -> str:
        return reverse("works:source", args=[self.public_id, self.slug])
