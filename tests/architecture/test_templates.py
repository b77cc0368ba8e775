"""What templates may not do."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

from tests.architecture.tree import MODULES, ROOT, TEMPLATES, name

INLINE = re.compile(r"\sstyle=|\son[a-z]+=|<style|javascript:", re.IGNORECASE)
SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*application/(ld\+)?json)", re.IGNORECASE)


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_template_compiles(path):
    assert get_template(str(path.relative_to(ROOT / "templates")))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_template_has_nothing_inline(path):
    text = re.sub(r"{%.*?%}", "", path.read_text())

    assert INLINE.findall(text) == []
    assert SCRIPT.findall(text) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_htmx_has_a_plain_way_beside_it(path):
    """Every element that htmx loads from or posts to also works without JavaScript."""
    without = []
    for tag in re.findall(r"<[a-z][^<>]*\shx-(?:get|post)=[^<>]*>", path.read_text()):
        lazy = 'hx-trigger="load' in tag
        if not lazy and not re.search(r"\s(href|action)=", tag) and not tag.startswith(("<button", "<input")):
            without.append(tag)

    assert without == []


def test_every_template_is_used():
    """Templates that no Python file and no other template names are dead (allauth's are named by allauth)."""
    texts = "\n".join(path.read_text() for path in [*MODULES, *TEMPLATES])
    unused = [
        name(path)
        for path in TEMPLATES
        if not str(path.relative_to(ROOT / "templates")).startswith(("account/", "allauth/", "admin/"))
        and str(path.relative_to(ROOT / "templates")) not in texts
        and path.name not in {"404.html", "403.html", "500.html", "403_csrf.html", "429.html"}
    ]

    assert unused == []


def test_only_reviewed_places_mark_text_safe():
    """Text becomes HTML in the few places that make or keep rendered HTML."""
    reviewed = {
        "bzpeer/core/markup.py",
        "bzpeer/core/templatetags/ui.py",
        "graph/templatetags/graph.py",
        "profiles/pages/profile.py",
        "profiles/pages/works_list.py",
        "templates/works/_card.html",
        "works/templatetags/scholarly.py",
        "works/cards.py",
        "works/text/tex.py",
    }
    marking = re.compile(r"mark_safe\(|SafeString\(|\|safe\b|autoescape off")
    found = {name(path) for path in [*MODULES, *TEMPLATES] if marking.search(path.read_text())}

    assert found <= reviewed, sorted(found - reviewed)


def test_no_address_of_another_host_is_loaded():
    loads = re.compile(r"<(?:script|img|link|iframe|source)[^>]+(?:src|href)=[\"']https?://", re.IGNORECASE)
    found = [name(path) for path in TEMPLATES if loads.search(path.read_text())]
    styles = [name(Path(path)) for path in (ROOT / "static").rglob("*.css") if "url(http" in path.read_text()]

    assert found + styles == []
