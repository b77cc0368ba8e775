"""Reads arXiv page by page: from its API by author, ids or query, and from Atom files."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from works.imports import fields, files
from works.imports.arxiv import feed
from works.imports.arxiv.client import ArxivClient
from works.imports.arxiv.parse import parse_feed
from works.imports.records import Page, Problem, WorkRecord
from works.text import clean, identifiers

PROVIDER: Final = "arxiv"
IDS_PAGE: Final = 100
FILE_REMEDY: Final = (
    "Give an Atom feed as arXiv's API answers it, plain, gzip or xz; fetch it again if it is damaged."
)


class ArxivApiReader:
    """What arXiv's API has of an author, a list of ids, or a query in its own language."""

    provider = PROVIDER

    def __init__(
        self, client: ArxivClient, *, author: str = "", id_list: Sequence[str] = (), query: str = ""
    ) -> None:
        self._client = client
        self._ids = tuple(dict.fromkeys(value.strip() for value in id_list if value.strip()))
        searches = [
            *([author_query(author)] if author.strip() else []),
            *([query.strip()] if query.strip() else []),
        ]
        if len(searches) + bool(self._ids) != 1:
            raise ValueError("Name one of: an author, a list of arXiv ids, a query.")
        self._search = "".join(searches)

    @property
    def query(self) -> Mapping[str, Any]:
        return {"id_list": list(self._ids)} if self._ids else {"query": self._search}

    def pages(self, cursor: Mapping[str, Any]) -> Iterator[Page]:
        """Yield pages of a search by its ``start``, or of a hundred ids each; raises ``ArxivError``."""
        return self._pages_of_ids(cursor) if self._ids else self._pages_of_search(cursor)

    def _pages_of_search(self, cursor: Mapping[str, Any]) -> Iterator[Page]:
        """Begin each page where the last one truly ended, since arXiv at times sends one short."""
        start = int(cursor.get("start", 0))
        total: int | None = cursor.get("total")
        while total is None or start < total:
            place = f"arXiv results from {start + 1}"
            found = self._client.fetch(query=self._search, start=start, known_total=total, place=place)
            total = found.total if found.total is not None else total
            start += len(found.items)
            yield Page(items=found.items, cursor={"start": start, "total": total}, expected_count=total)
            if not found.items:
                return

    def _pages_of_ids(self, cursor: Mapping[str, Any]) -> Iterator[Page]:
        for start in range(int(cursor.get("start", 0)), len(self._ids), IDS_PAGE):
            asked = self._ids[start : start + IDS_PAGE]
            items = tuple(self._items(start, asked))
            yield Page(items=items, cursor={"start": start + len(asked)}, expected_count=len(self._ids))

    def _items(self, start: int, asked: Sequence[str]) -> Iterator[WorkRecord | Problem]:
        """Yield what arXiv knows of some ids, and a problem for each that is none or that it doesn't know."""
        papers = {value: identifiers.arxiv(value) for value in asked}
        wanted = list(dict.fromkeys(str(paper) for paper in papers.values() if paper))
        known: set[str] = set()
        while wanted:
            place = f"arXiv ids from {start + 1}, {len(wanted)} asked"
            found = self._client.fetch(id_list=wanted, size=len(wanted), place=place)
            yield from found.items
            known.update(item.record_id for item in found.items)
            is_short = 0 < len(found.items) < (found.total or 0)
            wanted = [value for value in wanted if _record_id(value) not in known] if is_short else []
        for number, (value, paper) in enumerate(papers.items(), start=start + 1):
            if paper is None:
                yield _unknown(
                    number, value, "This is no arXiv id.", "Write it like 2412.15206 or hep-th/9901001."
                )
            elif f"arxiv:{paper.base}" not in known:
                yield _unknown(number, value, "arXiv knows no paper of this id.", "Check the id.")


class ArxivFilesReader:
    """Atom files, plain, gzip or xz; each is a page."""

    provider = PROVIDER

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = tuple(dict.fromkeys(paths))
        self._query = {"files": files.described(self._paths)}

    @property
    def query(self) -> Mapping[str, Any]:
        return self._query

    def pages(self, cursor: Mapping[str, Any]) -> Iterator[Page]:
        """Yield a page per file; one that is damaged or no feed comes as a problem."""
        first = int(cursor.get("file", 0))
        for number, path in enumerate(self._paths[first:], start=first):
            yield Page(items=_read(path), cursor={"file": number + 1})


def author_query(name: str) -> str:
    """Write the search for an author in arXiv's query language, the name as one phrase."""
    bare = clean.plain(name.translate({ord(mark): " " for mark in '"\\'}))
    return f'au:"{bare}"'


def _read(path: Path) -> tuple[WorkRecord | Problem, ...]:
    place = files.place(path, "")
    try:
        found = parse_feed(files.content(path, limit=feed.LARGEST), place=files.place(path, ""))
    except (feed.BadFeedError, files.UnreadableFileError) as error:
        return (fields.problem(place, str(error), remedy=FILE_REMEDY),)
    if found.refusal:
        message = f"In place of papers the file holds an error of arXiv: {found.refusal}."
        return (*found.items, fields.problem(place, message, remedy=FILE_REMEDY))
    return found.items


def _record_id(wanted: str) -> str:
    paper = identifiers.arxiv(wanted)
    assert paper is not None
    return f"arxiv:{paper.base}"


def _unknown(number: int, value: str, message: str, remedy: str) -> Problem:
    return fields.problem(f"arXiv id {number}", message, remedy=remedy, record_id=value, payload=value)
