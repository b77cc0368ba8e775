"""An Atom feed of arXiv's API to records."""

import json
import lzma
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.shared import shared
from tests.works.imports.arxiv import atoms
from tests.works.imports.payloads import payload
from works.imports.arxiv.feed import BadFeedError
from works.imports.arxiv.parse import SOURCE, parse_feed
from works.imports.records import Problem, VersionRecord, WorkRecord


def only(entry: str) -> WorkRecord:
    (item,) = parse_feed(atoms.feed(entry), place="feed").items
    assert isinstance(item, WorkRecord)
    return item


def bylines(*authors: str | tuple[str, ...]) -> list[str]:
    return [authorship.byline for authorship in only(atoms.entry(authors=authors)).authorships]


def test_a_recorded_paper_becomes_a_record() -> None:
    found = parse_feed(payload("arxiv_one_paper.xml"), place="feed")

    (work,) = found.items
    assert (found.total, found.start, found.per_page, found.refusal) == (1, 0, 100, "")
    assert isinstance(work, WorkRecord)
    assert work.record_id == "arxiv:1605.08386"
    assert work.place == "feed, entry 1"
    assert work.kind == "preprint"
    assert work.title == "Heat-bath random walks with Markov bases"
    assert work.abstract.startswith("Graphs on lattice points are studied")
    assert [authorship.byline for authorship in work.authorships] == ["Caprice Stanley", "Tobias Windisch"]
    assert work.comment == "20 pages, 3 figures"
    assert work.source == SOURCE
    assert work.publication_year == 2016
    assert work.first_submitted_date == work.last_updated_date == date(2016, 5, 26)
    assert work.record_updated_at == datetime(2016, 5, 26, 17, 59, 46, tzinfo=UTC)
    assert not work.is_withdrawn
    assert [(topic.key, topic.display_name, topic.field) for topic in work.topics] == [
        ("arxiv:math.CO", "Combinatorics", "Mathematics"),
        ("arxiv:math.ST", "Statistics Theory", "Mathematics"),
    ]


def test_a_recorded_search_yields_its_papers_with_doi_journal_and_place_in_the_result() -> None:
    found = parse_feed(payload("arxiv_search.xml"), place="feed")

    first = found.items[0]
    assert found.total == 214_881
    assert len(found.items) == 4
    assert isinstance(first, WorkRecord)
    assert ("doi", "10.1109/icstw55395.2022.00035") in first.identifiers
    assert first.journal_reference.startswith("Artificial Intelligence in Software Testing @ 2022")
    assert [item.place for item in found.items] == [f"feed, entry {number}" for number in (1, 2, 3, 4)]


def test_the_payload_is_the_entry_as_received() -> None:
    xml = payload("arxiv_search.xml")

    found = parse_feed(xml, place="feed")

    for item in found.items:
        assert item.payload.encode() in xml
        assert item.payload.startswith("<entry>")
        assert item.payload.endswith("</entry>")


def test_the_payload_of_another_encoding_is_written_anew() -> None:
    xml = (
        atoms.feed(atoms.entry(authors=["Mikaël Cozic"]))
        .decode()
        .replace("UTF-8", "ISO-8859-1")
        .encode("latin-1")
    )

    (item,) = parse_feed(xml, place="feed").items

    assert "Mikaël Cozic" in item.payload


def test_an_empty_feed_has_no_items() -> None:
    found = parse_feed(payload("arxiv_nothing_found.xml"), place="feed")

    assert (found.items, found.total, found.refusal) == ((), 0, "")


def test_an_error_of_arxiv_is_a_refusal_and_not_a_paper() -> None:
    found = parse_feed(payload("arxiv_refusal.xml"), place="feed")

    assert found.items == ()
    assert found.refusal == "incorrect id format for abc"


def test_a_paper_titled_error_is_a_paper() -> None:
    assert only(atoms.entry(title="Error")).title == "Error"


def test_prefixes_declared_on_every_element_are_read_like_those_of_the_root() -> None:
    old = atoms.entry(comment="12 pages").replace(
        "<arxiv:comment>", '<arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">'
    )

    assert only(old).comment == "12 pages"


@pytest.mark.parametrize(
    ("address", "base"),
    [
        ("http://arxiv.org/abs/hep-th/9809096v1", "hep-th/9809096"),
        ("http://arxiv.org/abs/math.GT/0309136v1", "math/0309136"),
        ("https://arxiv.org/abs/2412.15206", "2412.15206"),
    ],
)
def test_ids_old_and_new_lose_their_version(address: str, base: str) -> None:
    work = only(atoms.entry(address))

    assert work.record_id == f"arxiv:{base}"
    assert work.identifiers == (("arxiv", base),)


def test_versions_are_all_listed_and_dated_where_arxiv_dates_them() -> None:
    work = only(atoms.entry("http://arxiv.org/abs/0704.0644v3"))

    assert work.versions == (
        VersionRecord(label="v1", date=date(2007, 4, 4), identifier="arxiv:0704.0644v1"),
        VersionRecord(label="v2", identifier="arxiv:0704.0644v2"),
        VersionRecord(label="v3", date=date(2008, 6, 30), identifier="arxiv:0704.0644v3"),
    )


def test_the_year_is_that_of_the_last_update_and_both_dates_are_kept() -> None:
    work = only(atoms.entry())

    assert work.publication_year == 2008
    assert (work.first_submitted_date, work.last_updated_date) == (date(2007, 4, 4), date(2008, 6, 30))


