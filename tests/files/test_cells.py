"""CSV cells are texts to a spreadsheet, and come back as they were."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.files.cells import covered, csv_of, csv_text, records_of, uncovered


@pytest.mark.parametrize(
    "cell", ["=1+1", "+A1", "-cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "\r=1", "\uff1d1", "'=1"]
)
def test_a_formula_is_a_text(cell: str) -> None:
    assert covered(cell) == "'" + cell and uncovered("'" + cell) == cell


@pytest.mark.parametrize("cell", ["oil", "-5", "+2.5e3", "-0.5", "2025-11-06", "", "'oil'", "1=1"])
def test_numbers_and_texts_stay(cell: str) -> None:
    assert covered(cell) == cell == uncovered(cell)


TEXTS = st.one_of(st.text(), st.text("'=+-@\t\r\n\"a,1"))


@given(st.lists(st.fixed_dictionaries({"a": TEXTS, "b": TEXTS})))
@example([{"a": "=1", "b": "''=1"}, {"a": "\r", "b": "-"}])
def test_what_is_written_is_read_back(records: list[dict[str, str]]) -> None:
    names, found = records_of(csv_of(["a", "b"], records))
    assert names == ["a", "b"] and found == records
    for row in csv.reader(io.StringIO(csv_of(["a", "b"], records), newline="")):
        assert all(covered(uncovered(cell)) == cell for cell in row)


def test_raw_covers_nothing_and_odd_lines_are_refused() -> None:
    assert csv_text(["=a"], [["=1", True]], raw=True) == "=a\r\n=1,True\r\n"
    assert csv_text(["a"], [["=1"], [5]], end="\n") == "a\n'=1\n5\n"
    assert records_of("") == ([], [])
    with pytest.raises(ValueError, match="zip"):
        records_of("a,b\r\n1\r\n")
