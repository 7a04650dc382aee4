"""Run a command as its process would, and hold what comes out to what is promised for every input."""

import io
import logging
import re
import signal
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from kg.cli import main, streams
from kg.errors import HARMFUL

LIMIT = 60  # seconds, of a machine that may be busy
_MARKS = re.compile("[\n\t\u2068\u2069]")  # that we write ourselves: in lines, Turtle, and round Hebrew


class Told(NamedTuple):
    """What a command gave."""

    code: int
    out: str
    err: str


class _TooLong(BaseException):
    """Passes by every ``except Exception``."""


@contextmanager
def _silent() -> Iterator[None]:
    """Fails for what a library would log or warn of on standard error, where pytest keeps it to itself."""
    said: list[str] = []
    handler = logging.Handler(logging.WARNING)

    def emit(record: logging.LogRecord) -> None:
        at: logging.Logger | None = logging.getLogger(record.name)
        while at and at.parent and not at.handlers:
            at = at.parent
        if at is logging.getLogger():  # nobody takes it but pytest
            said.append(record.getMessage())

    handler.emit = emit  # type: ignore[method-assign]
    logging.getLogger().addHandler(handler)
    try:
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("default")
            for kind in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning):
                warnings.simplefilter("ignore", kind)
            yield
    finally:
        logging.getLogger().removeHandler(handler)
    said += [str(one.message) for one in warned]
    assert not said, said


@contextmanager
def in_time() -> Iterator[None]:
    """Fails for what takes too long, and for what a library says beside."""

    def stop(*_: object) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, LIMIT)
    try:
        with _silent():
            yield
    except _TooLong:
        raise AssertionError(f"takes more than {LIMIT} seconds") from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def run(*arguments: str, given: bytes = b"") -> Told:
    """Run ``kg``; what it raises beside its exit code is a failure, and so is any promise that it breaks."""
    opened = [io.TextIOWrapper(io.BytesIO(content), encoding="utf-8") for content in (given, b"", b"")]
    stdin, stdout, stderr = opened
    with in_time(), patch.multiple(sys, stdin=stdin, stdout=stdout, stderr=stderr):
        streams.prepare()
        try:
            code: object = main([*arguments])
        except SystemExit as stopped:  # of argparse: help, wrong usage
            code = stopped.code
        for stream in (stdout, stderr):
            stream.flush()
    out, err = (stream.buffer.getvalue().decode() for stream in (stdout, stderr))  # type: ignore[attr-defined]
    told = Told(code if isinstance(code, int) else -1, out, err)
    promised(told, data=arguments[:1] == ("export",))
    return told


def promised(told: Told, data: bool = False) -> None:
    """What holds of every command, whatever it was given; ``data`` is a file's content, which may hold anything."""
    assert told.code in (0, 1, 2), told
    assert "Traceback" not in told.err and "should not happen" not in told.err, told
    for text in (told.err, *([] if data else [told.out])):
        harm = re.search(HARMFUL, _MARKS.sub("", text.replace("\r\n", "\n")))
        assert not harm, (harm, text[max(harm.start() - 80, 0) :][:200])
    errors = [line for line in told.err.split("\n") if re.match(r"kg: (error|שגיאה): |kg \w*: error: ", line)]
    assert len(errors) <= 1 and all(len(line) <= 2000 for line in errors), told
    assert told.code == 0 or told.out or errors, "fails without a word"
    assert told.code != 0 or not errors, told


def found_in(folder: Path) -> dict[str, bytes]:
    """The files below a folder, with what they hold."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def harmless(error: Exception) -> None:
    """What holds of every error that Python gets."""
    for lang in ("en", "he"):
        told: Any = error.told(lang)  # type: ignore[attr-defined]
        assert told and len(told) <= 2000 and not re.search(HARMFUL, told), told
