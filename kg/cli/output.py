"""Print rows: a table for people, CSV, or JSON with IRIs and labels side by side."""

import argparse
import json
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.cli.words import word
from kg.engines import Engine, Row, labels
from kg.tables import comma_separated, isolate, table
from kg.vocab import BASE, NS


class Printer:
    """Prints in the form and language that the options ask for."""

    def __init__(self, arguments: argparse.Namespace, engine: Engine | None = None) -> None:
        self.json: bool = arguments.json
        self.csv: bool = arguments.csv
        self.lang: str = arguments.lang
        self.for_people = not (self.json or self.csv)
        self.labels = labels(engine, self.lang) if engine is not None else {}
        self._ids: bool = arguments.ids
        self._parts = 0

    def label(self, value: str) -> str:
        """The label of an IRI, else the value as it is; IRIs stay where ``--ids`` asks for them."""
        return value if self._ids else self.labels.get(value) or value.removeprefix(BASE)

    def title(self, column: str) -> str:
        """The heading of a column: a word of the command line, a term's label, or the name itself."""
        return word(column, self.lang) or self.labels.get(NS + column) or column.replace("_", " ")

    def word(self, name: str) -> str:
        """A word of the command line in the language asked for."""
        return word(name, self.lang) or name

    def line(self, text: str = "") -> None:
        """A line that only people see, its Hebrew kept in place."""
        if self.for_people:
            print(isolate(text) if text else "")

    def rows(
        self, columns: Sequence[str], rows: Sequence[Row], titles: Mapping[str, str] | None = None
    ) -> None:
        """One table of rows (columns by name); a second one follows after an empty line."""
        if self.json:
            self.value([self.labelled(row) for row in rows])
            return
        if self._parts:
            print()
        self._parts += 1
        header = [(titles or {}).get(column) or self.title(column) for column in columns]
        cells = [[self.label(row[column]) for column in columns] for row in rows]
        print(comma_separated(columns, cells) if self.csv else table(header, cells, self.lang, _columns()))

    def labelled(self, row: Mapping[str, str]) -> dict[str, str]:
        """The row, with ``<column>Label`` beside each IRI that has a label (as in Wikidata's answers)."""
        found: dict[str, str] = {}
        for column, value in row.items():
            found[column] = value
            if value in self.labels:
                found[column + "Label"] = self.labels[value]
        return found

    def value(self, value: Any) -> None:
        """A JSON value on one line."""
        print(json.dumps(value, ensure_ascii=False))


def _columns() -> int | None:
    """How wide a table may be: as wide as the terminal, or as COLUMNS says; else as wide as it comes."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit():
        return shutil.get_terminal_size().columns
    return None


def out_folder(arguments: argparse.Namespace) -> Path:
    """The folder of the build."""
    out: Path = arguments.build or arguments.root / "build"
    return out


def engine(arguments: argparse.Namespace) -> Engine:
    """What answers: the built graph. Raises KgError when there is none."""
    from kg.engines.oxigraph import open_build

    return open_build(out_folder(arguments))
