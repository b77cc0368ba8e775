"""Citations are correct BibTeX, a readable line, and tags that crawlers know."""

import datetime as dt
import json
import lzma
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.shared import shared
from works.text import citation
from works.text.citation import Citation
from works.text.names import split_arxiv_authors
from works.text.tex import to_text

PREPRINT = Citation(
    kind="preprint",
    title=r"AutoTrust: L$^2$-GCN & 95% of Müller's R_2",
    bylines=("Zhangyang Wang", "Łukasz Müller Jr.", "ATLAS Collaboration"),
    year=2026,
    source="arXiv",
    arxiv_id="2101.00001v2",
    first_submitted_date=dt.date(2021, 1, 4),
)


def test_a_preprint_is_cited_with_its_eprint():
    entry = citation.bibtex(PREPRINT)

    assert entry == (
        "@misc{wang2026autotrust,\n"
        "  title = {{AutoTrust}: {L}$^2${-GCN} \\& 95\\% of {M{\\\"u}ller's} {R\\_2}},\n"
        '  author = {Wang, Zhangyang and M{\\"u}ller, Jr., {\\L}ukasz and {ATLAS Collaboration}},\n'
        "  year = {2026},\n"
        "  eprint = {2101.00001},\n"
        "  archivePrefix = {arXiv},\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("kind", "source", "start", "field"),
    [
        ("article", "Nature & Co", "@article{", "journal = {Nature \\& Co}"),
        ("conference-paper", "NeurIPS", "@inproceedings{", "booktitle = {NeurIPS}"),
        ("dissertation", "Oslo", "@phdthesis{", "school = {Oslo}"),
        ("article", "arXiv", "@misc{", "howpublished = {arXiv}"),
        ("dataset", "Zenodo", "@misc{", "howpublished = {Zenodo}"),
    ],
)
def test_the_kind_of_work_decides_the_entry(kind, source, start, field):
    entry = citation.bibtex(Citation(kind, "On Things", ("A. Bee",), 2020, source))

    assert entry.startswith(start)
    assert field in entry


def test_a_hint_makes_the_key_unique():
    cited = Citation("preprint", "The Trees of 2020", ("王章阳",), 2020, key_hint="w-7F3k")

    entry = citation.bibtex(cited)

    assert entry.startswith("@misc{anonymous2020trees_w7f3k,")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "Costs of $5 and $10: the role of Paris in Europe",
            r"Costs of \$5 and \$10: the role of {Paris} in {Europe}",
        ),
        ("Training LLMs with ImageNet-1k", "Training {LLMs} with {ImageNet-1k}"),
        ("Deep Networks Explained Simply", "Deep Networks Explained Simply"),
        (r"A \textit{quick} M\"uller {Test}", r"A \textit{quick} M\"uller {Test}"),
        ("an unbalanced } brace", r"an unbalanced \} brace"),
    ],
)
def test_titles_keep_their_capitals_and_their_latex(title, expected):
    entry = citation.bibtex(Citation("preprint", title, (), 2020))

    assert f"title = {{{expected}}}," in entry


@given(st.text(alphabet="aB é$\\{}%&#_~^,'-", max_size=40), st.text(alphabet="aB é{}\\,%", max_size=20))
def test_braces_of_an_entry_always_balance(title, byline):
    entry = citation.bibtex(Citation("article", title, (byline,), 2020, title, url=title))

    bare = re.sub(r"\\.", "", entry)
    depths = [bare[: end + 1].count("{") - bare[: end + 1].count("}") for end in range(len(bare))]
    assert min(depths) == 0
    assert depths[-1] == 0


def test_a_plain_reference_reads_like_apa():
    line = citation.plain(PREPRINT)

    assert line == (
        "Wang, Z., Müller, Ł., Jr., & ATLAS Collaboration (2026). AutoTrust: L²-GCN & 95% of Müller's R_2. "
        "arXiv (arXiv:2101.00001v2). https://arxiv.org/abs/2101.00001v2"
    )


def test_a_long_list_of_authors_is_folded():
    bylines = tuple(f"Ann{chr(97 + number)} Bee{chr(97 + number)}" for number in range(25))

    line = citation.plain(Citation("article", "What?", bylines, None, "Nature", doi="10.1000/x"))

    assert "Bees, A., … Beey, A. (n.d.). What? Nature. https://doi.org/10.1000/x" in line


def test_crawlers_get_the_tags_they_know():
    tags = citation.meta_tags(PREPRINT, "https://site/works/1", "https://arxiv.org/pdf/2101.00001v2")

    assert tags == [
        ("citation_title", "AutoTrust: L²-GCN & 95% of Müller's R_2"),
        ("citation_author", "Wang, Zhangyang"),
        ("citation_author", "Müller, Łukasz, Jr."),
        ("citation_author", "ATLAS Collaboration"),
        ("citation_date", "2021/01/04"),
        ("citation_publication_date", "2026"),
        ("citation_pdf_url", "https://arxiv.org/pdf/2101.00001v2"),
        ("citation_abstract_html_url", "https://site/works/1"),
        ("citation_arxiv_id", "2101.00001v2"),
    ]


@pytest.mark.parametrize(
    ("kind", "tag"),
    [("article", "citation_journal_title"), ("conference-paper", "citation_conference_title")],
)
def test_the_source_has_the_tag_of_its_kind(kind, tag):
    tags = citation.meta_tags(Citation(kind, "T", ("A. Bee",), 2020, "Venue"), "https://site/1", None)

    assert (tag, "Venue") in tags


@pytest.mark.shared
def test_real_titles_mean_the_same_after_bibtex():
    records = [json.loads(line) for line in shared("sample_profile/works.jsonl").read_text().splitlines()]

    entries = [citation.bibtex(Citation("preprint", record["title"], ())) for record in records]
    titles = [re.search(r"title = \{(.*)\},\n", entry)[1] for entry in entries]

    assert [to_text(title) for title in titles] == [to_text(record["title"]) for record in records]


@pytest.mark.shared
def test_authors_are_tagged_as_arxiv_tags_them():
    with lzma.open(shared("peers/arxiv_scholar_meta_tags.dev.json.xz"), "rt") as text:
        cases = json.load(text)["cases"]

    alike = [case for case in cases if _authors(case["abs"]) == _expected_authors(case)]

    assert len(alike) / len(cases) > 0.93


def _authors(record):
    bylines = tuple(
        f"{author.name} {author.suffix}".strip() for author in split_arxiv_authors(record["authors"])
    )
    tags = citation.meta_tags(Citation("preprint", record["title"], bylines), "https://site/1", None)
    return [content for name, content in tags if name == "citation_author"]


def _expected_authors(case):
    return [content for name, content in case["expected"] if name == "citation_author"]
