"""Competency questions: what an analyst asks, in both languages, with the exact answer."""

from pathlib import Path
from typing import Any

import pytest
import yaml

import kg
from kg.graph import Graph
from tests.conftest import ROOT

QUESTIONS = yaml.safe_load((Path(__file__).parent / "questions.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def graph(built: Path) -> Graph:
    return kg.load(ROOT, built)


@pytest.mark.parametrize("place", [0, 1], ids=["en", "he"])
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q["en"])
def test_question(graph: Graph, question: dict[str, Any], place: int) -> None:
    if "verdict" in question:
        assert graph.verdict(*question["verdict"][place]) == question["answer"]
        return
    given = {name: names[place] for name, names in question["given"].items()}
    answer = graph.ask(question["ask"], **given)
    column = answer.shown.index(question["column"])
    assert [line[column] for line in answer.cells()] == [str(value) for value in question["answer"]]


def test_there_are_enough_of_each_kind() -> None:
    assert len(QUESTIONS) >= 60
    answers = [str(q["answer"]) for q in QUESTIONS]
    assert answers.count("disputed") >= 4 and answers.count("not stated") + answers.count("[]") >= 6
    assert sum("expected" in a or "possible" in a for a in answers) >= 6
