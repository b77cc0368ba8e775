"""An Atom document taken apart safely: what the feed says of itself, and its entries as received."""

from typing import Final
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

ATOM: Final = "{http://www.w3.org/2005/Atom}"
LARGEST: Final = 20 * 1024 * 1024
DEEPEST: Final = 30
MOST_ELEMENTS: Final = 1_000_000


class BadFeedError(ValueError):
    """A document that is no Atom feed, or one not safe to read; the message says why."""


class Document:
    """A feed and its entries, each with the XML it was received as."""

    def __init__(self, root: Element, payloads: list[str]) -> None:
        self.root = root
        self.entries = list(zip(root.findall(f"{ATOM}entry"), payloads, strict=True))

    def number(self, name: str) -> int | None:
        """Read a number of OpenSearch; None where it is missing or no number."""
        text = (self.root.findtext(f"{{*}}{name}") or "").strip()
        return int(text) if text.isascii() and text.isdigit() and len(text) < len("1000000000") else None


class _Builder(TreeBuilder):
    """Builds the tree, notes where entries begin and end, and stops at what only a trap holds."""

    def __init__(self) -> None:
        super().__init__()
        self.parser: DefusedXMLParser | None = None
        self.spans: list[tuple[int, int]] = []
        self._begin = 0
        self._depth = 0
        self._count = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._depth += 1
        self._count += 1
        if self._depth > DEEPEST or self._count > MOST_ELEMENTS:
            raise BadFeedError("It has more elements, or deeper ones, than any feed of arXiv.")
        if self._is_entry(tag):
            self._begin = self._position()
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        if self._is_entry(tag):
            self.spans.append((self._begin, self._position()))
        self._depth -= 1
        return super().end(tag)

    def _is_entry(self, tag: str) -> bool:
        return self._depth == len(("feed", "entry")) and tag == f"{ATOM}entry"

    def _position(self) -> int:
        assert self.parser is not None
        return int(self.parser.parser.CurrentByteIndex)


def read(xml: bytes) -> Document:
    """Take a feed apart; no DTD, no entities, nothing over LARGEST.

    :raises BadFeedError: for everything that is no such feed.
    """
    if len(xml) > LARGEST:
        raise BadFeedError(f"It is larger than {LARGEST >> 20} MiB.")
    builder = _Builder()
    parser = builder.parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    try:
        parser.feed(xml)
        root = parser.close()
    except DefusedXmlException as error:
        raise BadFeedError(_refused(xml)) from error
    except (ParseError, LookupError, ValueError) as error:
        if isinstance(error, BadFeedError):
            raise
        raise BadFeedError(_not_xml(xml, error)) from error
    if root.tag != f"{ATOM}feed":
        raise BadFeedError(_other_root(root.tag))
    entries = root.findall(f"{ATOM}entry")
    cuts = zip(entries, builder.spans, strict=True)
    return Document(root, [_received(xml, begin, end, entry) for entry, (begin, end) in cuts])


def _received(xml: bytes, begin: int, end: int, entry: Element) -> str:
    """Cut an entry out of the document; where that isn't UTF-8, write it anew."""
    cut = xml[begin : xml.find(b">", end) + 1]
    try:
        text = cut.decode("utf-8")
    except UnicodeDecodeError:
        text = "\x00"
    return tostring(entry, "unicode") if "\x00" in text else text


def _looks_like_html(xml: bytes) -> bool:
    start = xml[:2000].lower()
    return b"<html" in start or b"<!doctype html" in start


def _refused(xml: bytes) -> str:
    if _looks_like_html(xml):
        return "It is a web page (HTML), not an Atom feed."
    return "It declares a document type or entities, which no feed of arXiv does."


def _not_xml(xml: bytes, error: Exception) -> str:
    if not xml.strip():
        return "It is empty."
    return (
        "It is a web page (HTML), not an Atom feed." if _looks_like_html(xml) else f"It is not XML: {error}."
    )


def _other_root(tag: str) -> str:
    if tag.endswith("OAI-PMH"):
        return "It is an OAI-PMH response; arXiv is read in Atom, from its API."
    if tag.lower().endswith("html"):
        return "It is a web page (HTML), not an Atom feed."
    return f"It is XML, but not an Atom feed: its root is {tag[:100]}."
