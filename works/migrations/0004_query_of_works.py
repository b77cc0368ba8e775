from django.db import migrations

# Works.search holds titles and abstracts by the stems of English, and names as they are; so each word asked for may
# match either way, and a word without a stem ("the") is not asked for at all.
# With quotation marks, a minus or an "or" it is PostgreSQL's own web search that reads the text, both ways at once.
MAKE = r"""
CREATE FUNCTION works_query(asked text) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog
AS $$
    SELECT CASE WHEN asked ~* '"|(^|\s)-\S|\sor\s' THEN
        websearch_to_tsquery('pg_catalog.english'::regconfig, asked)
        || websearch_to_tsquery('pg_catalog.simple'::regconfig, asked)
    ELSE (
        SELECT string_agg('(' || (stems || words)::text || ')', ' & ')::tsquery
        FROM (
            SELECT plainto_tsquery('pg_catalog.english'::regconfig, word) AS stems,
                   plainto_tsquery('pg_catalog.simple'::regconfig, word) AS words
            FROM regexp_split_to_table(asked, '\s+') AS word
        ) AS asked_words
        WHERE numnode(stems) > 0
    ) END
$$
"""


class Migration(migrations.Migration):
    """Let searches of works ask for stems and for names in one query."""

    dependencies = [("works", "0003_words_of_names")]

    operations = [migrations.RunSQL(MAKE, "DROP FUNCTION works_query(text)")]
