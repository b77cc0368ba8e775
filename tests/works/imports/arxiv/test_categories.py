"""The categories of arXiv."""

import json

import pytest

from tests.support.shared import shared
from works.imports.arxiv import categories


@pytest.mark.parametrize(
    ("code", "key", "name", "field"),
    [
        ("cs.LG", "arxiv:cs.LG", "Machine Learning", "Computer Science"),
        ("astro-ph.GA", "arxiv:astro-ph.GA", "Astrophysics of Galaxies", "Astrophysics"),
        ("hep-th", "arxiv:hep-th", "High Energy Physics - Theory", "Physics"),
        ("math.MP", "arxiv:math-ph", "Mathematical Physics", "Physics"),
        ("alg-geom", "arxiv:math.AG", "Algebraic Geometry", "Mathematics"),
        ("cond-mat.quant-gas", "arxiv:cond-mat.quant-gas", "Quantum Gases", "Condensed Matter"),
        ("cs.ZZ", "arxiv:cs.ZZ", "cs.ZZ", "Computer Science"),
    ],
)
def test_a_category_is_a_topic_with_its_full_name_and_field(
    code: str, key: str, name: str, field: str
) -> None:
    topic = categories.topic(code)

    assert topic is not None
    assert (topic.key, topic.display_name, topic.field) == (key, name, field)


@pytest.mark.parametrize("code", ["", "68T05", "F.2.2; I.2.7", "cs.", "cs.L G", "cs." + "x" * 50, "nope.AI"])
def test_what_is_no_category_is_no_topic(code: str) -> None:
    assert categories.topic(code) is None


def test_second_names_lead_to_categories_of_the_table() -> None:
    assert set(categories.ALIASES.values()) <= set(categories.NAMES)
    assert not set(categories.ALIASES) & set(categories.NAMES)


def test_every_category_that_arxiv_defines_is_known_by_its_name() -> None:
    defined = json.loads(shared("arxiv_taxonomy/dev/arXiv_category_def.json").read_text("utf-8"))
    expected = {row["category"]: row["name"] for row in defined if not row["category"].startswith("test")}

    names = {code: name for code, (name, _) in categories.NAMES.items()}

    assert set(expected) <= set(names) | set(categories.ALIASES)
    assert {code: names[code] for code in expected if code in names} == {
        code: name for code, name in expected.items() if code in names
    }
