"""Opaque, permanent ids for URLs: they say nothing and can't be guessed from a neighbour."""

import secrets
from typing import Final

# Crockford's base32 without i, l, o, u: nothing to misread, no accidental words.
ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH: Final = 12


def new() -> str:
    """Return a random id of 12 base32 characters (60 bits)."""
    number = secrets.randbits(5 * LENGTH)
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(LENGTH))


class PublicIdConverter:
    """An id in a URL pattern."""

    regex = f"[{ALPHABET}]{{{LENGTH}}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
