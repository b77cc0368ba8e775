"""Hold every module, function and template to a size a reader can take in."""

import ast

import pytest

from tests.architecture.tree import MODULES, ROOT, TEMPLATES, name

# Tables of facts, long because the facts are many.
DATA_TABLES = {"works/imports/arxiv/categories.py", "works/text/macros.py", "works/text/alphabets.py"}


@pytest.mark.parametrize("path", [each for each in MODULES if name(each) not in DATA_TABLES], ids=name)
def test_module_fits_on_a_few_screens(path):
    assert len(path.read_text().splitlines()) <= 300


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_functions_fit_on_one_screen(path):
    too_long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > 60
    ]

    assert too_long == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_template_fits_on_a_few_screens(path):
    assert len(path.read_text().splitlines()) <= 120


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_module_says_what_lives_here(path):
    text = path.read_text()

    assert not text.strip() or path.name == "apps.py" or ast.get_docstring(ast.parse(text))


def test_data_tables_still_exist():
    assert [table for table in DATA_TABLES if not (ROOT / table).exists()] == []
