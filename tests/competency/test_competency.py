"""Competency questions: what an analyst asks, in both languages, with the exact answer or the right refusal."""

from pathlib import Path
from typing import Any

import pytest
import yaml

import kg
from kg.api.graph import Graph
from kg.ask.tables import folded
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
    then = graph.as_of(question["as_of"]) if "as_of" in question else graph
    answer = then.ask(question["ask"], **given)
    column = answer.shown.index(question["column"])
    assert [line[column] for line in folded(answer.cells())] == [str(value) for value in question["answer"]]


def test_there_are_enough_of_each_kind() -> None:
    assert len(QUESTIONS) >= 100
    answers = [str(q["answer"]) for q in QUESTIONS]
    assert answers.count("not stated") >= 8 and answers.count("[]") >= 6
    assert answers.count("over") >= 4 and answers.count("disputed") >= 2 and answers.count("judgement") >= 4
    assert {"expected", "possible", "denied", "statedAsFact"} <= set(answers)
