"""Read a table of claims, one a line: CSV, a sheet of Excel or LibreOffice, or a plain text.

The columns of a table stand in its first line, in any order: subject, predicate, object, passage; and where
they are wanted qualifiers, modality, speaker, gloss (of a language: ``gloss he``), source, name. Their names
in Hebrew do as well. A line of a text is ``subject · predicate · object · qualifiers · modality · speaker ·
«passage» · gloss``; what stands between object and passage may be left out, and glosses in other languages
follow as ``he: …``. A line ``source: NAME`` (or ``מקור: NAME``) names the source of those below it; ``#``
begins a comment. In a passage «» stand in pairs, and whatever else stands between them is of the passage.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KgError, meant, wrong_ending
from kg.files.plain import read_bytes, read_text

COLUMNS = (
    "subject",
    "predicate",
    "object",
    "qualifiers",
    "modality",
    "speaker",
    "passage",
    "gloss",
    "source",
)
_HEBREW = ("נושא", "יחס", "מושא", "מאפיינים", "אופן האמירה", "דובר", "קטע", "באור", "מקור")
_KNOWN = {
    **{name: name for name in (*COLUMNS, "name")},
    **dict(zip(_HEBREW, COLUMNS, strict=True)),
    "שם": "name",
}
_NEEDED = ("subject", "predicate", "object", "passage")
_SHEETS = (".xlsx", ".xlsm", ".xls", ".ods")
_GLOSS = re.compile(r"(gloss|באור)[ @_:(-]+([a-z]{2,3})\)?")
_APART = re.compile(r"(?:^|\s)[·|](?=\s|$)|\t")
_SOURCE = re.compile(r"(?:source|מקור)\s*:\s*([^·|«\t]+)", re.IGNORECASE)
_COUNTED = re.compile(r"(.*\S)\s*#(\d{1,6})", re.DOTALL)
_FORM = "subject · predicate · object · qualifiers · modality · speaker · «passage» · gloss"
_TAGGED = re.compile(r"([a-z]{2,3}):\s+(.*)")
_MOST = 100_000  # rows


@dataclass(frozen=True)
class Row:
    """One row: its line in the file, and what stands in each column; glosses by language ("": not told)."""

    line: int
    cells: dict[str, str]
    glosses: dict[str, str]

    def cell(self, name: str) -> str:
        """What stands in a column; empty where nothing does."""
        return self.cells.get(name, "")


def read_rows(path: Path) -> list[Row | KgError]:
    """The rows of a table, and what is wrong with a line that is none.

    Raises KgError, with the line where it is known, for what is no table.
    """
    ending = path.suffix.lower()
    if ending == ".txt":
        of_text = list(_of_text(path))
        if not of_text:
            raise KgError(f"is empty; a line is {_FORM}", file=path)
        return of_text
    if ending in (".csv", ".tsv"):
        found = list(_of_csv(path))
    elif ending in _SHEETS:
        found = _of_sheet(path)
    else:
        raise wrong_ending(path, (".csv", ".tsv", ".txt", *_SHEETS))
    filled = [(line, cells) for line, cells in found if any(cell.strip() for cell in cells)]
    if not filled:
        raise KgError("is empty; the first line names the columns", file=path)
    head = [_column(name, path, filled[0][0]) for name in filled[0][1]]
    if missing := [name for name in _NEEDED if name not in head]:
        raise KgError(
            f"has no column {missing[0]}; it needs {', '.join(_NEEDED)}", file=path, line=filled[0][0]
        )
    if len(filled) > _MOST:
        raise KgError(f"has more than {_MOST:,} rows; divide it", file=path)
    if twice := [name for name in head if name and head.count(name) > 1]:
        raise KgError(f"the column {twice[0]} is there twice", file=path, line=filled[0][0])
    return [_row(line, head, cells, path) for line, cells in filled[1:]]


def _column(name: str, path: Path, line: int) -> str:
    """The column that a heading names; that of a gloss in a language is ``gloss LANGUAGE``."""
    plain = " ".join(name.split()).lower()
    if found := _GLOSS.fullmatch(plain):
        return f"gloss {found[2]}"
    if plain and plain not in _KNOWN:
        told = f"there is no column {plain!r}{meant(plain, _KNOWN)[0] or '; there are ' + ', '.join(COLUMNS)}"
        raise KgError(told, file=path, line=line)
    return _KNOWN.get(plain, "")


def _row(line: int, head: Sequence[str], cells: Sequence[str], path: Path) -> Row | KgError:
    if any(cell.strip() for cell in cells[len(head) :]):
        return KgError(f"has {len(cells)} cells, more than there are columns", file=path, line=line)
    pairs = zip(head, cells, strict=False)
    told = {name: cell.strip() for name, cell in pairs if name and cell.strip()}
    glosses = {name.partition(" ")[2]: told[name] for name in told if name.startswith("gloss")}
    return Row(line, {name: told[name] for name in told if not name.startswith("gloss")}, glosses)


def _of_csv(path: Path) -> Iterator[tuple[int, list[str]]]:
    text = read_text(path)
    first = text.partition("\n")[0]
    apart = "\t" if path.suffix.lower() == ".tsv" or "\t" in first else ";" if ";" in first else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=apart, strict=True)
    try:
        end = 0
        for cells in reader:
            yield end + 1, cells
            end = reader.line_num
    except csv.Error as error:
        raise KgError(f"is no CSV: {error}", file=path, line=reader.line_num) from None


def _of_sheet(path: Path) -> list[tuple[int, list[str]]]:
    """The rows of the first sheet of a workbook."""
    from python_calamine import CalamineError, load_workbook

    data = io.BytesIO(read_bytes(path))
    try:
        book = load_workbook(data)
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError, IndexError) as error:
        raise KgError(f"cannot be read as a workbook: {error}", file=path) from None
    return [(number, [_cell(value) for value in row]) for number, row in enumerate(rows, 1)]


def _cell(value: object) -> str:
    """A cell's value as it was typed: whole numbers without a point, dates as EDTF."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    isoformat = getattr(value, "isoformat", None)
    return str(isoformat()).removesuffix("T00:00:00") if isoformat else str(value)


