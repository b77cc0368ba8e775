"""The page of a work, its parts and its citation."""

import json
import lzma
from datetime import date

import pytest
from django.urls import reverse

from tests.factories.accounts import UserFactory
from tests.factories.imports import SourceRecordFactory
from tests.factories.works import (
    AuthorFactory,
    InstitutionFactory,
    Place,
    SourceFactory,
    TopicFactory,
    WorkFactory,
)
from tests.support.shared import shared
from tests.works.views.hostile import HOSTILE
from tests.works.views.reading import linked_data, live_markup, soup
from works.models import Authorship, Work, WorkVersion

pytestmark = pytest.mark.django_db


def test_the_page_states_what_is_known(client):
    institution = InstitutionFactory(display_name="Delft University")
    ada = AuthorFactory(display_name="Ada Number")
    work = WorkFactory(
        title="On the $x^2$ of things",
        abstract="All of it.",
        by=[Place(author=ada, institutions=[institution], is_corresponding=True), "The BIG Collaboration"],
        topics=[TopicFactory(display_name="Numbers")],
        ids=[("arxiv", "2401.00001"), ("doi", "10.1000/odd(1)")],
        source=SourceFactory(arxiv=True),
        first_submitted_date=date(2024, 1, 2),
        comment="12 pages, mail me at ada@example.org",
        journal_reference="J. Num. 1 (2024)",
    )
    WorkVersion.objects.create(work=work, label="v1", date=date(2024, 1, 2), identifier="arxiv:2401.00001v1")

    response = client.get(work.get_absolute_url())
    page = soup(response)
    text = page.get_text(" ", strip=True)

    assert response.status_code == 200
    assert page.h1.find("math")
    assert page.select_one(".names a")["href"] == ada.get_absolute_url()
    assert page.select_one(".names span.name").text == "The BIG Collaboration"
    for said in (
        "Delft University",
        "Numbers",
        "arXiv",
        "2 January 2024",
        "12 pages",
        "J. Num. 1 (2024)",
        "v1",
    ):
        assert said in text
    assert "ada@example.org" not in text
    hrefs = {link["href"] for link in page.find_all("a", href=True)}
    assert {
        "https://arxiv.org/abs/2401.00001",
        "https://arxiv.org/pdf/2401.00001",
        "https://doi.org/10.1000/odd(1)",
        "https://arxiv.org/abs/2401.00001v1",
        institution.get_absolute_url(),
    } <= hrefs


def test_a_summary_is_called_one(client):
    work = WorkFactory(summarised=True, by=[AuthorFactory()])

    text = soup(client.get(work.get_absolute_url())).get_text(" ", strip=True)

    assert "Summary written for this site" in text


@pytest.mark.parametrize(("trait", "word"), [("retracted", "Retracted."), ("withdrawn", "Withdrawn.")])
def test_a_bad_end_is_told_at_the_top(client, trait, word):
    work = WorkFactory(**{trait: True}, by=[AuthorFactory()])

    assert word in soup(client.get(work.get_absolute_url())).select_one(".banner").text


def test_a_wrong_slug_leads_to_the_right_one_with_its_query(client):
    work = WorkFactory()

    response = client.get(reverse("works:work", args=[work.public_id, "wrong"]), {"a": "b"})

    assert response.status_code == 301
    assert response.url == f"{work.get_absolute_url()}?a=b"


@pytest.mark.parametrize("route", ["works:work", "works:cite", "works:bibtex"])
def test_a_hidden_or_unknown_work_has_no_page(client, route):
    hidden = WorkFactory(hidden=True)

    assert client.get(reverse(route, args=[hidden.public_id, hidden.slug])).status_code == 404
    assert client.get(reverse(route, args=["0" * 12, "x"])).status_code == 404


def test_a_reader_with_a_session_gets_a_page_that_is_not_shared(client):
    work = WorkFactory(by=[AuthorFactory()])
    client.force_login(UserFactory())

    response = client.get(work.get_absolute_url())

    assert response.status_code == 200
    assert "private" in response.headers["Cache-Control"]


def test_an_unchanged_page_is_answered_with_304_and_a_changed_one_anew(client):
    work = WorkFactory(by=[AuthorFactory()])
    etag = client.get(work.get_absolute_url()).headers["ETag"]

    unchanged = client.get(work.get_absolute_url(), headers={"If-None-Match": etag})
    Work.objects.filter(pk=work.pk).update(revision=work.revision + 5)
    changed = client.get(work.get_absolute_url(), headers={"If-None-Match": etag})

    assert unchanged.status_code == 304
    assert changed.status_code == 200


