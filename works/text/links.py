"""Finds URLs, DOIs and arXiv identifiers in plain text."""
# ruff: noqa: RUF001 - characters that look alike are what this module is about

import re
from typing import Final, NamedTuple

from works.text.identifiers import ARCHIVES, NEW_STYLE

URL: Final = re.compile(
    r"(?i)\b(?:https?://|www\.(?=[a-z0-9]))(?:[^\s<>\"{}\\^`|\[\]“”‘’]|\\[_%#&~]|\[[^\s\[\]]{0,40}\]){1,2000}"
)
IDENTIFIER: Final = re.compile(
    rf"(?<![\w./:=+\-@])(?:"
    rf"(?P<doi>(?:doi:\s?)?10\.[0-9]{{4,9}}(?:\.[0-9]{{1,9}}){{0,3}}/[^\s<>\"{{}}“”]{{1,200}})"
    rf"|(?:(?i:arxiv):\s?)?(?P<old>(?:{ARCHIVES})(?:\.[A-Z]{{2}})?/[0-9]{{7}}(?:v[0-9]{{1,2}})?)(?!\w)"
    rf"|(?P<named>(?i:arxiv):\s?)?(?P<new>{NEW_STYLE}(?:v[0-9]{{1,2}})?)(?![\w(]|[.,][0-9]|\s?(?:±|\+/-|[kMGT]?Hz|[kMGT]?eV|nm|Å|°))"
    rf")"
)
NUMBERED: Final = re.compile(r"\.[0-9]{4}")
OLD_NUMBERED: Final = re.compile(r"/[0-9]{7}")
ESCAPED: Final = re.compile(r"\\([_%#&~])")
LOOSE_END: Final = ".,;:!?'\"*_"
PAIRS: Final = {")": "(", "]": "[", ">": "<"}
FIRST_BARE: Final = 1501


class Link(NamedTuple):
    """Where in a text a link stands, what it shows and where it leads."""

    start: int
    end: int
    shown: str
    href: str


def url_at(text: str, position: int) -> Link | None:
    """Read the URL that starts at `position`, without the punctuation of the sentence around it."""
    found = URL.match(text, position)
    if found is None:
        return None
    raw = trimmed(found[0])
    return _leading(position, raw) if len(raw) > len("https://") or raw.lower().startswith("www.") else None


def _leading(position: int, raw: str) -> Link | None:
    shown = ESCAPED.sub(r"\1", raw)
    href = target(shown)
    return Link(position, position + len(raw), shown, href) if href else None


def target(address: str) -> str | None:
    """Accept an address for a link: http or https with a host, nothing else; www. gets https."""
    bare = address.strip()
    if bare.lower().startswith("www."):
        bare = f"https://{bare}"
    return bare if ADDRESS.fullmatch(bare) else None


ADDRESS: Final = re.compile(r"(?i)https?://[a-z0-9\u00a1-\uffff](?:[^\s<>\"'\\`{}|^\x00-\x1f]|'(?!$))*")


def may_have_identifiers(text: str) -> bool:
    """Tell quickly whether identifiers_in could find any: it is slow, and most texts have none."""
    return NUMBERED.search(text) is not None or ("/" in text and OLD_NUMBERED.search(text) is not None)


def identifiers_in(text: str) -> list[Link]:
    """Find DOIs and arXiv identifiers; a bare number counts as one only in the form used since 2015."""
    return [link for found in IDENTIFIER.finditer(text) if (link := _identified(found))]


def _identified(found: re.Match[str]) -> Link | None:
    if found["doi"]:
        shown = trimmed(found[0])
        return Link(
            found.start(), found.start() + len(shown), shown, "https://doi.org/" + shown[shown.index("10.") :]
        )
    if found["old"]:
        return Link(found.start(), found.end(), found[0], "https://arxiv.org/abs/" + found["old"])
    bare_ok = found["named"] or (
        int(found["new"][:4]) >= FIRST_BARE and len(found["new"].split("v")[0]) > len("1501.0001")
    )
    return (
        Link(found.start(), found.end(), found[0], "https://arxiv.org/abs/" + found["new"])
        if bare_ok
        else None
    )


def trimmed(raw: str) -> str:
    """Cut what belongs to the sentence: closing punctuation and brackets opened before the link."""
    text = raw.rstrip(LOOSE_END)
    while text and text[-1] in PAIRS and text.count(text[-1]) > text.count(PAIRS[text[-1]]):
        text = text[:-1].rstrip(LOOSE_END)
    return text
