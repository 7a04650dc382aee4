"""``kg ask``: a question in one's own words."""

import argparse
import csv
import io
import os
import sys
from collections.abc import Mapping
from functools import partial
from typing import Any

from kg.api.graph import Graph
from kg.ask.answer import Answer
from kg.cli.citing import document, is_cited, quoting, refuse_csv, tell_answer, tell_sources
from kg.cli.output import Printer, note, open_graph, terminal_width, with_things
from kg.cli.prompt import ends, typed
from kg.errors import KgError
from kg.files.cells import csv_text
from kg.model.iris import is_iri
from kg.model.vocab import Iri
from kg.tell.reply import command, reply, understood, verdict
from kg.understand.model import Model
from kg.understand.reply import Reply
from kg.words import word


def ask(arguments: argparse.Namespace) -> int:
    """Answer a question, or in a terminal one after the other; 1 where one is like no question."""
    graph, model = open_graph(arguments), _model(arguments)
    if arguments.words:
        return _answer(graph, " ".join(arguments.words), model, arguments)
    prompt = Printer(arguments).word("ask: prompt")
    there = sys.stdin.isatty()
    lines = typed(prompt, complete=partial(ends, graph)) if there else (line.strip() for line in sys.stdin)
    return max((_answer(graph, sentence, model, arguments) for sentence in lines if sentence), default=0)


def _model(arguments: argparse.Namespace) -> Model | None:
    """The model that shall choose questions, if any. Raises KgError where nobody says where it is."""
    if arguments.engine != "llm":
        return None
    url = arguments.llm_url or os.environ.get("KG_LLM_URL", "")
    name = arguments.llm_model or os.environ.get("KG_LLM_MODEL", "")
    if not (url and name):
        raise KgError(
            "--engine llm needs --llm-url (or KG_LLM_URL), such as http://localhost:11434/v1, and --llm-model"
            " (or KG_LLM_MODEL)"
        )
    return Model(url, name, os.environ.get("KG_LLM_KEY", ""), arguments.timeout or Model.timeout)


def _answer(graph: Graph, sentence: str, model: Model | None, arguments: argparse.Namespace) -> int:
    found = graph.ask_in_words(sentence, model)
    printer = Printer(arguments)
    refuse_csv(printer, arguments)
    only_sources = bool(arguments.citation) and not is_cited(arguments)
    if found.answer is None and (printer.csv or only_sources):
        note(f"kg: {printer.word('error')}: {printer.word('ask: unclear')}")
    elif found.answer is not None and printer.csv:
        printer.cells(_table(graph, found, found.answer, arguments))
    elif found.answer is not None and only_sources:
        tell_answer(found.answer, arguments)
    elif printer.json:
        printer.value(_record(graph, found, arguments))
    else:
        printer.shown(reply(graph, found, arguments.all, quoting(arguments), terminal_width()))
        if found.answer is not None and arguments.citation:
            print()
            tell_sources(found.answer, arguments)
    return 0 if found.reading is not None else 1


def _table(graph: Graph, found: Reply, answer: Answer, arguments: argparse.Namespace) -> str:
    """The rows of a reply as CSV, each with the verdict and whether it is sure that this was asked.

    Where there are no rows, one says a verdict alone.
    """
    whole = answer.cited(quoting(arguments)) if is_cited(arguments) else answer
    names, *rows = csv.reader(io.StringIO(whole.to_csv(arguments.ids, arguments.raw), newline=""))
    told = [
        verdict(graph, found.verdict) if found.verdict else "",
        str(word("true" if found.sure else "false", graph.lang)),
    ]
    rows = rows or [[""] * len(names)] * bool(found.verdict)
    return csv_text([*names, "verdict", "sure"], [[*row, *told] for row in rows], True, "\n").removesuffix(
        "\n"
    )


def _record(graph: Graph, found: Reply, arguments: argparse.Namespace) -> dict[str, Any]:
    """A reply for programs."""
    reading, answer = found.reading, found.answer
    return {
        "sentence": found.sentence,
        "question": reading and reading.question.name,
        "understood": reading and understood(graph, reading),
        "given": _things(graph, reading.given if reading else {}),
        "about": [*_things(graph, dict(enumerate(reading.about if reading else ()))).values()],
        "narrow": _things(graph, reading.narrow if reading else {}),
        "sure": found.sure,
        "model": found.model or None,
        "verdict": found.verdict or None,
        "unstated": found.unstated or None,
        **_rows(answer, arguments),
        "near": found.near.to_records() if found.near is not None else [],
        "told": found.told.to_records() if found.told is not None else [],
        "others": [command(graph, one) for one in found.others],
        "corrected": dict(found.corrected or {}),
        "unknown": list(found.unknown),
    }


def _rows(answer: Answer | None, arguments: argparse.Namespace) -> dict[str, Any]:
    """The rows of an answer with the claims under them; or cited, each value with its evidence."""
    if answer is None:
        return {"rows": []} if is_cited(arguments) else {"rows": [], "claims": []}
    if is_cited(arguments):
        return document(answer.cited(quoting(arguments)), arguments)
    grounded = answer and "statement" in answer.columns
    return {"rows": answer.to_records(), "claims": answer.grounds().to_records() if grounded else []}


def _things(graph: Graph, given: Mapping[Any, str]) -> dict[Any, Any]:
    """What is given to a question: things, and other values as they are."""
    found: dict[Any, Any] = with_things(
        graph, {name: Iri(value) if is_iri(value) else value for name, value in given.items()}
    )
    return found
