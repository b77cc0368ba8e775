"""Import runs, their problems, and the records as received."""

import hashlib

import factory
from factory.django import DjangoModelFactory

from tests.factories.works import WorkFactory
from works.models import ImportProblem, ImportRun, SourceRecord


class ImportRunFactory(DjangoModelFactory):
    """A run of one file that is done."""

    class Meta:
        model = ImportRun

    class Params:
        running = factory.Trait(state=ImportRun.State.RUNNING)
        failed = factory.Trait(state=ImportRun.State.FAILED, error="The source does not answer.")

    provider = "jsonl"
    query = factory.Sequence(lambda number: {"files": [f"works{number}.jsonl"]})
    key = factory.Sequence(lambda number: hashlib.sha256(str(number).encode()).hexdigest())
    state = ImportRun.State.DONE


class ImportProblemFactory(DjangoModelFactory):
    """A line that lacks its title."""

    class Meta:
        model = ImportProblem

    run = factory.SubFactory(ImportRunFactory)
    place = factory.Sequence(lambda number: f"works.jsonl line {number + 1}")
    field = "title"
    message = "The title is missing."


class SourceRecordFactory(DjangoModelFactory):
    """A record as received."""

    class Meta:
        model = SourceRecord

    provider = "jsonl"
    record_id = factory.Sequence(lambda number: f"local:{number}")
    work = factory.SubFactory(WorkFactory)
    payload = "{}"
    payload_hash = hashlib.sha256(b"{}").digest()
