"""Carries out the LaTeX commands of prose on a draft."""

import re
from collections.abc import Callable
from typing import Final

from works.text import formulas, links
from works.text.pieces import Draft, Kind, Piece
from works.text.symbols import ACCENTS, accent_at, after_word, symbol

OPTION: Final = re.compile(r"\s?\[[^\[\]]{0,200}\]")
STYLES: Final = {
    "textit": "em", "emph": "em", "textsl": "em", "mathit": "em", "textbf": "strong", "mathbf": "strong",
    "texttt": "code", "path": "code", "lstinline": "code", "underline": "u", "uline": "u", "ul": "u",
    "textsuperscript": "sup", "textsubscript": "sub",
}  # fmt: skip
DECLARED: Final = {
    "it": "em", "em": "em", "itshape": "em", "slshape": "em", "sl": "em", "bf": "strong",
    "bfseries": "strong", "tt": "code", "ttfamily": "code",
}  # fmt: skip
ENVIRONMENTS: Final = frozenset(
    ["equation", "align", "eqnarray", "displaymath", "gather", "multline", "math", "displaylines", "alignat"]
)
UNSEEN: Final = frozenset(
    ["color", "hspace", "vspace", "label", "bibliographystyle", "fontsize", "hypertarget"]
)
FIRST_UNSEEN: Final = frozenset(["textcolor", "colorbox", "hyperlink", "hyperref"])
FORMULAE: Final = frozenset(
    ["frac", "tfrac", "dfrac", "sqrt", "nicefrac", "binom", "overline", "widehat", "widetilde"]
)
CITATION: Final = re.compile(r"[A-Za-z]?cite[A-Za-z]*")
ARGUMENTS_OF_FORMULA: Final = 2
SPACING: Final = frozenset(",;:!> \n\t\r\\")
SILENT: Final = frozenset("-/@")


def run(draft: Draft, name: str, start: int) -> None:
    """Carry out the command `name`, whose backslash is at `start`; an unknown one leaves its argument."""
    if name in STYLES and (brace := draft.argument()) is not None:
        draft.enter(brace, style=STYLES[name])
    elif name in DECLARED:
        draft.begin_style(DECLARED[name])
        draft.position += draft.source[draft.position : draft.position + 1] == " "
    elif name in ACCENTS and _accent(draft, name):
        return
    elif handler := HANDLERS.get(name):
        handler(draft)
    elif name in FORMULAE and _formula(draft, start):
        return
    elif CITATION.fullmatch(name):
        _citation(draft, name)
    else:
        _word(draft, name, start)


def run_character(draft: Draft, character: str) -> None:
    """Carry out a command named by a sign: an accent, a delimiter of maths, a space, the sign itself."""
    if character in ACCENTS and _accent(draft, character):
        return
    if character in "([":
        _delimited(draft, character)
    elif character in SPACING:
        draft.write(" ")
    elif character not in SILENT:
        draft.write(character)


def _accent(draft: Draft, name: str) -> bool:
    read = accent_at(draft.source, name, draft.position)
    if read:
        letters, draft.position = read
        draft.write(letters)
    return read is not None


def _delimited(draft: Draft, opening: str) -> None:
    end = formulas.end_of(draft.source, draft.position, "\\)" if opening == "(" else "\\]")
    if end is None:
        draft.write(opening)
        return
    kind = Kind.MATHS if opening == "(" else Kind.DISPLAY
    draft.pieces.append(Piece(kind, draft.source[draft.position : end].strip()))
    draft.position = end + 2


def _word(draft: Draft, name: str, start: int) -> None:
    """Print a symbol; of any other command print the argument, or its name where it has none."""
    if name in UNSEEN or name in FIRST_UNSEEN:
        draft.take_argument()
    printed = symbol(name)
    if printed is not None:
        draft.write(printed)
        draft.position = after_word(draft.source, start, draft.position, printed)
    elif name not in UNSEEN and draft.argument() is None:
        draft.write(name)


def _citation(draft: Draft, name: str) -> None:
    while option := OPTION.match(draft.source, draft.position):
        draft.position = option.end()
    cited = draft.take_argument()
    draft.write(name if cited is None else f"[{cited}]")


def _formula(draft: Draft, start: int) -> bool:
    r"""Read a \frac that stands in prose, with its arguments, as maths."""
    count = 0
    while count < ARGUMENTS_OF_FORMULA and draft.position in draft.groups:
        draft.position = draft.groups[draft.position] + 1
        count += 1
    if count:
        draft.pieces.append(Piece(Kind.MATHS, draft.source[start : draft.position]))
    return count > 0


def _begin(draft: Draft) -> None:
    name = (draft.take_argument() or "").rstrip("*")
    end = draft.source.find("\\end{" + name, draft.position, draft.position + formulas.WINDOW)
    if name in ENVIRONMENTS and end >= 0:
        draft.pieces.append(Piece(Kind.DISPLAY, draft.source[draft.position : end].strip()))
        draft.position = end


def _end(draft: Draft) -> None:
    draft.take_argument()


def _href(draft: Draft) -> None:
    address = draft.take_argument()
    brace = draft.argument()
    if address is None:
        draft.write("href")
    elif brace is None:
        _show_address(draft, address)
    else:
        draft.enter(brace)
        if href := links.target(links.ESCAPED.sub(r"\1", address)):
            draft.begin_link(href)


def _url(draft: Draft) -> None:
    address = draft.take_argument()
    if address is None:
        draft.write("url")
    else:
        _show_address(draft, address)


def _show_address(draft: Draft, address: str) -> None:
    shown = links.ESCAPED.sub(r"\1", address).strip()
    draft.write_link(links.target(shown), shown)


def _footnote(draft: Draft) -> None:
    brace = draft.argument()
    if brace is not None:
        draft.write(" (")
        draft.enter(brace, after=")")


HANDLERS: Final[dict[str, Callable[[Draft], None]]] = {
    "url": _url,
    "href": _href,
    "footnote": _footnote,
    "begin": _begin,
    "end": _end,
}
