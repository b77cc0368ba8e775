from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "bzpeer.core"
    label = "core"

    def ready(self) -> None:
        from bzpeer.core import checks, connections  # noqa: F401  (checks register themselves)

        connections.connect()
