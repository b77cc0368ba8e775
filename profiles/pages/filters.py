"""What a reader chose in the works list, read from the URL and written back into links."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote_plus

from django.http import QueryDict

from bzpeer.core import public_ids
from works.models import Work

ANCHOR: Final = "#works"
MOST_TEXT: Final = 200
PUBLIC_ID: Final = re.compile(rf"[{public_ids.ALPHABET}]{{{public_ids.LENGTH}}}")
YEAR: Final = re.compile(r"[0-9]{1,4}")
KINDS: Final = {str(value): str(label) for value, label in Work.Kind.choices}
ROLES: Final = {"first": "First author", "middle": "Middle author", "last": "Last author"}
ORDERS: Final = {"newest": "Newest first", "oldest": "Oldest first", "cited": "Most cited", "title": "Title"}
DEFAULT_ORDER: Final = "newest"


def _public_id(value: str) -> str:
    return value if PUBLIC_ID.fullmatch(value) else ""


def _text(value: str) -> str:
    return " ".join(value.replace("\0", "").split())[:MOST_TEXT]


READERS: Final[dict[str, Callable[[str], str]]] = {
    "year": lambda value: value if YEAR.fullmatch(value) else "",
    "kind": lambda value: value if value in KINDS else "",
    "source": _text,
    "topic": _public_id,
    "coauthor": _public_id,
    "role": lambda value: value if value in ROLES else "",
    "q": _text,
}
"""Every filter by its name in the URL, with what keeps nonsense out; order is that of the removable chips."""


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters that are set, by name, and the order."""

    chosen: Mapping[str, str]
    order: str = DEFAULT_ORDER

    @classmethod
    def read(cls, query: QueryDict) -> "Filters":
        """Keep what makes sense; anything else is as if it were not there."""
        values = {name: reader(query.get(name, "")) for name, reader in READERS.items()}
        order = query.get("order", "")
        return cls(
            {name: value for name, value in values.items() if value},
            order if order in ORDERS else DEFAULT_ORDER,
        )

    @property
    def is_plain(self) -> bool:
        """Tell whether this is the list as it comes: all works, newest first."""
        return not self.chosen and self.order == DEFAULT_ORDER

    @property
    def kept(self) -> tuple[tuple[str, str], ...]:
        """Give what the search form carries along: all but what it asks for itself."""
        return tuple((name, value) for name, value in self.chosen.items() if name != "q")

    @property
    def query(self) -> QueryDict:
        """Give the query string's content, without a page."""
        query = QueryDict(mutable=True)
        query.update(self.chosen)
        if self.order != DEFAULT_ORDER:
            query["order"] = self.order
        return query

    def linker(self, name: str) -> Callable[[str], str]:
        """Make what links to the list with ``name`` set to a value; one for all the values of a facet."""
        query = self.query
        query.pop(name, None)
        rest = query.urlencode()
        start = f"?{rest}&{name}=" if rest else f"?{name}="
        return lambda value: f"{start}{quote_plus(value)}{ANCHOR}"

    def without(self, *names: str) -> str:
        """Link to the list with ``names`` no longer set."""
        query = self.query
        for name in names:
            query.pop(name, None)
        return f"?{query.urlencode()}{ANCHOR}"
