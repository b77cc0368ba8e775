from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "bzpeer.core"
    label = "core"

    def ready(self) -> None:
        from bzpeer.core import checks  # noqa: F401  (registers the system checks)
