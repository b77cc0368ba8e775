"""Real records that lie beside the project; tests that need them skip loudly where they are absent."""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("BZPEER_SHARED_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))


def shared(path: str) -> Path:
    """Name the file ``path`` of the shared data, or skip the test that asks for it."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"shared data not beside the project: {path}")
    return found
