"""Splits the one raw string in which arXiv keeps a paper's authors and affiliations into authors."""

import re
from dataclasses import dataclass, replace
from typing import Final

from works.text import clean
from works.text.name_words import DEGREES, GROUP, SUFFIXES
from works.text.symbols import unicoded

LONGEST: Final = 400_000
MARKER: Final = r"[0-9]{1,3}|[a-z]{1,2}|[A-Z]|[ivx]{1,5}|[*†‡§¶#]{1,3}"
MARKERS: Final = re.compile(rf"\s*(?:{MARKER})(?:\s*(?:,|;|&|\band\b|\+)\s*(?:{MARKER}))*\s*[,;]?\s*")
ONE_MARKER: Final = re.compile(MARKER)
LISTED: Final = re.compile(rf"[(\[]\s*({MARKER})\s*[)\]]\s*")
COMMA_MARKS: Final = re.compile(r"\^\{?([0-9a-z*†,\s]{1,20})\}?|\$[^$]{0,60}\$")
SEPARATOR: Final = re.compile(r"\s*[,;]\s*(?:(?:and|&)\s+)?|\s+(?:and|&|und|et(?!\s+al\b))\s+|\s*&\s*")
ET_AL: Final = re.compile(
    r"(?i)[\s,;]*\b(?:and\s+)?(?:et\.?\s*al(?:ii)?\b\.?|(?:and|\d+)\s+(?:\d+\s+)?(?:others|(?:more|additional)\s+authors)\b.*|others\s*$)"
)
UNSHOWN: Final = re.compile(r"(?i)\badditional authors?\b|\bauthors? not shown\b|\bno affiliations?\b")
BEHALF: Final = re.compile(
    r"(?i)^(?:\(?\s*)?(?:and\s+|members? of\s+)?"
    r"(?:(?:presented\s+)?(?:on\s+)?behalf\s+of|for|representing|with|from|by)\s+(?:the\s+)?"
)
ARTICLE: Final = re.compile(r"^(?:the|The|and|And|&)\s+")
GLUED: Final = re.compile(r"(?<=[^\W\d_]\.)(?=[^\W\d_])")
TRAILING_MARK: Final = re.compile(r"[\s\d*†‡§¶#^]+$")
LONE_INITIALS: Final = re.compile(r"(?:[^\W\d_]{1,2}\.?[\s\-]?){1,4}")
DIGITS: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class RawAuthor:
    """One author of a raw string: the name in Unicode, its suffix, affiliations as printed without e-mail."""

    name: str
    suffix: str = ""
    affiliations: tuple[str, ...] = ()


def split_arxiv_authors(raw: str) -> list[RawAuthor]:
    """Split raw authors, in order; numbered lists are resolved, "et al." and "authors not shown" are dropped.

    As arXiv itself reads it, an author without affiliation shares that of the next one who has any. A
    collaboration is an author, whether before a colon, in brackets or after "on behalf of".
    """
    text = clean.plain(COMMA_MARKS.sub(_mark, unicoded(raw[:LONGEST].replace("\\\\", " "))))
    chunks = _chunks(text)
    listed = _listed(chunks)
    authors: list[RawAuthor] = []
    for outside, content in chunks:
        if outside:
            for name in _names(content):
                _add(authors, name)
        elif authors:
            _attach(authors, content, listed)
    return _shared(authors)


def _mark(found: re.Match[str]) -> str:
    return f" ({found[1]}) " if found[1] else " "


def _chunks(text: str) -> list[tuple[bool, str]]:
    """Part text from groups in brackets, nested ones whole; an unclosed bracket ends with the text."""
    chunks: list[tuple[bool, str]] = []
    depth = start = 0
    for position, character in enumerate(text):
        if character in "([":
            if depth == 0:
                chunks.append((True, text[start:position]))
                start = position + 1
            depth += 1
        elif character in ")]" and depth:
            depth -= 1
            if depth == 0:
                chunks.append((False, text[start:position]))
                start = position + 1
    chunks.append((depth == 0, text[start:]))
    return [(outside, content.strip()) for outside, content in chunks if content.strip()]


