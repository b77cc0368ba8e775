import gzip
import io
import json
import lzma

import pytest
from django.core.management import CommandError, call_command

from works.demo import FILES
from works.imports import runner, sources
from works.models import Attribution, Author, ImportRun, Work

pytestmark = pytest.mark.django_db

LINES = [
    {"id": "local:1", "title": "On lamps", "authorships": [{"raw_author_name": "Ada Bell"}]},
    {"id": "local:2", "title": "On lights", "authorships": [{"raw_author_name": "Ada Bell"}]},
]


def command(*arguments):
    out, err = io.StringIO(), io.StringIO()
    call_command("import_works", *map(str, arguments), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "works.jsonl"
    path.write_text("\n".join(map(json.dumps, LINES)))
    return path


def test_it_prints_the_counts_as_one_json_object(file):
    out, err = command("jsonl", "--file", file, "--json")

    assert json.loads(out) == {
        "read": 2,
        "created": 2,
        "updated": 0,
        "unchanged": 0,
        "skipped": 0,
        "failed": 0,
    }
    assert err == ""


def test_packed_files_are_read_as_plain_ones(file, tmp_path):
    packed, small = tmp_path / "a.jsonl.gz", tmp_path / "b.jsonl.xz"
    packed.write_bytes(gzip.compress(file.read_bytes()))
    small.write_bytes(lzma.compress(file.read_bytes()))

    out, _ = command("jsonl", "--file", packed, small, "--json")

    assert json.loads(out)["created"] == json.loads(out)["unchanged"] == 2


def test_problems_are_told_with_place_field_reason_and_remedy(tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_text('{"id": "local:1"}\n' * 12)

    out, err = command("jsonl", "--file", path)

    assert "12 failed" in out
    first, *_, last = err.strip().splitlines()
    assert first.startswith(f"{path}:1 (local:1): $.title: This required field is missing. Correct the field")
    assert last.startswith("... and 2 more")


@pytest.mark.parametrize("arguments", [["jsonl", "--file", "/no/such/file"], ["arxiv", "--id-list", ","]])
def test_wrong_usage_exits_with_two(arguments):
    with pytest.raises(CommandError) as error:
        command(*arguments)

    assert error.value.returncode == 2
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize("arguments", [["jsonl"], ["arxiv"], [], ["arxiv", "--query", "a", "--author", "b"]])
def test_missing_or_contradictory_arguments_are_refused(arguments):
    with pytest.raises(CommandError, match=r"required|not allowed"):
        command(*arguments)


def test_a_source_that_fails_exits_with_one_and_says_how_to_go_on(file, monkeypatch):
    class Broken:
        provider, query = "jsonl", {}

        def pages(self, cursor):
            raise OSError("The source does not answer.")
            yield

    monkeypatch.setattr(sources, "jsonl", lambda paths: Broken())

    with pytest.raises(CommandError, match=r"does not answer.*Start the same import again") as error:
        command("jsonl", "--file", file, "--json")

    assert error.value.returncode == 1


def test_an_import_under_way_elsewhere_exits_with_one(file, monkeypatch):
    monkeypatch.setattr(runner, "PATIENCE", 0)
    monkeypatch.setattr(runner, "_locked", lambda lock: False)

    with pytest.raises(CommandError, match="Another process") as error:
        command("jsonl", "--file", file)

    assert error.value.returncode == 1


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        (["--author", "Zhangyang Wang"], {"author": "Zhangyang Wang", "id_list": [], "query": ""}),
        (
            ["--id-list", "2401.00001,2401.00002", "2401.00003"],
            {"id_list": ["2401.00001", "2401.00002", "2401.00003"]},
        ),
        (["--query", "cat:cs.LG"], {"query": "cat:cs.LG"}),
    ],
)
def test_the_api_is_asked_for_what_was_named(given, asked, monkeypatch):
    seen = {}

    def arxiv(**kwargs):
        seen.update(kwargs)
        raise ValueError("far enough")

    monkeypatch.setattr(sources, "arxiv", arxiv)

    with pytest.raises(CommandError):
        command("arxiv", *given)

    assert asked.items() <= seen.items()


def test_the_demo_holds_one_zhangyang_wang_and_each_co_author_once():
    command("jsonl", "--file", FILES[0])

    author = Author.objects.get(display_name="Zhangyang Wang")
    others = Author.objects.exclude(pk=author.pk)
    assert (author.works_count, author.topics_count, author.close_collaborators_count) == (82, 14, 4)
    assert (Work.objects.count(), others.count(), others.values("name_key").distinct().count()) == (
        82,
        226,
        226,
    )
    assert not Attribution.objects.filter(author=author, basis="separate").exists()


def test_loading_the_demo_twice_changes_nothing():
    command("jsonl", "--file", *FILES)
    revisions = list(Author.objects.order_by("pk").values_list("pk", "revision"))

    out, _ = command("jsonl", "--file", *FILES, "--json")

    assert json.loads(out)["unchanged"] == 147
    assert list(Author.objects.order_by("pk").values_list("pk", "revision")) == revisions
