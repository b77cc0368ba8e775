"""Rewrites LaTeX macros that latex2mathml lacks: of packages, of journals and of authors themselves."""

import re
from typing import Final

from latex2mathml import commands
from latex2mathml.symbols_parser import SYMBOLS

from works.text.macro_tables import DROPPED, MEANINGS, OPERATORS, OVERRIDING, RENAMED, UNITS
from works.text.symbols import unicoded

NAMED: Final = re.compile(r"\\[A-Za-z]+")
# Also reads what is no name, so that the second half of a line break never starts one.
COMMAND: Final = re.compile(r"\\(?:([A-Za-z]+)|.)", re.DOTALL)
DEFINITIONS: Final = re.compile(
    r"\\(?:def|gdef|edef|xdef|let|(?:re)?new(?:command|environment)|provide(?:command)?|DeclareMathOperator|require|"
    r"input|include|csname|catcode|expandafter|futurelet|loop|unicode|verb)(?![A-Za-z])"
)
QUANTITY: Final = re.compile(r"\\(?:SI|qty|SIrange)\s*(?:\[[^\[\]]*\])?\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
UNIT: Final = re.compile(r"\\(?:si|unit)\s*(?:\[[^\[\]]*\])?\s*\{([^{}]*)\}")
NUMBER: Final = re.compile(r"\\num\s*(?:\[[^\[\]]*\])?\s*\{([^{}]*)\}")
LINK: Final = re.compile(r"\\(?:href|textcolor|hypertarget|hyperlink)\s*\{[^{}]*\}")
COLOUR: Final = re.compile(r"\\color\s*(?:\[[^\[\]]*\])?\s*\{[^{}]*\}")
MARKED: Final = re.compile(r"([A-Za-z])(hat|bar|tilde|dot|vec)")
DOUBLED: Final = re.compile(r"([A-Z])\1")
LETTERED: Final = re.compile(r"(bb|cal|Cal|scr|frak|b|c|f|rm)([A-Z])")
ALPHABETS: Final = {
    "bb": "mathbb", "cal": "mathcal", "Cal": "mathcal", "scr": "mathscr", "frak": "mathfrak", "b": "mathbf",
    "c": "mathcal", "f": "mathfrak", "rm": "mathrm",
}  # fmt: skip
ALIGNED: Final = re.compile(
    r"\\(begin|end)\s*\{(?:aligned|align|eqnarray|gather|gathered|multline|alignat|alignedat|flalign|equation|displaymath)\*?\}"
    r"(?:\[[a-z]\]|(?<=at\})\{\d+\})?"
)
WORDS: Final = re.compile(
    r"\\(?:text(?:bf|it|rm|sf|tt|up|sc|sl|md|normal)?|emph|mbox|hbox|fbox)\s*\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}"
)
TROUBLE: Final = re.compile(r"[{}\\$]")
# latex2mathml reads one letter in \mathrm as that letter in italics; a second pair of braces helps.
UPRIGHT_LETTER: Final = re.compile(r"\\mathrm\s*\{([A-Za-z])\}")
INNER_MATHS: Final = re.compile(r"\$([^$]*)\$|\\\((.*?)\\\)")
GREEK: Final = frozenset(
    [
        "alpha",
        "beta",
        "gamma",
        "delta",
        "epsilon",
        "zeta",
        "eta",
        "theta",
        "iota",
        "kappa",
        "lambda",
        "mu",
        "nu",
        "xi",
        "pi",
        "rho",
        "sigma",
        "tau",
        "phi",
        "chi",
        "psi",
        "omega",
    ]
)


def _known() -> frozenset[str]:
    names = {name[1:] for name in SYMBOLS if NAMED.fullmatch(name)}
    for value in vars(commands).values():
        held = (value,) if isinstance(value, str) else value if isinstance(value, tuple | dict | list) else ()
        names.update(name[1:] for name in held if isinstance(name, str) and NAMED.fullmatch(name))
    return frozenset(names)


KNOWN: Final = _known()


def rewrite(tex: str) -> str | None:
    """Write a formula in macros that latex2mathml knows; None where it defines macros of its own."""
    if "\\" not in tex:
        return tex
    if DEFINITIONS.search(tex):
        return None
    text = tex
    if "{" in text:
        text = QUANTITY.sub(r"{\1}\\,\\mathrm{\2}", text)
        text = NUMBER.sub(r"{\1}", UNIT.sub(r"\\mathrm{\1}", text))
        text = COLOUR.sub("", LINK.sub("", text))
        text = ALIGNED.sub(r"\\\1{split}", text)
        text = WORDS.sub(_words, text)
        text = UPRIGHT_LETTER.sub(r"\\mathrm{{\1}}", text)
    return COMMAND.sub(_meaning, text)


def _words(match: re.Match[str]) -> str:
    """Leave only letters and formulas in a text command; the tokenizer knows no braces or commands there."""
    inside = match[1]
    if not TROUBLE.search(inside):
        return match[0]
    parts: list[str] = []
    position = 0
    for formula in INNER_MATHS.finditer(inside):
        parts += [_said(inside[position : formula.start()]), formula[1] or formula[2] or ""]
        position = formula.end()
    return "{" + " ".join([*parts, _said(inside[position:])]) + "}"


def _said(text: str) -> str:
    flat = unicoded(text.replace("\\\\", " ")).replace("\\", "")
    return rf"\text{{{flat}}}" if flat.strip() else " "


def _meaning(match: re.Match[str]) -> str:
    name = match[1]
    if name is None or (name in KNOWN and name not in REPLACED):
        return match[0]
    if name in REPLACED:
        return REPLACED[name]
    guess = _guess(name)
    return match[0] if guess is None else f"{{{guess}}}"


def _guess(name: str) -> str | None:
    """Read a private macro by the habits of authors; None where its name says nothing sure.

    One letter stands for itself; RR and bR are alphabets; Ghat is a G with a hat; what starts with
    a capital abbreviates a name (Irr, XQM) and is shown upright.
    """
    if lettered := LETTERED.fullmatch(name):
        return rf"\{ALPHABETS[lettered[1]]}{{{lettered[2]}}}"
    if marked := MARKED.fullmatch(name):
        return rf"\{marked[2]}{{{marked[1]}}}"
    if doubled := DOUBLED.fullmatch(name):
        return rf"\mathbb{{{doubled[1]}}}"
    if name[0] == "b" and name[1:].lower() in GREEK:
        return rf"\bm{{\{name[1:]}}}"
    if name[0].isupper() and len(name) > 1:
        return rf"\mathrm{{{name}}}"
    return name if len(name) == 1 else None


def _replaced() -> dict[str, str]:
    """Join the tables into one; braces make the meaning one thing where the macro was, as in a subscript."""
    meanings = {
        name: meaning if meaning[0] in "^." or meaning == r"\not" else f"{{{meaning}}}"
        for name, meaning in MEANINGS.items()
        if name not in KNOWN or name in OVERRIDING
    }
    operators = {name: rf"\operatorname{{{name}}}" for name in OPERATORS - KNOWN}
    units = {name: rf"\mathrm{{{unit}}}" for name, unit in UNITS.items() if name not in KNOWN}
    renamed = {name: f"\\{other} " for name, other in RENAMED.items()}
    return meanings | operators | units | renamed | dict.fromkeys(DROPPED, " ")


REPLACED: Final = _replaced()