def _listed(chunks: list[tuple[bool, str]]) -> dict[str, str]:
    """Read the key to numbered affiliations: ((1) Here, (2) There)."""
    listed: dict[str, str] = {}
    for outside, content in chunks:
        if outside or not LISTED.match(content):
            continue
        found = list(LISTED.finditer(content))
        for one, following in zip(found, [*found[1:], None], strict=True):
            end = following.start() if following else len(content)
            place = clean.strip_emails(content[one.end() : end].strip(" ,;.")).strip(" ,;.")
            place = re.sub(r"\s+and$", "", place)
            if place:
                listed.setdefault(one[1], place)
    return listed


def _names(text: str) -> list[str]:
    names: list[str] = []
    for number, part in enumerate(text.split(":")):
        pieces = [piece.strip() for piece in SEPARATOR.split(ET_AL.sub("", part) if number or part else part)]
        names += [piece for piece in pieces if piece]
    return _family_first_joined(names)


def _family_first_joined(names: list[str]) -> list[str]:
    """Turn "Doucet, C., Habart, E." round where initials stand alone after every single word."""
    alone = [bool(LONE_INITIALS.fullmatch(name)) and name.upper() == name for name in names]
    if not any(alone) or alone[0]:
        return names
    joined: list[str] = []
    for name, is_initials in zip(names, alone, strict=True):
        if is_initials and joined and " " not in joined[-1] and "." not in joined[-1]:
            joined[-1] = f"{name} {joined[-1]}"
        else:
            joined.append(name)
    return joined


def _add(authors: list[RawAuthor], name: str) -> None:
    """Read one name; a suffix alone belongs to the author before and is put there."""
    if UNSHOWN.search(name):
        return
    bare = ARTICLE.sub("", BEHALF.sub("", ARTICLE.sub("", name)))
    if GROUP.search(bare):
        authors.append(RawAuthor(clean.name(bare)))
        return
    person = clean.name(TRAILING_MARK.sub("", DIGITS.sub("", GLUED.sub(" ", bare)).replace("~", " ")))
    words = person.split()
    suffix = SUFFIXES.get(words[-1].rstrip(".").lower(), "") if words else ""
    if suffix and len(words) == 1:
        if authors and not authors[-1].suffix:
            authors[-1] = replace(authors[-1], suffix=suffix)
        return
    if words and words[-1].lower() in DEGREES:
        words.pop()
    if words:
        authors.append(RawAuthor(" ".join(words[:-1] if suffix else words), suffix))


def _attach(authors: list[RawAuthor], content: str, listed: dict[str, str]) -> None:
    """Give the last author the affiliation in brackets, or make an author of the group named there."""
    last = authors[-1]
    if LISTED.match(content) or UNSHOWN.search(content):
        return
    behalf = BEHALF.match(content)
    if GROUP.search(content) and (behalf or re.search(r"(?i)\b(?:collaboration|consortium|team)$", content)):
        authors.append(RawAuthor(clean.name(ARTICLE.sub("", BEHALF.sub("", content)))))
        return
    if MARKERS.fullmatch(content):
        marks = [mark for mark in ONE_MARKER.findall(re.sub(r"\band\b", ",", content)) if mark in listed]
        places = tuple(dict.fromkeys(listed[mark] for mark in marks))
    else:
        place = clean.strip_emails(content)
        places = (place,) if place and "(" not in place[:1] else ()
    if suffix := SUFFIXES.get(content.rstrip(".").lower()):
        authors[-1] = replace(last, suffix=suffix)
    else:
        authors[-1] = replace(last, affiliations=last.affiliations + places)


def _shared(authors: list[RawAuthor]) -> list[RawAuthor]:
    shared: list[RawAuthor] = []
    following: tuple[str, ...] = ()
    for author in reversed(authors):
        if author.affiliations or GROUP.search(author.name):
            following = author.affiliations
            shared.append(author)
        else:
            shared.append(replace(author, affiliations=following))
    return shared[::-1]
