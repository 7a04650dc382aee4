"""Every question of the catalogue in both languages, and what its parameters leave of an answer."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.api.opening import load
from tests.conftest import ROOT

ANSWERS = ROOT / "queries/tests"
GIVEN = {
    "agreement-details": ["--agreement", "US-Kazakh memorandum on critical minerals"],
    "commonalities": ["--thing", "Kazakhstan", "--other", "Azerbaijan"],
    "event-details": ["--event", "announcement of 6 November 2025"],
    "pipeline-stops": ["--pipeline", "CPC pipeline"],
    "resting-on-publication": ["--publication", "Itamar Eichner, article of 2017-01-05 (ynet)"],
    "sayings": ["--speaker", "JD Vance"],
    "single-origin": ["--subject", "Baikonur Cosmodrome"],
    "single-source": ["--document", "Doron Paskin, 7 November 2025"],
    "time-differences": ["--thing", "independence of Kazakhstan"],
}
UNANSWERED = {"grades": "no curator graded a source or a claim of the shipped graph"}
"""Questions to which the shipped graph has no answer, with the reason; examples/lakes has one."""
NAMES = sorted(path.stem for path in ROOT.glob("queries/*.rq"))


@pytest.mark.parametrize("name", NAMES)
def test_the_answer_in_hebrew_is_as_long_and_all_in_hebrew(kg: Callable[..., str], name: str) -> None:
    def table(lang: str) -> list[list[str]]:
        return list(csv.reader(io.StringIO(kg("query", name, "--csv", "--lang", lang, *GIVEN.get(name, [])))))

    english, hebrew = table("en"), table("he")
    assert english[0] == hebrew[0]
    assert len(english) == len(hebrew)
    assert (len(english) == 1) == (name in UNANSWERED)
    assert not [
        cell for row in hebrew for cell in row if cell.startswith(("entity/", "ontology#", "source/"))
    ]


@pytest.mark.parametrize("lang", ["en", "he"])
def test_no_two_columns_of_an_answer_have_one_heading(built: Path, lang: str) -> None:
    graph = load(ROOT, built, lang=lang)
    for name in NAMES:
        words = [word.removeprefix("--") for word in GIVEN.get(name, [])]
        answer = graph.ask(name, **dict(zip(words[::2], words[1::2], strict=True)))
        headings = [answer.heading(column) for column in answer.columns if not column.startswith("statement")]
        assert len(headings) == len({*headings}), name


def test_each_question_has_its_exact_answer() -> None:
    """Which ``kg test`` holds it to."""
    assert {path.stem.partition(".")[0] for path in ANSWERS.glob("*.csv")} == set(NAMES)
    assert len(NAMES) >= 50


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["mediators", "--agreement", "הסכם ישראל–קזחסטן"], ["United States", "United States"]),
        (["suppliers", "--recipient", "סין"], ["Iran", "Kazakhstan"]),
        (["suppliers", "--recipient", "Israel", "--resource", "oil"], ["Kazakhstan"]),
        (["suppliers", "--resource", "uranium"], ["Kazakhstan", "Kazakhstan"]),
        (["suppliers", "--resource", "uranium", "--recipient", "Israel"], []),
        (["suppliers", "--resource", "entity:gold"], []),
        (["heads-of-state", "--state", "קזחסטן", "--day", "2018-05-01"], ["Nursultan Nazarbayev"]),
        (["heads-of-state", "--state", "Kazakhstan", "--day", "2024-05-01"], ["Kassym-Jomart Tokayev"]),
        (["corroborated", "--origins", "99"], []),
        (["candidates", "--accord", "https://w3id.org/accord-graph/entity/sco"], []),
        (["borders", "--state", "Russia"], ["Russia"]),
        (["relations", "--state", "Morocco"], ["Morocco"]),
    ],
)
def test_parameters_narrow_the_answer(
    kg: Callable[..., str], arguments: list[str], expected: list[str]
) -> None:
    rows = list(csv.reader(io.StringIO(kg("query", *arguments, "--csv"))))[1:]
    column = 1 if arguments[0] == "mediators" else 0
    assert [row[column] for row in rows] == expected


@pytest.mark.parametrize(
    ("name", "date", "column", "expected"),
    [
        ("visas", "2016", 0, []),
        ("visas", "2020", 0, ["Kazakhstan"]),
        ("embassies", "1991", 5, []),
        ("embassies", "1993", 5, ["Almaty", "Astana", "Jerusalem"]),
        ("embassies", "2020", 5, ["Almaty", "Astana", "Jerusalem", "Tel Aviv"]),
        ("office-holders", "2020", 0, ["Kassym-Jomart Tokayev"]),
        ("successions", "2018", 0, []),
        ("successions", "2019", 0, ["Kassym-Jomart Tokayev"]),
        ("successions", "2020", 0, []),
        ("capitals", "1992-08", 1, ["Almaty"]),
        ("capitals", "2025-11-09", 1, ["Astana"]),
    ],
)
def test_what_holds_at_a_date(
    kg: Callable[..., str], name: str, date: str, column: int, expected: list[str]
) -> None:
    rows = list(csv.reader(io.StringIO(kg("query", name, "--as-of", date, "--csv"))))[1:]
    assert [row[column] for row in rows] == expected


def test_a_source_that_names_no_stake_is_not_credited_with_one(kg: Callable[..., str]) -> None:
    """The owners of the pipeline and its way are one source's; the others answer nothing, whatever they say of oil."""
    for source in ("hamichlol", "paskin", "report", "commentary"):
        for name in ("supply-routes", "states-behind-supply", "owners"):
            assert len(kg("query", name, "--csv", "--source", f"source:{source}").splitlines()) == 1


def test_a_route_comes_in_its_order(kg: Callable[..., str]) -> None:
    rows = list(csv.DictReader(io.StringIO(kg("query", "pipeline-route", "CPC pipeline", "--csv"))))
    assert [row["relation"] for row in rows] == ["starts at", "crosses", "ends at", "carries to"]
