"""The demo files state what their sources state, and their summaries are words of our own."""

import html
import json
import lzma
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.support.shared import shared
from works.demo import FILES

RESEARCHER = "Zhangyang Wang"
LINK = re.compile(r"\\url|https?://[^\s}]+")
Record = dict[str, Any]


def read(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_bytes().decode("utf-8").splitlines()]


def bylines(works: list[Record]) -> list[list[str]]:
    return [[authorship["raw_author_name"] for authorship in work["authorships"]] for work in works]


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", LINK.sub(" ", text).lower())
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


@pytest.fixture(scope="module")
def profile() -> list[Record]:
    return read(FILES[0])


@pytest.fixture(scope="module")
def selection() -> list[Record]:
    return read(FILES[1])


@pytest.fixture(scope="module")
def sample() -> list[Record]:
    return read(shared("sample_profile/works.jsonl"))


@pytest.mark.shared
def test_the_profile_states_the_facts_of_its_source(profile: list[Record], sample: list[Record]) -> None:
    expected = [
        (
            work["title"],
            work["year"],
            work["kind"],
            work["source"],
            work["arxiv_id"],
            work["doi"],
            work["venue"],
        )
        for work in sample
    ]

    stated = [
        (
            work["title"],
            work["publication_year"],
            work["type"],
            work["source"]["display_name"],
            work.get("ids", {}).get("arxiv"),
            work.get("ids", {}).get("doi"),
            work.get("journal_reference"),
        )
        for work in profile
    ]

    assert stated == expected
    assert bylines(profile) == [work["authors"] or work["authors_partial"] for work in sample]


@pytest.mark.shared
def test_every_known_coauthor_appears_as_often_as_known(profile: list[Record]) -> None:
    known = {
        entry["name"]: entry["shared_works"]
        for entry in json.loads(shared("sample_profile/coauthors.json").read_text())
    }

    joint = Counter(name for names in bylines(profile) for name in names)

    assert len(known) == 225
    assert {name: joint[name] for name in known} == known
    assert set(joint) - set(known) == {RESEARCHER, "Yunhe Xue"}


@pytest.mark.shared
def test_no_summary_repeats_eight_words_of_the_original(profile: list[Record], sample: list[Record]) -> None:
    pairs = list(zip(profile, sample, strict=True))

    repeated = [
        work["title"]
        for work, original in pairs
        if (runs(work["abstract"], 8) & runs(original["abstract"], 8)) - runs(work["title"], 8)
    ]

    assert repeated == []


@pytest.mark.shared
def test_no_summary_has_a_number_or_link_that_its_source_lacks(
    profile: list[Record], sample: list[Record]
) -> None:
    number = re.compile(r"\d+(?:\.\d+)?")
    extra = []

    for work, original in zip(profile, sample, strict=True):
        known = set(number.findall(original["abstract"] + original["title"]))
        extra += sorted(set(number.findall(LINK.sub("", work["abstract"]))) - known)
        links = re.findall(r"https?://[^\s}]+", work["abstract"])
        extra += [link for link in links if link.rstrip(".") not in original["abstract"]]

    assert extra == []


@pytest.mark.shared
def test_the_selection_states_the_facts_of_its_source(selection: list[Record]) -> None:
    with lzma.open(shared("openalex/works.dev.jsonl.xz"), "rt", encoding="utf-8") as lines:
        source = {record["id"].rpartition("/")[2]: record for record in map(json.loads, lines)}

    for work in selection:
        record = source[work["ids"]["openalex"]]
        people = record["authorships"]

        assert work["title"] == " ".join(html.unescape(record["title"]).split())
        assert (work["publication_year"], work["type"]) == (record["publication_year"], record["type"])
        assert work["ids"].get("doi", "") == (record["doi"] or "").removeprefix("https://doi.org/")
        assert len(work["authorships"]) == len(people)
        for authorship, person in zip(work["authorships"], people, strict=True):
            assert authorship["raw_author_name"] == " ".join(person["raw_author_name"].split())
            assert authorship.get("author", {}).get("orcid") in {
                None,
                (person["author"]["orcid"] or "")[-19:],
            }
