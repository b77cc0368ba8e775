"""What can be wrong with a field of a line, and with the line, told so that it can be put right."""

import re
from typing import Final

import msgspec

REMEDY: Final = "Correct the field, or leave it out where it is not required, and import the file again."
LINE_REMEDY: Final = "Write the work as one JSON object on one line, in UTF-8, and import the file again."

WHERE: Final = re.compile(r"(?P<what>.*?)(?: - at `(?P<path>.*)`)?", re.DOTALL)
MISSING: Final = re.compile(r"Object missing required field `(?P<name>.*)`", re.DOTALL)
EXPECTED: Final = re.compile(r"Expected `(?P<wanted>[^`]+)`, got `(?P<got>[^`]+)`")
RANGE: Final = re.compile(r"Expected `[a-z| ]+` (?P<bound>[<>]=?) (?P<limit>\S+)")
BOUNDS: Final = {">=": "be at least", "<=": "be at most"}
WORDS: Final = {
    "str": "a string",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "object": "an object",
    "array": "a list",
    "null": "null",
    "date": "a date, YYYY-MM-DD",
}
ID: Final = re.compile(r'"id"\s*:\s*"(?P<id>[^"\\]{1,300})"')


class FieldFault(Exception):  # noqa: N818 - not an error of the program
    """A field with a value that can't be used; ``field`` is its JSON path."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


class _Named(msgspec.Struct):
    id: str


_named = msgspec.json.Decoder(_Named)


def explained(error: msgspec.ValidationError) -> FieldFault:
    """Say in words what the decoder found, and where."""
    found = WHERE.fullmatch(str(error))
    assert found is not None
    path = found["path"] or "$"
    if missing := MISSING.fullmatch(found["what"]):
        return FieldFault(f"{path}.{missing['name']}", "This required field is missing.")
    if wrong := EXPECTED.fullmatch(found["what"]):
        wanted = " or ".join(_word(kind) for kind in wrong["wanted"].split(" | ") if kind != "null")
        return FieldFault(path, f"This must be {wanted}, not {_word(wrong['got'])}.")
    if outside := RANGE.fullmatch(found["what"]):
        return FieldFault(
            path, f"This must {BOUNDS.get(outside['bound'], outside['bound'])} {outside['limit']}."
        )
    if found["what"].startswith("Invalid RFC3339 encoded date"):
        return FieldFault(path, "This must be a date of the calendar, YYYY-MM-DD.")
    return FieldFault(path, f"{found['what']}.")


def record_id(raw: bytes) -> str:
    """Read the id of a line whose other fields, or whose JSON, are wrong; empty where there is none."""
    try:
        return _named.decode(raw).id
    except (ValueError, RecursionError):
        found = ID.search(raw[:2000].decode("utf-8", "replace"))
        return found["id"] if found else ""


def _word(kind: str) -> str:
    return WORDS.get(kind, kind)
