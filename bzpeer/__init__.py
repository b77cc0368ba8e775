"""The project: settings, the apps of people and tools, and the embedded services."""

from bzpeer.celery import app as celery_app

__all__ = ["celery_app"]
