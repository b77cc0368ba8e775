"""Reads bylines into names, and makes the keys, initials and short forms of them."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from works.text import clean
from works.text.arxiv_authors import RawAuthor, split_arxiv_authors
from works.text.fold import unaccented
from works.text.name_words import (
    CAPITAL_PARTICLES,
    DEGREES,
    DOUBLE_FAMILIES,
    EAST_ASIAN,
    GROUP,
    HONORIFICS,
    NATIVE,
    PARTICLES,
    SUFFIXES,
)

__all__ = [
    "Name", "RawAuthor", "family_first", "initials", "is_full", "key", "parse", "short",
    "split_arxiv_authors",
]  # fmt: skip

SHORTEST_FULL: Final = 2
SMALL_WORDS: Final = frozenset(["of", "the", "for", "and", "in", "on", "at", "de", "la", "du", "für", "di"])
COMPOUND_NATIVE: Final = 2
GLUED: Final = re.compile(r"(?<=[^\W\d_]\.)(?=[^\W\d_])")
NOT_LETTERS: Final = re.compile(r"[\W_]+")
HYPHENS: Final = r"\-\u2010\u2011\u2012\u2013\u2043\u2212"
LEADING_ARTICLE: Final = re.compile(r"(?i)^(?:(?:on behalf of|for)\s+)?the\s+|^(?:on behalf of|for)\s+")


@dataclass(frozen=True, slots=True)
class Name:
    """The name of one author; of a group the whole name is in `family`."""

    given: str
    family: str
    suffix: str = ""
    collaboration: bool = False

    def __str__(self) -> str:
        if EAST_ASIAN.search(self.family):
            return f"{self.family}{self.given}"
        return " ".join(part for part in (self.given, self.family, self.suffix) if part)


@lru_cache(maxsize=16384)
def parse(byline: str) -> Name:
    """Read a name, given name first or family name first with a comma; one word alone is a family name."""
    text = clean.name(byline)
    if NATIVE.fullmatch(text):
        return _native(text)
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if GROUP.search(text) and not (
        len(parts) > 1 and len(parts[1].split()) == 1 and not GROUP.search(parts[0])
    ):
        return Name("", LEADING_ARTICLE.sub("", text), collaboration=True)
    suffix = ""
    kept: list[str] = []
    for part in parts:
        if kept and (found := _suffix(part)):
            suffix = found
        elif not (kept and part.lower() in DEGREES):
            kept.append(part)
    if len(kept) > 1:
        return _comma(kept, suffix)
    return _plain(" ".join(kept), suffix)


def key(byline: str) -> str:
    """Make the key under which spellings of one full name meet: given then family name, folded, in one word.

    Accents, case, punctuation, hyphens and spaces do not count (Min-Su, Min Su, Minsu); particles,
    initials and the suffix do. Two people can share a key: it says where to look, and proves nothing.
    """
    name = parse(byline)
    return "".join(_folded(part) for part in (name.given, name.family, name.suffix))


def is_full(byline: str) -> bool:
    """Tell whether a byline names a person by at least one whole given name and a family name."""
    name = parse(byline)
    if name.collaboration or not name.given:
        return False
    if EAST_ASIAN.search(name.family):
        return True
    if len(_folded(name.family)) < SHORTEST_FULL:
        return False
    shouted = name.family.isupper()
    return any(_is_whole(word, shouted=shouted) for word in re.split(rf"[\s{HYPHENS}]+", name.given))


def initials(display_name: str) -> str:
    """Take the letters that stand in a picture's place: of given and family name, or of a group."""
    name = parse(display_name)
    if name.collaboration:
        words = [word for word in name.family.split() if word[0].isalnum() and word not in SMALL_WORDS]
        return "".join(word[0] for word in words[:2]).upper()
    if EAST_ASIAN.search(name.family):
        return name.family[0]
    words = [word for word in name.family.split() if word not in PARTICLES] or name.family.split()
    return "".join(_first_letter(word) for word in (name.given, *words[:1])).upper()


