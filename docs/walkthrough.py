"""Follow docs/another-domain.md as a reader would: write its files, run its commands, keep what they print.

A block that begins with ```console holds commands after «$ », each with what it prints. A block with a path
behind its language (```text lakes/claims.txt) is a file to write; one with a subject behind that and nothing
in it shows what the commands have written of that subject.
"""

import contextlib
import functools
import io
import os
import re
import shlex
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kg.cli import main

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs/another-domain.md"
EXAMPLE = ROOT / "examples/lakes"
_BLOCK = re.compile(r"^```(\w+)(?: (\S+))?(?: (\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def followed(text: str, folder: Path) -> str:
    """The page with what its commands print in an empty folder, which they fill."""
    with _standing_in(folder):
        return _BLOCK.sub(lambda found: _block(found, folder), text)


def _block(found: re.Match[str], folder: Path) -> str:
    kind, path, subject, body = found.groups()
    head = found[0].partition("\n")[0]
    if kind == "console":
        commands = [line[2:] for line in body.splitlines() if line.startswith("$ ")]
        return "\n".join([head, *(line for command in commands for line in _run(command)), "```"])
    if path and subject:
        whole = (folder / path).read_text(encoding="utf-8")
        of_subject = whole[whole.index(f"\n{subject} ") + 1 :].partition("\n\n")[0]
        return f"{head}\n{of_subject.rstrip()}\n```"
    if path:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(body, encoding="utf-8")
    return found[0]


def _run(command: str) -> Iterator[str]:
    """A command, and the lines that it prints: on standard error only what is wrong."""
    yield f"$ {command}"
    words = shlex.split(command)
    if words[0] == "cd":
        os.chdir(words[1])
        return
    out, wrong = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(wrong):
        code = main(words[1:])
    told = wrong.getvalue() if code and not out.getvalue() else out.getvalue()
    yield from (line.rstrip() for line in told.rstrip("\n").splitlines())


@contextlib.contextmanager
def _standing_in(folder: Path) -> Iterator[None]:
    """Commands run in the folder, in a terminal of 110 columns, with no texts but the project's."""
    before, kept = Path.cwd(), dict(os.environ)
    os.environ["COLUMNS"] = "110"
    os.environ.pop("KG_SOURCES", None)
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
        os.environ.clear()
        os.environ.update(kept)


@functools.cache
def _walked() -> tuple[str, tempfile.TemporaryDirectory[str]]:
    """The page as it should be, and the folder in which its commands ran."""
    place = tempfile.TemporaryDirectory(prefix="kg-walkthrough-")
    return followed(PAGE.read_text(encoding="utf-8"), Path(place.name)), place


def project() -> Path:
    """The project that the page makes, built."""
    return Path(_walked()[1].name) / EXAMPLE.name


def pages() -> dict[Path, str]:
    """The page, and the files of the example, as they should be."""
    return {PAGE: _walked()[0], **{EXAMPLE / path: text for path, text in files(project()).items()}}


def left_over() -> list[Path]:
    """Files of the example that the page does not make."""
    return [EXAMPLE / path for path in sorted(files(EXAMPLE).keys() - files(project()).keys())]


def files(folder: Path) -> dict[str, str]:
    """The files of a project but for its build and its pictures, by their places in it."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".svg")
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in found
        if path.relative_to(folder).parts[0] != "build"
    }
