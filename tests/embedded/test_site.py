"""What the project's site consists of."""

from pathlib import Path

import pytest

from bzpeer.embedded.paths import Folder
from bzpeer.embedded.problem import Problem
from bzpeer.embedded.site import of_project, port_of

FOLDER = Folder(Path("/data"))


def test_web_worker_and_beat_make_up_the_site():
    site = of_project(FOLDER, {"PORT": "8123"})

    assert [program.name for program in site.programs] == ["web", "worker", "beat"]
    assert "8123" in site.programs[0].command
    assert site.url == "http://127.0.0.1:8123/"


@pytest.mark.parametrize(("debug", "steps"), [({}, 3), ({"DEBUG": "True"}, 2), ({"DEBUG": "false"}, 3)])
def test_static_files_are_collected_only_without_debug(debug, steps):
    assert len(of_project(FOLDER, debug).steps) == steps


def test_the_schedule_lies_in_the_data_folder():
    assert "/data/beat-schedule" in of_project(FOLDER, {}).programs[2].command


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "8000 ", "٨"])
def test_a_port_that_is_none_is_refused(port):
    with pytest.raises(Problem, match="is no port"):
        port_of({"PORT": port})


@pytest.mark.parametrize("given", [{}, {"PORT": ""}])
def test_the_port_is_8000_unless_said(given):
    assert port_of(given) == 8000
