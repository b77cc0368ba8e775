"""Writes the citation of a work: BibTeX, one plain line, and the meta tags that scholarly crawlers read."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from pylatexenc.latexencode import UnicodeToLatexEncoder

from works.text import formulas
from works.text.fold import unaccented
from works.text.identifiers import arxiv
from works.text.names import family_first, parse
from works.text.slugs import slug
from works.text.tex import to_text

LISTED_IN_PLAIN: Final = 20
ENTRY_TYPES: Final = {
    "article": "article", "journal-article": "article", "review": "article", "letter": "article",
    "conference-paper": "inproceedings", "proceedings-article": "inproceedings",
    "conference": "inproceedings", "workshop-paper": "inproceedings", "book-chapter": "incollection",
    "book": "book", "dissertation": "phdthesis", "thesis": "phdthesis", "report": "techreport",
}  # fmt: skip
SOURCE_FIELDS: Final = {
    "article": "journal", "inproceedings": "booktitle", "incollection": "booktitle", "phdthesis": "school",
    "techreport": "institution", "book": "publisher",
}  # fmt: skip
SOURCE_TAGS: Final = {
    "article": "citation_journal_title", "inproceedings": "citation_conference_title",
    "incollection": "citation_inbook_title", "phdthesis": "citation_dissertation_institution",
    "techreport": "citation_technical_report_institution",
}  # fmt: skip
SPECIAL: Final = re.compile(r"\\[A-Za-z]+\*?|\\.|[&%#_$~^{}\\]", re.DOTALL)
ESCAPES: Final = {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}"}
WORD: Final = re.compile(r"(?<!\S)[^\s{}$\\]*[A-Z][^\s{}$\\]*")
TITLE_CASE: Final = 0.8
STOP_WORDS: Final = frozenset(
    ["a", "an", "the", "on", "of", "in", "for", "to", "and", "with", "is", "are", "towards", "toward", "from"]
)


@dataclass(frozen=True, slots=True)
class Citation:
    """What a reference to one work says; `key_hint`, such as its public id, makes the BibTeX key unique."""

    kind: str
    title: str
    bylines: tuple[str, ...]
    year: int | None = None
    source: str | None = None
    arxiv_id: str | None = None
    doi: str | None = None
    url: str | None = None
    first_submitted_date: date | None = None
    key_hint: str = ""

    @property
    def entry_type(self) -> str:
        if not self.source or self.source.casefold() == "arxiv":
            return "misc"
        return ENTRY_TYPES.get(self.kind.lower().replace("_", "-").replace(" ", "-"), "misc")


def bibtex(c: Citation) -> str:
    """Write one entry that BibTeX and biber both read; ASCII wherever LaTeX has a command for a letter."""
    fields = {
        "title": f"{{{_title(c.title)}}}",
        "author": f"{{{' and '.join(_bibtex_name(byline) for byline in c.bylines)}}}" if c.bylines else "",
        "year": f"{{{c.year}}}" if c.year else "",
        SOURCE_FIELDS.get(c.entry_type, "howpublished"): f"{{{_escaped(c.source)}}}" if c.source else "",
        **_identifier_fields(c),
    }
    if c.entry_type == "misc" and c.arxiv_id:
        fields.pop("howpublished", None)
    lines = [f"  {name} = {value}," for name, value in fields.items() if value]
    return "\n".join([f"@{c.entry_type}{{{_key(c)},", *lines, "}"]) + "\n"


def plain(c: Citation) -> str:
    """Write one line in the manner of APA: Family, G. G., & Family, G. (year). Title. Source. Link."""
    title = to_text(c.title)
    parts = [
        f"{_plain_names(c.bylines)} ({c.year or 'n.d.'}).".lstrip(),
        title if title.endswith(("?", "!", ".")) else f"{title}.",
    ]
    if c.source:
        preprint = f" (arXiv:{c.arxiv_id})" if c.arxiv_id and c.entry_type == "misc" else ""
        parts.append(f"{c.source}{preprint}.")
    if link := _link(c):
        parts.append(link)
    return " ".join(parts)


def meta_tags(c: Citation, abstract_url: str, pdf_url: str | None) -> list[tuple[str, str]]:
    """List the citation_* tags of a work's page in the order of Google Scholar's inclusion guidelines."""
    tags = [("citation_title", to_text(c.title))]
    tags += [("citation_author", family_first(byline)) for byline in c.bylines]
    tags.append(("citation_doi", c.doi or ""))
    if c.first_submitted_date:
        tags.append(("citation_date", c.first_submitted_date.strftime("%Y/%m/%d")))
    tags += [
        ("citation_publication_date", str(c.year or "")),
        (SOURCE_TAGS.get(c.entry_type, ""), c.source or ""),
        ("citation_pdf_url", pdf_url or ""),
        ("citation_abstract_html_url", abstract_url),
        ("citation_arxiv_id", c.arxiv_id or ""),
    ]
    return [(name, content) for name, content in tags if name and content]


def _identifier_fields(c: Citation) -> dict[str, str]:
    found = arxiv(c.arxiv_id) if c.arxiv_id else None
    return {
        "eprint": f"{{{found.base}}}" if found else "",
        "archivePrefix": "{arXiv}" if found else "",
        "doi": f"{{{_unbraced(c.doi)}}}" if c.doi else "",
        "url": f"{{{_unbraced(c.url)}}}" if c.url and not c.doi else "",
    }


def _unbraced(address: str) -> str:
    return address.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _link(c: Citation) -> str:
    if c.doi:
        return f"https://doi.org/{c.doi}"
    return f"https://arxiv.org/abs/{c.arxiv_id}" if c.arxiv_id else c.url or ""


def _key(c: Citation) -> str:
    """Make a key like wang2026autotrust; empty parts are left out."""
    family = slug(parse(c.bylines[0]).family).replace("-", "") if c.bylines else ""
    words = [
        word
        for word in slug(to_text(c.title), 200).split("-")
        if word not in STOP_WORDS and not word.isdigit()
    ]
    base = f"{family or 'anonymous'}{c.year or ''}{words[0] if words else ''}"
    hint = slug(c.key_hint).replace("-", "")
    return f"{base}_{hint}" if hint else base


def _bibtex_name(byline: str) -> str:
    name = parse(byline)
    if name.collaboration or not name.given or not unaccented(name.family).isascii():
        return f"{{{_escaped(str(name))}}}"
    return ", ".join(_escaped(part) for part in (name.family, name.suffix, name.given) if part)


def _plain_names(bylines: tuple[str, ...]) -> str:
    names = [_plain_name(byline) for byline in bylines]
    if len(names) > LISTED_IN_PLAIN:
        return f"{', '.join(names[: LISTED_IN_PLAIN - 1])}, … {names[-1]}"
    return ", & ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _plain_name(byline: str) -> str:
    name = parse(byline)
    if name.collaboration or not name.given or not unaccented(name.family).isascii():
        return str(name)
    letters = " ".join(
        "-".join(f"{part[0].upper()}." for part in word.split("-") if part) for word in name.given.split()
    )
    return ", ".join(part for part in (name.family, letters, name.suffix) if part)


@cache
def _encoder() -> UnicodeToLatexEncoder:
    return UnicodeToLatexEncoder(
        non_ascii_only=True,
        replacement_latex_protection="braces-all",
        unknown_char_policy="keep",
        unknown_char_warning=False,
    )


def _escaped(text: str, *, keep_tex: bool = False) -> str:
    """Escape TeX's special characters and write accents as commands; keep_tex leaves TeX that is there."""

    def safe(found: re.Match[str]) -> str:
        mark = found[0]
        if keep_tex and mark.isascii() and (len(mark) > 1 or mark in "{}~"):
            return mark
        return ESCAPES.get(mark) or "".join(
            ESCAPES.get(sign, f"\\{sign}" if sign in "&%#_${}" else sign) for sign in mark
        )

    ascii_safe = SPECIAL.sub(safe, text)
    return ascii_safe if ascii_safe.isascii() else str(_encoder().unicode_to_latex(ascii_safe))


