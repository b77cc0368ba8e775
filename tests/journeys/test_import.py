"""A new work of a followed researcher arrives: counts, trust and slice follow by themselves."""

import json

import pytest

from graph.models import GraphSlice
from profiles.models import TrustSnapshot
from tests.factories.accounts import UserFactory
from works.imports import runner
from works.imports.jsonl.reader import JsonLinesReader
from works.models import Author

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def bring(tmp_path):
    """Import works by Anna Example and others: ``bring("Title", "Another title", by=["Bert"])``."""

    def import_(*titles, by, topic="Graph theory"):
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.jsonl"
        rows = [
            {
                "id": f"local:{title}",
                "type": "article",
                "title": title,
                "publication_year": 2024,
                "authorships": [
                    {
                        "raw_author_name": name,
                        "author": {"display_name": name, "openalex": f"A{5000 + len(name)}"},
                    }
                    for name in ["Anna Example", *by]
                ],
                "topics": [{"id": f"openalex:T{len(topic)}", "display_name": topic}],
            }
            for title in titles
        ]
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
        run = runner.run(JsonLinesReader([path]))
        assert run.failed_count == 0
        return run

    return import_


def stat(visitor, href):
    return visitor.page.find(id="trust-card").find("a", href=href).b.get_text()


def test_a_new_work_reaches_everything_that_rests_on_it(bring, visitor):
    bring("First paper", "Second paper", by=["Bert Sample"])
    anna = Author.objects.get(display_name="Anna Example")
    reader = UserFactory()
    visitor.client.force_login(reader)
    visitor.open(anna.get_absolute_url()).send(want="1")
    panel = f"/slices/researcher/{anna.public_id}/parts/panel/"
    visitor.client.get(panel)
    before = GraphSlice.objects.get()
    trusted = TrustSnapshot.objects.get(author=anna, is_current=True)

    bring("Third paper", by=["Bert Sample", "Clara Instance"], topic="Number theory")
    visitor.open(anna.get_absolute_url())
    stale = GraphSlice.objects.get()
    visitor.client.get(panel)
    rebuilt = visitor.client.get(panel).content.decode()

    assert (stat(visitor, "#works"), stat(visitor, "#topics"), stat(visitor, "#followers")) == ("3", "2", "1")
    assert "Third paper" in visitor.words()
    assert "Updating: the record has changed" in visitor.words()
    assert (before.is_fresh, stale.is_fresh, GraphSlice.objects.get().is_fresh) == (True, False, True)
    assert "Clara Instance" not in before.picture
    assert "Clara Instance" in rebuilt
    assert trusted.inputs != TrustSnapshot.objects.get(author=anna, is_current=True).inputs


def test_the_same_import_again_changes_nothing(bring, visitor):
    bring("First paper", "Second paper", by=["Bert Sample"])
    anna = Author.objects.get(display_name="Anna Example")
    visitor.client.get(f"/slices/researcher/{anna.public_id}/parts/panel/")
    page = visitor.open(anna.get_absolute_url()).words()

    run = bring("First paper", "Second paper", by=["Bert Sample"])

    assert (run.read_count, run.created_count, run.unchanged_count) == (2, 0, 2)
    assert GraphSlice.objects.get().is_fresh
    assert visitor.open(anna.get_absolute_url()).words() == page
