"""What the researcher page writes many times over: drawn here, where a template takes ten times as long."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from bzpeer.core import markup
from bzpeer.core.templatetags.ui import counted, icon, span
from profiles.pages import profile
from profiles.pages.header import Segment
from profiles.pages.neighbours import Collaborator, TopicCount
from profiles.pages.ring import Ring
from profiles.trust.explain import Row

register = template.Library()
register.simple_tag(profile.linked_data)


@register.simple_tag
def ring_bars(ring: Ring) -> SafeString:
    """Draw the bars of the publication ring."""
    rows = (("bar lo" if bar.is_low else "bar", bar.path) for bar in ring.bars)
    return markup.fill_all("", '<path class="{}" d="{}"/>', rows)


@register.simple_tag
def scale_segments(segments: Iterable[Segment]) -> SafeString:
    """Draw the bands of the score's scale, and over each how far it is reached."""
    drawn = [("seg", f"{one.x:g}", f"{one.width:g}") for one in segments]
    drawn += [("seg on", f"{one.x:g}", f"{one.filled:g}") for one in segments if one.filled]
    return markup.fill_all("", '<rect class="{}" x="{}" y="5" width="{}" height="8" rx="4"/>', drawn)


@register.simple_tag
def level_pips(pips: Iterable[bool]) -> SafeString:
    """Draw a dot for each level, filled up to the one reached."""
    dots = (("p on" if on else "p", 6 + 10 * place) for place, on in enumerate(pips))
    return markup.fill_all("", '<circle class="{}" cx="{}" cy="5" r="3.4"/>', dots)


@register.simple_tag
def score_rows(rows: Iterable[Row]) -> SafeString:
    """Write the parts of a score as rows of a table."""
    return markup.fill_all(
        "",
        '<tr><th scope="row">{}</th><td class="num">{}{}</td><td>{}</td></tr>',
        (
            (row.name, row.points, "" if row.maximum is None else f" of {row.maximum}", row.evidence)
            for row in rows
        ),
    )


@register.simple_tag
def criteria(met: Iterable[str], missing: Iterable[str]) -> SafeString:
    """Write what a level asks for, marked by what holds."""
    yes, no = icon("check"), icon("cross")
    marked = [("met", yes, "Met: ", words) for words in met]
    marked += [("missing", no, "Missing: ", words) for words in missing]
    return markup.fill_all("", '<li class="{}">{}<span><span class="vh">{}</span>{}</span></li>', marked)


@register.simple_tag
def topic_chips(topics: Iterable[TopicCount]) -> SafeString:
    """Write topics as links, with the number of works."""
    return markup.fill_all(
        "\n",
        '<li><a class="chip" href="{}">{} <span class="n">{}</span></a></li>',
        ((one.url, one.name, f"{one.works:,}") for one in topics),
    )


@register.simple_tag
def collaborator_rows(collaborators: Iterable[Collaborator]) -> SafeString:
    """Write collaborators as rows of a table; the number leads to the joint works."""
    return markup.fill_all(
        "",
        '<tr><th scope="row" translate="no"><a href="{}">{}</a></th>'
        '<td class="num"><a href="?coauthor={}#works">{}</a></td><td>{}</td></tr>',
        (
            (
                one.url,
                one.name,
                one.public_id,
                counted(one.works, "work"),
                span(one.first_year, one.last_year),
            )
            for one in collaborators
        ),
    )
