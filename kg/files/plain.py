"""Read files that people wrote: plain files in UTF-8, with or without a byte order mark."""

import os
import stat
from pathlib import Path
from typing import BinaryIO

from kg.errors import KgError

MOST = 2**30  # bytes of one input
_PIECE = 2**20
_MARK = b"\xef\xbb\xbf"


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, without a byte order mark.

    Raises KgError for what is missing, cannot be read, is larger than ``MOST``, or is no file: a pipe might
    never end. One that the shell opened for us (``/dev/stdin``, ``<(…)``) is read.
    """
    try:
        if not str(path).startswith(("/dev/fd/", "/dev/stdin")):
            refuse_odd(path)
        with path.open("rb") as file:
            return bounded(file, path).removeprefix(_MARK)
    except (OSError, ValueError) as error:  # a name may hold what no name can
        raise KgError(f"cannot read: {getattr(error, 'strerror', None) or error}", file=path) from None


def refuse_odd(path: Path) -> None:
    """Raises KgError for what is there and no plain file, OSError for what is not there."""
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise KgError("is no plain file", he="אינו קובץ רגיל", file=path)


def bounded(file: BinaryIO, path: Path | None = None) -> bytes:
    """All bytes of a stream. Raises KgError for more than ``MOST``: it might never end."""
    parts, left = [], MOST + 1
    while left and (part := file.read(min(left, _PIECE))):
        parts.append(part)
        left -= len(part)
    if not left:
        raise KgError(f"is larger than {MOST >> 20} MB, more than is read", file=path)
    return b"".join(parts)


def read_text(path: Path) -> str:
    """The text of a file. Raises KgError for one that is missing, no plain file, or not in UTF-8."""
    return decoded(read_bytes(path), path)


def decoded(data: bytes, path: Path | None = None) -> str:
    """The text of bytes in UTF-8. Raises KgError, with the line, for other bytes."""
    try:
        return data.removeprefix(_MARK).decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        guess = " (it looks like UTF-16)" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ""
        raise KgError(f"is not UTF-8 text from line {line} on{guess}", file=path) from None
