"""arXiv page by page."""

import gzip
import lzma
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support.shared import shared
from tests.works.imports.arxiv import atoms
from tests.works.imports.arxiv.answering import ArxivServer
from tests.works.imports.payloads import payload
from works.imports.arxiv import reader as module
from works.imports.arxiv.client import ArxivClient, ArxivError
from works.imports.arxiv.reader import ArxivApiReader, ArxivFilesReader
from works.imports.files import UnreadableFileError
from works.imports.records import Page, Problem


def ids(pages: Sequence[Page]) -> list[str]:
    return [item.record_id for page in pages for item in page.items]


def test_a_search_is_read_to_its_total_each_page_beginning_where_the_last_truly_ended(
    client: ArxivClient, server: ArxivServer
) -> None:
    reader = ArxivApiReader(client, query="all:knots")
    server.will_answer(
        atoms.feed(*atoms.papers(1, 2), total=5),
        atoms.feed(*atoms.papers(3, 2), total=5, start=2),
        atoms.feed(*atoms.papers(5, 1), total=5, start=4),
    )

    pages = list(reader.pages({}))

    assert ids(pages) == [f"arxiv:0704.{number:04}" for number in range(1, 6)]
    assert [asked["start"] for asked in server.asked] == ["0", "2", "4"]
    assert [page.expected_count for page in pages] == [5, 5, 5]
    assert len({item.place for page in pages for item in page.items}) == 5


def test_a_search_goes_on_from_its_cursor(client: ArxivClient, server: ArxivServer) -> None:
    reader = ArxivApiReader(client, query="all:knots")
    server.will_answer(
        atoms.feed(*atoms.papers(1, 2), total=3), atoms.feed(*atoms.papers(3, 1), total=3, start=2)
    )
    first = next(iter(reader.pages({})))

    rest = list(reader.pages(first.cursor))

    assert ids(rest) == ["arxiv:0704.0003"]
    assert list(reader.pages(rest[-1].cursor)) == []


def test_a_search_that_finds_nothing_is_one_empty_page(client: ArxivClient, server: ArxivServer) -> None:
    server.will_answer(payload("arxiv_nothing_found.xml"))

    pages = list(ArxivApiReader(client, query="all:nothing").pages({}))

    assert [(page.items, page.expected_count) for page in pages] == [((), 0)]


def test_a_feed_without_a_total_is_read_until_it_is_empty(client: ArxivClient, server: ArxivServer) -> None:
    server.will_answer(atoms.feed(*atoms.papers(1, 2)), atoms.feed())

    pages = list(ArxivApiReader(client, query="all:knots").pages({}))

    assert ids(pages) == ["arxiv:0704.0001", "arxiv:0704.0002"]


def test_pages_before_a_failure_stay_good(client: ArxivClient, server: ArxivServer) -> None:
    server.will_answer(atoms.feed(*atoms.papers(1, 1), total=2), payload("arxiv_refusal.xml"))
    pages = iter(ArxivApiReader(client, query="all:knots").pages({}))

    first = next(pages)

    with pytest.raises(ArxivError):
        next(pages)
    assert first.cursor == {"start": 1, "total": 2}


def test_an_author_is_searched_as_one_phrase(client: ArxivClient) -> None:
    reader = ArxivApiReader(client, author=' Zhangyang  "Atlas"\\ Wang ')

    assert reader.query == {"query": 'au:"Zhangyang Atlas Wang"'}


@pytest.mark.parametrize(
    "asked", [{}, {"query": " "}, {"author": "A", "query": "B"}, {"id_list": ["1"], "query": "B"}]
)
def test_a_reader_is_asked_for_one_thing(client: ArxivClient, asked: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="Name one of"):
        ArxivApiReader(client, **asked)  # type: ignore[arg-type]


