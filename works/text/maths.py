"""Renders one LaTeX formula as MathML, or as plain text for places without markup."""
# ruff: noqa: RUF001 - characters that look alike are what this module is about

import html
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Final
from xml.etree.ElementTree import Element

from latex2mathml.converter import Converter

from works.text.alphabets import in_alphabet, lowered, raised, simple
from works.text.macros import rewrite

LONGEST: Final = 2_000
DEEPEST: Final = 50
DEEPEST_TREE: Final = 120
WIDEST_SPACE: Final = 3.0

ROW: Final = "mrow"
LEAVES: Final = frozenset({"mi", "mn", "mo", "mtext"})
TAGS: Final = LEAVES | {
    "math", ROW, "msub", "msup", "msubsup", "mfrac", "msqrt", "mroot", "mover", "munder", "munderover",
    "mtable", "mtr", "mtd", "mspace", "mstyle",
}  # fmt: skip
ATTRIBUTES: Final = {
    "mo": {"stretchy", "fence", "form", "movablelimits", "minsize", "maxsize"},
    "mfrac": {"linethickness"},
    "mover": {"accent"},
    "munder": {"accentunder"},
    "mstyle": {"displaystyle", "scriptlevel"},
    "mtd": {"columnalign"},
}
SAFE_VALUE: Final = re.compile(r"[a-z0-9.+\-]{1,12}")
LENGTH: Final = re.compile(r"(-?(?:\d{1,3}(?:\.\d{1,4})?|\.\d{1,4}))(em|ex|pt|px|mu)")
EM_PER: Final = {"em": 1.0, "ex": 0.5, "pt": 0.1, "px": 0.0625, "mu": 1 / 18}
UNESCAPED_PERCENT: Final = re.compile(r"(?<!\\)((?:\\\\)*)%")


class UnreadableError(ValueError):
    """A formula that cannot be shown as maths; the reader is shown its source."""


@lru_cache(maxsize=8192)
def to_mathml(tex: str, *, display: bool = False) -> str | None:
    """Render a formula given without its dollar signs as one math element; None where that fails.

    Everything is escaped and only the TAGS and ATTRIBUTES of this module are written, so links,
    styles and scripts cannot come through. None also beyond LONGEST characters or DEEPEST braces.
    """
    try:
        body = _markup(_tree(tex), 0)
    except UnreadableError:
        return None
    return f'<math display="block">{body}</math>' if display else f"<math>{body}</math>"


@lru_cache(maxsize=8192)
def to_text(tex: str) -> str:
    """Write a formula on one line, with raised and lowered characters where Unicode has them."""
    try:
        return " ".join(_words(_tree(tex), 0).split())
    except UnreadableError:
        return tex.strip()


def _tree(tex: str) -> Element:
    if len(tex) > LONGEST or _depth(tex) > DEEPEST:
        raise UnreadableError(tex[:80])
    known = rewrite(UNESCAPED_PERCENT.sub(r"\1\\%", tex.replace("\n", " ")))
    if known is None or not known.strip():
        raise UnreadableError(tex[:80])
    try:
        # The library's own serialiser is never used: it unescapes, and so lets \text{<script>} through.
        return Converter().convert_to_element(known)[0]
    except Exception as error:
        raise UnreadableError(tex[:80]) from error


def _depth(tex: str) -> int:
    depth = deepest = 0
    for character in tex:
        if character == "{":
            depth += 1
            deepest = max(deepest, depth)
        elif character == "}":
            depth -= 1
    return deepest


def _said(element: Element) -> str:
    text = html.unescape(element.text or "")
    if "\\" in text:
        raise UnreadableError(text)
    return text


def _markup(element: Element, level: int) -> str:
    if level > DEEPEST_TREE:
        raise UnreadableError("too deep")
    tag = element.tag
    if tag in LEAVES:
        return _leaf(element)
    if tag == "mspace":
        return _space(element)
    if tag == "mphantom":
        return ""
    written = _siblings(element, level)
    inside = "".join(written)
    if tag not in TAGS or tag == ROW:
        return inside if len(written) == 1 else f"<mrow>{inside}</mrow>"
    return f"<{tag}{_attributes(element)}>{inside}</{tag}>"


