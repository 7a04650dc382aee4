"""The three streams of the process: open, in whatever encoding, and closed without noise."""

import codecs
import io
import os
import sys
import unicodedata
from typing import TextIO


def prepare() -> None:
    """Make the streams such that everything can be written, or fails as an ``OSError``.

    One that is closed gets a descriptor that cannot be used, so that no file takes its number. What an
    encoding does not have is written as an escape, and left out where it is only a mark of direction.
    """
    codecs.register_error("kg", _escaped)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            # The wrong way round: what reads or writes there is told so. Errors have nowhere else to go.
            way = os.O_WRONLY if name in ("stdin", "stderr") else os.O_RDONLY
            opened = os.open(os.devnull, way)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="kg")


def columns() -> int:
    """How wide the terminal is, or as COLUMNS says: what shutil tells, which takes 2 ms to import."""
    given = os.environ.get("COLUMNS", "")
    try:
        return (int(given) if given.isdecimal() else 0) or os.get_terminal_size(1).columns or 80
    except OSError:
        return 80


def release(stream: TextIO) -> None:
    """Let a stream that cannot be written to be closed in silence."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    kept = (char for char in error.object[error.start : error.end] if unicodedata.category(char) != "Cf")
    return "".join(kept).encode("ascii", "backslashreplace").decode(), error.end
