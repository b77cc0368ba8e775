"""What the repository may not hold."""

import re

import pytest
from django.core.management import call_command

from tests.architecture.tree import MODULES, ROOT, name

REQUIREMENTS = sorted((ROOT / "requirements").glob("*.txt"))


@pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda path: path.name)
def test_requirements_are_hashed_and_name_no_index(path):
    text = path.read_text()
    pinned = re.findall(r"^[a-z0-9-]+(?:\[[^\]]+\])?==", text, re.MULTILINE | re.IGNORECASE)

    assert len(pinned) > 20
    assert "--hash=sha256:" in text
    assert "index-url" not in text
    assert "find-links" not in text


def test_every_dependency_says_why_it_is_there():
    text = (ROOT / "pyproject.toml").read_text()
    listed = re.findall(r'^  "[a-z0-9-]+[^"\n]*(?:>=|~=)[^"\n]*",?.*$', text, re.MULTILINE | re.IGNORECASE)

    assert len(listed) > 30
    assert [line for line in listed if " # " not in line] == []


@pytest.mark.parametrize("path", [each for each in MODULES if each.name != "outbox.py"], ids=name)
def test_background_work_goes_through_the_outbox(path):
    assert not re.search(r"\.(delay|apply_async|delay_on_commit|send_task)\(", path.read_text())


@pytest.mark.django_db
def test_migrations_are_complete():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
