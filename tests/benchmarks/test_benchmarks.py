"""The benchmarks run, on sizes at which they measure nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.asking import asked, is_right
from kg.api.opening import load
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("name", "small", "told"),
    [
        ("networks", ["--edges", "500"], "betweenness"),
        ("queries", ["--seconds", "0.001"], "mediators"),
    ],
)
def test_it_runs(name: str, small: list[str], told: str, built: Path) -> None:
    given = ["--build", str(built)] if name == "queries" else []
    command = [sys.executable, "-m", f"benchmarks.{name}", *small, *given]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert told in done.stdout


def test_questions_in_words_are_understood_as_often_as_before(built: Path) -> None:
    """Not as often as one would wish: the share may only grow. No sentence ends in an error."""
    graph = load(ROOT, built, lang="en")
    questions = asked()
    right = sum(is_right(graph, one, graph.ask_in_words(one.sentence)) for one in questions)
    assert len(questions) >= 200 and {one.language for one in questions} == {"en", "he"}
    assert right / len(questions) >= 0.45
