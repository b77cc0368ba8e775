"""Where stored HTML is called safe."""

from dataclasses import dataclass

import pytest
from django.template import Context, Template

from works.templatetags import scholarly


@dataclass
class Record:
    title: str = "<b>raw</b>"
    title_html: str = "<em>made</em>"


def test_only_rendered_fields_are_put_out_as_html():
    shown = Template("{% load scholarly %}{{ record|rendered:'title' }} {{ record.title }}").render(
        Context({"record": Record()})
    )

    assert shown == "<em>made</em> &lt;b&gt;raw&lt;/b&gt;"


def test_raw_text_has_nothing_to_render():
    with pytest.raises(AttributeError):
        scholarly.rendered("<b>raw</b>", "title")


@pytest.mark.parametrize(
    "hostile", ["</script><script>alert(1)</script>", "<!--<script>", "\u2028\u2029&amp;"]
)
def test_linked_data_cannot_end_its_element(hostile):
    shown = str(scholarly.linked_data({"name": hostile}))

    assert shown.count("<") == 2
    assert "\u2028" not in shown


@pytest.mark.parametrize(
    ("part", "whole", "width"), [(1, 2, "50.0"), (0, 5, "2.0"), (5, 5, "100.0"), (0, 0, "2")]
)
def test_a_bar_is_as_wide_as_its_share(part, whole, width):
    assert scholarly.share(part, whole) == width


def test_a_country_is_named_as_far_as_known():
    assert scholarly.country("NL") == "Netherlands"
    assert scholarly.country("ZZ") == "ZZ"
