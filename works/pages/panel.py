"""The research graph's place in these pages, filled by the app above without their knowing it."""

from dataclasses import dataclass
from typing import Any, Protocol


class Panel(Protocol):
    """What an app that draws a picture around a record offers to the record's page."""

    def stamp(self, kind: str, public_id: str) -> str:
        """Name the version of the picture, for the page's ETag."""

    def read(self, kind: str, public_id: str) -> Any:
        """Read what ``graph/_panel.html`` shows."""


@dataclass
class Place:
    """Holds the panel, once an app has put it there."""

    panel: Panel | None = None

    def stamp(self, kind: str, public_id: str) -> str:
        return self.panel.stamp(kind, public_id) if self.panel else ""

    def read(self, kind: str, public_id: str) -> Any:
        return self.panel.read(kind, public_id) if self.panel else None


PLACE = Place()
