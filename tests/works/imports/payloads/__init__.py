"""Recorded payloads of sources."""

from pathlib import Path


def payload(name: str) -> bytes:
    return Path(__file__).with_name(name).read_bytes()
