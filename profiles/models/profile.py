"""What the platform keeps beside an author record."""

from django.conf import settings
from django.db import models

from works.models import Author


class Profile(models.Model):
    """The platform's side of an author record: owner, tagline, followers.

    Made when first needed; a missing row or a missing owner means that nobody has claimed the record.
    """

    author = models.OneToOneField(Author, on_delete=models.CASCADE, related_name="profile")
    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="profile",
    )
    tagline = models.CharField(max_length=200, blank=True)
    open_to_collaborate = models.BooleanField(default=True)
    followers_count = models.PositiveIntegerField(default=0, help_text="Kept by profiles.actions.follows")
    revision = models.PositiveBigIntegerField(default=1, help_text="Grows with any change the page shows")

    def __str__(self) -> str:
        return f"profile of {self.author}"
