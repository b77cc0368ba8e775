"""Cleans text from outside: entities, control characters, bidi overrides, white space, e-mail addresses."""

import html
import re
import unicodedata
from typing import Final

NAME_LIMIT: Final = 500

ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# White space is left to str.split, so that a stray line or paragraph separator parts two words.
INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff\ud800-\udfff]"
)
# Both sides are bounded (RFC 5321 lengths) so that a megabyte of "aaaa" stays linear.
EMAIL: Final = re.compile(
    r"(?i)<?\b(?:mailto:)?[\w.+\-]{1,64}@(?:[a-z0-9\-]{1,63}\.){1,8}[a-z][a-z0-9\-]{1,62}\b>?"
    r"|\{[\w.,;+\-\s]{1,300}\}@(?:[a-z0-9\-]{1,63}\.){1,8}[a-z]{2,63}\b"
)
EMAIL_LABEL: Final = re.compile(r"(?i)(?:\(\s*\)|\b(?:electronic address|e-?mails?(?: address)?)\s*[:=]\s*)")
SPACE_BEFORE: Final = re.compile(r" +([,;])")
LOOSE_ENDS: Final = " \t,;:*&|/\\^_~=+<>"
AMPERSAND: Final = "&"


def plain(value: str, *, limit: int | None = None) -> str:
    """Decode HTML entities once, drop what cannot be seen, and collapse white space.

    The result is NFC, without control characters, bidi overrides, zero-width characters or lone
    surrogates; `limit` counts code points and never parts a letter from its accents.
    """
    text = value
    if AMPERSAND in text:
        text = ENTITY.sub(_entity, text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", INVISIBLE.sub("", text))
    elif not text.isprintable():
        text = INVISIBLE.sub("", text)
    text = " ".join(text.split())
    if limit is not None and len(text) > limit:
        text = text[: _border(text, limit)].rstrip()
    return text


def name(value: str) -> str:
    """Clean the name of a person or an institution, at most NAME_LIMIT characters.

    E-mail addresses and words made of punctuation alone go; an ampersand stays.
    """
    words = SPACE_BEFORE.sub(r"\1", strip_emails(value)).split()
    kept = [word for word in words if word == AMPERSAND or any(map(_says_something, word))]
    return plain_end(" ".join(kept))


def strip_emails(value: str) -> str:
    """Drop e-mail addresses, and the labels and empty brackets they leave, from a raw affiliation."""
    text = plain(value)
    if "@" not in text:
        return text
    text = EMAIL_LABEL.sub(" ", EMAIL.sub(" ", text))
    return " ".join(text.split()).strip(LOOSE_ENDS)


def plain_end(value: str) -> str:
    """Cut a name to NAME_LIMIT and strip separators from both ends."""
    cut = value[: _border(value, NAME_LIMIT)] if len(value) > NAME_LIMIT else value
    return cut.strip(LOOSE_ENDS)


def _entity(match: re.Match[str]) -> str:
    return html.unescape(match[0])


def _border(text: str, limit: int) -> int:
    cut = limit
    while 0 < cut < len(text) and unicodedata.category(text[cut]) in {"Mn", "Me", "Mc"}:
        cut -= 1
    return cut or limit


def _says_something(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM"
