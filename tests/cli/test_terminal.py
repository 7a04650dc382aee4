"""What a terminal gets and a pipe does not, tables without room, a thing on a screen, and JSON's own values."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from kg.ask.tables import table, unmarked, width

MARKS = re.compile("[\u200e\u200f\u2066-\u2069\u202a-\u202e\x1b]")
TRIPLE = ("Israel", "supplied through", "Russia")
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("show", "Kazakhstan"),
    ("query", "rankings"),
    ("query", "suppliers", "--cite"),
    ("queries", "oil"),
    ("claims", "--subject", "Kazakhstan"),
    ("conflicts",),
    ("conflicts", "--compatible"),
    ("stats",),
    ("history", "Kazakhstan"),
    ("explain", *TRIPLE),
    ("whynot", "China", "supplied through", "Russia"),
    ("verdict", "Kazakhstan", "joins", "Abraham Accords"),
    ("path", "Trump", "CPC pipeline"),
    ("central",),
    ("groups",),
    ("stop", "CPC pipeline"),
    ("prefixes",),
    ("ask", "who supplies oil to Israel?"),
    ("ask", "האם קזחסטן גובלת בסין?"),
    ("sparql", "-e", "SELECT ?s ?over { ?s :over ?over } LIMIT 3"),
)
_COUNTS = {"count", "origins", "originCount", "strength", "neighbours", "betweenness", "size", "ordinal"}


def leaves(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """The plain values in a JSON value, each with its name."""
    if isinstance(value, dict | list):
        for key, one in value.items() if isinstance(value, dict) else ((name, one) for one in value):
            yield from leaves(one, key)
    else:
        yield name, value


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Standard output as a terminal of 80 columns that knows colours."""
    for name, value in (("COLUMNS", "80"), ("TERM", "xterm"), ("NO_COLOR", "")):
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("kg.cli.output.in_terminal", lambda: True)
    return monkeypatch


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("lang", ["en", "he"])
def test_machines_get_no_marks_and_values_of_json(
    kg: Callable[..., str], command: tuple[str, ...], lang: str
) -> None:
    for form in ((), ("--csv",), ("--json",)):
        printed = kg(*command, "--lang", lang, *form)
        assert not MARKS.search(printed)
    for name, value in leaves(json.loads(printed)):
        assert value not in ("", "true", "false"), name
        assert value is None or name not in _COUNTS or type(value) in (int, float), (name, value)


def test_every_command_with_json_that_asks_a_graph_is_among_them() -> None:
    from kg.cli.options import draw, written
    from kg.cli.parser import COMMANDS as ALL

    asking = {n for n, (module, *_, own) in ALL.items() if module in ("asking", "networks", "telling", "wording") and own not in (draw, written)}  # fmt: skip
    assert asking == {command[0] for command in COMMANDS}


def test_an_ask_query_gives_a_truth(kg_json: Callable[..., Any]) -> None:
    assert kg_json("sparql", "-e", "ASK { ?s a :Claim }") == [{"answer": True}]
    rows = kg_json("sparql", "-e", "SELECT (1.50 AS ?x) (false AS ?b) ('12' AS ?t) ?none {}")
    assert rows == [{"x": 1.5, "b": False, "t": "12", "none": None}]


def test_a_terminal_gets_marks_and_colours(kg: Callable[..., str], terminal: pytest.MonkeyPatch) -> None:
    hebrew = kg("query", "joining", "--lang", "he")
    assert "\u2068" in hebrew and "\x1b[33m" in hebrew
    assert "\x1b[1mwho" in kg("query", "joining")
    coloured = kg("show", "Embassy of Israel in Kazakhstan", "--all")
    assert "\x1b[31m" in coloured
    terminal.setenv("NO_COLOR", "1")
    plain = kg("show", "Embassy of Israel in Kazakhstan", "--all")
    assert "\x1b" not in plain
    assert re.sub("\x1b\\[\\d+m", "", coloured) == plain  # codes take no room
    terminal.setenv("NO_COLOR", "")
    terminal.setenv("TERM", "dumb")
    assert "\x1b" not in kg("query", "joining")


def test_data_brings_no_codes() -> None:
    assert "\x1b[31m" not in table(["a"], [["\x1b[31mred"]], codes={})


def test_a_table_without_room_is_blocks() -> None:
    header = ["who", "what is said of it", "passage"]
    rows = [["Kazakhstan " * 4, "a long text " * 4, "hamichlol/1000-2000"], ["Israel", "", "globes/1-2"]]
    assert "----" in table(header, rows, columns=70)
    told = table(header, rows, columns=50)
    assert told.split("\n\n")[1] == "who: Israel\npassage: globes/1-2"
    assert max(map(len, told.splitlines())) <= 50
    assert set(" ".join(rows[0]).split()) <= set(told.split())


def test_hebrew_blocks_stand_right() -> None:
    told = unmarked(table(["מי", "מה"], [["קזחסטן המתקרבת", "טקסט ארוך למדי כאן"]], "he", 20))
    assert told.splitlines()[0].endswith("מי: קזחסטן המתקרבת")
    assert {width(line) for line in told.splitlines()} == {20}


def test_no_word_is_cut(kg: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert set(re.findall(r"\w+/\d+-\d+", kg("claims", "--speaker", "JD Vance"))) >= {
        "report/1187-1225",
        "report/1038-1184",
    }


@pytest.mark.parametrize("name", ["Kazakhstan", "Israel", "Donald Trump", "Embassy of Israel in Kazakhstan"])
@pytest.mark.parametrize("columns", ["60", "80", "140"])
def test_show_fits_on_a_screen(
    kg: Callable[..., str], terminal: pytest.MonkeyPatch, name: str, columns: str
) -> None:
    terminal.setenv("COLUMNS", columns)
    told = re.sub("\x1b\\[\\d+m", "", kg("show", name)).splitlines()
    assert sum(max(1, -(-width(unmarked(line)) // int(columns))) for line in told) <= 40
    assert "--all" in told[-1] or name.startswith("Embassy")  # which has room for all of it


def test_show_begins_with_facts_and_tells_what_is_left(kg: Callable[..., str]) -> None:
    told = kg("show", "Kazakhstan")
    statuses = [line for line in told.splitlines() if line.startswith(("→", "←", "·"))]
    sure = ["stated as fact" in line for line in statuses]
    assert sure == sorted(sure, reverse=True) and sure[0]
    assert "what follows: 15 relations" in told
    assert re.search(r"… \d+ more statements, \d+ claims, 2 disputes: --all", told.splitlines()[-1])
    assert "inferred" in kg("show", "Kazakhstan", "--all")


def test_show_is_narrowed(kg: Callable[..., str], kg_json: Callable[..., Any]) -> None:
    asked = ("show", "Kazakhstan", "--predicate", "joins")
    assert {s["predicate"]["iri"].rpartition("#")[2] for s in kg_json(*asked)["statements"]} == {"joins"}
    possible = kg_json("show", "Azerbaijan", "--status", "possible")["statements"]
    assert possible and {s["status"]["iri"].rpartition("#")[2] for s in possible} == {"possible"}
    said = kg_json("show", "Kazakhstan", "--source", "globes")["statements"]
    assert {c["source"]["iri"].rpartition("/")[2] for s in said for c in s["claims"]} == {"globes"}
    assert len(said) < len(kg_json("show", "Kazakhstan")["statements"])
    assert "direction" in kg("show", "Azerbaijan", "--status", "possible", "--csv")
