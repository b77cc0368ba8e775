"""Processes told apart, and ended with all they started."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from bzpeer.embedded import processes
from bzpeer.embedded.processes import Handle

# Says the id of a child of its own, and sleeps beside it.
PARENT = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(child.pid, flush=True)
time.sleep(60)
"""


@pytest.fixture
def family():
    with subprocess.Popen(
        [sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as parent:
        child = int(parent.stdout.readline())
        yield parent, child
        parent.kill()


def test_a_handle_survives_being_written_down():
    handle = Handle.of(os.getpid())

    assert Handle.read(f"{handle}\n") == handle
    assert handle.is_same()


@pytest.mark.parametrize("text", ["", "12", "x y", "12 "])
def test_a_torn_note_is_no_handle(text):
    assert Handle.read(text) is None


def test_a_recycled_id_is_another_process():
    assert not replace(Handle.of(os.getpid()), mark="of an earlier boot").is_same()


def test_a_process_that_has_ended_is_not_the_same(family):
    parent, _ = family
    handle = Handle.of(parent.pid)

    parent.kill()
    parent.wait()

    assert not handle.is_same()


def test_the_command_line_names_the_program(family):
    parent, _ = family

    assert "subprocess" in processes.command_line(parent.pid)


def test_the_command_line_of_nobody_is_empty():
    assert processes.command_line(2**22 + 1) == ""


def test_ending_a_group_takes_the_children_along(family):
    parent, child = family

    assert processes.end_group(Handle.of(parent.pid), seconds=5)

    assert processes.wait_until_gone(child, 5)


def test_ending_a_group_whose_leader_died_takes_its_orphans_along(family):
    parent, child = family
    handle = Handle.of(parent.pid)
    parent.kill()
    parent.wait()

    assert processes.end_group(handle, seconds=5)

    assert processes.wait_until_gone(child, 5)


def test_a_group_that_took_over_the_id_is_left_alone(family):
    parent, _ = family

    assert not processes.end_group(replace(Handle.of(parent.pid), mark="of an earlier boot"), seconds=5)

    assert parent.poll() is None
