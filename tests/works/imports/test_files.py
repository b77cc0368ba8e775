"""Files plain and packed, and their lines."""

import gzip
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from works.imports import files

TEXT = b"one\n\ntwo two\r\nthree"
PACKINGS: dict[str, Callable[[bytes], bytes]] = {"plain": bytes, "gzip": gzip.compress, "xz": lzma.compress}


@pytest.fixture(params=PACKINGS)
def pack(request: pytest.FixtureRequest) -> Callable[[bytes], bytes]:
    return PACKINGS[request.param]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "anything.bin"


def test_lines_come_without_their_end_and_with_their_place(
    pack: Callable[[bytes], bytes], path: Path
) -> None:
    path.write_bytes(pack(TEXT))

    found = list(files.lines(path, longest=100))

    assert [(line.number, line.raw, line.end) for line in found] == [
        (1, b"one", 4),
        (2, b"", 5),
        (3, b"two two", 14),
        (4, b"three", 19),
    ]


@given(content=st.binary(max_size=120), longest=st.integers(1, 50))
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_reading_goes_on_exactly_from_any_line(
    pack: Callable[[bytes], bytes], path: Path, content: bytes, longest: int
) -> None:
    path.write_bytes(b"-" + pack(content) if pack is bytes else pack(content))
    found = list(files.lines(path, longest=longest))

    for place, line in enumerate(found):
        rest = list(files.lines(path, offset=line.end, number=line.number, longest=longest))

        assert rest == found[place + 1 :]


def test_a_line_over_the_limit_is_cut_and_marked_and_the_next_one_is_whole(path: Path) -> None:
    path.write_bytes(b"a" * 50 + b"\nbcd\n")

    first, second = files.lines(path, longest=10)

    assert (first.is_too_long, len(first.raw), first.end) == (True, 11, 51)
    assert (second.is_too_long, second.raw, second.number) == (False, b"bcd", 2)


def test_content_stops_one_byte_over_the_limit(pack: Callable[[bytes], bytes], path: Path) -> None:
    path.write_bytes(pack(b"x" * 1000))

    assert files.content(path, limit=10) == b"x" * 11


@pytest.mark.parametrize("packing", [gzip.compress, lzma.compress])
def test_a_file_cut_short_gives_its_lines_and_then_a_clear_error(
    path: Path, packing: Callable[[bytes], bytes]
) -> None:
    path.write_bytes(packing(b"\n".join(str(number).encode() for number in range(100_000)))[:-100])
    found = files.lines(path, longest=100)

    assert next(found).raw == b"0"
    with pytest.raises(files.UnreadableFileError, match="cut short"):
        list(found)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"BZh91AY", "bzip2"),
        (b"PK\x03\x04", "ZIP"),
        (b"\xff\xfe{", "UTF-16"),
        (b"\x28\xb5\x2f\xfd", "Zstandard"),
    ],
)
def test_a_file_of_another_kind_is_told_by_its_kind(path: Path, content: bytes, kind: str) -> None:
    path.write_bytes(content)

    with pytest.raises(files.UnreadableFileError, match=f"{kind}.*plain UTF-8 text, gzip or xz"):
        list(files.lines(path, longest=100))


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(files.UnreadableFileError, match="There is no file"):
        files.described([tmp_path / "missing"])
    with pytest.raises(files.UnreadableFileError, match="is a folder"):
        files.described([tmp_path])


def test_a_file_that_is_not_ours_to_read_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)

    with pytest.raises(files.UnreadableFileError, match="permission denied"):
        list(files.lines(path, longest=100))


def test_line_feeds_are_counted_without_reading_lines(path: Path) -> None:
    path.write_bytes(TEXT)

    assert files.line_feeds(path) == 3
    assert not files.is_compressed(path)


def test_a_packed_file_is_known_by_its_first_bytes_whatever_its_name(path: Path) -> None:
    path.write_bytes(gzip.compress(TEXT))

    assert files.is_compressed(path)


def test_the_place_in_a_file_of_a_very_long_path_keeps_its_end() -> None:
    place = files.place(Path("/folder" * 100 + "/works.jsonl"), ":12")

    assert len(place) == 400
    assert place.endswith("/works.jsonl:12")
