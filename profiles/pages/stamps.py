"""The versions a researcher's public page rests on."""

from typing import Final

from django.db import connection

STAMP: Final = """
SELECT a.revision, p.revision, t.id, s.revision, s.state, s.wanted
FROM works_author a
LEFT JOIN profiles_profile p ON p.author_id = a.id
LEFT JOIN profiles_trustsnapshot t ON t.author_id = a.id AND t.is_current
LEFT JOIN graph_graphslice s ON s.focus_kind = 'researcher' AND s.focus_id = a.public_id AND s.opened = '{}'
WHERE a.public_id = %s AND a.slug = %s AND a.status IN ('active', 'memorial')
"""


def profile_stamp(public_id: str, slug: str) -> str | None:
    """Read the versions of record, profile, trust and slice; None unless the page stands at this address."""
    with connection.cursor() as cursor:
        cursor.execute(STAMP, [public_id, slug])
        row = cursor.fetchone()
    return ".".join(map(str, row)) if row else None
