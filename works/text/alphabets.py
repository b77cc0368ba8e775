"""Mathematical alphabets, raised and lowered characters of Unicode."""
# ruff: noqa: RUF001 - characters that look alike are what this module is about

import unicodedata
from typing import Final

# Where each alphabet's A, a and 0 stand (Unicode, Mathematical Alphanumeric Symbols); 0: it has none.
STARTS: Final = {
    "bold": (0x1D400, 0x1D41A, 0x1D7CE),
    "italic": (0, 0, 0),
    "bold-italic": (0x1D468, 0x1D482, 0x1D7CE),
    "script": (0x1D49C, 0x1D4B6, 0),
    "bold-script": (0x1D4D0, 0x1D4EA, 0),
    "fraktur": (0x1D504, 0x1D51E, 0),
    "double-struck": (0x1D538, 0x1D552, 0x1D7D8),
    "bold-fraktur": (0x1D56C, 0x1D586, 0),
    "sans-serif": (0x1D5A0, 0x1D5BA, 0x1D7E2),
    "bold-sans-serif": (0x1D5D4, 0x1D5EE, 0x1D7EC),
    "sans-serif-italic": (0x1D608, 0x1D622, 0x1D7E2),
    "sans-serif-bold-italic": (0x1D63C, 0x1D656, 0x1D7EC),
    "monospace": (0x1D670, 0x1D68A, 0x1D7F6),
}
BOLD_GREEK: Final = {"bold": (0x1D6A8, 0x1D6C2), "bold-italic": (0x1D71C, 0x1D736)}
# Letters that had a code point before the block was made.
ELDER: Final = {
    "script": dict(zip("BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ", strict=True)),
    "fraktur": dict(zip("CHIRZ", "ℭℌℑℜℨ", strict=True)),
    "double-struck": dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True)),
}
RAISED: Final = dict(
    zip(
        "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδεθφχ∗*′″ ",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᵋᶿᵠᵡ**′″ ",
        strict=True,
    )
)
LOWERED: Final = dict(
    zip("0123456789+-−=()aehijklmnoprstuvxβγρφχ ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ ", strict=True)
)
# Longer words in small letters, as T with "effective" below it, are harder to read than a sign before them.
LONGEST_WORD: Final = 3
RAISED_ALREADY: Final = frozenset("°′″‴∘†‡")


def in_alphabet(text: str, alphabet: str) -> str:
    """Set Latin letters, digits and bold Greek in a mathematical alphabet, as browsers ignore mathvariant."""
    starts = STARTS.get(alphabet)
    return "".join(_letter(character, alphabet, starts) for character in text) if starts else text


def _letter(character: str, alphabet: str, starts: tuple[int, int, int]) -> str:
    if character in ELDER.get(alphabet, ()):
        return ELDER[alphabet][character]
    for first, last, start in zip("Aa0", "Zz9", starts, strict=True):
        if start and first <= character <= last:
            return chr(start + ord(character) - ord(first))
    for first, last, start in zip("Αα", "Ωω", BOLD_GREEK.get(alphabet, (0, 0)), strict=True):
        if start and first <= character <= last:
            return chr(start + ord(character) - ord(first))
    return character


def simple(text: str) -> str:
    """Replace letters of the mathematical alphabets by ordinary ones, which search and speech know."""
    if text.isascii():
        return text
    return "".join(
        unicodedata.normalize("NFKC", character) if "\U0001d400" <= character <= "\U0001d7ff" else character
        for character in text
    )


def raised(text: str) -> str:
    return _shifted(text, RAISED, "^")


def lowered(text: str) -> str:
    return _shifted(text, LOWERED, "_")


def _shifted(text: str, table: dict[str, str], sign: str) -> str:
    small = all(character in table for character in text) and not any(map(str.isalpha, text))
    bare = text.replace(" ", "") if small else text
    if bare in RAISED_ALREADY or not bare:
        return "°" if bare == "∘" else bare
    if all(character in table for character in bare) and (len(bare) <= LONGEST_WORD or not bare.isalpha()):
        return "".join(table[character] for character in bare)
    return f"{sign}{bare}" if bare.isalnum() or len(bare) == 1 else f"{sign}({bare})"
