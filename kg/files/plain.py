"""Read files that people wrote: plain files in UTF-8, with or without a byte order mark."""

import os
import stat
from pathlib import Path

from kg.errors import KgError

_MARK = b"\xef\xbb\xbf"


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, without a byte order mark.

    Raises KgError for what is missing, cannot be read or is no file: a pipe might never end. One that the
    shell opened for us (``/dev/stdin``, ``<(…)``) is read.
    """
    try:
        if not stat.S_ISREG(os.stat(path).st_mode) and not str(path).startswith(("/dev/fd/", "/dev/stdin")):
            raise KgError("is no plain file", he="אינו קובץ רגיל", file=path)
        return path.read_bytes().removeprefix(_MARK)
    except (OSError, ValueError) as error:  # a name may hold what no name can
        raise KgError(f"cannot read: {getattr(error, 'strerror', None) or error}", file=path) from None


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
