"""``kg query``, ``kg queries`` and ``kg sparql``."""

import argparse
import sys
from difflib import get_close_matches
from pathlib import Path

from kg.catalogue import Question, questions
from kg.cli.output import Printer
from kg.cli.output import engine as open_engine
from kg.engines import Row, select
from kg.errors import KgError
from kg.listing import grounds

GROUNDS = ("source", "modality", "speaker", "passage", "gloss")


def queries(arguments: argparse.Namespace) -> int:
    """List the questions."""
    found = questions(arguments.root)
    printer = Printer(arguments)
    if printer.json:
        printer.value([_header(question) for question in found.values()])
        return 0
    rows = [
        {
            "name": q.name,
            "title": q.title[printer.lang],
            "parameters": " ".join(f"--{p.name}" for p in q.parameters),
            "tags": ", ".join(q.tags),
        }
        for q in found.values()
    ]
    printer.rows(["name", "title", "parameters", "tags"], rows)
    return 0


def _header(question: Question) -> dict[str, object]:
    return {
        "name": question.name,
        "title": question.title,
        "description": question.description,
        "parameters": [
            {
                "name": p.name,
                "type": p.type,
                "required": p.required,
                "default": p.default,
                "example": p.example,
            }
            for p in question.parameters
        ],
        "tags": list(question.tags),
        "columns": question.columns,
    }


def query(arguments: argparse.Namespace) -> int:
    """Answer one question."""
    from kg.names import Names

    found = questions(arguments.root)
    if arguments.name not in found:
        close = get_close_matches(arguments.name, found) or sorted(found)
        raise KgError(f"no question {arguments.name!r}; there are {', '.join(close)}")
    question = found[arguments.name]
    engine = open_engine(arguments)
    printer = Printer(arguments, engine)
    given = {p.name: getattr(arguments, f"given_{p.name}", None) for p in question.parameters}
    if "language" in given and given["language"] is None:
        given["language"] = printer.lang
    bound = question.bindings(given, Names(engine)) if question.parameters else {}
    names, rows = select(engine, question.text, bound, file=str(question.path))
    printer.line(question.title[printer.lang])
    titles = {name: texts.get(printer.lang, "") for name, texts in question.columns.items()}
    plain = {p.name for p in question.parameters if p.type != "iri"}  # they only tell back what was given
    names = [name for name in names if name not in plain]
    _print(printer, names, rows, titles, grounds(engine, rows, printer.lang) if arguments.cite else None)
    return 0


def sparql(arguments: argparse.Namespace) -> int:
    """Answer a query of the user's own."""
    name = arguments.file
    text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    engine = open_engine(arguments)
    names, rows = select(engine, text, file=None if name == "-" else name)
    _print(Printer(arguments, engine), names, rows, {}, None)
    return 0


def _print(
    printer: Printer, names: list[str], rows: list[Row], titles: dict[str, str], claims: list[Row] | None
) -> None:
    """The rows, and the claims under them; people do not see the column ``statement`` that leads to those."""
    if printer.json:
        labelled = [printer.labelled(row) for row in rows]
        if claims is None:
            printer.value(labelled)
        else:
            printer.value({"rows": labelled, "claims": [printer.labelled(c) for c in claims]})
        return
    printer.rows([name for name in names if name != "statement"], rows, titles)
    if claims is not None:
        printer.rows(GROUNDS, claims)
