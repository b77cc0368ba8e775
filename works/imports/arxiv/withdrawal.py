"""Tells from what authors write whether a paper was withdrawn from arXiv, which the API does not say."""

import re
from typing import Final

THING: Final = r"(?:papers?|article|e-?print|preprint|reprint|manuscript|submission|version|work|it)"
# From a journal, a paper may be withdrawn and stay on arXiv.
ELSEWHERE: Final = r"(?!\s+(?:from|article)\b(?!\s+(?:the\s+)?arxiv))"
WITHDRAWN: Final = rf"withdrawn\b{ELSEWHERE}"

STATED: Final = re.compile(
    rf"(?i)\b{THING}\s+(?:(?:has|have)\s+(?:now\s+|since\s+)?been|is|was|being|is\s+being)"
    rf"(?:\s+(?:now|temporarily|hereby))?\s+{WITHDRAWN}"
)
# The word opens the comment or a sentence, or follows its page count.
ALONE: Final = re.compile(rf"(?i)(?:\A|(?<=[.:!]\s)|(?<=figures\s)|(?<=pages\s))withdrawn\b{ELSEWHERE}")
# Where arXiv tells of another paper, the word is about that one.
ADMIN_NOTE: Final = re.compile(r"(?i)arxiv admin note:.*", re.DOTALL)
BY_ADMINS: Final = re.compile(r"(?i)\bwithdrawn by arxiv\b")
OPENING: Final = re.compile(
    rf"(?i)\A(?:(?:this|the)\s+)?(?:{STATED.pattern.removeprefix('(?i)')}|withdrawn\s*(?:[.:]|\Z|by\b|due\b))"
)


def is_withdrawn(comment: str, abstract: str) -> bool:
    """Tell whether the comment says so anywhere, or the abstract in its first words."""
    if BY_ADMINS.search(comment):
        return True
    said = ADMIN_NOTE.sub("", comment)
    return bool(STATED.search(said) or ALONE.search(said) or OPENING.match(abstract))
