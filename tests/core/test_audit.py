import pytest
from django.db import DatabaseError, transaction

from bzpeer.accounts.models import User
from bzpeer.core import audit
from bzpeer.core.models import AuditEvent

pytestmark = pytest.mark.django_db


def test_record_names_actor_and_target():
    user = User.objects.create_user("reader@example.org")

    audit.record("followed", by=user, target=user, author=3)

    event = AuditEvent.objects.get()
    assert (event.actor, event.action, event.target) == (f"user:{user.pk}", "followed", f"user:{user.pk}")
    assert event.details == {"author": 3}


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_rewrite_the_trail(change):
    user = User.objects.create_user("reader@example.org")
    audit.record("followed", by=user, target=user)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        if change == "update":
            AuditEvent.objects.update(action="unfollowed")
        else:
            AuditEvent.objects.all().delete()
