"""Names are completed where somebody types, in either language."""

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

import kg
from kg.cli.prompt import ends
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def graph(built: Path) -> kg.Graph:
    return kg.load(ROOT, built, lang="en")


@pytest.mark.parametrize(
    ("line", "end"),
    [
        ("who borders kaz", "Kazakhstan"),
        ("who owns the CPC pip", "pipeline"),  # the rest of a name of several words
        ("who owns the CPC ", "pipeline"),
        ("Abraham", "Abraham Accords"),
        ("מי מספק נפט לישר", "לישראל"),
        ("מיהו נשיא קזח", "קזחסטן"),
    ],
)
def test_a_name_is_completed(graph: kg.Graph, line: str, end: str) -> None:
    assert end in ends(graph, line, line.rfind(" ") + 1)


@pytest.mark.parametrize("line", ["", " ", "who owns xyzzy", "who signs this "])
def test_nothing_is_offered_where_no_name_begins_so(graph: kg.Graph, line: str) -> None:
    assert ends(graph, line, line.rfind(" ") + 1) == []


def test_a_tab_completes_in_a_terminal(built: Path) -> None:
    pytest.importorskip("readline")
    command = [sys.executable, "-m", "kg", "ask", "--root", str(ROOT), "--build", str(built), "--lang", "en"]
    ours, theirs = pty.openpty()
    found = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "dumb"}
    )
    os.close(theirs)
    try:
        assert "a question" in _until(ours, "end): ")
        os.write(ours, b"who owns the CPC pip\t\n")
        told = _until(ours, "globes/")
        assert "CPC pipeline" in told.splitlines()[0]
    finally:
        found.kill()
        found.wait()
        os.close(ours)


def _until(terminal: int, text: str, seconds: float = 60) -> str:
    """What a terminal shows until it shows this."""
    told, end = b"", time.monotonic() + seconds
    while text.encode() not in told and time.monotonic() < end:
        if select.select([terminal], [], [], 1)[0]:
            told += os.read(terminal, 4096)
    assert text.encode() in told, told.decode(errors="replace")
    return told.decode(errors="replace")
