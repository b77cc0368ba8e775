"""Numbers, dates, marks and pages as every page writes them."""

from datetime import UTC, date, datetime

import pytest
from django.http import QueryDict
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from bzpeer.core import pagecache
from bzpeer.core.pagination import pager
from bzpeer.core.templatetags import ui


@pytest.mark.parametrize(
    ("value", "noun", "words"),
    [
        (1, "work", "1 work"),
        (0, "work", "0 works"),
        (3000, "work", "3,000 works"),
        (2, "entry,entries", "2 entries"),
    ],
)
def test_counted_writes_number_and_noun(value, noun, words):
    assert ui.counted(value, noun) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [(2019, 2025, "2019\N{EN DASH}2025"), (2020, 2020, "2020"), (None, 2021, "2021"), (None, None, "")],
)
def test_span_writes_years(first, last, words):
    assert ui.span(first, last) == words


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Zhangyang Wang", "ZW"), ("Anna van der Berg", "AB"), ("Plato", "P"), ("", ""), ("Łukasz -", "Ł")],
)
def test_initials_are_of_the_first_and_last_word(name, letters):
    assert ui.initials(name) == letters


def test_times_are_in_words_and_for_machines():
    assert ui.day(date(2026, 11, 2)) == '<time datetime="2026-11-02">2 November 2026</time>'
    assert 'datetime="2026-11-02T08:05:00Z">2 November 2026, 08:05 UTC' in ui.moment(
        datetime(2026, 11, 2, 8, 5, tzinfo=UTC),
    )
    assert ui.day(None) == ui.moment(None) == ""


def test_kept_renders_once_for_one_version_and_always_without_a_key():
    pagecache.forget()
    template = Template("{% kept part %}{{ value }}{% endkept %}")

    first = template.render(Context({"kept": ("/x/", "1"), "value": "<old>"}))
    second = template.render(Context({"kept": ("/x/", "1"), "value": "new"}))
    other = template.render(Context({"kept": ("/x/", "2"), "value": "new"}))
    plain = template.render(Context({"value": "plain"}))

    assert (first, second, other, plain) == ("&lt;old&gt;", "&lt;old&gt;", "new", "plain")


@given(st.integers(0, 5_000), st.text(max_size=12))
def test_pager_stands_on_a_page_that_exists(total, wanted):
    found = pager(total=total, size=20, wanted=wanted, query=QueryDict("year=2020&page=3"))

    numbers = [link.number for link in found.links if link.number]
    assert 1 <= found.number <= found.last
    assert numbers == sorted(set(numbers))
    assert numbers[0] == 1
    assert numbers[-1] == found.last
    assert [link.number for link in found.links if link.is_current] == [found.number]
    assert found.last_item - found.first_item < 20


def test_pager_keeps_what_was_chosen():
    found = pager(total=100, size=20, wanted="2", query=QueryDict("year=2020&page=2"), anchor="#works")

    assert found.next_href == "?year=2020&page=3#works"
    assert found.previous_href == "?year=2020#works"
