import msgspec
import pytest

from graph.slices.shape.compose import shape
from graph.slices.shape.model import Evidence, Slice
from tests.graph.slices.shape.sample import made_evidence


def test_evidence_survives_json():
    evidence = made_evidence(20, 40)

    again = msgspec.json.decode(msgspec.json.encode(evidence), type=Evidence)

    assert again == evidence


def test_a_slice_survives_json():
    found = shape(made_evidence(20, 40))

    again = msgspec.json.decode(msgspec.json.encode(found), type=Slice)

    assert again == found


def test_a_slice_is_stored_with_every_field_of_a_node():
    found = shape(made_evidence(5, 5))

    stored = msgspec.to_builtins(found)["nodes"][0]

    assert set(stored) == {
        *("id", "kind", "public_id", "slug", "label", "year", "weight", "note"),
        *("short", "x", "y", "community", "half_width", "half_height"),
    }


def test_evidence_cannot_be_changed_after_it_was_gathered():
    evidence = made_evidence(3, 3)

    with pytest.raises(AttributeError):
        evidence.focus = "another"
