"""Reads files of JSON Lines page by page, and goes on where it stopped."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from works.imports import files
from works.imports.jsonl.parse import LONGEST_LINE, parse_line, too_long
from works.imports.records import Page, Problem, WorkRecord

PAGE_SIZE: Final = 5000
PAGE_BYTES: Final = 32 * 1024 * 1024


class JsonLinesReader:
    """Files in our JSON Lines format: plain, gzip or xz.

    A cursor names the file by its place in the list, and the byte of the unpacked file at which the next
    line begins.
    """

    provider = "jsonl"

    def __init__(self, paths: Sequence[Path], page_size: int = PAGE_SIZE) -> None:
        self._paths = tuple(dict.fromkeys(paths))
        self._page_size = page_size
        self._query = {"files": files.described(self._paths)}

    @property
    def query(self) -> Mapping[str, Any]:
        return self._query

    def pages(self, cursor: Mapping[str, Any]) -> Iterator[Page]:
        """Yield pages of at most ``page_size`` works and about PAGE_BYTES; none spans two files.

        Raises ``UnreadableFileError`` for a file that is missing or damaged.
        """
        expected = self._expected()
        first = int(cursor.get("file", 0))
        for number, path in enumerate(self._paths[first:], start=first):
            begun = cursor if number == first else {}
            yield from self._pages_of(
                number, path, int(begun.get("offset", 0)), int(begun.get("line", 0)), expected
            )

    def _pages_of(
        self, number: int, path: Path, offset: int, line: int, expected: int | None
    ) -> Iterator[Page]:
        items: list[WorkRecord | Problem] = []
        begin, end = offset, offset
        for found in files.lines(path, offset=offset, number=line, longest=LONGEST_LINE):
            line, end = found.number, found.end
            if found.raw.strip():
                items.append(_item(path, found))
            if len(items) >= self._page_size or end - begin >= PAGE_BYTES:
                yield Page(items=tuple(items), cursor=_cursor(number, end, line), expected_count=expected)
                items, begin = [], end
        yield Page(items=tuple(items), cursor=_cursor(number + 1, 0, 0), expected_count=expected)

    def _expected(self) -> int | None:
        """Count the lines where that costs no unpacking."""
        if any(files.is_compressed(path) for path in self._paths):
            return None
        return sum(files.line_feeds(path) for path in self._paths)


def _item(path: Path, line: files.Line) -> WorkRecord | Problem:
    place = files.place(path, f":{line.number}")
    return too_long(line.raw, place=place) if line.is_too_long else parse_line(line.raw, place=place)


def _cursor(file: int, offset: int, line: int) -> dict[str, int]:
    return {"file": file, "offset": offset, "line": line}
