from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "bzpeer.core"
    label = "core"

    def ready(self) -> None:
        # Whoever enqueues work needs the Celery app; commands that don't load Django don't.
        from bzpeer import celery  # noqa: F401
        from bzpeer.core import checks, connections  # noqa: F401  (checks register themselves)

        connections.connect()
