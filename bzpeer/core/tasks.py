"""Celery's way to the outbox's own upkeep."""

from celery import shared_task

from bzpeer.core import outbox


@shared_task(name="core.sweep_outbox", ignore_result=True)
def sweep_outbox() -> None:
    outbox.sweep()


@shared_task(name="core.purge_outbox", ignore_result=True)
def purge_outbox() -> None:
    outbox.purge()
