"""Whatever the graph gave is told in words, in either language."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kg as package
from kg.api.graph import Graph
from kg.tell.any import tell
from tests.conftest import ROOT

RETRACTED = "https://w3id.org/accord-graph/claim/globes/oil-to-israel"


@pytest.mark.parametrize(
    ("found", "english", "hebrew"),
    [
        (lambda graph: graph.ask("mediators"), "United States", "ארצות הברית"),
        (lambda graph: graph.entity("Israel"), "state", "מדינה"),
        (lambda graph: graph.conflicts(), "embassy", "שגרירות"),
        (
            lambda graph: graph.explain("Israel", "supplied through", "Russia"),
            "supplied through Russia",
            "דרך רוסיה",
        ),
        (lambda graph: graph.whynot("China", "supplied through", "Russia"), "China", "סין"),
        (lambda graph: graph.groups(), "Kazakhstan", "קזחסטן"),
        (lambda graph: graph.stop("CPC pipeline"), "oil", "נפט"),
        (lambda graph: [], "nothing found", "לא נמצא דבר"),
    ],
)
def test_every_kind_of_answer_is_told(
    built: Path, found: Callable[[Graph], Any], english: str, hebrew: str
) -> None:
    for lang, word in (("en", english), ("he", hebrew)):
        graph = package.load(ROOT, built, lang=lang)
        text = shown(graph, lang, found(graph))
        assert word in text
        assert "https://" not in text


def shown(graph: Graph, lang: str, answer: Any) -> str:
    """All that is told, without tables' lines."""
    parts = tell(graph.engine, lang, answer).parts
    return "\n".join(part if isinstance(part, str) else part.to_table() for part in parts)


def test_a_change_is_told() -> None:
    bench = package.Workbench(ROOT)
    change = bench.retract(RETRACTED)
    assert change.goes
    for lang, word in (("en", "goes"), ("he", "נגרע")):
        assert word in shown(bench.graph, lang, change)


def test_tables_agree_for_people_alone(kg: Callable[..., str], kg_json: Callable[..., Any]) -> None:
    """The relation of a row takes the form of its subject; in CSV and JSON it has one name."""
    wanted = ("claims", "--subject", "קזחסטן", "--predicate", "מספק", "--lang", "he")
    assert "מספקת" in kg(*wanted)
    rows = csv.DictReader(io.StringIO(kg(*wanted, "--csv")))
    assert {row["predicate"] for row in rows} == {"מספק"}
    assert {row["predicate"]["label"] for row in kg_json(*wanted)} == {"מספק"}
    assert "מספקת" in kg("show", "קזחסטן", "--lang", "he")


def test_our_own_words_are_no_quotation(kg: Callable[..., str]) -> None:
    for lang in ("en", "he"):
        for command in (
            ("explain", "CPC pipeline", "crosses", "Russia"),
            ("whynot", "Syria", "joins", "Abraham Accords"),
            ("conflicts",),
            ("show", "CPC pipeline"),
        ):
            assert "«" not in kg(*command, "--lang", lang)
