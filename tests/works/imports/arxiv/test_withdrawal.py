"""Was a paper withdrawn from arXiv?"""

import json
import lzma

import pytest

from tests.support.shared import shared
from works.imports.arxiv.withdrawal import is_withdrawn


@pytest.mark.parametrize(
    "comment",
    [
        "This paper has been withdrawn",
        "WITHDRAWN",
        "This paper has been withdrawn by the author(s) due to some mistakes in this paper",
        "This article has been withdrawn by arXiv administrators due to plagiarism",
        "28 pages, 9 figures Withdrawn: need more detailed error budget analysis",
        "13 pages, 4 figures. It has been withdrawn in order to answer the question",
        "This paper has been withdrawn from arXiv",
        "Withdrawn by arXiv administrators",
    ],
)
def test_a_comment_that_says_so_marks_the_paper(comment: str) -> None:
    assert is_withdrawn(comment, "")


@pytest.mark.parametrize(
    "comment",
    [
        "",
        "20 pages, 3 figures",
        "Withdrawn from ApJL",
        "This paper was withdrawn from ApJ by the authors in April 1998 due to a serious error",
        "17 pages. arXiv admin note: substantial text overlap with arXiv:0910.1355v1 (withdrawn)",
        "7 pages, 18 figures, withdrawn article from the conference",
        "accepted for publication in Astrophysical Journal; then withdrawn; now 19 pages",
        "We withdraw a claim about the patchy reionization",
        "arXiv admin note: text overlap with arXiv:1208.1927, a paper that has been withdrawn",
    ],
)
def test_a_comment_about_something_else_does_not(comment: str) -> None:
    assert not is_withdrawn(comment, "")


def test_an_abstract_counts_only_by_its_first_words() -> None:
    assert is_withdrawn("", "This paper has been withdrawn by the authors.")
    assert is_withdrawn("", "Withdrawn.")
    assert not is_withdrawn(
        "", "We study why drugs fail. The paper has been withdrawn from clinical routine."
    )
    assert not is_withdrawn("", "Withdrawn drugs are studied.")


def test_of_real_comments_nearly_all_that_stand_by_an_emptied_version_are_found_and_hardly_any_else() -> None:
    with lzma.open(shared("arxiv_abs/listing_authors.dev.jsonl.xz"), "rt", encoding="utf-8") as file:
        records = [record for record in map(json.loads, file) if record.get("versions")]
    truly = [str(record["versions"][-1].get("size")).startswith("0kb") for record in records]
    told = [is_withdrawn(" ".join((record.get("comments") or "").split()), "") for record in records]

    both = sum(a and b for a, b in zip(truly, told, strict=True))

    assert both / sum(told) > 0.95
    assert both / sum(truly) > 0.9