def test_ids_are_read_in_chunks_and_those_not_found_are_problems(
    client: ArxivClient, server: ArxivServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "IDS_PAGE", 2)
    reader = ArxivApiReader(
        client, id_list=["0704.0001", "nonsense", " 0704.0001 ", "0704.0002v1", "0704.9999", ""]
    )
    server.will_answer(atoms.feed(*atoms.papers(1, 1), total=1), atoms.feed(*atoms.papers(2, 1), total=1))

    pages = list(reader.pages({}))

    assert [asked["id_list"] for asked in server.asked] == ["0704.0001", "0704.0002v1,0704.9999"]
    assert ids(pages) == ["arxiv:0704.0001", "nonsense", "arxiv:0704.0002", "0704.9999"]
    assert [type(item) is Problem for page in pages for item in page.items] == [False, True, False, True]
    assert [page.cursor for page in pages] == [{"start": 2}, {"start": 4}]
    assert len({item.place for page in pages for item in page.items}) == 4
    assert ids(list(reader.pages(pages[0].cursor))) == ["arxiv:0704.0002", "0704.9999"]


def test_ids_left_out_of_a_short_page_are_asked_for_again(client: ArxivClient, server: ArxivServer) -> None:
    reader = ArxivApiReader(client, id_list=["0704.0001", "0704.0002"])
    server.will_answer(atoms.feed(*atoms.papers(1, 1), total=2), atoms.feed(*atoms.papers(2, 1), total=1))

    pages = list(reader.pages({}))

    assert ids(pages) == ["arxiv:0704.0001", "arxiv:0704.0002"]


def test_ids_that_are_none_ask_nothing_of_arxiv(client: ArxivClient, server: ArxivServer) -> None:
    pages = list(ArxivApiReader(client, id_list=["nonsense"]).pages({}))

    assert ids(pages) == ["nonsense"]
    assert server.asked == []


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    xml = payload("arxiv_search.xml")
    made = {
        "a.xml": xml,
        "b.xml.gz": gzip.compress(payload("arxiv_one_paper.xml")),
        "c.cut.gz": gzip.compress(xml)[:-20],
        "d.xml.xz": lzma.compress(atoms.feed(atoms.entry())),
        "e.refusal.xml": payload("arxiv_refusal.xml"),
        "f.html": b"<!doctype html><title>No</title>",
    }
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
    return [tmp_path / name for name in made]


def test_each_file_is_a_page_and_a_bad_one_is_a_problem_that_stops_nothing(paths: list[Path]) -> None:
    pages = list(ArxivFilesReader(paths).pages({}))

    problems = [item for page in pages for item in page.items if isinstance(item, Problem)]
    assert [len(page.items) for page in pages] == [4, 1, 1, 1, 1, 1]
    assert [problem.place for problem in problems] == [str(paths[2]), str(paths[4]), str(paths[5])]
    assert "cut short" in problems[0].message
    assert "incorrect id format for abc" in problems[1].message
    assert "web page" in problems[2].message
    assert all(problem.remedy for problem in problems)


def test_files_go_on_from_their_cursor(paths: list[Path]) -> None:
    reader = ArxivFilesReader(paths)
    pages = list(reader.pages({}))

    assert list(reader.pages(pages[1].cursor)) == pages[2:]
    assert list(reader.pages(pages[-1].cursor)) == []


def test_a_query_names_each_file_once_with_its_size(paths: list[Path]) -> None:
    reader = ArxivFilesReader([paths[0], paths[0]])

    assert reader.query == {"files": [{"path": str(paths[0].resolve()), "size": paths[0].stat().st_size}]}


def test_a_missing_file_is_told_before_anything_is_read(paths: list[Path]) -> None:
    with pytest.raises(UnreadableFileError, match="no file"):
        ArxivFilesReader([*paths, paths[0].with_name("missing.xml")])


def test_every_real_file_yields_papers_or_one_clear_problem() -> None:
    found = sorted(shared("arxiv_api/dev_xml").glob("*.xml"))

    for path, page in zip(found, ArxivFilesReader(found).pages({}), strict=True):
        entries = path.read_bytes().count(b"<entry>")
        problems = [item for item in page.items if isinstance(item, Problem)]

        assert len(page.items) == (entries if path.name.startswith("atom") else 1)
        assert len(problems) == (path.name.startswith("oai") or "id_abc" in path.name)
