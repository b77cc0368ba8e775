"""One line of our JSON Lines format to one record."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from works.demo import FILES
from works.imports.jsonl import parse
from works.imports.jsonl.parse import KINDS, parse_line
from works.imports.records import InstitutionRef, Problem, VersionRecord, WorkRecord
from works.models import Work

SMALL = {"id": "arxiv:1912.12553", "title": "Explainable Deep Relational Networks"}


def line(**fields: Any) -> bytes:
    return json.dumps(SMALL | fields).encode()


def record(**fields: Any) -> WorkRecord:
    found = parse_line(line(**fields), place="works.jsonl:1")
    assert isinstance(found, WorkRecord), found
    return found


def problem(raw: bytes | str) -> Problem:
    found = parse_line(raw, place="works.jsonl:1")
    assert isinstance(found, Problem)
    assert found.place == "works.jsonl:1"
    assert found.remedy
    return found


def authorship(**fields: Any) -> dict[str, Any]:
    return {"authorships": [{"raw_author_name": "Yang Shen"} | fields]}


def test_id_and_title_are_enough() -> None:
    found = record()

    assert found.record_id == "arxiv:1912.12553"
    assert found.identifiers == (("arxiv", "1912.12553"),)
    assert found.kind == "other"
    assert found.authorships_complete
    assert found.payload == line().decode()
    assert (found.abstract, found.source, found.publication_year, found.cited_by_count) == (
        "",
        None,
        None,
        None,
    )


def test_every_field_of_a_work_is_read() -> None:
    found = record(
        type="preprint",
        abstract="Of $L^2$.",
        abstract_origin="summary",
        publication_year=2019,
        first_submitted_date="2019-12-29",
        last_updated_date="2020-10-20",
        updated_date="2026-05-05T08:41:31.759640",
        source={"id": "openalex:S4306400194", "display_name": "arXiv", "type": "repository"},
        ids={
            "arxiv": "1912.12553",
            "doi": "https://doi.org/10.1021/ACS.jcim.0c00866",
            "openalex": "W2995006417",
        },
        versions=[
            {"version": "v1", "date": "2019-12-29", "id": "arxiv:1912.12553v1"},
            {"version": "published"},
        ],
        is_retracted=True,
        comment="15 pages",
        journal_reference="J. Chem. Inf. Model.",
        authorships_complete=False,
        topics=[
            {"id": "openalex:T10211", "display_name": "Drug discovery", "field": "Chemistry", "score": 1}
        ],
        cited_by_count=0,
    )

    assert found.kind == "preprint"
    assert found.abstract == "Of $L^2$."
    assert found.abstract_is_summary
    assert found.publication_year == 2019
    assert (found.first_submitted_date, found.last_updated_date) == (date(2019, 12, 29), date(2020, 10, 20))
    assert found.record_updated_at == datetime(2026, 5, 5, 8, 41, 31, 759640, tzinfo=UTC)
    assert found.source is not None
    assert (found.source.key, found.source.kind) == ("openalex:S4306400194", "repository")
    assert dict(found.identifiers) == {
        "arxiv": "1912.12553",
        "doi": "10.1021/acs.jcim.0c00866",
        "openalex": "W2995006417",
    }
    assert found.versions == (
        VersionRecord(label="v1", date=date(2019, 12, 29), identifier="arxiv:1912.12553v1"),
        VersionRecord(label="published"),
    )
    assert found.is_retracted
    assert (found.comment, found.journal_reference) == ("15 pages", "J. Chem. Inf. Model.")
    assert not found.authorships_complete
    assert [(topic.key, topic.field, topic.score) for topic in found.topics] == [
        ("openalex:T10211", "Chemistry", 1.0)
    ]
    assert found.cited_by_count == 0


def test_an_authorship_is_read_whole() -> None:
    found = record(
        **authorship(
            author={
                "display_name": "Yang Shen",
                "orcid": "https://orcid.org/0000-0002-1703-7796",
                "openalex": "A5023888391",
                "arxiv": "shen_y_1",
            },
            is_corresponding=True,
            raw_affiliation_strings=["Texas A&amp;M University, yshen@example.org"],
            institutions=[
                {
                    "id": "openalex:I91045830",
                    "ror": "https://ror.org/01f5ytq51",
                    "display_name": "Texas A&M University",
                    "country_code": "us",
                    "type": "education",
                }
            ],
        )
    ).authorships[0]

    assert found.byline == "Yang Shen"
    assert (found.author.orcid, found.author.openalex, found.author.arxiv) == (
        "0000-0002-1703-7796",
        "A5023888391",
        "shen_y_1",
    )
    assert found.is_corresponding
    assert found.raw_affiliations == ("Texas A&M University",)
    assert found.institutions == (
        InstitutionRef(
            display_name="Texas A&M University",
            openalex="I91045830",
            ror="01f5ytq51",
            country_code="US",
            kind="education",
        ),
    )


def test_null_is_the_same_as_left_out() -> None:
    nothing = dict.fromkeys(
        ("abstract", "abstract_origin", "ids", "source", "topics", "authorships", "updated_date")
    )

    assert record(**nothing) == record().__class__(
        **{**_fields(record()), "payload": line(**nothing).decode()}
    )


def _fields(found: WorkRecord) -> dict[str, Any]:
    return {name: getattr(found, name) for name in found.__struct_fields__}


def test_an_institution_without_an_id_is_kept_in_words() -> None:
    found = record(**authorship(institutions=[{"display_name": "Texas A&M University"}])).authorships[0]

    assert found.institutions == ()
    assert found.raw_affiliations == ("Texas A&M University",)


def test_text_is_cleaned_and_latex_stays() -> None:
    found = record(title=" L$^2$-GCN \u202e\n &amp; more\x00 ")

    assert found.title == "L$^2$-GCN & more"


def test_a_version_in_the_id_does_not_make_another_work() -> None:
    assert record(id="arxiv:1912.12553v2").record_id == "arxiv:1912.12553"


def test_a_topic_or_institution_named_twice_counts_once() -> None:
    topic = {"id": "bzpeer:lottery-tickets", "display_name": "Lottery tickets"}
    place = {"id": "openalex:I91045830", "display_name": "Texas A&M University"}
    found = record(topics=[topic, topic], **authorship(institutions=[place, place]))

    assert len(found.topics) == 1
    assert len(found.authorships[0].institutions) == 1


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ({"display_name": "Scientometrics"}, "name:scientometrics"),
        ({"display_name": "  Journal of  Économétrie "}, "name:journal of econometrie"),
        ({"display_name": "Nature", "id": "issn:0028-0836"}, "issn:0028-0836"),
        ({"display_name": "Nature", "id": "https://openalex.org/S137773608"}, "openalex:S137773608"),
    ],
)
def test_a_source_goes_by_its_id_or_else_by_its_folded_name(source: dict[str, str], key: str) -> None:
    found = record(source=source).source

    assert found is not None
    assert found.key == key


def test_kinds_are_those_of_the_record_and_others_are_other() -> None:
    assert set(Work.Kind.values) == KINDS
    assert record(type="conference-paper").kind == "conference-paper"
    assert record(type="libguides").kind == "other"


@pytest.mark.parametrize(
    "moment", ["2026-05-05T08:41:31Z", "2026-05-05T10:41:31+02:00", "2026-05-05T08:41:31"]
)
def test_a_moment_without_offset_is_utc(moment: str) -> None:
    assert record(updated_date=moment).record_updated_at == datetime(2026, 5, 5, 8, 41, 31, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"title": None}, "$.title", "must be a string, not null"),
        ({"title": " \u200b "}, "$.title", "empty"),
        ({"title": "x" * 2001}, "$.title", "2,001 characters; 2,000 are the most"),
        ({"type": 1}, "$.type", "must be a string, not a whole number"),
        ({"id": "2412.15206"}, "$.id", "scheme:value"),
        ({"id": "isbn:1"}, "$.id", "scheme:value"),
        ({"id": "doi:nothing"}, "$.id", "no id of scheme doi"),
        ({"id": "openalex:A5023888391"}, "$.id", "no id of scheme openalex"),
        ({"id": "local:" + "x" * 291}, "$.id", "no id of scheme local"),
        ({"ids": {"arxiv": "2412.15206"}}, "$.ids.arxiv", "another work"),
        ({"ids": {"doi": "10.1"}}, "$.ids.doi", "no id of scheme doi"),
        ({"ids": []}, "$.ids", "must be an object, not a list"),
        ({"abstract_origin": "mine"}, "$.abstract_origin", "Invalid enum value 'mine'"),
        ({"publication_year": 999}, "$.publication_year", "at least 1000"),
        ({"publication_year": 10**400}, "$.publication_year", "at most 2999"),
        ({"publication_year": "2019"}, "$.publication_year", "must be a whole number, not a string"),
        ({"cited_by_count": -1}, "$.cited_by_count", "at least 0"),
        ({"first_submitted_date": "2019-02-30"}, "$.first_submitted_date", "date of the calendar"),
        ({"last_updated_date": "yesterday"}, "$.last_updated_date", "date of the calendar"),
        ({"updated_date": "yesterday"}, "$.updated_date", "ISO 8601"),
        ({"source": {"display_name": ""}}, "$.source.display_name", "empty"),
        ({"source": {"display_name": "Nature", "id": "W1"}}, "$.source.id", "openalex:S"),
        ({"topics": [{"id": "a:b"}]}, "$.topics[0].display_name", "missing"),
        ({"topics": [{"id": "b", "display_name": "B"}]}, "$.topics[0].id", "scheme:value"),
        ({"topics": [{"id": "a:b", "display_name": "B", "score": 1.01}]}, "$.topics[0].score", "at most 1"),
        (
            {"topics": [{"id": "a:b", "display_name": "B", "score": 10**400}]},
            "$.topics[0].score",
            "out of range",
        ),
        ({"versions": [{"version": "v1"}, {"version": "v1"}]}, "$.versions[1].version", "two versions v1"),
        ({"versions": [{"version": "v1", "id": "x"}]}, "$.versions[0].id", "scheme:value"),
        ({"authorships": [{}]}, "$.authorships[0].raw_author_name", "missing"),
        ({"authorships": [{"raw_author_name": 5}]}, "$.authorships[0].raw_author_name", "must be a string"),
        (authorship(raw_author_name=":"), "$.authorships[0].raw_author_name", "no name"),
        (authorship(author={"orcid": "0000-0002-1703-7797"}), "$.authorships[0].author.orcid", "no ORCID iD"),
        (authorship(author={"openalex": "W1"}), "$.authorships[0].author.openalex", "begins with A"),
        (authorship(author={"arxiv": "a b"}), "$.authorships[0].author.arxiv", "arXiv author id"),
        (
            authorship(institutions=[{"display_name": ""}]),
            "$.authorships[0].institutions[0].display_name",
            "no name",
        ),
        (
            authorship(institutions=[{"display_name": "A", "ror": "0"}]),
            "$.authorships[0].institutions[0].ror",
            "no ROR id",
        ),
        (
            authorship(institutions=[{"display_name": "A", "country_code": "USA"}]),
            "$.authorships[0].institutions[0].country_code",
            "two letters",
        ),
        (
            authorship(raw_affiliation_strings="A"),
            "$.authorships[0].raw_affiliation_strings",
            "must be a list",
        ),
    ],
)
def test_a_wrong_field_is_named_with_what_is_wrong(fields: dict[str, Any], field: str, message: str) -> None:
    found = problem(line(**fields))

    assert found.field == field
    assert message in found.message
    assert found.payload == line(**fields).decode()
    assert found.record_id in {fields.get("id"), SMALL["id"]}


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "not JSON"),
        (b"[]", "must be an object"),
        (b"null", "must be an object"),
        (b'{"id": "local:1", "title": NaN}', "not JSON"),
        (b'{"id": "local:1", "title": "T", "cited_by_count": NaN}', "not JSON"),
        (b'{"id": "local:1", "title": "T"', "not JSON"),
        (b'{"id": "local:1", "title": "\xff"}', "not UTF-8: byte 29"),
        (b'{"id": "local:1", "title": "T", "unnamed": "\xff"}', "not UTF-8"),
        (b'{"id": "local:1", "title": "a\x00b"}', "not JSON"),
        (b'{"id": "local:1", "title": "\\ud800"}', "not JSON"),
        (
            b'{"id": "local:1", "title": "T", "unnamed": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
            "nested too deep",
        ),
    ],
)
def test_a_line_that_is_no_object_is_a_problem_with_the_id_where_readable(raw: bytes, message: str) -> None:
    found = problem(raw)

    assert message in found.message
    assert found.record_id == ("local:1" if b"local" in raw else "")
    assert "\x00" not in found.payload


def test_a_missing_id_is_named() -> None:
    assert problem(b'{"title": "T"}').field == "$.id"


def test_a_line_over_the_limit_is_kept_by_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse, "LONGEST_LINE", 100)

    found = problem(line(abstract="x" * 100))

    assert "longer than 100 bytes" in found.message
    assert found.record_id == SMALL["id"]


def test_a_byte_order_mark_and_unnamed_fields_are_passed_over() -> None:
    found = parse_line(b"\xef\xbb\xbf" + line(unnamed={"a": [1, None]}) + b"\r\n", place="works.jsonl:1")

    assert isinstance(found, WorkRecord)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_demo_line_is_a_record_that_keeps_its_authors(path: Any) -> None:
    for number, raw in enumerate(path.read_bytes().splitlines(), start=1):
        found = parse_line(raw, place=f"demo:{number}")

        assert isinstance(found, WorkRecord), found
        assert [authorship.byline for authorship in found.authorships] == [
            authorship["raw_author_name"] for authorship in json.loads(raw)["authorships"]
        ]


@given(st.binary() | st.text())
@settings(deadline=None)
def test_any_line_is_a_record_or_a_problem(raw: bytes | str) -> None:
    assert isinstance(parse_line(raw, place="fuzz"), Problem)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
TEXT = st.text(max_size=20)
AUTHORSHIPS = st.lists(
    st.fixed_dictionaries(
        {"raw_author_name": TEXT},
        optional={
            "author": st.dictionaries(st.sampled_from(["display_name", "orcid", "openalex", "arxiv"]), TEXT),
            "raw_affiliation_strings": st.lists(TEXT),
            "institutions": st.lists(
                st.fixed_dictionaries({"display_name": TEXT}, optional={"ror": TEXT, "id": TEXT})
            ),
        },
    ),
    max_size=3,
)


@given(
    fields=st.dictionaries(st.sampled_from(sorted(parse.shape.Work.__struct_fields__)), JSON, max_size=5),
    title=TEXT,
    authorships=AUTHORSHIPS | JSON,
    versions=st.lists(st.fixed_dictionaries({"version": TEXT}, optional={"id": TEXT})) | JSON,
)
@settings(deadline=None)
def test_any_object_is_a_record_or_a_problem(
    fields: Any, title: str, authorships: Any, versions: Any
) -> None:
    written = SMALL | {"title": title, "authorships": authorships, "versions": versions} | fields

    found = parse_line(json.dumps(written), place="fuzz")

    assert isinstance(found, WorkRecord | Problem)
    if isinstance(found, WorkRecord):
        assert found.title
        assert all(authorship.byline for authorship in found.authorships)
