"""The words of a name, folded, as the database indexes them for search."""

import re
from typing import Final

from django.contrib.postgres.search import SearchVectorField
from django.db.models import Func

from works.text.fold import unaccented

WORD: Final = re.compile(r"[^\W_]+")
MOST_WORDS: Final = 12


class Words(Func):
    """The words of a text without case and accents, as a search vector.

    The function is made by migration 0003; it folds as works.text.fold does.
    """

    function = "works_words"
    output_field = SearchVectorField()


def words(text: str) -> tuple[str, ...]:
    """Take the first MOST_WORDS words of what somebody typed, folded likewise."""
    return tuple(WORD.findall(unaccented(text).lower())[:MOST_WORDS])


def whole(text: str) -> str:
    """Write a to_tsquery that asks for every word; empty if there is none."""
    return " & ".join(f"'{word}'" for word in words(text))


def beginnings(text: str) -> str:
    """Write a to_tsquery that asks for words beginning with each of the text's."""
    return " & ".join(f"'{word}':*" for word in words(text))
