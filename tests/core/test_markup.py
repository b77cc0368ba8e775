from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from bzpeer.core import markup

values = st.one_of(st.text(), st.integers(), st.text().map(SafeString))


@given(values, values)
def test_fill_writes_what_django_writes(one, other):
    pattern = '<a href="{}">{}</a>'

    assert markup.fill(pattern, one, other) == format_html(pattern, one, other)


@given(st.lists(st.tuples(values, values), max_size=5))
def test_fill_all_writes_what_django_writes(rows):
    assert markup.fill_all("\n", "<li>{} {}</li>", rows) == format_html_join("\n", "<li>{} {}</li>", rows)


def test_what_comes_out_is_not_escaped_again():
    assert markup.fill("{}", markup.fill("<b>{}</b>", "<i>")) == "<b>&lt;i&gt;</b>"
