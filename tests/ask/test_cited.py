"""An answer cited: rows numbered, for each value its passages, in one table, one document and one frame."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

import kg
from kg.ask.cited import Cell, Cited, CitedRow, Evidence
from kg.ask.under import certainty, together
from kg.engines.oxigraph import Oxigraph
from kg.files.cells import records_of
from kg.model.vocab import NS, Iri
from tests.conftest import ROOT
from tests.press import HOSTILE, Press, press

__all__ = ["press"]


def passages(cited: Cited) -> dict[tuple[int, str], list[str]]:
    return {
        (row.row, name): [one.passage for one in cell.evidence]
        for row in cited
        for name, cell in row.cells.items()
        if cell is not None
    }


def test_each_column_names_its_passages_or_none(press: Press) -> None:
    cited = press.graph().ask("capitals").cited()
    both, first = ["gazette/0-47", "gazette/48-75", "herald/0-30"], ["gazette/0-47", "gazette/48-75"]
    assert passages(cited) == {
        **{(1, name): both for name in ("state", "city", "status")},
        **{(1, name): first for name in ("time", "share")},
        **{(2, name): ["gazette/76-90"] for name in ("state", "city", "status")},
        **{(n, "length"): [] for n in (1, 2)},
    }
    assert cited[1].cells["time"] is cited[1].cells["share"] is None
    assert (
        len(cited[:1]) == 1 and repr(cited) == "<Cited of 2 rows: state, city, time, share, length, status>"
    )


def test_a_row_that_says_less_is_under_the_one_that_says_it_all(press: Press) -> None:
    """Three statements, two rows; each row tells where it stands in the answer."""
    answer = press.graph().ask("capitals")
    assert len(answer) == 3
    for row in answer.cited():
        cell = row.cells["city"]
        assert cell is not None and cell.value == answer[row.index].city.iri


def test_numbers_units_and_certainty_are_those_of_each_value(press: Press) -> None:
    fact, expected = press.graph().ask("capitals").cited()
    share, time, length = (fact.cells[name] for name in ("share", "time", "length"))
    assert share and (share.number, share.unit, share.approximate, share.low) == (3, "PERCENT", True, None)
    assert time and (time.value, time.number, time.approximate) == ("2001/..", None, False)
    assert length and (length.number, length.unit, length.approximate) == (41, None, None)
    for row, status in ((fact, "statedAsFact"), (expected, "expected")):
        assert {cell.certainty for cell in row.cells.values() if cell} == {NS + status}


def test_the_speaker_and_the_gloss_stand_beside_the_passage(press: Press) -> None:
    row = press.graph("he").ask("capitals").cited().to_records()[-1]
    told = (row["speaker"], row["source"], row["modality"], row["gloss"])
    assert told == ("ראש העיר", "העיתון", "צפוי", "באור של next")


def test_the_table_and_the_document_say_the_same(press: Press) -> None:
    cited = press.graph().ask("capitals").cited()
    names, lines = records_of(cited.to_csv())
    assert names == cited.names and len(lines) == 18
    flat = [(n["row"], n["column"], n["passage"]) for n in lines]
    told = json.loads(json.dumps(cited.to_dict()))
    nested = [
        (str(row["row"]), name, one["passage"])
        for row in told["rows"]
        for name, cell in row["cells"].items()
        if cell
        for one in cell["evidence"] or [{"passage": ""}]
    ]
    assert flat == nested
    assert {line["gloss"] for line in lines if "gazette/0" in line["passage"]} == {HOSTILE}
    assert [line["number"] for line in lines if line["column"] == "share"] == ["3", "3"]
    assert told["rows"][1]["cells"]["share"] is None and told["rows"][0]["disputed"] is None
    bare = [line for line in lines if line["column"] == "length"]
    assert [[line[name] for name in ("value", "source", "passage", "gloss")] for line in bare] == [
        ["41", "", "", ""]
    ] * 2


def test_a_spreadsheet_takes_no_gloss_for_a_formula(press: Press) -> None:
    cited = press.graph().ask("capitals").cited()
    assert {line["gloss"][:3] for line in csv.DictReader(io.StringIO(cited.to_csv())) if "0-47" in line["passage"]} == {"'=1"}  # fmt: skip
    assert "'=1" not in cited.to_csv(raw=True)


def test_with_iris_nothing_is_told_by_its_label(press: Press) -> None:
    first = press.graph().ask("capitals").cited().to_records(ids=True)[0]
    assert first["source"] == "https://w3id.org/accord-graph/source/gazette" and first["value"].endswith(
        "/ardania"
    )


def test_a_frame_has_the_same_columns(press: Press) -> None:
    cited = press.graph().ask("capitals").cited()
    frame = cited.to_pandas()
    assert isinstance(frame, pandas.DataFrame) and list(frame.columns) == cited.names and len(frame) == 18
    assert set(frame[frame.column == "share"].number) == {3}
    assert "<table" in cited._repr_html_() and "<b>" not in cited._repr_html_()


def test_what_is_quoted_has_a_member_of_its_own(press: Press) -> None:
    cited = press.graph().ask("capitals").cited(quote=lambda passage: passage.upper())
    assert cited.names[-1] == "quote" and cited.to_records()[0]["quote"] == "GAZETTE/0-47"
    plain = press.graph().ask("capitals").cited()
    assert "quote" not in plain.names and '"quote"' not in json.dumps(plain.to_dict())


def test_a_graph_narrowed_to_a_source_cites_it_alone(press: Press) -> None:
    cited = press.graph().narrowed(source="Herald").ask("capitals").cited()
    assert {one.passage for one in cited.evidence()} == {"herald/0-30"}


def test_an_answer_that_counts_has_no_grounds(built: Path) -> None:
    with pytest.raises(kg.KgError, match=r"no column \?statement"):
        kg.load(ROOT, built).ask("sources").cited()


def test_what_follows_says_which_column_no_source_names(built: Path) -> None:
    cited = kg.load(ROOT, built).ask("supplied-through", state="Israel").cited()
    row = next(one for one in cited if (cell := one.cells["whence"]) and cell.value.endswith("/russia"))
    told = {name: [e.passage for e in cell.evidence] for name, cell in row.cells.items() if cell}
    assert told["whence"] == ["globes/1815-1867"] and told["share"] == ["globes/1691-1745"]
    assert told["relation"] == told["rule"] == []


def test_no_catalogue_question_leaves_a_stated_value_without_its_passage(built: Path) -> None:
    """What is worked out, and nothing else, rests on no passage."""
    graph = kg.load(ROOT, built)
    asked: tuple[tuple[str, set[str]], ...] = (
        ("mediators", set()),
        ("compatible", {"compatibilityReason", "over2"}),
        (
            "durations",
            {"openEnd", "openStart", "countedTo", "years", "yearsAtMost", "months", "days", "over"},
        ),
        ("agreement-statuses", set()),
        ("retellings", {"sourceCount", "originCount"}),
        ("arms-purchases", set()),
    )
    for name, worked_out in asked:
        bare = {
            c
            for row in graph.ask(name).cited()
            for c, cell in row.cells.items()
            if cell and not cell.evidence
        }
        assert bare == worked_out, name


def test_a_value_that_joins_statements_is_as_certain_as_the_least_certain_of_them() -> None:
    row = {"who": "a", "status": "", "statement": "s", "statement2": "t", "when": "b", "statement_when": "u"}
    known = {"s": NS + "statedAsFact", "t": NS + "possible", "u": NS + "planned"}
    assert certainty(row, "who", [], known) == NS + "possible"
    assert certainty(row, "when", [], known) == NS + "planned"
    assert certainty({"who": "a"}, "who", [], known) == ""


def test_lines_that_say_less_stand_with_every_fuller_one() -> None:
    lines = [["a", ""], ["a", "b"], ["a", "c"], ["a", "b"], ["", ""]]
    assert together(lines) == [[1, 3, 0, 4], [2, 0, 4]]


NOTHING = Oxigraph(Store())
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
numbers = st.none() | st.decimals(allow_nan=False, allow_infinity=False, places=3)
evidence = st.builds(Evidence, *[texts.map(Iri)] * 4, texts, texts, st.none() | texts)
cells = st.none() | st.builds(
    Cell, texts | texts.map(Iri), numbers, numbers, numbers, st.none() | texts,
    st.none() | st.booleans(), texts.map(Iri), st.lists(evidence, max_size=2).map(tuple),
)  # fmt: skip
rows = st.builds(
    CitedRow, st.integers(1, 99), st.fixed_dictionaries({"a": cells, "b": cells}),
    st.lists(evidence, max_size=2).map(tuple), texts, st.just(0),
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(rows, max_size=3), st.booleans())
def test_every_document_parses_and_every_line_is_as_long_as_the_first(
    found: list[CitedRow], raw: bool
) -> None:
    cited = Cited(NOTHING, found, ["a", "b"], quoted=True)
    told = json.loads(json.dumps(cited.to_dict(), allow_nan=False))
    assert [row["row"] for row in told["rows"]] == [row.row for row in found]
    lines = list(csv.reader(io.StringIO(cited.to_csv(raw=raw), newline="")))
    assert {len(line) for line in lines} == {len(cited.names)}
    assert len(lines) == 1 + len(cited.to_records())


def test_decimals_are_numbers_of_json() -> None:
    cell = Cell("x", Decimal("0.30"), Decimal("5E+2"), None, None, None, "", ())
    cited = Cited(NOTHING, [CitedRow(1, {"a": cell}, (), "", 0)], ["a"])
    (record,) = cited.to_records()
    assert (record["number"], record["low"], record["high"]) == (0.3, 500, None)
