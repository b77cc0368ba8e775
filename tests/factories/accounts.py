"""People with an account."""

import factory
from factory.django import DjangoModelFactory, Password

from bzpeer.accounts.models import User

PASSWORD = "correct horse battery staple"


class UserFactory(DjangoModelFactory):
    """A reader; every account made here logs in with PASSWORD."""

    class Meta:
        model = User

    class Params:
        curator = factory.Trait(is_staff=True)
        admin = factory.Trait(is_staff=True, is_superuser=True)
        inactive = factory.Trait(is_active=False)

    email = factory.Sequence(lambda number: f"reader{number}@example.org")
    display_name = factory.Sequence(lambda number: f"Reader {number}")
    password = Password(PASSWORD)
