"""The client of arXiv as this site uses it: its settings, and one pace for all of its processes."""

from importlib import metadata

from django.conf import settings
from django.db import connection

from works.imports.arxiv.client import ArxivClient
from works.imports.politeness import SharedPace


def client() -> ArxivClient:
    """Make a client; to be used outside of a transaction, since it waits for its turn."""
    return ArxivClient(
        settings.ARXIV_API_URL,
        settings.CONTACT_EMAIL,
        pace=SharedPace(connection),
        version=_version(),
    )


def _version() -> str:
    try:
        return metadata.version("bzpeer")
    except metadata.PackageNotFoundError:
        return "0"