@pytest.mark.parametrize(
    "written", ["yesterday", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", ""]
)
def test_a_senseless_date_is_left_out(written: str) -> None:
    work = only(atoms.entry(published=written, updated=written))

    assert (work.publication_year, work.record_updated_at, work.first_submitted_date) == (None, None, None)


def test_line_breaks_in_a_title_collapse_and_latex_stays() -> None:
    work = only(atoms.entry(title="Order $\\hbar$ Corrections to the\n  Classical Dynamics"))

    assert work.title == "Order $\\hbar$ Corrections to the Classical Dynamics"


def test_second_names_of_one_category_and_classes_of_other_systems_make_no_topic() -> None:
    work = only(
        atoms.entry(categories=["math.IT", "cs.IT", "94A15; 68P30", "H.1.1", "cmp-lg"], primary="cs.IT")
    )

    assert [topic.key for topic in work.topics] == ["arxiv:cs.IT", "arxiv:cs.CL"]


def test_the_primary_category_comes_first() -> None:
    work = only(atoms.entry(categories=["cs.LG", "stat.ML"], primary="stat.ML"))

    assert [(topic.key, topic.field) for topic in work.topics] == [
        ("arxiv:stat.ML", "Statistics"),
        ("arxiv:cs.LG", "Computer Science"),
    ]


def test_a_collaboration_stays_an_author_and_et_al_marks_the_list_as_incomplete() -> None:
    work = only(atoms.entry(authors=["D0 Collaboration", ":", "V. Abazov", "et al."]))

    assert [authorship.byline for authorship in work.authorships] == ["D0 Collaboration", "V. Abazov"]
    assert not work.authorships_complete


def test_a_suffix_taken_for_an_author_returns_to_its_name() -> None:
    found = bylines("L. Armus", "R. C. Kennicutt", "Jr.", "J. R. Houck", "R. W. Ogburn IV")

    assert found == ["L. Armus", "R. C. Kennicutt, Jr.", "J. R. Houck", "R. W. Ogburn IV"]


def test_affiliations_lose_addresses_and_groups_spoken_for() -> None:
    work = only(
        atoms.entry(
            authors=[("Steven Warren", "DESY (warren@desy.de)", "DESY", "on behalf of Planck Collaboration")]
        )
    )

    assert "@" not in " ".join(work.authorships[0].raw_affiliations)
    assert all("Planck" not in text for text in work.authorships[0].raw_affiliations)
    assert "DESY" in work.authorships[0].raw_affiliations


def test_several_dois_are_all_kept_and_what_is_none_is_left_out() -> None:
    work = only(atoms.entry(doi="10.1086/518646 10.1086/518646; 10.1103/PhysRevD.1.1, none"))

    assert work.identifiers[1:] == (("doi", "10.1086/518646"), ("doi", "10.1103/physrevd.1.1"))


def test_a_withdrawn_paper_is_marked() -> None:
    assert only(atoms.entry(comment="This paper has been withdrawn due to an error in Lemma 8")).is_withdrawn


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (atoms.entry("http://arxiv.org/abs/nonsense"), "id"),
        (atoms.entry(""), "id"),
        (atoms.entry(title=" \u200b\n"), "title"),
        (atoms.entry(title=None), "title"),
    ],
)
def test_an_entry_without_id_or_title_is_a_problem_that_names_the_field(entry: str, field: str) -> None:
    (item,) = parse_feed(atoms.feed(entry), place="feed").items

    assert isinstance(item, Problem)
    assert item.field == field
    assert item.place == "feed, entry 1"
    assert item.payload == entry
    assert item.remedy


def test_every_real_feed_yields_as_many_items_as_it_has_entries() -> None:
    with lzma.open(shared("arxiv_api/arxiv_api.dev.jsonl.xz"), "rt", encoding="utf-8") as file:
        cases = [case for case in map(json.loads, file) if case["kind"] == "atom"]

    for case in cases:
        found = parse_feed(case["body"].encode(), place=case["src"])

        assert len(found.items) + bool(found.refusal) == case["entries"], case["src"]
        assert all(isinstance(item, WorkRecord) for item in found.items)
        assert all(item.authorships and item.topics for item in found.items if isinstance(item, WorkRecord))


@given(st.binary())
@settings(deadline=None)
def test_any_bytes_are_a_feed_or_a_clear_error(data: bytes) -> None:
    with pytest.raises(BadFeedError) as caught:
        parse_feed(data, place="feed")

    assert str(caught.value).startswith("It ")


@given(st.data())
@settings(deadline=None)
def test_a_damaged_feed_is_read_or_refused_but_never_breaks_the_parser(data: st.DataObject) -> None:
    xml = bytearray(payload("arxiv_search.xml"))
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(xml) - 1))
        xml[place : place + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=40))

    try:
        found = parse_feed(bytes(xml), place="feed")
    except BadFeedError:
        return

    assert all(isinstance(item, WorkRecord | Problem) for item in found.items)


@given(title=st.text(), name=st.text(), moment=st.text(), doi=st.text(), address=st.text())
@settings(deadline=None)
def test_any_text_in_an_entry_gives_an_item(
    title: str, name: str, moment: str, doi: str, address: str
) -> None:
    def xml_text(text: str) -> str:
        return "".join(
            c for c in text if c in "\t\n\r" or (" " <= c < "\ud800") or ("\ue000" <= c < "\ufffe")
        )

    entry = atoms.entry(
        f"http://arxiv.org/abs/{xml_text(address)}",
        title=xml_text(title),
        published=xml_text(moment),
        updated="2008-06-30T16:04:39Z",
        authors=[xml_text(name)],
        doi=xml_text(doi),
    )

    assert len(parse_feed(atoms.feed(entry), place="feed").items) == 1
