"""Opens a source by name: from what a person asks for, or from what a stored run asked for."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from works.imports.arxiv import site
from works.imports.arxiv.reader import ArxivApiReader, ArxivFilesReader
from works.imports.jsonl.reader import JsonLinesReader
from works.imports.records import Reader

PROVIDERS: Final = ("arxiv", "jsonl")


def jsonl(paths: Sequence[Path]) -> Reader:
    return JsonLinesReader(paths)


def arxiv_files(paths: Sequence[Path]) -> Reader:
    return ArxivFilesReader(paths)


def arxiv(*, author: str = "", id_list: Sequence[str] = (), query: str = "") -> Reader:
    """Ask arXiv's API, in turn with every other process of this site."""
    return ArxivApiReader(site.client(), author=author, id_list=id_list, query=query)


def reopen(provider: str, query: Mapping[str, Any]) -> Reader:
    """Open the reader whose ``provider`` and ``query`` a run has stored.

    :raises ValueError: if there is no such source.
    """
    if provider not in PROVIDERS:
        raise ValueError(f"There is no source {provider!r}.")
    if "files" in query:
        paths = [Path(file["path"]) for file in query["files"]]
        return jsonl(paths) if provider == "jsonl" else arxiv_files(paths)
    return arxiv(id_list=query.get("id_list", ()), query=query.get("query", ""))
