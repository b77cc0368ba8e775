"""What every model has."""

import pytest
from django.apps import apps
from django.db import models

MODELS = [
    model
    for app in ("core", "accounts", "works", "graph", "profiles")
    for model in apps.get_app_config(app).get_models()
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_model_says_what_one_of_it_is(model):
    assert model.__doc__
    assert not model.__doc__.startswith(f"{model.__name__}(")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_model_names_its_rows(model):
    assert model.__str__ is not models.Model.__str__


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_model_leaves_order_to_its_queries(model):
    assert list(model._meta.ordering) == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_model_does_not_override_save(model):
    assert "save" not in vars(model)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_constraints_say_what_is_true(model):
    names = [constraint.name for constraint in model._meta.constraints]

    assert all("_" in each and not each.endswith(("_uniq", "_check")) for each in names)
