"""Opens plain, gzip and xz files by what is in them, and reads lines with the place of each."""

import gzip
import lzma
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple, cast

from works.imports.fields import LONGEST_PLACE

GZIP: Final = b"\x1f\x8b"
XZ: Final = b"\xfd7zXZ\x00"
UNREADABLE: Final = {
    b"BZh": "a bzip2 file",
    b"\x28\xb5\x2f\xfd": "a Zstandard file",
    b"PK\x03\x04": "a ZIP archive",
    b"\xff\xfe": "UTF-16 text",
    b"\xfe\xff": "UTF-16 text",
    b"PAR1": "a Parquet file",
    b"%PDF": "a PDF",
}
CHUNK: Final = 1 << 20


class UnreadableFileError(OSError):
    """A file that is not there, not ours to read, damaged, or of a kind we don't know."""


class Line(NamedTuple):
    """A line without its line feed, and where it stands; ``raw`` is cut when the line was too long."""

    number: int
    raw: bytes
    end: int
    is_too_long: bool


def described(paths: Sequence[Path]) -> list[dict[str, str | int]]:
    """Name files by resolved path and size, so that a changed file is another query."""
    return [{"path": str(path.resolve()), "size": _size(path)} for path in paths]


def place(path: Path, rest: str) -> str:
    """Name a place in a file; of a very long path the end is kept."""
    return f"{str(path)[-(LONGEST_PLACE - len(rest)) :]}{rest}"


def is_compressed(path: Path) -> bool:
    """Tell by the first bytes."""
    with _errors(path), path.open("rb") as file:
        return file.read(len(XZ)).startswith((GZIP, XZ))


def line_feeds(path: Path) -> int:
    """Count the line feeds of a plain file."""
    with _errors(path), path.open("rb") as file:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(CHUNK), b""))


def content(path: Path, *, limit: int) -> bytes:
    """Read a whole file, unpacked, but no more than one byte over ``limit``."""
    with opened(path) as file:
        return file.read(limit + 1)


def lines(path: Path, *, offset: int = 0, number: int = 0, longest: int) -> Iterator[Line]:
    """Read lines from byte ``offset`` of the unpacked file on, ``number`` lines having gone before.

    Raises ``UnreadableFileError`` where the file breaks off; the lines before that are good.
    """
    with opened(path) as file:
        if offset:
            file.seek(offset)
        end = offset
        while raw := file.readline(longest + 1):
            number += 1
            end += len(raw)
            is_too_long = len(raw) > longest and not raw.endswith(b"\n")
            if is_too_long:
                end += _skip_line(file)
            yield Line(number, raw.removesuffix(b"\n").removesuffix(b"\r"), end, is_too_long)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file, unpacked where it is gzip or xz; what goes wrong comes as ``UnreadableFileError``."""
    with _errors(path), path.open("rb") as file:
        start = file.peek(len(XZ))[: len(XZ)]
        for magic, kind in UNREADABLE.items():
            if start.startswith(magic):
                raise UnreadableFileError(f"{path} is {kind}. Give it as plain UTF-8 text, gzip or xz.")
        with _unpacked(file, start) as stream:
            yield stream


def _unpacked(file: BufferedReader, start: bytes) -> BinaryIO:
    if start.startswith(GZIP):
        return cast("BinaryIO", gzip.GzipFile(fileobj=file))
    if start.startswith(XZ):
        return cast("BinaryIO", lzma.LZMAFile(file))
    return file


@contextmanager
def _errors(path: Path) -> Iterator[None]:
    try:
        yield
    except UnreadableFileError:
        raise
    except FileNotFoundError as error:
        raise UnreadableFileError(f"There is no file {path}.") from error
    except IsADirectoryError as error:
        raise UnreadableFileError(f"{path} is a folder; name the files in it.") from error
    except PermissionError as error:
        raise UnreadableFileError(f"{path} may not be read: permission denied.") from error
    except (EOFError, lzma.LZMAError, zlib.error, gzip.BadGzipFile) as error:
        raise UnreadableFileError(
            f"{path} is damaged or was cut short ({error}). Fetch it again; what was read before is kept."
        ) from error


def _size(path: Path) -> int:
    with _errors(path), path.open("rb"):
        return path.stat().st_size


def _skip_line(file: BinaryIO) -> int:
    skipped = 0
    while chunk := file.readline(CHUNK):
        skipped += len(chunk)
        if chunk.endswith(b"\n"):
            break
    return skipped
