"""Rendered titles, abstracts and cards, and linked data: the one reviewed place that calls stored HTML safe.

What counts as safe: attributes named ``..._html``, which works.text.tex and works.cards alone write, escaping
every character of what was imported.
"""

import json
from typing import Any, Final

from django import template
from django.utils.safestring import SafeString, mark_safe

from bzpeer.core import markup
from works.pages.countries import COUNTRIES

register = template.Library()

JSON_ESCAPES: Final = str.maketrans(
    {"<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"},
)


@register.filter
def rendered(record: object, field: str) -> SafeString:
    """Put out ``<field>_html`` of a record as the HTML it is; raw text has no such attribute."""
    html: str = getattr(record, f"{field}_html")
    return mark_safe(html)  # noqa: S308


@register.simple_tag
def linked_data(data: dict[str, Any]) -> SafeString:
    """Put JSON-LD into the page, so escaped that nothing in it can end the element."""
    text = json.dumps(data, ensure_ascii=False).translate(JSON_ESCAPES)
    return markup.fill('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308


@register.filter
def share(part: int, whole: int) -> str:
    """Give a part of the whole as the width of a bar in a box 100 wide, at least 2."""
    return f"{max(2, 100 * part / whole):.1f}" if whole else "2"


@register.filter
def country(code: str) -> str:
    """Name a country; a code that is not known stands for itself."""
    return COUNTRIES.get(code, code)
