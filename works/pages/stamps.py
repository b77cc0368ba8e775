"""The versions a public page of the record rests on."""

from typing import Final

from django.db import connection
from django.db.models import Model

from works.models import Institution, Source, Topic
from works.pages.panel import PLACE

WORK: Final = "SELECT revision FROM works_work WHERE public_id = %s AND slug = %s AND NOT is_hidden"
PLAIN: Final = "SELECT revision FROM {table} WHERE public_id = %s AND slug = %s"


def work(public_id: str, slug: str) -> str | None:
    return _stamp(WORK, "work", public_id, slug)


def topic(public_id: str, slug: str) -> str | None:
    return _stamp(_plain(Topic), "topic", public_id, slug)


def institution(public_id: str, slug: str) -> str | None:
    return _stamp(_plain(Institution), "institution", public_id, slug)


def source(public_id: str, slug: str) -> str | None:
    return _stamp(_plain(Source), "", public_id, slug)


def work_alone(public_id: str, slug: str) -> str | None:
    """Name the version of the work without its graph, for its citation."""
    return _stamp(WORK, "", public_id, slug)


def _plain(model: type[Model]) -> str:
    return PLAIN.format(table=model._meta.db_table)


def _stamp(sql: str, kind: str, public_id: str, slug: str) -> str | None:
    """Read the versions of a record and of the picture around it; None unless its page stands here."""
    with connection.cursor() as cursor:
        cursor.execute(sql, [public_id, slug])
        row = cursor.fetchone()
    if row is None:
        return None
    return f"{row[0]}.{PLACE.stamp(kind, public_id)}" if kind else str(row[0])
