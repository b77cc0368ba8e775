"""An Atom document taken apart safely."""

import pytest

from tests.works.imports.arxiv import atoms
from works.imports.arxiv import feed

BOMB = b"""<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<feed xmlns="http://www.w3.org/2005/Atom"><title>&b;</title></feed>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<feed xmlns="http://www.w3.org/2005/Atom"><title>&x;</title></feed>"""


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"Rate exceeded.", "not XML"),
        (b"<!DOCTYPE html><html><body>Down</body></html>", "web page"),
        (b"<html><body>Down<br></body></html>", "web page"),
        (b"<html><body>Down</body></html>", "web page"),
        (b"<feed>", "not XML"),
        (atoms.feed(atoms.entry())[:-20], "not XML"),
        (b"<?xml version='1.0' encoding='x-none'?><feed/>", "not XML"),
        (b"<record/>", "not an Atom feed"),
        (b'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"/>', "OAI-PMH"),
        (BOMB, "document type"),
        (OUTSIDE, "document type"),
        (b"<a>" * 1000 + b"</a>" * 1000, "deeper"),
    ],
)
def test_what_is_no_feed_is_refused_with_the_reason(xml: bytes, message: str) -> None:
    with pytest.raises(feed.BadFeedError, match=message):
        feed.read(xml)


def test_a_document_over_the_limit_is_not_even_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "DefusedXMLParser", None)

    with pytest.raises(feed.BadFeedError, match="larger than 20 MiB"):
        feed.read(b" " * (feed.LARGEST + 1))


def test_more_elements_than_any_feed_has_stop_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "MOST_ELEMENTS", 100)

    with pytest.raises(feed.BadFeedError, match="more elements"):
        feed.read(atoms.feed("<title/>" * 100))


def test_an_entry_within_an_entry_is_part_of_its_payload() -> None:
    outer = atoms.entry().replace("<entry>", "<entry>" + atoms.entry(), 1)

    document = feed.read(atoms.feed(outer, atoms.entry()))

    assert [payload for _, payload in document.entries] == [outer, atoms.entry()]


def test_an_entry_in_utf_16_keeps_its_words() -> None:
    text = atoms.feed(atoms.entry()).decode().replace("UTF-8", "UTF-16")

    document = feed.read(text.encode("utf-16"))

    assert "HOMFLY" in document.entries[0][1]


@pytest.mark.parametrize("text", ["", "many", "-1", "1" * 30, "²"])
def test_a_number_that_is_none_is_left_out(text: str) -> None:
    document = feed.read(
        atoms.feed().replace(b"<opensearch:startIndex>0", f"<opensearch:startIndex>{text}".encode())
    )

    assert document.number("startIndex") is None
