"""Workers killed in the middle of their work, jobs that never succeed, messages that come often."""

import os
import signal

import psycopg
import pytest

from tests.support.live import eventually

pytestmark = pytest.mark.worker


@pytest.fixture
def gate(tmp_path):
    """Two files: the first gets a line whenever the job begins, the second lets it go on."""
    began, opened = tmp_path / "began", tmp_path / "gate"
    began.touch()
    return began, opened


def begun(began):
    return [int(line) for line in began.read_text().split()]


def traces(live):
    return live.sql("SELECT count(*) FROM core_auditevent WHERE action = 'noted'")[0]


def wait_inside(live, gate):
    began, opened = gate
    live.enqueue("tests.wait_inside", key="gate:1", word="gate", began=str(began), gate=str(opened))
    return eventually(lambda: begun(began), what="the job has begun")[0]


def test_a_killed_child_s_job_is_done_again_and_its_effect_is_there_once(live, gate):
    began, opened = gate
    child = wait_inside(live, gate)

    os.kill(child, signal.SIGKILL)
    eventually(lambda: len(begun(began)) > 1, within=30, what="the job has begun again")
    opened.touch()

    eventually(live.is_done, within=30)
    assert traces(live) == 1


def test_a_killed_worker_s_job_is_done_by_the_next_and_its_effect_is_there_once(live, gate):
    began, opened = gate
    wait_inside(live, gate)

    live.kill("worker")
    assert traces(live) == 0
    opened.touch()
    live.start("worker")

    eventually(live.is_done, within=60)
    assert traces(live) == 1
    assert len(begun(began)) >= 2


def test_a_worker_killed_in_the_middle_of_a_slice_leaves_it_to_the_next(live, visitor):
    live.forget_slices()
    live.freeze("worker")
    visitor.get(f"{visitor.panel}?try=1")

    with psycopg.connect(live.conninfo) as other:
        # Whoever writes the slice down waits for us, all computed and nothing stored.
        other.execute("SELECT id FROM graph_graphslice FOR UPDATE")
        live.thaw()
        waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%graph_graphslice%'"
        eventually(lambda: live.sql(waiting) == [1], what="the worker writes the slice")
        live.kill("worker")
    live.start("worker")

    eventually(live.is_done, within=60)
    assert live.sql("SELECT state, revision, built = wanted FROM graph_graphslice") == [("ready", 1, True)]
    assert live.sql("SELECT count(*) FROM core_outbox") == [1]


def test_a_job_that_always_fails_is_given_up_and_leaves_nothing_behind(live):
    live.enqueue("tests.fail", key="poison:1", word="poison")
    live.enqueue("tests.leave_trace", key="trace:1", word="good")
    eventually(lambda: traces(live) == 1, what="others are not held up")

    for sends in range(1, 9):
        again(live, f"sends = {sends}")
    again(live, "dead_at IS NOT NULL")

    assert live.sql("SELECT sends, last_error FROM core_outbox WHERE dead_at IS NOT NULL") == [
        (8, "RuntimeError: This job always fails.")
    ]
    assert traces(live) == 1


def again(live, until):
    """Let the sweep find the job due at once, instead of after its growing pauses."""
    live.sql("UPDATE core_outbox SET not_before = now() WHERE done_at IS NULL AND dead_at IS NULL")
    live.nudge("core.sweep_outbox", queue="sweep")
    eventually(lambda: live.sql(f"SELECT 1 FROM core_outbox WHERE key = 'poison:1' AND {until}"), what=until)


def test_a_job_that_kills_its_process_does_not_hold_up_the_others(live, gate):
    began, _ = gate
    live.enqueue("tests.die", key="poison:1", word="poison", began=str(began))
    eventually(lambda: len(begun(began)) >= 2, within=30, what="it has died twice")

    for number in range(5):
        live.enqueue("tests.leave_trace", key=f"trace:{number}", word="good")
    eventually(lambda: traces(live) == 5, within=30, what="others are done meanwhile")
    (sends,) = live.sql("SELECT sends FROM core_outbox WHERE key = 'poison:1'")
    assert len(begun(began)) <= 1 + sends
    live.sql("UPDATE core_outbox SET dead_at = now() WHERE key = 'poison:1'")

    eventually(live.is_quiet, within=30, what="given up, it comes no more")


def test_every_message_five_times_has_its_effect_once(live, reader):
    live.forget_slices()
    live.freeze("worker")
    reader.follow()
    reader.get(f"{reader.panel}?try=1")
    live.enqueue("tests.leave_trace", key="trace:1", word="once")
    rows = live.sql("SELECT task, queue, key FROM core_outbox")

    for task, queue, key in rows * 5:
        live.nudge(task, queue=queue, key=key)
    live.thaw()
    eventually(lambda: live.is_done() and live.is_quiet(), within=60, what="every message was taken")

    assert sorted(task for task, _, _ in rows) == [
        "graph.build_slice",
        "profiles.refresh_trust",
        "tests.leave_trace",
    ]
    assert live.sql("SELECT state, revision FROM graph_graphslice") == [("ready", 1)]
    assert live.sql("SELECT count(*) FROM profiles_trustsnapshot") == [1]
    assert traces(live) == 1
    assert live.sql("SELECT count(*) FROM core_outbox") == [3]


def test_work_goes_on_while_the_sweep_is_away(live, reader):
    live.kill("beat")

    reader.follow()

    eventually(live.is_done, what="the first message suffices")
