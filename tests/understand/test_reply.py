"""Questions in words are read as they are meant, and answered with a verdict, evidence and other readings."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.api.graph import Graph
from kg.api.opening import load
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def graph(built: Path) -> Graph:
    return load(ROOT, built, lang="en")


@pytest.mark.parametrize(
    ("sentence", "question", "named"),
    [
        ("who supplies oil to Israel?", "suppliers", {"oil", "Israel"}),
        ("מי מספק נפט לישראל ובאיזה צינור?", "suppliers", {"oil", "Israel"}),
        ("who mediates between Israel and Kazakhstan?", "mediated-parties", {"Israel", "Kazakhstan"}),
        ("who owns the CPC pipeline?", "owners", {"CPC pipeline"}),
        ("who borders Kazakhstan?", "borders", {"Kazakhstan"}),
        ("עם מי גובלת קזחסטן?", "borders", {"Kazakhstan"}),
        ("what is the capital of Kazakhstan?", "capitals", {"Kazakhstan"}),
        ("מהי בירת קזחסטן?", "capitals", {"Kazakhstan"}),
        ("who opposes what?", "attitudes", set()),
    ],
)
def test_what_is_asked_is_understood(graph: Graph, sentence: str, question: str, named: set[str]) -> None:
    reply = graph.ask_in_words(sentence)
    assert reply.reading is not None and reply.reading.question.name == question
    assert {graph.label(iri) for iri in (*reply.reading.given.values(), *reply.reading.about)} == named
    assert reply.answer and len(reply.others) <= 2 and not reply.unknown


def test_a_day_is_given_where_a_question_takes_one(graph: Graph) -> None:
    reply = graph.ask_in_words("who was head of state of Kazakhstan on 1 May 2018?")
    assert reply.reading is not None and reply.answer is not None
    assert reply.reading.given["day"] == "2018-05-01"
    assert [row.person.label for row in reply.answer] == ["Nursultan Nazarbayev"]


def test_a_source_and_a_certainty_narrow_the_answer(graph: Graph) -> None:
    reply = graph.ask_in_words("according to Globes, who supplies oil to Israel?")
    assert reply.reading is not None and reply.answer
    assert graph.label(reply.reading.narrow["source"]) == "Globes, 9 November 2025"
    assert {claim.source.label for claim in reply.answer.grounds()} == {"Globes, 9 November 2025"}
    for sentence in ("according to Paskin, where is the embassy of Kazakhstan?", "לפי פסקין, היכן השגרירות?"):
        reply = graph.ask_in_words(sentence)  # a text that is called after its author is found by his name
        assert reply.reading is not None and reply.reading.narrow["source"].endswith("source/paskin")
    reply = graph.ask_in_words("who is expected to join the Abraham Accords?")
    assert reply.reading is not None and graph.label(reply.reading.narrow["status"]) == "expected"


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("Does Iran supply oil to China?", "yes"),
        ("does Kazakhstan border Russia?", "yes"),
        ("does China supply oil to Iran?", "not stated"),
        ("does Narnia supply oil to Israel?", ""),
        ("is Almaty the capital of Kazakhstan?", "over"),
        ("האם איראן מספקת נפט לסין?", "yes"),
        ("האם נרניה מספקת נפט לסין?", ""),
        ("who supplies oil to Israel?", ""),
        # Rows are no yes where they only tell how it stands, or something else of the same things.
        ("Is Syria a member of the Abraham Accords?", ""),
        ("has the agreement been signed?", ""),
        ("האם ישראל חתמה על ההסכם?", ""),
        ("Will Russia oppose the accession?", ""),
        ("Do the sources agree on where the embassy of Kazakhstan is?", ""),
        ("is the agreement between Israel and Kazakhstan signed?", ""),
        # Nor where a word of the sentence was not read.
        ("Does Kazakhstan supply oil to Israel?", "yes"),
        ("Does only Kazakhstan supply oil to Israel?", ""),
        ("Does Kazakhstan supply most of the oil of Israel?", ""),
        ("האם קזחסטן היא המדינה הראשונה שהצטרפה להסכמי אברהם?", ""),
        ("האם אזרבייג'ן תצטרף להסכמי אברהם?", "possible"),
        # What nobody says in one form may be said in another.
        ("Is China the leader in rare earths?", ""),
        ("Does Kazakhstan buy drones from Israel?", ""),
    ],
)
def test_yes_or_no(graph: Graph, sentence: str, verdict: str) -> None:
    assert graph.ask_in_words(sentence).verdict == verdict


def test_of_what_nobody_says_the_nearest_is_shown(graph: Graph) -> None:
    reply = graph.ask_in_words("does China supply oil to Iran?")
    assert not reply.answer and reply.near


def test_what_is_like_no_question_is_not_answered(kg: Callable[..., str]) -> None:
    assert kg("ask", "qqqq xxxx", code=1) == ""


def test_the_command_in_either_language(kg: Callable[..., str], kg_json: Callable[..., Any]) -> None:
    told = kg("ask", "who supplies oil to Israel?")
    assert told.splitlines()[0].startswith("Who supplies which resource")
    assert "Kazakhstan" in told and "the whole row: " in told and "or did you mean:" in told
    assert len(told.splitlines()) <= 40
    hebrew = kg("ask", "מי מספק נפט לישראל?")
    assert "קזחסטן" in hebrew and "כל השורה: " in hebrew and "או שהכוונה" in hebrew
    record = kg_json("ask", "does Iran supply oil to China?")
    assert record["question"] == "suppliers" and record["verdict"] == "yes"
    assert record["rows"] and record["claims"] and len(record["others"]) == 2
    assert kg("ask", "who supplies oil to Israel?", "--csv").startswith("supplier,")


def test_a_question_is_likelier_where_its_answer_has_what_is_told_in_such_words(graph: Graph) -> None:
    reply = graph.ask_in_words("how much did trade with Central Asia grow?")
    assert reply.reading is not None and reply.reading.question.name == "trade"


def test_a_guess_comes_with_claims_in_such_words(graph: Graph) -> None:
    reply = graph.ask_in_words("is it a symbolic gesture?")
    assert not reply.sure and reply.told and len(reply.told) <= 3
    under = {row[name] for row in reply.answer.rows for name in ("statement",)} if reply.answer else set()
    told = {claim.iri for claim in reply.told}
    assert told.isdisjoint(c.iri for c in (reply.answer.grounds() if under and reply.answer else ()))
    sure = graph.ask_in_words("who borders Kazakhstan?")
    assert sure.sure and sure.told is None
    globes = graph.narrowed(source="Globes, 9 November 2025").ask_in_words("is it a symbolic gesture?")
    assert {row.source.label for row in globes.told or ()} <= {"Globes, 9 November 2025"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Do the sources agree on the area rank of Kazakhstan?",
        "Do the sources agree on when the embassy of Kazakhstan was founded?",
        "האם המקורות מסכימים על מיקום שגרירות קזחסטן?",
    ],
)
def test_whether_the_sources_agree_is_told_by_who_says_what(graph: Graph, sentence: str) -> None:
    reply = graph.ask_in_words(sentence)
    assert reply.reading is not None and reply.reading.question.name == "conflicts"
    assert reply.answer and not reply.verdict


def test_that_nobody_says_it_is_only_told_where_it_is_sure(kg: Callable[..., str]) -> None:
    assert "no source says anything of this" in kg("ask", "does China supply oil to Iran?")
    told = kg("ask", "Does Kazakhstan buy drones from Israel?")
    assert "no answer to this has all of it" in told and "no source says" not in told
    assert "לאף תשובה על כך אין כל זה" in kg("ask", "Does Kazakhstan buy drones from Israel?", "--lang", "he")
