import django.contrib.postgres.indexes
from django.db import migrations, models

import works.models.words

# Plain PostgreSQL has no "unaccent"; NFKD and a dropped range of marks do the same for Latin, Greek and Cyrillic.
# Immutable, so that an index can stand on it; search_path is fixed for restores and for index builds.
MAKE = r"""
CREATE FUNCTION works_words(name text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog
AS $$
    SELECT to_tsvector('pg_catalog.simple'::regconfig, normalize(regexp_replace(normalize(
        translate(
            replace(replace(replace(replace(replace(replace(replace(name,
                'ß', 'ss'), 'æ', 'ae'), 'Æ', 'AE'), 'œ', 'oe'), 'Œ', 'OE'), 'þ', 'th'), 'Þ', 'Th'),
            'øØłŁđĐðÐħĦıŋŊŧŦəƏ/._@:', 'oOlLdDdDhHinNtTeE     '
        ), NFKD), '[\u0300-\u036f]', '', 'g'), NFC))
$$
"""


class Migration(migrations.Migration):
    """Let searches find names by their words, whatever their order, case and accents."""

    dependencies = [("works", "0002_stale_count")]

    operations = [
        migrations.RunSQL(MAKE, "DROP FUNCTION works_words(text)"),
        migrations.AddIndex(
            model_name="author",
            index=django.contrib.postgres.indexes.GinIndex(
                works.models.words.Words("display_name"), name="author_words"
            ),
        ),
        migrations.AddIndex(
            model_name="authorname",
            index=django.contrib.postgres.indexes.GinIndex(
                works.models.words.Words("name"), name="author_name_words"
            ),
        ),
        migrations.AddIndex(
            model_name="topic",
            index=django.contrib.postgres.indexes.GinIndex(
                works.models.words.Words("display_name"), name="topic_words"
            ),
        ),
        migrations.AddIndex(
            model_name="institution",
            index=django.contrib.postgres.indexes.GinIndex(
                works.models.words.Words("display_name"), name="institution_words"
            ),
        ),
        migrations.RemoveIndex(model_name="work", name="work_newest_first"),
        migrations.AddIndex(
            model_name="work",
            index=models.Index(
                models.OrderBy(models.F("publication_year"), descending=True, nulls_last=True),
                "sort_title",
                "id",
                name="work_newest_first",
                condition=models.Q(is_hidden=False),
            ),
        ),
    ]
