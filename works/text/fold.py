"""Folds letters to what people type without a special keyboard; for keys and URLs, never for display."""
# ruff: noqa: RUF001 - characters that look alike are what this module is about

import unicodedata
from typing import Final

# Letters that Unicode does not decompose.
LETTERS: Final = str.maketrans(
    { "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l",
    "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ħ": "h", "Ħ": "H", "ı": "i",
    "ĸ": "k", "ŋ": "ng", "Ŋ": "Ng", "ŧ": "t", "Ŧ": "T", "ə": "e", "Ə": "E", "ƒ": "f", "ȷ": "j", "ʼ": "'",
    "ʹ": "'", "’": "'", "‘": "'", "ʻ": "'", "ʿ": "'", "ʾ": "'", "`": "'", "´": "'" }
)  # fmt: skip
FIRST_MARK: Final = 0x0300
LAST_MARK: Final = 0x036F


def unaccented(text: str) -> str:
    """Drop the accents of Latin, Greek and Cyrillic letters; other scripts keep their marks."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text.translate(LETTERS))
    bare = "".join(part for part in parts if not FIRST_MARK <= ord(part) <= LAST_MARK)
    return unicodedata.normalize("NFC", bare)
