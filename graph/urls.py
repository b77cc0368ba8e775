"""Addresses of the graph app."""

from django.urls import path, register_converter

from graph.models import GraphSlice
from graph.views import explorer, slices


class KindConverter:
    """The kinds of record a slice can be drawn around."""

    regex = "|".join(GraphSlice.FocusKind.values)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class FormConverter(KindConverter):
    """The forms a slice can be downloaded in."""

    regex = "|".join(slices.FORMATS)


register_converter(KindConverter, "slice_kind")
register_converter(FormConverter, "slice_form")

app_name = "graph"
urlpatterns = [
    path("slices/<slice_kind:kind>/<public_id:public_id>/", slices.page, name="slice"),
    path("slices/<slice_kind:kind>/<public_id:public_id>/parts/panel/", slices.panel, name="panel"),
    path(
        "slices/<slice_kind:kind>/<public_id:public_id>.<slice_form:form>", slices.download, name="download"
    ),
    path("explorer/", explorer.page, name="explorer"),
    path("explorer/parts/all/", explorer.part, name="explorer_part"),
]
