"""What every record with a public page of its own has."""

from django.db import models
from django.db.models.functions import Now

from bzpeer.core import public_ids


class PageModel(models.Model):
    """A record that the world can link to."""

    public_id = models.CharField(max_length=public_ids.LENGTH, unique=True, default=public_ids.new)
    slug = models.SlugField(max_length=80, db_index=False, help_text="Cosmetic part of the URL; may change")
    revision = models.PositiveBigIntegerField(
        default=1,
        help_text="Grows in the transaction of any change the page shows; the page's ETag rests on it",
    )
    created_at = models.DateTimeField(db_default=Now())
    updated_at = models.DateTimeField(db_default=Now())

    class Meta:
        abstract = True
