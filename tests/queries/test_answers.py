"""Every question of the catalogue, with its exact answer on the shipped graph, reviewed against the sources."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

ANSWERS = Path(__file__).parent / "answers"
GIVEN = {
    "pipeline-stops": ["--pipeline", "CPC pipeline"],
    "resting-on-publication": ["--publication", "Itamar Eichner, article of 2017-01-05 (ynet)"],
    "sayings": ["--speaker", "JD Vance"],
    "single-origin": ["--subject", "Baikonur Cosmodrome"],
}
NAMES = sorted(path.stem for path in ROOT.glob("queries/*.rq"))


@pytest.mark.parametrize("name", NAMES)
def test_answer(kg: Callable[..., str], name: str) -> None:
    assert kg("query", name, "--csv", *GIVEN.get(name, [])) == (ANSWERS / f"{name}.csv").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_the_answer_in_hebrew_is_as_long_and_all_in_hebrew(kg: Callable[..., str], name: str) -> None:
    def table(lang: str) -> list[list[str]]:
        return list(csv.reader(io.StringIO(kg("query", name, "--csv", "--lang", lang, *GIVEN.get(name, [])))))

    english, hebrew = table("en"), table("he")
    assert english[0] == hebrew[0]
    assert len(english) == len(hebrew) > 1
    assert not [
        cell for row in hebrew for cell in row if cell.startswith(("entity/", "ontology#", "source/"))
    ]


def test_no_answer_is_left_over() -> None:
    assert {path.stem for path in ANSWERS.glob("*.csv")} == set(NAMES)
    assert len(NAMES) >= 50


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["mediators", "--agreement", "הסכם ישראל–קזחסטן"], ["United States"]),
        (["suppliers", "--recipient", "סין"], ["Iran", "Kazakhstan"]),
        (["suppliers", "--recipient", "Israel", "--resource", "oil"], ["Kazakhstan"]),
        (["suppliers", "--resource", "entity:gold"], []),
        (["heads-of-state", "--state", "קזחסטן", "--day", "2018-05-01"], ["Nursultan Nazarbayev"]),
        (["heads-of-state", "--state", "Kazakhstan", "--day", "2024-05-01"], ["Kassym-Jomart Tokayev"]),
        (["corroborated", "--origins", "6"], ["Israel"]),
        (["candidates", "--accord", "https://w3id.org/accord-graph/entity/sco"], []),
    ],
)
def test_parameters_narrow_the_answer(
    kg: Callable[..., str], arguments: list[str], expected: list[str]
) -> None:
    rows = list(csv.reader(io.StringIO(kg("query", *arguments, "--csv"))))[1:]
    column = 1 if arguments[0] == "mediators" else 0
    assert [row[column] for row in rows] == expected
