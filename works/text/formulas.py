"""Tells formulas between dollar signs from money and from dollars that do not belong together."""

import re
from collections.abc import Iterator
from typing import Final

WINDOW: Final = 4_000
MONEY: Final = re.compile(r"\d[\d.,]*(?:\s|[kKMBbn]\b|[\-\u2013\u2014/;:)]|\Z)")
# Five plain words in a row are a sentence between two dollars that do not belong together.
SENTENCE: Final = re.compile(r"(?:(?<![\\{A-Za-z])[A-Za-z]{2,}[,;.]?\s+){4}[a-z]{2,}")
MATHS_SIGN: Final = re.compile(r"[\\^_=<>{}]")


def end_of(source: str, start: int, closing: str) -> int | None:
    """Find where the formula that begins at `start` ends; None where none does within WINDOW characters."""
    end = source.find(closing, start, start + WINDOW)
    while end > start and closing[0] == "$" and _escaped(source, end):
        end = source.find(closing, end + 1, start + WINDOW)
    if end < 0 or not source[start:end].strip() or SENTENCE.search(source, start, end):
        return None
    return None if closing == "$" and _is_money(source, start, end) else end


def spans(source: str) -> Iterator[tuple[int, int]]:
    """Find the formulas between single dollars, dollars included."""
    position = source.find("$")
    while position >= 0:
        end = None if _escaped(source, position) else end_of(source, position + 1, "$")
        if end is not None:
            yield position, end + 1
        position = source.find("$", position + 1 if end is None else end + 1)


def _is_money(source: str, start: int, end: int) -> bool:
    """Tell $5 and $10 from $5$ and $x$: an amount, and a second dollar that opens another."""
    between = source[start:end]
    opens = between[-1:].isspace() or source[end + 1 : end + 2].isdigit()
    return opens and MONEY.match(between) is not None and not MATHS_SIGN.search(between)


def _escaped(source: str, position: int) -> bool:
    before = position
    while before > 0 and source[before - 1] == "\\":
        before -= 1
    return (position - before) % 2 == 1
