"""Puts the research graph onto the record's own pages, which know nothing of this app."""

from typing import Final

from django.db import connection

from graph.pages import panel
from graph.pages.panel import Panel
from works.pages.panel import PLACE

STAMP: Final = """
SELECT revision, state, wanted FROM graph_graphslice WHERE focus_kind = %s AND focus_id = %s AND opened = '{}'
"""


class RecordPanel:
    """The panel as a work's, topic's or institution's page shows it."""

    def stamp(self, kind: str, public_id: str) -> str:
        with connection.cursor() as cursor:
            cursor.execute(STAMP, [kind, public_id])
            row = cursor.fetchone()
        return ".".join(map(str, row)) if row else "none"

    def read(self, kind: str, public_id: str) -> Panel:
        return panel.stored(kind, public_id)


def connect() -> None:
    PLACE.panel = RecordPanel()
