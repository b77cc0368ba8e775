"""What somebody typed into the search box, taken apart."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from works.models import words
from works.text import clean, names

LONGEST: Final = 400


@dataclass(frozen=True)
class Query:
    """A search: the text as it is shown, and the forms in which it is looked up."""

    text: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words, folded as the indexes of names hold them."""
        return words.words(self.text)

    @cached_property
    def exact(self) -> str:
        """All words, whole, for to_tsquery."""
        return words.whole(self.text)

    @cached_property
    def prefixes(self) -> str:
        """All words, each the beginning of one, for to_tsquery."""
        return words.beginnings(self.text)

    @cached_property
    def name_key(self) -> str:
        """The text as a name, for the keys by which imports match: Min-Su and Minsu meet here."""
        return names.key(self.text)[:200]

    @cached_property
    def any_word(self) -> str:
        """The same search with one of the words enough, for websearch_to_tsquery."""
        return " or ".join(self.words)


def read(text: str) -> Query:
    """Clean what was typed and cut it at LONGEST."""
    return Query(clean.plain(text[: 4 * LONGEST], limit=LONGEST))
