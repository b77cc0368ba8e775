"""The record in the admin."""

from works.admin import authors, entities, import_runs, works

__all__ = ["authors", "entities", "import_runs", "works"]
