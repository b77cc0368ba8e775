"""What LaTeX prose is read into: a flat list of pieces in which styles, links and groups always pair."""

import re
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final, NamedTuple

BRACE: Final = re.compile(r"\\.|[{}]", re.DOTALL)


class Kind(Enum):
    """What a piece is."""

    TEXT = auto()
    MATHS = auto()
    DISPLAY = auto()
    OPEN = auto()
    CLOSE = auto()
    LINK = auto()
    UNLINK = auto()


class Piece(NamedTuple):
    """A stretch of text, a formula, or the start or end of a style or link."""

    kind: Kind
    value: str = ""


@dataclass(slots=True)
class Frame:
    """A group in braces: where it ends, and what is written there."""

    end: int
    closing: list[Piece] = field(default_factory=list)


class Draft:
    """A text while it is read: the place reached, the groups and styles open there, the pieces so far."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.position = 0
        self.pieces: list[Piece] = []
        self.styles: list[str] = []
        self.linked = False
        self.quotes = 0
        self.groups = _groups(source) if "{" in source else {}
        self._frames = [Frame(len(source) + 1)]

    def write(self, text: str) -> None:
        if text:
            self.pieces.append(Piece(Kind.TEXT, text))

    def write_link(self, href: str | None, shown: str) -> None:
        """Write `shown`, as a link where `href` is one and no link is open."""
        text = Piece(Kind.TEXT, shown)
        self.pieces += (
            [Piece(Kind.LINK, href), text, Piece(Kind.UNLINK)] if href and not self.linked else [text]
        )

    def enter(self, brace: int, *, style: str = "", after: str = "") -> None:
        """Read on inside the group whose brace is at `brace`; `after` is written where it ends."""
        frame = Frame(self.groups[brace])
        self._frames.append(frame)
        if after:
            frame.closing.append(Piece(Kind.TEXT, after))
        if style:
            self.begin_style(style)
        self.position = brace + 1

    def begin_style(self, style: str) -> None:
        """Set a style until the innermost group ends; twice the same is once, so depth stays small."""
        if style not in self.styles:
            self.styles.append(style)
            self.pieces.append(Piece(Kind.OPEN, style))
            self._frames[-1].closing.append(Piece(Kind.CLOSE, style))

    def begin_link(self, href: str) -> None:
        """Make a link of what follows until the innermost group ends."""
        if not self.linked:
            self.linked = True
            self.pieces.append(Piece(Kind.LINK, href))
            self._frames[-1].closing.append(Piece(Kind.UNLINK))

    def ends_at(self, position: int) -> bool:
        return self._frames[-1].end == position

    def leave_before(self, position: int) -> None:
        """End the groups that end before `position`, also those whose brace a formula swallowed."""
        while self._frames and self._frames[-1].end < position:
            for piece in reversed(self._frames.pop().closing):
                if piece.kind is Kind.CLOSE:
                    self.styles.remove(piece.value)
                elif piece.kind is Kind.UNLINK:
                    self.linked = False
                self.pieces.append(piece)

    def argument(self) -> int | None:
        """Find the brace that opens the argument of the command just read."""
        brace = self.position
        while brace < len(self.source) and self.source[brace] == " ":
            brace += 1
        return brace if brace in self.groups else None

    def take_argument(self) -> str | None:
        """Read past the argument of the command just read, and give it as it stands."""
        brace = self.argument()
        if brace is None:
            return None
        self.position = self.groups[brace] + 1
        return self.source[brace + 1 : self.groups[brace]]


def _groups(source: str) -> dict[int, int]:
    """Match the braces: position of each that opens to that of the one that closes it."""
    opened: list[int] = []
    pairs: dict[int, int] = {}
    for found in BRACE.finditer(source):
        if found[0] == "{":
            opened.append(found.start())
        elif found[0] == "}" and opened:
            pairs[opened.pop()] = found.start()
    return pairs
