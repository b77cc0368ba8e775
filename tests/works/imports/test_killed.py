import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.support.records import Given, contents, record
from works.imports import runner
from works.models import ImportRun

PEOPLE = ["Ada Bell", "Cleo Dorn", "Emil Falk", "Greta Holm", "A. Bell"]
ROOT = Path(__file__).resolve().parents[3]


def world():
    works = [
        record(
            number,
            [PEOPLE[number % 5], PEOPLE[(number * 2 + 1) % 5], PEOPLE[(number + 3) % 5]],
            topics=[f"own:{number % 3}"],
            publication_year=2000 + number,
        )
        for number in range(14)
    ]
    # One work comes twice, under ids that only meet through a third.
    return [*works, record("twice", ["Ada Bell"], ids=[("local", "3")])]


def counts(run):
    return {
        name: getattr(run, f"{name}_count") for name in ("read", "created", "updated", "unchanged", "failed")
    }


def start_and_die(where, number):
    done = subprocess.run(
        [sys.executable, "-m", "tests.works.imports.killed_import", where, str(number)],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.works.imports.killed_settings",
            "KILLED_DATABASE": connection.settings_dict["NAME"],
        },
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == -9, done.stderr


def clear():
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE works_work, works_author, works_topic, works_source, works_importrun, works_stalecount CASCADE"
        )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("where", "number"),
    [
        ("before", 0),
        ("before", 1),
        ("before", 2),
        ("before", 3),
        ("before", 4),
        ("within", 0),
        ("within", 2),
        ("counting", 0),
    ],
)
def test_a_killed_import_started_again_ends_as_if_nothing_had_happened(where, number):
    undisturbed = counts(runner.run(Given(world(), size=4)))
    whole = contents()
    clear()

    start_and_die(where, number)
    run = runner.run(Given(world(), size=4))

    assert counts(run) == undisturbed
    assert contents() == whole
    assert ImportRun.objects.count() == 1
