"""The files that the architecture tests look at."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("bzpeer", "works", "graph", "profiles")
MODULES = [
    path for app in APPS for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts
]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))
