"""Programs that resist, and screens that close."""

import io
import os
import signal
import sys
import threading
import time

import pytest

from bzpeer.embedded import processes, supervisor
from bzpeer.embedded.processes import Handle
from bzpeer.embedded.stopping import StopRequest
from bzpeer.embedded.supervisor import Program, Screen, Supervisor, end_leftovers

STUBBORN = """
import os, signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("deaf", os.getpid(), flush=True)
time.sleep(60)
"""


class ClosedScreen(io.StringIO):
    def write(self, text):
        raise BrokenPipeError


def supervise(tmp_path, stop, out, *codes):
    programs = [Program(f"p{place}", (sys.executable, "-c", code)) for place, code in enumerate(codes)]
    return Supervisor(programs, environment=os.environ, record=tmp_path / "programs", stop=stop, out=out)


def interrupt_once_said(out, word, times=1):
    """Send Ctrl-C to ourselves when ``word`` has been printed."""

    def wait():
        while word not in out.getvalue():
            time.sleep(0.01)
        for _ in range(times):
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(1.2)

    threading.Thread(target=wait, daemon=True).start()


def test_a_program_deaf_to_sigterm_is_killed(tmp_path, monkeypatch):
    monkeypatch.setattr(supervisor, "GRACE_SECONDS", 0.2)
    out = io.StringIO()
    interrupt_once_said(out, "deaf")

    with StopRequest() as stop:
        assert supervise(tmp_path, stop, out, STUBBORN).run() == ""

    assert not processes.is_alive(int(out.getvalue().split()[-1]))
    assert not (tmp_path / "programs").exists()


def test_a_second_ctrl_c_does_not_wait(tmp_path):
    out = io.StringIO()
    interrupt_once_said(out, "deaf", times=2)
    began = time.monotonic()

    with StopRequest() as stop:
        supervise(tmp_path, stop, out, STUBBORN).run()

    assert time.monotonic() - began < supervisor.GRACE_SECONDS


def test_one_ctrl_c_told_twice_is_one():
    with StopRequest() as stop:
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGTERM)

        assert stop.times == 1


def test_the_way_signals_were_handled_comes_back():
    before = signal.getsignal(signal.SIGTERM)

    with StopRequest():
        pass

    assert signal.getsignal(signal.SIGTERM) is before


def test_a_closed_terminal_is_no_wish_to_stop_under_nohup():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)

    with StopRequest() as stop:
        os.kill(os.getpid(), signal.SIGHUP)

    assert not stop.asked
    signal.signal(signal.SIGHUP, before)


def test_the_first_to_end_is_named_and_the_others_end(tmp_path):
    out = io.StringIO()

    with StopRequest() as stop:
        said = supervise(tmp_path, stop, out, "import time; time.sleep(60)", "raise SystemExit(5)").run()

    assert said == "p1 ended by itself (exit code 5)"


def test_a_program_killed_by_a_signal_is_named_with_it(tmp_path):
    with StopRequest() as stop:
        said = supervise(tmp_path, stop, io.StringIO(), "import os; os.kill(os.getpid(), 9)").run()

    assert said == "p0 ended by itself (SIGKILL)"


def test_a_closed_terminal_stops_the_run(tmp_path):
    with StopRequest() as stop:
        said = supervise(
            tmp_path, stop, ClosedScreen(), "import time; print(1, flush=True); time.sleep(60)"
        ).run()

    assert said == ""


def test_lines_stand_behind_their_program_s_name():
    out = io.StringIO()
    screen = Screen(out, ["web", "worker"], lambda: None)

    screen.show("up", "web")
    screen.show("ready", "worker")

    assert out.getvalue() == "web    | up\nworker | ready\n"


@pytest.mark.parametrize("record", ["", "torn", "{own} of-an-earlier-boot\n"])
def test_a_record_of_none_of_ours_ends_nobody(tmp_path, record):
    (tmp_path / "programs").write_text(record.format(own=os.getpid()))

    assert end_leftovers(tmp_path / "programs") == 0
    assert Handle.of(os.getpid()).is_same()