def _siblings(element: Element, level: int) -> list[str]:
    """Write the children, joining runs of upright letters (G, e, V) into one identifier."""
    written: list[str] = []
    run = ""
    for child in element:
        if element.tag == ROW and child.tag == "mi" and child.get("mathvariant") == "normal":
            run += _said(child)
            continue
        written += [_upright(run), _markup(child, level + 1)]
        run = ""
    return [part for part in [*written, _upright(run)] if part]


def _upright(letters: str) -> str:
    if not letters:
        return ""
    variant = ' mathvariant="normal"' if len(letters) == 1 else ""
    return f"<mi{variant}>{html.escape(letters)}</mi>"


def _leaf(element: Element) -> str:
    text = _said(element)
    variant = element.get("mathvariant", "")
    if variant == "normal" and element.tag == "mi":
        return _upright(text)
    if element.tag in {"mi", "mn"}:
        text = in_alphabet(text, variant)
    return f"<{element.tag}{_attributes(element)}>{html.escape(text)}</{element.tag}>"


def _space(element: Element) -> str:
    if element.get("linebreak"):
        return '<mspace width="1em"></mspace>'
    found = LENGTH.fullmatch(element.get("width", ""))
    width = float(found[1]) * EM_PER[found[2]] if found else 0.28
    width = max(-0.3, min(width, WIDEST_SPACE))
    return f'<mspace width="{width:.3g}em"></mspace>'


def _attributes(element: Element) -> str:
    allowed = ATTRIBUTES.get(element.tag, ())
    return "".join(
        f' {name}="{value}"'
        for name, value in element.attrib.items()
        if name in allowed and SAFE_VALUE.fullmatch(value)
    )


def _words(element: Element, level: int) -> str:
    if level > DEEPEST_TREE:
        raise UnreadableError("too deep")
    tag = element.tag
    if tag in LEAVES:
        text = simple(_said(element))
        return f" {text} " if tag == "mo" and (text in SPACED or len(text) > 1) else text
    if tag == "mspace":
        return "" if (element.get("width") or "").startswith("-") else " "
    parts = [
        _words(child, level + 1).strip() if tag != ROW else _words(child, level + 1) for child in element
    ]
    if tag in COMPOSED and len(parts) >= 2:  # noqa: PLR2004 - a base and what stands at it
        return COMPOSED[tag](parts)
    return "".join(parts) if tag != "mtr" else " ".join(parts) + "; "


def _fraction(parts: list[str]) -> str:
    return "/".join(part if part.isalnum() else f"({part})" for part in parts)


def _over(parts: list[str]) -> str:
    mark = ACCENTS.get(parts[1])
    if mark is None:
        return parts[0] + parts[1]
    return unicodedata.normalize("NFC", parts[0] + mark) if len(parts[0]) == 1 else parts[0]


ACCENTS: Final = {
    "^": "\u0302",
    "~": "\u0303",
    "´": "\u0301",
    "`": "\u0300",
    "ˇ": "\u030c",
    "˘": "\u0306",
    "¯": "\u0304",
    "\u203e": "\u0304",
    "→": "\u20d7",
    "˙": "\u0307",
    "¨": "\u0308",
}
SPACED: Final = frozenset("=<>≤≥≈∼≡≠≪≫∈⊂⊆→←⇒×≲≳+±∓≃∝⟶∣")
COMPOSED: Final[dict[str, Callable[[list[str]], str]]] = {
    "msub": lambda parts: parts[0] + lowered(parts[1]),
    "msup": lambda parts: parts[0] + raised(parts[1]),
    "msubsup": lambda parts: parts[0] + lowered(parts[1]) + raised(parts[-1]),
    "munder": lambda parts: parts[0] + lowered(parts[1]),
    "munderover": lambda parts: parts[0] + lowered(parts[1]) + raised(parts[-1]),
    "mover": _over,
    "mfrac": _fraction,
    "mroot": lambda parts: raised(parts[1]) + f"√({parts[0]})",
}