def _of_text(path: Path) -> Iterator[Row | KgError]:
    source = ""
    for line, text in enumerate(read_text(path).splitlines(), 1):
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        if found := _SOURCE.fullmatch(text.strip()):
            source = found[1].strip()
            continue
        yield _of_line(line, _fields(text.strip()), source, path)


def _fields(text: str) -> list[str]:
    """What stands between the signs that part a line, but for those within «»; if these are in pairs."""
    inside = [False] * (len(text) + 1)
    for start, end in quoted_spans(text) or ():
        inside[start:end] = [True] * (end - start)
    cuts = [found.span() for found in _APART.finditer(text) if not inside[found.end() - 1]]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)]
    return [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]


def quoted_spans(text: str) -> list[tuple[int, int]] | None:
    """Where «…» stand in a text, the outer ones of those in each other; None where they are not in pairs."""
    spans, depth, start = [], 0, 0
    for at, sign in enumerate(text):
        if sign == "«":
            start = at if not depth else start
            depth += 1
        elif sign == "»":
            depth -= 1
            if depth < 0:
                return None
            if not depth:
                spans.append((start, at + 1))
    return None if depth else spans


def passages_of(cell: str) -> list[tuple[str, int | None]]:
    """The passages that a cell names, each with its number where one stands behind it (#2): the words as they
    are, or one or several in «».
    """
    spans = quoted_spans(cell)
    if spans is None and (found := re.fullmatch(r"«(.*)»(?:\s*#(\d{1,6}))?", cell, re.DOTALL)):
        return [
            (found[1], int(found[2]) if found[2] else None)
        ]  # a piece of what somebody says: «he said «no»
    ends = [*(start for start, _ in spans[1:]), len(cell)] if spans else []
    behind = [cell[end:until].strip() for (_, end), until in zip(spans or (), ends, strict=True)]
    if spans and spans[0][0] == 0 and all(re.fullmatch(r"(#\d{1,6})?", one) for one in behind):
        return [
            (cell[start + 1 : end - 1], int(number[1:]) if number else None)
            for (start, end), number in zip(spans, behind, strict=True)
        ]
    found = _COUNTED.fullmatch(cell)
    return [(found[1], int(found[2]))] if found else [(cell, None)]


def _of_line(line: int, fields: list[str], source: str, path: Path) -> Row | KgError:
    at = next((n for n, field in enumerate(fields) if n > 2 and field.startswith("«")), 0)
    between = fields[3:at]
    if between and between[0] and ":" not in between[0]:
        between = ["", *between]  # no qualifiers
    if at < 3 or len(between) > 3:
        return KgError(f"is not {_FORM}", file=path, line=line)
    told = list(_glosses(fields[at + 1 :]))
    if twice := [code for code, _ in told if [other for other, _ in told].count(code) > 1]:
        which = f"in {twice[0]}" if twice[0] else "without a code (in another language it is CODE: …)"
        return KgError(f"has more than one gloss {which} behind its passage", file=path, line=line)
    cells = dict(zip(COLUMNS[:3], fields, strict=False))
    cells |= dict(zip(("qualifiers", "modality", "speaker"), between, strict=False))
    cells |= {"passage": fields[at]} | ({"source": source} if source else {})
    return Row(line, {name: cell for name, cell in cells.items() if cell}, dict(told))


def _glosses(fields: Iterable[str]) -> Iterator[tuple[str, str]]:
    for field in filter(None, fields):
        found = _TAGGED.fullmatch(field)
        yield (found[1], found[2]) if found else ("", field)