@pytest.mark.parametrize("many", [2, 40])
def test_the_page_costs_the_same_queries_however_many_authors(client, django_assert_num_queries, many):
    institutions = InstitutionFactory.create_batch(2)
    work = WorkFactory(
        by=[Place(author=AuthorFactory(), institutions=institutions) for _ in range(many)],
        topics=TopicFactory.create_batch(2),
    )

    with django_assert_num_queries(13):
        client.get(work.get_absolute_url())


def test_three_thousand_authors_are_shown_in_parts(client, django_assert_num_queries):
    work = WorkFactory(by=[AuthorFactory()])
    _crowd(work, 3000)

    with django_assert_num_queries(14):
        page = client.get(work.get_absolute_url())
    part = client.get(reverse("works:authors", args=[work.public_id]), {"page": "10"})
    fragment = client.get(reverse("works:authors", args=[work.public_id]), headers={"HX-Request": "true"})
    names = [chip.text for chip in soup(part).select(".names .name")]

    assert len(soup(page).select(".names .name")) == 30
    assert "and 2,970 more" in soup(page).text
    assert len(page.content) < 120_000
    assert names[0] == "Member 2731"
    assert names[-1] == "Member 3000"
    assert b"<html" not in fragment.content
    assert b"<html" in part.content


def _crowd(work, size):
    Authorship.objects.bulk_create(
        Authorship(
            work=work,
            position=place,
            byline=f"Member {place}",
            sort_title=work.sort_title,
            authors_count=size,
        )
        for place in range(2, size + 1)
    )
    Work.objects.filter(pk=work.pk).update(authors_count=size)


def test_the_citation_of_a_crowd_is_cut_in_the_page_and_whole_in_the_file(client):
    work = WorkFactory(by=[AuthorFactory()])
    _crowd(work, 500)

    page = soup(client.get(reverse("works:cite", args=[work.public_id, work.slug])))
    file = client.get(reverse("works:bibtex", args=[work.public_id, work.slug])).content.decode()

    assert " and others}" in page.select_one("#cite-bibtex").text
    assert "The first 200 of 500 authors" in page.text
    assert "Member" in file
    assert "and others" not in file
    assert file.count(" and ") == 499


def test_the_file_has_its_type_and_a_name(client):
    work = WorkFactory(title="On things", by=[AuthorFactory()])

    response = client.get(reverse("works:bibtex", args=[work.public_id, work.slug]))

    assert response.headers["Content-Type"] == "application/x-bibtex; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="on-things.bib"'


def test_why_names_the_grounds_in_words(client):
    ada = AuthorFactory(display_name="Ada Number")
    work = WorkFactory(
        by=[Place(author=ada, byline="A. Number", basis="coauthors", confidence=0.9), "Somebody"]
    )
    SourceRecordFactory(work=work, provider="arxiv", record_id="arxiv:2401.00001")

    text = soup(client.get(reverse("works:why", args=[work.public_id]))).get_text(" ", strip=True)

    assert "“" not in text
    assert "Printed A. Number , taken to be Ada Number : same full name, and co-authors in common." in text
    assert "Almost certain (90 %)" in text
    assert "no researcher's record is named for this place" in text
    assert "Source record arXiv arxiv:2401.00001" in text


def test_why_for_one_researcher_names_that_one_alone(client):
    ada, bob = AuthorFactory(display_name="Ada Number"), AuthorFactory(display_name="Bob Digit")
    work = WorkFactory(by=[ada, bob])

    text = client.get(reverse("works:why", args=[work.public_id]), {"author": bob.public_id}).content.decode()

    assert "Bob Digit" in text
    assert "Ada Number" not in text


@pytest.mark.parametrize("many", [2, 30])
def test_why_costs_the_same_queries_however_many_authors(client, django_assert_num_queries, many):
    work = WorkFactory(by=AuthorFactory.create_batch(many))

    with django_assert_num_queries(4):
        client.get(reverse("works:why", args=[work.public_id]))


