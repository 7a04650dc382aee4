"""CSV (RFC 4180) whose cells no spreadsheet takes for formulas, and what such a cell was.

A cell that begins as a formula does gets an apostrophe before it, which spreadsheets read as «this is text»
(OWASP, CSV Injection). Numbers stay numbers, also below zero.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_FORMULA = "'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"  # the last ones are the wide = + - @
_NUMBER = r"(?a)[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?"


def covered(cell: object) -> object:
    """A cell as it is written; apostrophes that stand there already get another one, so that none is lost.

    >>> covered("=1+1"), covered("-5.5"), covered("oil"), covered("'=1")
    ("'=1+1", '-5.5', 'oil', "''=1")
    """
    if isinstance(cell, str) and re.match(_FORMULA, cell) and not re.fullmatch(_NUMBER, cell):
        return "'" + cell
    return cell


def uncovered(cell: str) -> str:
    """A cell as it was before it was covered.

    >>> uncovered("'=1+1"), uncovered("'oil'")
    ('=1+1', "'oil'")
    """
    return cell[1:] if cell.startswith("'") and re.match(_FORMULA, cell) else cell


def csv_text(
    header: Sequence[str], rows: Iterable[Sequence[object]], raw: bool = False, end: str = "\r\n"
) -> str:
    """Rows as CSV; ``raw`` covers no cell. A cell with a return is quoted, however lines end."""
    out = _Lines()
    writer = csv.writer(out, lineterminator="\r\n")  # with another one a return in a cell would be bare
    writer.writerow(header)
    writer.writerows(rows if raw else ([covered(cell) for cell in row] for row in rows))
    return "".join(line.removesuffix("\r\n") + end for line in out.lines)


class _Lines:
    """Where a CSV writer writes: line by line."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def write(self, line: str) -> None:
        self.lines.append(line)


def csv_of(names: Sequence[str], records: Iterable[Mapping[str, Any]], raw: bool = False) -> str:
    """Records as CSV, with a cell of nothing where one lacks a name."""
    return csv_text(names, ([record.get(name, "") for name in names] for record in records), raw)


def records_of(text: str) -> tuple[list[str], list[dict[str, str]]]:
    """The names and the records of a CSV, as they were before they were covered.

    Raises ValueError for a line with more or fewer cells than the first one.
    """
    rows = ([uncovered(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline="")))
    names = next(rows, [])
    return names, [dict(zip(names, row, strict=True)) for row in rows]
