"""Numbers, dates and marks, as every page writes them."""

from datetime import date, datetime
from functools import cache, lru_cache

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from bzpeer.core import markup, pagecache

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw a symbol of ``static/icons.svg``; decorative, so the words beside it must say it all."""
    return _icon(name, settings.STATIC_URL)


# Static names never change while a process lives, and a page draws some thirty icons.
@lru_cache(maxsize=128)
def _icon(name: str, _static_url: str) -> SafeString:
    sprite = static("icons.svg")
    return markup.fill('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', sprite, name)


@register.simple_tag
@cache
def place(name: str) -> str:
    """Give the address of a page that takes no arguments: ``{% url %}``, worked out once for all pages."""
    return reverse(name)


@register.filter
def number(value: int) -> str:
    """Write 3000 as 3,000."""
    return f"{value:,}"


@register.filter
def counted(value: int, noun: str) -> str:
    """Write a number with its noun: 1 work, 3,000 works; an irregular plural follows a comma."""
    singular, _, plural = noun.partition(",")
    return f"{value:,} {singular if value == 1 else plural or singular + 's'}"


@register.filter
def span(first: int | None, last: int | None) -> str:
    """Write the years from first to last: 2019-2025 with a dash between, one year alone, or nothing."""
    years = sorted({year for year in (first, last) if year})
    return "\N{EN DASH}".join(str(year) for year in years)


@register.filter
def initials(name: str) -> str:
    """Give the first letters of the first and last word of a name."""
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0].upper() for word in (words[:1] + words[1:][-1:]))


@register.simple_tag
def day(value: date | None) -> SafeString | str:
    """Write a date in words, readable by machines too."""
    if value is None:
        return ""
    return markup.fill('<time datetime="{}">{} {}</time>', value.isoformat(), value.day, f"{value:%B %Y}")


@register.simple_tag
def moment(value: datetime | None) -> SafeString | str:
    """Write a point in time to the minute, in UTC."""
    if value is None:
        return ""
    utc = value.astimezone(timezone.get_fixed_timezone(0)).replace(microsecond=0, tzinfo=None)
    words = f"{utc.day} {utc:%B %Y, %H:%M} UTC"
    return markup.fill('<time datetime="{}Z">{}</time>', utc.isoformat(), words)


class KeptNode(template.Node):
    """A part of a page that does not depend on the viewer."""

    def __init__(self, name: str, key: str, nodelist: template.NodeList) -> None:
        self.name = name
        self.key = key
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        """Render the part, or take it from memory if the page has a key for it (``pagecache.part_key``)."""
        key = context.get(self.key)
        if key is None:
            return self.nodelist.render(context)
        address, version = key
        found = pagecache.PARTS.get(f"{address} {self.name}", version)
        if found is None:
            rendered = self.nodelist.render(context)
            pagecache.PARTS.put(f"{address} {self.name}", version, rendered.encode(), "")
            return rendered
        return mark_safe(found[0].decode())  # noqa: S308  (rendered above, by the same tag)


@register.tag
def kept(parser: template.base.Parser, token: template.base.Token) -> KeptNode:
    """Keep what stands between ``{% kept name %}`` and ``{% endkept %}``: the same for every viewer.

    ``{% kept name other %}`` takes the key from the context's ``other`` instead of ``kept``.
    """
    _, name, *key = token.split_contents()
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(name, key[0] if key else "kept", nodelist)
