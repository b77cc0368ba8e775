"""Files of JSON Lines page by page."""

import gzip
import json
import lzma
import tracemalloc
from collections.abc import Iterable
from pathlib import Path

import pytest

from works.imports.files import UnreadableFileError
from works.imports.jsonl import reader as module
from works.imports.jsonl.reader import JsonLinesReader
from works.imports.records import Page, Problem


def lines(first: int, count: int) -> bytes:
    numbers = range(first, first + count)
    return b"".join(json.dumps({"id": f"local:{n}", "title": f"Work {n}"}).encode() + b"\n" for n in numbers)


def ids(pages: Iterable[Page]) -> list[str]:
    return [item.record_id for page in pages for item in page.items]


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    made = {
        "a.jsonl": lines(1, 5) + b"\n \nnot json\n" + lines(6, 2),
        "b.jsonl.gz": gzip.compress(lines(8, 4)),
        "empty.jsonl": b"",
        "c.jsonl.xz": lzma.compress(lines(12, 3)[:-1]),
    }
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
    return [tmp_path / name for name in made]


def test_all_lines_of_all_files_are_read_in_pages(paths: list[Path]) -> None:
    pages = list(JsonLinesReader(paths, page_size=3).pages({}))

    found = [item for page in pages for item in page.items if not isinstance(item, Problem)]
    assert [item.record_id for item in found] == [f"local:{number}" for number in range(1, 15)]
    assert all(len(page.items) <= 3 for page in pages)


def test_a_bad_line_is_a_problem_with_its_place_and_blank_lines_are_passed_over(paths: list[Path]) -> None:
    items = [item for page in JsonLinesReader(paths).pages({}) for item in page.items]

    (problem,) = (item for item in items if isinstance(item, Problem))
    assert problem.place == f"{paths[0]}:8"
    assert len(items) == 15


@pytest.mark.parametrize("page_size", [1, 2, 4, 100])
def test_reading_resumes_exactly_at_every_page(paths: list[Path], page_size: int) -> None:
    reader = JsonLinesReader(paths, page_size=page_size)
    pages = list(reader.pages({}))

    for number, page in enumerate(pages, start=1):
        assert list(reader.pages(json.loads(json.dumps(page.cursor)))) == pages[number:]


def test_a_query_names_files_by_resolved_path_and_size(
    paths: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(paths[0].parent)

    assert JsonLinesReader([Path("a.jsonl")]).query == JsonLinesReader([paths[0], paths[0]]).query
    assert JsonLinesReader([paths[0]]).query["files"][0]["size"] == paths[0].stat().st_size


def test_plain_files_say_how_many_lines_to_expect(paths: list[Path]) -> None:
    assert {page.expected_count for page in JsonLinesReader([paths[0]]).pages({})} == {10}
    assert {page.expected_count for page in JsonLinesReader(paths).pages({})} == {None}


def test_a_line_over_the_limit_is_a_problem_and_the_next_one_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LONGEST_LINE", 100)
    path = tmp_path / "long.jsonl"
    path.write_bytes(b'{"id": "local:0", "title": "' + b"x" * 200 + b'"}\n' + lines(1, 1))

    (page,) = JsonLinesReader([path]).pages({})

    problem, work = page.items
    assert isinstance(problem, Problem)
    assert "longer than" in problem.message
    assert (problem.record_id, work.record_id) == ("local:0", "local:1")


def test_pages_end_early_where_lines_are_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAGE_BYTES", 100)
    path = tmp_path / "works.jsonl"
    path.write_bytes(lines(1, 10))

    pages = list(JsonLinesReader([path]).pages({}))

    assert ids(pages) == [f"local:{number}" for number in range(1, 11)]
    assert max(len(page.items) for page in pages) == 3


def test_memory_stays_flat_however_long_the_file(tmp_path: Path) -> None:
    path = tmp_path / "works.jsonl"
    path.write_bytes(lines(1, 6_000))

    tracemalloc.start()
    count = sum(len(page.items) for page in JsonLinesReader([path], page_size=100).pages({}))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert count == 6_000
    assert peak < 1_500_000


def test_a_damaged_file_gives_its_good_pages_and_then_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "cut.jsonl.gz"
    path.write_bytes(gzip.compress(lines(1, 20_000))[:-50])
    pages = JsonLinesReader([path], page_size=1000).pages({})

    assert len(next(pages).items) == 1000
    with pytest.raises(UnreadableFileError, match="cut short"):
        list(pages)


def test_a_missing_file_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="There is no file"):
        JsonLinesReader([tmp_path / "missing.jsonl"])
