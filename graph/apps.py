from django.apps import AppConfig


class GraphConfig(AppConfig):
    name = "graph"

    def ready(self) -> None:
        from graph import receivers, record_pages

        receivers.connect()
        record_pages.connect()
