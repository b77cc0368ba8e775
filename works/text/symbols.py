"""Accents and symbols of LaTeX in prose, as Unicode."""
# ruff: noqa: RUF001 - characters that look alike are what this module is about

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from latex2mathml.symbols_parser import SYMBOLS
from pylatexenc.latex2text import get_default_latex_context_db

# Combining characters by the LaTeX command that sets them.
ACCENTS: Final = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328", "r": "\u030a", "b": "\u0331",
    "d": "\u0323", "t": "\u0361",
}  # fmt: skip
BELOW: Final = frozenset("ckbd")
UNDOTTED: Final = {"ı": "i", "ȷ": "j"}
SPACES: Final = {
    "quad": " ", "qquad": " ", "enspace": " ", "thinspace": " ", "space": " ", "hfill": " ", "newline": " ",
    "linebreak": " ", "par": " ", "smallskip": " ", "medskip": " ", "bigskip": " ", "nobreakspace": "\u00a0",
    "xspace": "", "relax": "", "protect": "", "noindent": "", "centering": "", "left": "", "right": "",
    "displaystyle": "", "limits": "", "maketitle": "", "allowbreak": "", "sc": "", "rm": "", "sf": "",
    "small": "", "large": "", "footnotesize": "", "normalsize": "", "boldmath": "", "scshape": "",
    "upshape": "", "cal": "", "upright": "", "break": " ", "null": "",
}  # fmt: skip
OWN: Final = {
    "S": "§", "P": "¶", "LaTeX": "LaTeX", "TeX": "TeX", "eg": "e.g.", "ie": "i.e.", "etal": "et al.",
    "deg": "°", "degree": "°", "pounds": "£", "euro": "€", "texttildelow": "~", "textasciitilde": "~",
    "textasciicircum": "^", "textbackslash": "∖", "textless": "<", "textgreater": ">", "textbar": "|",
    "textunderscore": "_", "textbraceleft": "{", "textbraceright": "}", "lbrace": "{", "rbrace": "}",
    "lt": "<", "gt": ">", "og": "«", "fg": "»", "dots": "…", "ldots": "…", "textquotedbl": '"',
    "backslash": "∖", "item": "•", "arcdeg": "°", "arcmin": "′", "arcsec": "″", "micron": "μm", "msun": "M⊙",
    "Msun": "M⊙", "lsun": "L⊙", "Lsun": "L⊙", "rsun": "R⊙", "Rsun": "R⊙", "lsim": "≲", "gsim": "≳",
    "lya": "Lyα", "kms": "km/s", "eps": "ε", "cmark": "✓", "xmark": "✗", "checkmark": "✓", "AE": "Æ",
    "DH": "Ð", "NG": "Ŋ", "ng": "ŋ", "TH": "Þ", "th": "þ", "ij": "ĳ", "and": " and ", "slash": "/",
    "textdollar": "$", "textcelsius": "°C", "textmu": "μ", "textregistered": "®", "log": "log", "colon": ":",
}  # fmt: skip
COMMAND: Final = re.compile(r"\\([A-Za-z]+)\*?|\\(.)", re.DOTALL)
ARGUMENT: Final = re.compile(r"\{([^{}]*)\}|\\([A-Za-z]+)\s?|([^\s\\{}])", re.DOTALL)
VOWELS: Final = frozenset("AEIOUYaeiouyıwWxXhHt")
BRACES: Final = re.compile(r"[{}]")


@cache
def _context() -> object:
    return get_default_latex_context_db()


@lru_cache(maxsize=2048)
def symbol(name: str) -> str | None:
    """Find what the command called `name` prints, from our table, pylatexenc's and then latex2mathml's."""
    if name in OWN:
        return OWN[name]
    if name in SPACES:
        return SPACES[name]
    spec = _context().get_macro_spec(name)  # type: ignore[attr-defined] # pylatexenc is untyped
    printed = getattr(spec, "simplify_repl", None)
    if isinstance(printed, str) and printed and "%" not in printed:
        return printed
    code = SYMBOLS.get("\\" + name)
    return chr(int(code, 16)) if code and " " not in code and "-" not in code else None


def accented(command: str, base: str) -> str:
    """Set the accent of `command` on the first letter of `base`; `base` as it is where that is no letter."""
    if not base or not base[0].isalpha():
        return base
    first = base[0] if command in BELOW else UNDOTTED.get(base[0], base[0])
    return unicodedata.normalize("NFC", first + ACCENTS[command] + base[1:])


def accent_at(text: str, command: str, position: int) -> tuple[str, int] | None:
    """Read the argument of an accent at `position`; the accented letters and where reading goes on."""
    start = position
    if command.isalpha():
        while start < len(text) and text[start].isspace():
            start += 1
        if start == position and text[start : start + 1].isalpha():
            return None
    found = ARGUMENT.match(text, start)
    if found is None:
        return None
    braced, name, single = found.groups()
    if braced is not None:
        base = unicoded(braced).strip() if "\\" in braced else braced.strip()
        if len(base) > 1 and command.isalpha() and (greek := symbol(command + base)):
            return greek, found.end()
        return (accented(command, base), found.end()) if base else None
    base = (symbol(name) or "") if name else single
    if len(base) != 1 or not base.isalpha() or (command == '"' and base not in VOWELS):
        return None
    return accented(command, base), found.end()


def unicoded(text: str) -> str:
    """Replace accents and symbols by Unicode and drop the other commands and all braces; for names and words.

    Not for prose with maths or links, which works.text.tex reads.
    """
    if "\\" not in text:
        return BRACES.sub("", text).replace("~", " ") if "{" in text or "}" in text or "~" in text else text
    return BRACES.sub("", _replaced(text)).replace("~", " ")


def _replaced(text: str) -> str:
    parts: list[str] = []
    position = 0
    while found := COMMAND.search(text, position):
        parts.append(text[position : found.start()])
        name = found[1] or found[2]
        position = found.end()
        if name in ACCENTS and (read := accent_at(text, name, position)):
            letters, position = read
            parts.append(letters)
        elif found[1]:
            letters = symbol(name) or ""
            parts.append(letters)
            position = after_word(text, found.start(), position, letters)
        else:
            parts.append(" " if name in ",;:! /\n\\" else name if name in "%&$#_" else "")
    parts.append(text[position:])
    return "".join(parts)


def after_word(text: str, start: int, end: int, letters: str) -> int:
    r"""Skip the space after a control word that spells a letter inside a word (S\o rensen, \O stlin)."""
    inside = text[start - 1 : start].isalpha() or letters in "ØŁÆŒÐĐŞ"
    if letters.isalpha() and inside and text[end : end + 1] == " " and text[end + 1 : end + 2].islower():
        return end + 1
    return end
