"""Redis away, standing still, killed or emptied: the site answers, and the work is done afterwards."""

import os
import signal

import pytest

from bzpeer.embedded import processes
from tests.chaos.conftest import Visitor
from tests.support.live import eventually

pytestmark = pytest.mark.worker

FIRST_SECONDS = 3.5
LATER_SECONDS = 1.0
WEB_PROCESSES = 2
GAVE_UP = "broker does not answer"


def stop(live):
    live.redis.stop()


def freeze(live):
    live.freeze_redis()


def wipe(live):
    live.broker.flushall()


def bring_back(live):
    live.thaw()
    live.redis.start()


def day(live, reader):
    """Give the answers of an ordinary day: a stranger logs in, a reader follows and looks around."""
    live.forget_slices()
    stranger = Visitor(live)
    answers = [stranger.log_in()]
    for want in (1, 0, 1, 0, 1):
        answers += [reader.follow(want), reader.get(reader.profile), stranger.get(reader.work)]
        answers += [stranger.get(f"{reader.panel}?try=1")]
    stranger.client.close()
    return answers


@pytest.mark.parametrize("fault", [stop, freeze, wipe])
def test_the_site_answers_in_time_and_the_work_is_done_afterwards(live, reader, fault):
    # The same day without a fault: it tells how fast this machine is, and connects everybody to the broker.
    usual = max(seconds for _, seconds in day(live, reader))
    eventually(live.is_done)
    fault(live)

    answers = day(live, reader)
    slowest = sorted((seconds for _, seconds in answers), reverse=True)
    tripped = live.told().count(GAVE_UP)
    bring_back(live)

    assert {status for status, _ in answers} <= {200, 302}
    assert slowest[0] < usual + FIRST_SECONDS
    # Each web process finds out for itself, once, that the broker does not answer.
    assert slowest[WEB_PROCESSES] < usual + LATER_SECONDS
    assert tripped <= WEB_PROCESSES
    assert bool(tripped) == (fault is not wipe)
    eventually(live.is_done, within=60, what="all work is done once Redis is back")
    assert live.sql("SELECT followers_count FROM profiles_profile") == [1]
    assert live.sql("SELECT state, revision FROM graph_graphslice") == [("ready", 1)]


def test_a_killed_redis_gives_back_what_waited_in_it(live):
    live.freeze("worker")
    for number in range(20):
        live.enqueue("tests.leave_trace", key=f"trace:{number}", word=str(number))
    pid = live.redis.running_pid()

    os.kill(pid, signal.SIGKILL)
    processes.wait_until_gone(pid, 5)
    live.redis.start()
    live.thaw()

    eventually(live.is_done, within=60, what="all work is done")
    assert live.sql("SELECT count(*) FROM core_auditevent WHERE action = 'noted'") == [20]


def test_an_emptied_redis_loses_nothing(live):
    live.freeze("worker")
    for number in range(20):
        live.enqueue("tests.leave_trace", key=f"trace:{number}", word=str(number))

    live.broker.flushall()
    live.thaw()

    eventually(live.is_done, within=60, what="the outbox sends everything again")
    assert live.sql("SELECT count(*) FROM core_auditevent WHERE action = 'noted'") == [20]