def family_first(byline: str) -> str:
    """Write "Wang, Zhangyang" and "Kennicutt, R. C., Jr."; groups and native script stay as they are."""
    name = parse(byline)
    if not name.given or EAST_ASIAN.search(name.family):
        return str(name)
    return ", ".join(part for part in (name.family, name.given, name.suffix) if part)


def short(display_name: str) -> str:
    """Write "T. Chen" and "J.-P. Bernard"; groups, single words and native script stay as they are."""
    name = parse(display_name)
    if not name.given or EAST_ASIAN.search(name.family):
        return str(name)
    first = name.given.split()[0]
    letters = [_first_letter(part) for part in re.split(rf"[{HYPHENS}]", first) if _first_letter(part)]
    return f"{'-'.join(f'{letter.upper()}.' for letter in letters)} {name.family}" if letters else str(name)


def _native(text: str) -> Name:
    words = [word for word in re.split(r"[\s·・,、]+", text) if word]
    if len(words) > 1:
        return Name("".join(words[1:]), words[0])
    whole = words[0] if words else text
    size = (
        COMPOUND_NATIVE if whole[:COMPOUND_NATIVE] in DOUBLE_FAMILIES and len(whole) > COMPOUND_NATIVE else 1
    )
    return Name(whole[size:], whole[:size])


def _comma(parts: list[str], suffix: str) -> Name:
    family, given = parts[0], " ".join(parts[1:])
    words = _words(given)
    if not suffix and len(words) > 1 and (found := _suffix(words[-1])):
        words, suffix = words[:-1], found
    family_words = family.split()
    if not suffix and len(family_words) > 1 and (found := _suffix(family_words[-1])):
        family, suffix = " ".join(family_words[:-1]), found
    trailing: list[str] = []
    while len(words) > 1 and words[-1] in PARTICLES:
        trailing.insert(0, words.pop())
    return Name(" ".join(words), " ".join([*trailing, family]), suffix)


def _plain(text: str, suffix: str) -> Name:
    words = _words(text)
    while len(words) > 1 and words[-1].lower() in DEGREES:
        words.pop()
    if not suffix and len(words) > 1 and (found := _suffix(words[-1])):
        words, suffix = words[:-1], found
    if len(words) < 2:  # noqa: PLR2004 - a given and a family name
        return Name("", " ".join(words), suffix)
    border = _border(words)
    return Name(" ".join(words[:border]), " ".join(words[border:]), suffix)


def _border(words: list[str]) -> int:
    """Find where the family name begins: at its first particle, else at the last word."""
    for place, word in enumerate(words[1:-1], start=1):
        if word in PARTICLES or word in CAPITAL_PARTICLES or word.startswith(("d'", "d\u2019", "al-", "el-")):
            return place
    return len(words) - 1


def _words(text: str) -> list[str]:
    words = GLUED.sub(" ", text).split()
    while len(words) > SHORTEST_FULL and words[0].lower() in HONORIFICS:
        words = words[1:]
    return words


def _suffix(word: str) -> str:
    return SUFFIXES.get(word.rstrip(".").lower(), "") if word.lower() != "e" else ""


def _folded(text: str) -> str:
    return NOT_LETTERS.sub("", unaccented(text).casefold())


def _is_whole(word: str, *, shouted: bool) -> bool:
    letters = "".join(character for character in word if character.isalpha())
    if len(letters) < SHORTEST_FULL or (word.endswith(".") and len(letters) < SHORTEST_FULL + 2):
        return False
    # Capitals alone are initials (JR Smith), unless the whole name is in capitals (XU LI).
    return not (letters.isupper() and len(letters) <= SHORTEST_FULL + 1 and not shouted)


def _first_letter(word: str) -> str:
    return next((character for character in word if character.isalpha()), "")
