"""Short labels, and the room that an icon with its label takes."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Final

from graph.slices.shape.model import Node, NodeKind

COLUMNS: Final = 23
COLUMNS_FOCUS: Final = 34
COLUMNS_BEFORE_COLON: Final = 34
WORDS: Final = 3
UNNAMED: Final = "Unnamed"

# Font sizes and icon sizes of the picture, in units of its 900 by 600.
FONT: Final[dict[NodeKind, float]] = {"work": 12.0, "person": 12.0, "topic": 12.6, "institution": 12.0}
FONT_FOCUS: Final = 15.0
HALF_HEIGHT: Final[dict[NodeKind, float]] = {"work": 27.0, "person": 31.0, "topic": 15.0, "institution": 28.0}
HALF_HEIGHT_FOCUS: Final = 52.0
LEAST_HALF_WIDTH: Final = 17.0
LEAST_HALF_WIDTH_FOCUS: Final = 36.0
MARGIN: Final[dict[NodeKind, float]] = {"work": 3.0, "person": 3.0, "topic": 12.0, "institution": 3.0}

_MATHS: Final = re.compile(r"\$([^$]*)\$|\\\((.*?)\\\)")
_COMMAND: Final = re.compile(r"\\([A-Za-z]+)\s*")
# Controls that could turn the reading direction of what follows, and those no page may hold.
_UNSAFE: Final = frozenset({"Cc", "Cs"})
_BIDI: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_PARTICLES: Final = frozenset(
    {"al", "bin", "da", "dal", "de", "del", "della", "den", "der", "di", "dos", "du"}
    | {"el", "ibn", "la", "le", "ten", "ter", "van", "vom", "von", "zu", "zur"}
)
_SUFFIXES: Final = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_GROUPS: Final = frozenset(
    {"collaboration", "collaborations", "consortium", "group", "team", "network", "project"}
)
_HANGING: Final = frozenset(
    {"a", "an", "and", "at", "by", "for", "from", "in", "into"}
    | {"of", "on", "or", "the", "to", "via", "vs", "vs.", "with"}
)
_NARROW: Final = frozenset("fijlrtI.,:;'\u2019|!()[]- ")
_LAST_LATIN: Final = "\u024f"
_BROAD: Final = frozenset("mwMW@%—…")


def shorten(nodes: Sequence[Node], focus: str) -> list[str]:
    """Write the short label of each node; two people with one short name keep their full ones."""
    shorts = [short(node.kind, node.label, focus=node.id == focus) for node in nodes]
    names = Counter(found for node, found in zip(nodes, shorts, strict=True) if node.kind == "person")
    return [
        cut(plain(node.label), COLUMNS_FOCUS) or UNNAMED
        if node.kind == "person" and names[found] > 1
        else found
        for node, found in zip(nodes, shorts, strict=True)
    ]


def short(kind: NodeKind, label: str, *, focus: bool = False) -> str:
    """Shorten a label to what fits beside an icon."""
    text = plain(label)
    if kind == "work":
        text = _before_colon(text) or (text if focus else _first_words(text))
    elif kind == "person" and not focus:
        text = _initials(text)
    return cut(text, COLUMNS_FOCUS if focus else COLUMNS) or UNNAMED


def plain(text: str) -> str:
    """Take out TeX marks, control characters and double spaces."""
    text = _MATHS.sub(lambda found: _without_scripts(found[1] or found[2] or ""), text)
    text = _COMMAND.sub(_command, text)
    text = re.sub(r"[{}\\]", "", text)
    text = "".join(
        " " if sign.isspace() else sign
        for sign in text
        if sign.isspace() or (sign not in _BIDI and unicodedata.category(sign) not in _UNSAFE)
    )
    return " ".join(text.split())


def cut(text: str, columns: int) -> str:
    """Cut at a word boundary where there is one; wide characters take two columns."""
    if _columns(text) <= columns:
        return text
    end, used = 0, 0
    while end < len(text) and used + _columns(text[end]) <= columns:
        used += _columns(text[end])
        end += 1
    head = text[:end]
    if not text[end].isspace() and " " in head:
        head = head.rsplit(" ", 1)[0]
    return _without_hanging(head.split()).rstrip(" ,;:-\u2013\u2014.\u200d") + "…"


def half_size(kind: NodeKind, text: str, *, focus: bool) -> tuple[float, float]:
    """Estimate half the width and half the height of the box of icon and label."""
    if focus:
        wide = max(LEAST_HALF_WIDTH_FOCUS, _ems(text) * FONT_FOCUS / 2 + MARGIN["person"])
        return round(wide, 1), HALF_HEIGHT_FOCUS
    wide = max(LEAST_HALF_WIDTH, _ems(text) * FONT[kind] / 2 + MARGIN[kind])
    return round(wide, 1), HALF_HEIGHT[kind]


def _before_colon(title: str) -> str:
    head, colon, _ = title.partition(":")
    return head.strip() if colon and _columns(head) <= COLUMNS_BEFORE_COLON else ""


def _first_words(title: str) -> str:
    return _without_hanging(title.split()[:WORDS]).rstrip(":,;")


def _without_hanging(words: list[str]) -> str:
    """Drop what a phrase cannot end with, such as "of the"."""
    while len(words) > 1 and words[-1].lower() in _HANGING:
        words = words[:-1]
    return " ".join(words)


def _initials(name: str) -> str:
    """Write "T. Chen"; names in scripts without capitals, single names and collaborations stay whole."""
    family_first = name.split(",")
    if len(family_first) == 2 and family_first[1].strip().lower() not in _SUFFIXES:  # noqa: PLR2004 - family, given
        name = f"{family_first[1].strip()} {family_first[0].strip()}"
    words = [word.rstrip(",") for word in name.split()]
    while len(words) > 2 and words[-1].lower() in _SUFFIXES:  # noqa: PLR2004 - given and family stay
        words.pop()
    if len(words) < 2 or words[-1].lower() in _GROUPS or not _has_case(words[0][0]):  # noqa: PLR2004 - a single name
        return name
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    given = "-".join(f"{part[0].upper()}." for part in words[0].split("-") if part)
    return " ".join([given, *words[start:]])


def _has_case(sign: str) -> bool:
    return sign.lower() != sign.upper()


def _without_scripts(maths: str) -> str:
    return re.sub(r"[\^_]", "", maths)


def _command(found: re.Match[str]) -> str:
    """Name Greek letters by their sign; drop every other command."""
    name = found[1]
    try:
        case = "CAPITAL" if name[0].isupper() else "SMALL"
        return unicodedata.lookup(f"GREEK {case} LETTER {name.upper()}")
    except KeyError:
        return ""


def _columns(text: str) -> int:
    return sum(0 if _is_mark(sign) else 2 if _is_wide(sign) else 1 for sign in text)


def _ems(text: str) -> float:
    return sum(map(_em, text))


def _em(sign: str) -> float:
    """Estimate the width of a character in ems, on the safe side of the sans-serif of the pages."""
    if _is_mark(sign):
        return 0.0
    if _is_wide(sign):
        return 1.0
    if sign in _NARROW:
        return 0.33
    if sign in _BROAD:
        return 0.87
    # Other alphabets fall back to fonts of the reader's machine, which run wider.
    if sign > _LAST_LATIN:
        return 0.78 if sign.isupper() else 0.64
    return 0.66 if sign.isupper() else 0.56


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign) in {"Mn", "Me", "Cf"}


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WF"
