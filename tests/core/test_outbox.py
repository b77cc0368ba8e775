"""The outbox: nothing lost, nothing done twice."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from bzpeer.core import outbox
from bzpeer.core.models import AuditEvent, Outbox

pytestmark = pytest.mark.django_db

DONE = []


@outbox.task(name="tests.note", queue="critical")
def note(*, word):
    DONE.append(word)
    AuditEvent.objects.create(actor="system", action="noted", target=word)
    if word == "broken":
        raise RuntimeError("always fails")


@pytest.fixture(autouse=True)
def sent(monkeypatch):
    """Record the messages instead of sending them; a broker that is down is made by setting ``fail``."""
    DONE.clear()
    outbox.breaker.open_until = 0.0

    class Broker(list):
        fail = False

    messages = Broker()

    def send_task(name, kwargs, queue):
        if messages.fail:
            raise OperationalError("connection refused")
        messages.append((name, kwargs["key"], queue))

    monkeypatch.setattr("bzpeer.core.outbox.current_app.send_task", send_task)
    return messages


def test_enqueue_sends_a_nudge_only_after_commit(sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        outbox.enqueue(note, key="note:1", word="hello")
        before_commit = list(sent)

    assert before_commit == []
    assert sent == [("tests.note", "note:1", "critical")]


def test_enqueue_writes_the_same_key_once():
    first = outbox.enqueue(note, key="note:1", word="hello")
    second = outbox.enqueue(note, key="note:1", word="hello")

    assert (first, second) == (True, False)
    assert Outbox.objects.count() == 1


def test_enqueue_is_undone_with_its_transaction():
    with pytest.raises(RuntimeError), transaction.atomic():
        outbox.enqueue(note, key="note:1", word="hello")
        raise RuntimeError

    assert not Outbox.objects.exists()


def test_a_doubled_message_does_the_work_once():
    outbox.enqueue(note, key="note:1", word="hello")

    note.run(key="note:1")
    note.run(key="note:1")

    assert DONE == ["hello"]
    assert Outbox.objects.get().done_at is not None


def test_a_failing_job_leaves_no_effect_and_its_reason():
    outbox.enqueue(note, key="note:1", word="broken")

    note.run(key="note:1")

    row = Outbox.objects.get()
    assert row.done_at is None
    assert row.last_error == "RuntimeError: always fails"
    assert not AuditEvent.objects.exists()


def test_a_dead_broker_loses_nothing_and_is_left_alone_for_a_while(sent, django_capture_on_commit_callbacks):
    sent.fail = True
    with django_capture_on_commit_callbacks(execute=True):
        outbox.enqueue(note, key="note:1", word="hello")
    sent.fail = False
    with django_capture_on_commit_callbacks(execute=True):
        outbox.enqueue(note, key="note:2", word="again")

    assert sent == []
    assert Outbox.objects.filter(done_at=None).count() == 2


def test_sweep_sends_again_what_is_due_and_waits_longer_each_time(sent):
    outbox.enqueue(note, key="note:1", word="hello")
    Outbox.objects.update(not_before=timezone.now() - timedelta(seconds=1))

    nudges = outbox.sweep()

    row = Outbox.objects.get()
    assert nudges == 1
    assert sent == [("tests.note", "note:1", "critical")]
    assert row.not_before > timezone.now() + timedelta(seconds=8)
    assert outbox.sweep() == 0


def test_sweep_gives_up_on_poison_and_lets_others_pass(sent):
    outbox.enqueue(note, key="note:poison", word="broken")
    outbox.enqueue(note, key="note:good", word="hello")
    past = timezone.now() - timedelta(seconds=1)
    Outbox.objects.update(not_before=past)
    Outbox.objects.filter(key="note:poison").update(sends=outbox.MOST_SENDS)

    outbox.sweep()

    assert Outbox.objects.get(key="note:poison").dead_at is not None
    assert [key for _, key, _ in sent] == ["note:good"]


def test_purge_forgets_only_what_was_finished_long_ago():
    outbox.enqueue(note, key="note:old", word="hello")
    outbox.enqueue(note, key="note:open", word="hello")
    Outbox.objects.filter(key="note:old").update(done_at=timezone.now() - timedelta(days=15))

    assert outbox.purge() == 1
    assert Outbox.objects.get().key == "note:open"
