"""Migrations that can't surprise."""

import ast

import pytest
from django.db.migrations.loader import MigrationLoader

from tests.architecture.tree import APPS, ROOT, name

OURS = ("accounts", "core", "graph", "profiles", "works")
# What Django writes into a migration by its path: a default, and an expression of an index.
KEPT_FOR_MIGRATIONS = {"bzpeer.core.public_ids", "works.models.words"}
FILES = [path for app in APPS for path in sorted((ROOT / app).rglob("migrations/0*.py"))]


@pytest.mark.parametrize("app", OURS)
def test_the_migrations_of_an_app_form_one_line(app):
    graph = MigrationLoader(None).graph
    own = [key for key in graph.nodes if key[0] == app]

    after = {key: [each.key for each in graph.node_map[key].children if each.key[0] == app] for key in own}

    assert len(own) >= 1
    assert [key for key in own if len(after[key]) > 1] == []
    assert sum(not children for children in after.values()) == 1


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_migration_imports_no_code_that_will_change(path):
    nodes = list(ast.walk(ast.parse(path.read_text())))
    imported = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    imported |= {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}

    assert {module for module in imported if module.split(".")[0] in APPS} <= KEPT_FOR_MIGRATIONS


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_migration_is_named_by_hand(path):
    assert "_auto_" not in path.name
    assert not path.stem.endswith(("_and_more", "_alter"))
