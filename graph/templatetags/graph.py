"""What slice templates need beyond plain values."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from graph.slices import picture as pictures
from graph.slices.shape.model import Placed
from works.models import Author, Institution, Topic, Work
from works.text import tex

register = template.Library()


@register.filter
def picture(drawn: str) -> SafeString:
    """Send a stored picture: our own template wrote it, and escaped every imported string in it."""
    return mark_safe(drawn)  # noqa: S308


@register.filter
def node_url(node: Placed) -> str:
    return pictures.mark(node).url


@register.filter
def record_name(record: Author | Work | Topic | Institution) -> str:
    """Name a record in plain text."""
    return tex.to_text(record.title) if isinstance(record, Work) else record.display_name


@register.filter
def pairs(words: str) -> list[list[str]]:
    """Cut "a Name,b Name" into pairs for a loop."""
    return [each.split(" ", 1) for each in words.split(",")]
