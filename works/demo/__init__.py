"""The demo records that ship with the project, in the import format of docs/import-format.md."""

from pathlib import Path

FILES: tuple[Path, ...] = tuple(
    Path(__file__).with_name(name) for name in ("zhangyang_wang.jsonl", "openalex_selection.jsonl")
)
