"""Atom as arXiv writes it, made around real facts, for traits that the recorded payloads lack."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

NAMESPACES = (
    'xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"'
    ' xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom"'
)


def entry(
    address: str = "http://arxiv.org/abs/0704.0644v2",
    *,
    title: str | None = "On the HOMFLY and Tutte polynomials",
    published: str | None = "2007-04-04T20:10:53Z",
    updated: str | None = "2008-06-30T16:04:39Z",
    summary: str = "",
    authors: Sequence[str | tuple[str, ...]] = ("Iain Moffatt",),
    categories: Sequence[str] = ("math.CO",),
    primary: str = "math.CO",
    **elements: str,
) -> str:
    """Write an entry; an author given as a tuple is a name followed by affiliations."""
    parts = [
        _tag("id", address),
        _tag("title", title),
        _tag("updated", updated),
        _tag("published", published),
    ]
    parts.append(_tag("summary", summary))
    for author in authors:
        name, *affiliations = (author,) if isinstance(author, str) else author
        inner = "".join(_tag("arxiv:affiliation", text) for text in affiliations)
        parts.append(f"<author>{_tag('name', name)}{inner}</author>")
    parts += [f'<category term="{term}" scheme="http://arxiv.org/schemas/atom"/>' for term in categories]
    parts.append(f'<arxiv:primary_category term="{primary}"/>')
    parts += [_tag(f"arxiv:{name}", text) for name, text in elements.items()]
    return f"<entry>{''.join(parts)}</entry>"


def feed(*entries: str, total: int | None = None, start: int = 0) -> bytes:
    counts = "" if total is None else _tag("opensearch:totalResults", str(total))
    counts += _tag("opensearch:startIndex", str(start))
    body = "\n".join(entries)
    return f"<?xml version='1.0' encoding='UTF-8'?>\n<feed {NAMESPACES}>{counts}{body}</feed>\n".encode()


def papers(first: int, count: int) -> list[str]:
    """Write entries that differ by their number."""
    return [entry(f"http://arxiv.org/abs/0704.{number:04}v1") for number in range(first, first + count)]


def _tag(name: str, text: str | None) -> str:
    return "" if text is None else f"<{name}>{escape(text)}</{name}>"
