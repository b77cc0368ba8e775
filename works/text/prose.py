"""Reads LaTeX as authors type it in titles and abstracts into pieces, whatever the input."""

import re
from typing import Final

from works.text import commands, formulas, links
from works.text.pieces import Draft, Kind, Piece

SCRIPT_LONGEST: Final = 40
# Every branch starts with a literal: only so does the engine skip plain text quickly.
SPECIAL: Final = re.compile(
    r"\\(?:([A-Za-z]+)\*?|(.))|\$|\\|\{|\}|~|\^(?=\{)|_(?=\{)|``|''|`|---?(?![->])|http|Http|HTTP|www\.|WWW\.",
    re.DOTALL,
)
QUOTED: Final = re.compile(r'(?<![A-Za-z])\\"([^"\\\n]{1,300})\\"(?![A-Za-z{])')
DASHES: Final = {"--": "\u2013", "---": "\u2014", "`": "\u2018"}
BEFORE_RANGE: Final = frozenset("0123456789%")
TIE: Final = "\u00a0"


def read(source: str) -> list[Piece]:
    """Read prose with LaTeX; nothing visible is lost, and time is linear in length."""
    draft = Draft(QUOTED.sub("“\\1”", source) if '\\"' in source else source)
    size = len(draft.source)
    while draft.position < size:
        draft.leave_before(draft.position)
        found = SPECIAL.search(draft.source, draft.position)
        if found is None:
            break
        draft.write(draft.source[draft.position : found.start()])
        draft.position = found.end()
        _special(draft, found)
    draft.write(draft.source[draft.position :])
    draft.leave_before(size + 2)
    return draft.pieces


def _special(draft: Draft, found: re.Match[str]) -> None:
    mark, start = found[0], found.start()
    if found[1]:
        commands.run(draft, found[1], start)
    elif found[2]:
        commands.run_character(draft, found[2])
    elif mark == "$":
        _dollar(draft, start)
    elif mark == "{":
        _brace(draft, start)
    elif mark == "}":
        _end_brace(draft, start)
    elif mark in "^_":
        _script(draft, start)
    elif mark[0] in "hHwW":
        _address(draft, start, mark)
    else:
        draft.write(mark if "code" in draft.styles or mark == "\\" else _sign(draft, mark, start))


def _dollar(draft: Draft, start: int) -> None:
    for dollars, kind in (("$$", Kind.DISPLAY), ("$", Kind.MATHS)):
        begin = start + len(dollars)
        if not draft.source.startswith(dollars, start):
            continue
        end = formulas.end_of(draft.source, begin, dollars)
        if end is not None:
            draft.pieces.append(Piece(kind, draft.source[begin:end].strip()))
            draft.position = end + len(dollars)
            return
    draft.write("$")


def _brace(draft: Draft, start: int) -> None:
    end = draft.groups.get(start)
    if end is None:
        draft.write("{")
    elif _is_set(draft.source, start, end):
        draft.write("{")
        draft.enter(start, after="}")
    else:
        draft.enter(start)


def _is_set(source: str, start: int, end: int) -> bool:
    """Tell braces that list things, {A, B}, from those that only group letters."""
    before = source[start - 1 : start] if start else ""
    alone = not before.isalnum() and before not in {"^", "_", "}"}
    return (
        alone and source[start + 1] != "\\" and source.find(",", start, min(end, start + formulas.WINDOW)) > 0
    )


def _end_brace(draft: Draft, start: int) -> None:
    if draft.ends_at(start):
        draft.leave_before(start + 1)
    else:
        draft.write("}")


def _script(draft: Draft, start: int) -> None:
    """Raise or lower a short group after a letter or number, as in 10^{-3} without dollars."""
    brace = start + 1
    end = draft.groups.get(brace)
    before = draft.source[start - 1 : start] if start else ""
    if end is None or end - brace > SCRIPT_LONGEST or not (before.isalnum() or before in {")", "]", "}"}):
        draft.write(draft.source[start])
    else:
        draft.enter(brace, style="sup" if draft.source[start] == "^" else "sub")


def _address(draft: Draft, start: int, mark: str) -> None:
    inside_word = start > 0 and draft.source[start - 1].isalnum()
    link = None if inside_word else links.url_at(draft.source, start)
    if link is None:
        draft.write(mark)
    else:
        draft.write_link(link.href, link.shown)
        draft.position = link.end


def _sign(draft: Draft, mark: str, start: int) -> str:
    if mark == "~":
        return _tie(draft.source, start)
    if mark == "``":
        draft.quotes += 1
        return "“"
    if mark == "''":
        prime = not draft.quotes and draft.source[max(0, start - 1) : start].isdigit()
        draft.quotes = max(0, draft.quotes - 1)
        return "″" if prime else "”"
    arrow = mark[0] == "-" and draft.source[start - 1 : start] in {"-", "<"}
    return mark if arrow else DASHES[mark]


def _tie(source: str, start: int) -> str:
    """Read ~ as a tie between two words, and as "about" or a range elsewhere (~30, 36%~80%)."""
    before, after = source[max(0, start - 1) : start], source[start + 1 : start + 2]
    apart = not before or not after or before in " (\n" or after in " \n"
    return "~" if apart or (before in BEFORE_RANGE and after.isdigit()) else TIE
