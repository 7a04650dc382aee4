"""Open the graph that the options name, and print answers in the form and language that they ask for."""

import argparse
import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.ask.answer import Answer
from kg.ask.tables import isolate, table, unmarked
from kg.cli.streams import columns
from kg.errors import HARMFUL, plain
from kg.words import word

if TYPE_CHECKING:
    from kg.api.graph import Graph
    from kg.engines import Row
    from kg.tell.shown import Shown


class Printer:
    """Prints answers, rows and lines: tables for people, CSV, or JSON."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.json: bool = arguments.json
        self.csv: bool = arguments.csv
        self.raw: bool = arguments.raw
        self.lang: str = arguments.lang
        self.ids: bool = arguments.ids
        self.for_people = not (self.json or self.csv)
        self._parts = 0

    def word(self, name: str) -> str:
        """A word of the command line in the language asked for."""
        return word(name, self.lang) or name

    def line(self, text: str = "") -> None:
        """A line that only people see, its Hebrew kept in place."""
        if self.for_people:
            tell(isolate(plain(text)) if text else "")

    def answer(self, answer: Answer[Any]) -> None:
        """One answer; a second one follows after an empty line."""
        if self.json:
            self.value(answer.to_records())
            return
        self._space()
        self.line(answer.title) if answer.title else None
        if self.for_people and not len(answer):
            self.line(self.word("nothing found"))
            return
        if self.csv:
            self.cells(answer.to_csv(self.ids, self.raw))
        else:
            self.shown(answer)

    def rows(self, columns: Sequence[str], rows: "Sequence[Row]") -> None:
        """Rows of plain text; headings are the command line's words."""
        if self.json:
            self.value(list(rows))
            return
        self._space()
        cells = [[row[column] for column in columns] for row in rows]
        if self.for_people:
            cells = [[getattr(cell, "words", cell) for cell in line] for line in cells]
        if self.csv:
            from kg.files.cells import csv_text

            self.cells(csv_text(columns, cells, self.raw, "\n").removesuffix("\n"))
        else:
            headings = [self.word(column) for column in columns]
            tell(table(headings, cells, self.lang, terminal_width(), {} if coloured() else None))

    def shown(self, found: "Answer[Any] | Shown", end: str = "\n") -> None:
        """A table, or lines and tables, for people."""
        form = found.to_table if isinstance(found, Answer) else found.to_text
        tell(form(terminal_width(), self.ids, coloured()), end)

    def cells(self, text: str) -> None:
        """CSV as it is; on a terminal, which would obey them, without control characters."""
        print("\n".join(map(plain, text.split("\n"))) if in_terminal() else text)

    def verbatim(self, text: str) -> None:
        """Lines to be pasted elsewhere: without the marks that keep Hebrew in its place on a terminal."""
        for line in text.split("\n"):
            print(plain(line))

    def _space(self) -> None:
        if self._parts:
            print()
        self._parts += 1

    def value(self, value: Any) -> None:
        """A JSON value on one line; what a terminal should not get is an escape of JSON's."""
        import json

        from kg.ask.values import for_json

        told = json.dumps(for_json(value), ensure_ascii=False)
        print(re.sub(HARMFUL, lambda char: f"\\u{ord(char[0]):04x}", told))


def with_things(graph: "Graph", value: Any) -> Any:
    """A JSON value in which what an IRI names is a thing, as in answers, but for what a record itself is."""
    from kg.engines import labels
    from kg.model.vocab import Iri, local

    def texts(one: Any) -> Iterator[str]:
        if isinstance(one, dict):
            for child in one.values():
                yield from texts(child)
        elif isinstance(one, list):
            for child in one:
                yield from texts(child)
        elif isinstance(one, Iri):
            yield one

    known = labels(graph.engine, graph.lang, sorted(set(texts(value))))

    def told(one: Any) -> Any:
        if isinstance(one, list):
            return [told(child) for child in one]
        if isinstance(one, dict):
            return {name: child if name == "iri" else told(child) for name, child in one.items()}
        return {"iri": one, "label": known.get(one) or local(one)} if isinstance(one, Iri) else one

    return told(value)


def note(line: object) -> None:
    """A line on standard error beside what a command prints: of what it writes, and how far it is."""
    print(plain(str(line)), file=sys.stderr, flush=True)


def tell(text: str, end: str = "\n") -> None:
    """Print for people. What keeps Hebrew in its place is for a terminal; a pipe or a file gets no marks."""
    print(text if in_terminal() else unmarked(text), end=end)


def in_terminal() -> bool:
    """Whether somebody reads what is printed."""
    return sys.stdout.isatty()


def coloured() -> bool:
    """Whether colours may be used: in a terminal that has them, where NO_COLOR does not forbid it."""
    return in_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def tell_file(arguments: argparse.Namespace, path: Path) -> None:
    """The file that a command wrote."""
    printer = Printer(arguments)
    if printer.for_people:
        print(plain(str(path)))
    else:
        printer.rows(["file"], [{"file": str(path)}])


def terminal_width() -> int | None:
    """How wide a table may be: as wide as the terminal, or as COLUMNS says; else as wide as it comes."""
    if in_terminal() or os.environ.get("COLUMNS", "").isdigit():
        return columns()
    return None


def out_folder(arguments: argparse.Namespace) -> Path:
    """The folder of the build."""
    from kg.files.project import build_of

    return build_of(arguments.root, arguments.build)


def built_folder(arguments: argparse.Namespace) -> Path:
    """The folder of a build that is there; what comes with the package is built at its first use.

    A project's own build that is older than its files is told, and answers.
    """
    from kg.api.opening import built
    from kg.files.made_of import changed
    from kg.files.project import is_from_wheel

    root: Path = arguments.root
    folder = built(root, arguments.build, lambda line: note(f"kg: {line}"))
    own = root.resolve() in folder.resolve().parents and not is_from_wheel(root)
    if own and (what := changed(root, folder)):
        note(f"kg: {word('older build', arguments.lang)}".format(file=what))
    return folder


def open_graph(arguments: argparse.Namespace) -> "Graph":
    """The graph behind ``--endpoint``, else the built one. Raises KgError when there is none."""
    from kg.api.opening import connect, load

    queries = getattr(arguments, "queries", None) or ()
    if arguments.endpoint:
        return connect(arguments.endpoint, arguments.root, arguments.lang, queries, arguments.timeout or 30.0)
    return load(arguments.root, built_folder(arguments), arguments.lang, queries)
