"""Makes the readable part of a URL from a name or a title."""

import re
from typing import Final

from works.text.fold import unaccented

SEPARATORS: Final = re.compile(r"[^a-z0-9]+")
APOSTROPHES: Final = re.compile(r"(?<=[a-z0-9])'(?=[a-z0-9])")


def slug(text: str, limit: int = 60) -> str:
    """Fold to lower-case ASCII words joined by dashes, cut at a word where that keeps half of `limit`.

    Empty where nothing Latin is left; the caller then falls back to the name of the kind.
    """
    folded = APOSTROPHES.sub("", unaccented(text).lower())
    dashed = SEPARATORS.sub("-", folded).strip("-")
    if len(dashed) <= limit:
        return dashed
    border = dashed.rfind("-", 0, limit + 1)
    return dashed[: border if border >= limit // 2 else limit].strip("-")