def _title(title: str) -> str:
    """Escape a title around its formulas, which stay as typed, and keep capitals that BibTeX would lower."""
    if not _is_balanced(title):
        return _escaped(title)
    words = [word for word in re.findall(r"[A-Za-z]{3,}", title)[1:] if word.lower() not in STOP_WORDS]
    # Where nearly every word has a capital, capitals are a style; elsewhere they make a name.
    proper = sum(word[0].isupper() for word in words) < TITLE_CASE * len(words)
    parts: list[str] = []
    position = 0
    for start, end in [*formulas.spans(title), (len(title), len(title))]:
        text = _protected(title[position:start], proper=proper, first=position == 0)
        parts += [_escaped(text, keep_tex=True), title[start:end]]
        position = end
    return "".join(parts)


def _is_balanced(title: str) -> bool:
    depth = 0
    for mark in SPECIAL.findall(title):
        depth += (mark == "{") - (mark == "}")
        if depth < 0 or mark == "\\":
            return False
    return depth == 0


def _protected(text: str, *, proper: bool, first: bool) -> str:
    if "{" in text:
        return text

    def braced(found: re.Match[str]) -> str:
        word = found[0]
        bare = word.rstrip(".,;:!?)'\"")
        shape = bare.lstrip("('\"")
        hidden = any(part[1:] != part[1:].lower() for part in shape.split("-"))
        kept = hidden or (proper and shape[:1].isupper() and not (first and found.start() == 0))
        return f"{{{bare}}}{word[len(bare) :]}" if kept else word

    return WORD.sub(braced, text)
