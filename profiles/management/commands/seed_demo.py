"""Load the demo: real records, and an account for each role."""

from argparse import ArgumentParser
from typing import Any, Final

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from bzpeer.accounts.models import User
from works.demo import FILES
from works.imports import runner
from works.imports.jsonl.reader import JsonLinesReader
from works.models import Author

ROLES: Final[dict[str, dict[str, bool]]] = {
    "reader": {},
    "owner": {},
    "curator": {"is_staff": True},
    "admin": {"is_staff": True, "is_superuser": True},
}
FEATURED: Final = "Zhangyang Wang"


class Command(BaseCommand):
    help = "Load the demo records and, where asked, an account for each role. Loading twice changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--accounts",
            action="store_true",
            help="also make accounts with passwords that everybody knows: never where others can log in",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for path in FILES:
            run = runner.run(JsonLinesReader([path]))
            self.stdout.write(f"{path.name}: {run.read_count} works, {run.created_count} new")
        author = Author.objects.listed().filter(display_name=FEATURED).order_by("-works_count", "pk").first()
        if author:
            self.stdout.write(f"profile {settings.SITE_URL.rstrip('/')}{author.get_absolute_url()}")
        if options["accounts"]:
            for role, fields in ROLES.items():
                self._account(role, fields)

    @transaction.atomic
    def _account(self, role: str, fields: dict[str, bool]) -> None:
        email, password = f"{role}@example.org", f"bzpeer-demo-{role}"
        user = User.objects.filter(email=email).first()
        if user is None:
            user = User.objects.create_user(email, password, display_name=f"Demo {role}", **fields)
        EmailAddress.objects.get_or_create(
            user=user, email=email, defaults={"verified": True, "primary": True}
        )
        self.stdout.write(f"log-in {role}: {email} / {password}")