def test_a_suppressed_researcher_is_not_linked(client):
    gone = AuthorFactory(display_name="Gone Person", suppressed=True)
    work = WorkFactory(by=[gone])

    page = client.get(work.get_absolute_url()).content.decode()

    assert gone.public_id not in page
    assert "Gone Person" in page


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_text(client, hostile):
    institution = InstitutionFactory(display_name=hostile)
    author = AuthorFactory(display_name=hostile[:60] or "x", slug="x")
    work = WorkFactory(
        title=hostile,
        slug="x",
        abstract=hostile * 3,
        comment=hostile,
        journal_reference=hostile,
        source=SourceFactory(display_name=hostile),
        by=[Place(author=author, byline=hostile, institutions=[institution], raw_affiliations=[hostile])],
        topics=[TopicFactory(display_name=hostile[:150], key=f"x:{hostile[:80]}", slug="x")],
        ids=[("doi", f"10.1/{hostile}")],
    )
    SourceRecordFactory(work=work, record_id=hostile)

    pages = [
        client.get(work.get_absolute_url()),
        client.get(reverse("works:cite", args=[work.public_id, "x"])),
        client.get(reverse("works:why", args=[work.public_id])),
        client.get(reverse("works:works")),
        client.get(institution.get_absolute_url()),
        client.get(work.source.get_absolute_url()),
        client.get("/"),
        client.get("/researchers/"),
        client.get("/search/", {"q": hostile}),
    ]

    assert [page.status_code for page in pages] == [200] * len(pages)
    assert [found for page in pages for found in live_markup(page)] == []
    assert linked_data(pages[0])["name"]


def test_crawlers_find_the_citation(client):
    work = WorkFactory(
        title="On things",
        by=[AuthorFactory(display_name="Ada B. Number")],
        ids=[("arxiv", "2401.00001")],
        source=SourceFactory(arxiv=True),
        first_submitted_date=date(2024, 1, 2),
    )

    page = soup(client.get(work.get_absolute_url()))
    tags = {
        tag["name"]: tag["content"]
        for tag in page.find_all("meta")
        if tag.get("name", "").startswith("citation")
    }

    assert tags["citation_title"] == "On things"
    assert tags["citation_author"] == "Number, Ada B."
    assert tags["citation_date"] == "2024/01/02"
    assert tags["citation_pdf_url"] == "https://arxiv.org/pdf/2401.00001"
    assert page.find("link", rel="canonical")["href"] == f"http://testserver{work.get_absolute_url()}"
    assert page.find("meta", property="og:title")["content"] == "On things"


@pytest.mark.shared
def test_citation_tags_agree_with_those_of_arxiv(client):
    with lzma.open(shared("peers/arxiv_scholar_meta_tags.dev.json.xz"), "rt") as file:
        cases = json.load(file)["cases"]
    by_id = {dict(case["expected"])["citation_arxiv_id"]: case for case in cases if _is_plain(case)}
    plain = list(by_id.values())[:40]
    differing = []

    for case in plain:
        expected = dict(case["expected"])
        names = [content for name, content in case["expected"] if name == "citation_author"]
        year, month, day = map(int, expected["citation_date"].split("/"))
        work = WorkFactory(
            title=expected["citation_title"],
            by=[" ".join(reversed(name.split(", "))) for name in names],
            ids=[("arxiv", expected["citation_arxiv_id"])],
            source=SourceFactory(arxiv=True),
            first_submitted_date=date(year, month, day),
        )
        page = soup(client.get(work.get_absolute_url()))
        found = [(tag["name"], tag["content"]) for tag in page.find_all("meta") if tag.get("name")]
        wanted = [
            (name, content)
            for name, content in case["expected"]
            if name in {"citation_author", "citation_date", "citation_arxiv_id", "citation_title"}
        ]
        differing += [(case["input"], tag) for tag in wanted if tag not in found]

    assert len(plain) > 30
    assert differing == []


def _is_plain(case):
    """Leave out titles with markup, and names whose parts only a person could tell apart."""
    return case["expected"][0][0] == "citation_title" and all(
        content.isascii()
        and not set(content) & set("$\\{}()&~^_")
        and (
            name != "citation_author"
            or (content.count(", ") == 1 and "." in content and len(content.split()) == 2)
        )
        for name, content in case["expected"]
        if name in {"citation_author", "citation_title"}
    )


@pytest.mark.parametrize("path", ["/", "/works/", "/search/?q=things"])
def test_lists_of_cards_hold_the_field_that_cards_ask_with(client, path):
    WorkFactory(title="On things", by=[AuthorFactory(display_name="Ada Things")], counted=True)

    page = soup(client.get(path))

    assert len(page.select("#list-author")) == len(page.select("ol.works")[:1])
