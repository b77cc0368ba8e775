"""The demo files are in the documented format and bear out the figures of their README."""

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from works.demo import FILES

TYPES = {
    "article",
    "preprint",
    "book",
    "book-chapter",
    "report",
    "review",
    "conference-paper",
    "dissertation",
}
FORMAT = Path(__file__).resolve().parents[2] / "docs" / "import-format.md"
README = FILES[0].with_name("README.md")
RESEARCHER = "Zhangyang Wang"
LINK = re.compile(r"\\url|https?://[^\s}]+")
Record = dict[str, Any]


def read(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_bytes().decode("utf-8").splitlines()]


def bylines(works: list[Record]) -> list[list[str]]:
    return [[authorship["raw_author_name"] for authorship in work["authorships"]] for work in works]


def name_key(name: str) -> tuple[str, ...]:
    """Fold accents, case, marks and order away, and middle names with them."""
    last, _, given = name.partition(",")
    plain = unicodedata.normalize("NFKD", f"{given} {last}" if given else name)
    words = re.findall(r"[a-z]+", plain.encode("ascii", "ignore").decode().lower())
    return tuple(sorted({words[0], words[-1]}))


def field_paths(value: object, prefix: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield f"{prefix}{name}"
            yield from field_paths(inner, f"{prefix}{name}.")
    elif isinstance(value, list):
        for inner in value:
            yield from field_paths(inner, prefix)


@pytest.fixture(scope="module")
def profile() -> list[Record]:
    return read(FILES[0])


@pytest.fixture(scope="module")
def selection() -> list[Record]:
    return read(FILES[1])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_is_clean_json_lines_with_an_identity_of_its_own_on_each(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")

    works = read(path)

    assert text.endswith("\n")
    assert not text.startswith("\ufeff")
    assert not re.search(r"&[a-z]+;|&#\d+;|[\w.]@\w", text)
    assert len({work["id"] for work in works}) == len(works)
    assert all(re.fullmatch(r"(arxiv|doi|openalex|local):\S+", work["id"]) for work in works)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_documentation_names_every_field_the_files_use(path: Path) -> None:
    documented = set(re.findall(r"`([a-z_]+)`", FORMAT.read_text(encoding="utf-8")))

    used = {name.rpartition(".")[2] for work in read(path) for name in field_paths(work)}

    assert used - documented == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_required_fields_are_there_and_values_are_in_range(path: Path) -> None:
    works = read(path)

    for work in works:
        assert work["title"].strip() == work["title"] != ""
        assert work["type"] in TYPES
        assert 1900 < work["publication_year"] < 2030
        assert all(name == name.strip() != "" for name in bylines([work])[0])
        assert all(0 <= topic.get("score", 1) <= 1 for topic in work.get("topics", []))
        assert work.get("cited_by_count", 0) >= 0


def test_the_profile_has_the_figures_of_its_readme(profile: list[Record]) -> None:
    lists = bylines(profile)
    joint = Counter(name for names in lists for name in set(names) - {RESEARCHER})

    total = sum(RESEARCHER in names for names in lists)
    complete = {
        name
        for work, names in zip(profile, lists, strict=True)
        if "authorships_complete" not in work
        for name in names
    }
    close = {name: n for name, n in joint.items() if n >= 2 and (200 * n + total) // (2 * total) >= 10}

    assert (total, len(profile), len(joint), len(complete - {RESEARCHER})) == (82, 82, 226, 225)
    assert sorted(close.values(), reverse=True) == [31, 11, 9, 8]
    assert all(len(names) == len(set(names)) for names in lists)
    for words in (
        "| works | 82 |",
        "225 in the 81 works",
        ": 226 |",
        "31, 11, 9 and 8 joint works",
        "| 14, each",
    ):
        assert words in README.read_text(encoding="utf-8")


def test_fourteen_topics_of_our_own_spread_over_all_works(profile: list[Record]) -> None:
    said = defaultdict(set)
    for work in profile:
        for topic in work["topics"]:
            said[topic["id"]].add((topic["display_name"], topic["description"]))

    works_of = Counter(topic["id"] for work in profile for topic in work["topics"])

    assert len(works_of) == 14
    assert min(works_of.values()) >= 2
    assert all(
        1 <= len({topic["id"] for topic in work["topics"]}) == len(work["topics"]) <= 3 for work in profile
    )
    assert all(identity.startswith("bzpeer:") for identity in works_of)
    assert all(len(texts) == 1 for texts in said.values())


def test_every_abstract_is_a_labelled_summary_of_two_to_four_sentences(profile: list[Record]) -> None:
    ends = re.compile(r"[.?!](?=\s|$)")

    lengths = [len(ends.findall(LINK.sub("", work["abstract"]) + ".")) for work in profile]
    with_latex = sum(bool(re.search(r"[\\$]", work["abstract"])) for work in profile)

    assert {work["abstract_origin"] for work in profile} == {"summary"}
    assert min(lengths) >= 2
    assert max(lengths) <= 4
    assert with_latex >= 12


def test_the_one_incomplete_work_is_marked(profile: list[Record]) -> None:
    incomplete = [work for work in profile if work.get("authorships_complete") is False]

    (work,) = incomplete

    assert work["id"].startswith("local:")
    assert bylines(incomplete) == [["Yunhe Xue", RESEARCHER]]


def test_the_selection_has_no_abstracts_and_no_giant_author_lists(selection: list[Record]) -> None:
    sizes = sorted(len(work["authorships"]) for work in selection)

    identities = {work["id"]: work["ids"]["openalex"] for work in selection}

    assert 60 <= len(selection) <= 90
    assert f"{len(selection)} works from OpenAlex" in README.read_text(encoding="utf-8")
    assert not any("abstract" in work for work in selection)
    assert sizes[-2] <= 30 < sizes[-1] <= 200
    assert all(identity == f"openalex:{short}" for identity, short in identities.items())


def test_the_selection_is_one_neighbourhood_with_rich_pages(selection: list[Record]) -> None:
    members: dict[str, set[str]] = defaultdict(set)
    people: dict[str, set[str]] = defaultdict(set)
    for work in selection:
        for topic in work.get("topics", []):
            members[topic["id"]].add(work["id"])
        for authorship in work["authorships"]:
            members[authorship.get("author", {}).get("openalex", work["id"])].add(work["id"])
            for institution in authorship.get("institutions", []):
                members[institution["id"]].add(work["id"])
                people[institution["id"]].add(authorship["raw_author_name"])

    neighbours: dict[str, set[str]] = defaultdict(set)
    for group in members.values():
        for one, other in pairwise(sorted(group)):
            neighbours[one].add(other)
            neighbours[other].add(one)
    reached, waiting = set(), [selection[0]["id"]]
    while waiting:
        here = waiting.pop()
        reached.add(here)
        waiting.extend(neighbours[here] - reached)

    assert len(reached) == len(selection)
    assert sum(len(members[place]) >= 6 and len(names) >= 5 for place, names in people.items()) >= 2
    assert (
        sum(len(group) >= 5 for identity, group in members.items() if identity.startswith("openalex:T")) >= 5
    )


def test_one_id_never_has_two_names_in_the_selection(selection: list[Record]) -> None:
    names: dict[str, set[str]] = defaultdict(set)
    for work in selection:
        for thing in [work.get("source", {}), *work.get("topics", [])]:
            names[thing.get("id", "")].add(thing.get("display_name", ""))
        for authorship in work["authorships"]:
            for institution in authorship.get("institutions", []):
                names[institution["id"]].add(institution["display_name"])
            author = authorship.get("author", {})
            if "display_name" in author:
                names[author.get("openalex", authorship["raw_author_name"])].add(author["display_name"])

    doubtful = {identity for identity, said in names.items() if len(said) > 1}

    assert doubtful == set()


def test_nobody_in_the_selection_could_be_taken_for_a_person_of_the_profile(
    profile: list[Record], selection: list[Record]
) -> None:
    known = {name_key(name) for names in bylines(profile) for name in names}
    shown = [name for names in bylines(selection) for name in names]
    shown += [
        a["author"]["display_name"]
        for w in selection
        for a in w["authorships"]
        if "display_name" in a.get("author", {})
    ]

    mistakable = {name for name in shown if name_key(name) in known}
    wangs = {name for name in shown if "wang" in name.lower() and re.search(r"\b[ZA]", name)}

    assert (mistakable, wangs) == (set(), set())
