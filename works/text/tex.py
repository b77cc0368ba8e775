"""Renders a title or an abstract with LaTeX in it as safe HTML, or as plain text."""

import html
from typing import Final

import nh3

from works.text import links, maths
from works.text.alphabets import lowered, raised
from works.text.pieces import Kind, Piece
from works.text.prose import read

# Most texts have none of these and are only escaped; looking for each alone is the fastest way to know.
SIGNS: Final = ("$", "\\", "{", "}", "~", "`", "^", "--", "''", "://", "www.", "WWW.")
# No abstract comes near; beyond it, and beyond so many formulas, a text is shown as it was typed.
LONGEST: Final = 50_000
FORMULAS_SHOWN: Final = 500
REL: Final = "nofollow noopener"
STYLES: Final = frozenset({"em", "strong", "code", "u", "sub", "sup"})
ALLOWED_ATTRIBUTES: Final = {
    "a": {"href", "rel"},
    "code": {"class"},
    "math": {"display"},
    "mi": {"mathvariant"},
    "mspace": {"width"},
    **maths.ATTRIBUTES,
}


def to_html(source: str) -> str:
    """Render as balanced HTML in which every character of the source is escaped.

    A formula that cannot be rendered is shown as its source in <code class="tex">.
    """
    if is_plain(source):
        return html.escape(source, quote=False)
    return _Page().render(read(source))


def to_text(source: str) -> str:
    """Write the plain twin of to_html on one line, for search, page titles and feeds."""
    if is_plain(source):
        return " ".join(source.split())
    return " ".join(_plain(read(source)).split())


def is_plain(source: str) -> bool:
    """Tell a text without LaTeX or links, or too long to read for them."""
    if len(source) > LONGEST:
        return True
    for sign in SIGNS:
        if sign in source:
            return False
    return not links.may_have_identifiers(source)


class _Page:
    """One rendering; counts the formulas, so that a hostile text cannot buy hours of work."""

    def __init__(self) -> None:
        self.formulas = 0
        self.markup = False
        self.quoting = 0

    def render(self, pieces: list[Piece]) -> str:
        body = "".join([self._piece(piece) for piece in _joined(pieces)])
        if not self.markup:
            return body
        # A second lock on markup that is ours alone: the source itself never meets the sanitiser unescaped.
        return nh3.clean(
            body,
            tags=set(STYLES | maths.TAGS | {"a"}),
            attributes=ALLOWED_ATTRIBUTES,
            url_schemes={"http", "https"},
            link_rel=None,
        )

    def _piece(self, piece: Piece) -> str:
        kind, value = piece
        if kind is Kind.TEXT:
            return html.escape(value, quote=False) if self.quoting else self._linked(value)
        self.markup = True
        if kind in {Kind.MATHS, Kind.DISPLAY}:
            return self._formula(value, display=kind is Kind.DISPLAY)
        if kind is Kind.LINK:
            self.quoting += 1
            return _anchor(value)
        if kind is Kind.UNLINK:
            self.quoting -= 1
            return "</a>"
        if value == "code":
            self.quoting += 1 if kind is Kind.OPEN else -1
        return f"<{value}>" if kind is Kind.OPEN else f"</{value}>"

    def _formula(self, tex: str, *, display: bool) -> str:
        self.formulas += 1
        rendered = maths.to_mathml(tex, display=display) if self.formulas <= FORMULAS_SHOWN else None
        return rendered or f'<code class="tex">{html.escape(tex, quote=False)}</code>'

    def _linked(self, text: str) -> str:
        parts: list[str] = []
        position = 0
        for link in links.identifiers_in(text) if links.may_have_identifiers(text) else ():
            self.markup = True
            parts += [
                html.escape(text[position : link.start], quote=False),
                f"{_anchor(link.href)}{html.escape(link.shown, quote=False)}</a>",
            ]
            position = link.end
        return "".join(parts) + html.escape(text[position:], quote=False)


def _anchor(href: str) -> str:
    return f'<a href="{html.escape(href)}" rel="{REL}">'


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Join neighbouring texts, so that an identifier split by the reader is found whole."""
    joined: list[Piece] = []
    texts: list[str] = []
    for piece in pieces:
        if piece.kind is Kind.TEXT:
            texts.append(piece.value)
            continue
        if texts:
            joined.append(Piece(Kind.TEXT, "".join(texts)))
            texts = []
        joined.append(piece)
    if texts:
        joined.append(Piece(Kind.TEXT, "".join(texts)))
    return joined


def _plain(pieces: list[Piece]) -> str:
    parts: list[str] = []
    scripts: list[int] = []
    formulas = 0
    for kind, value in pieces:
        if kind is Kind.TEXT:
            parts.append(value)
        elif kind in {Kind.MATHS, Kind.DISPLAY}:
            formulas += 1
            parts.append(maths.to_text(value) if formulas <= FORMULAS_SHOWN else value)
        elif value in {"sup", "sub"}:
            if kind is Kind.OPEN:
                scripts.append(len(parts))
            else:
                start = scripts.pop()
                shifted = "".join(parts[start:])
                parts[start:] = [raised(shifted) if value == "sup" else lowered(shifted)]
    return "".join(parts)
