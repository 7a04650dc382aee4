"""``kg ask``: a question in one's own words."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from kg.api.graph import Graph
from kg.cli.output import Printer, open_graph, terminal_width
from kg.tell.reply import command, reply, understood
from kg.understand.reply import Reply


def ask(arguments: argparse.Namespace) -> int:
    """Answer a question, or in a terminal one after the other; 1 where one is like no question."""
    graph = open_graph(arguments)
    if arguments.words:
        return _answer(graph, " ".join(arguments.words), arguments)
    code = 0
    for sentence in _sentences(Printer(arguments)):
        code = max(code, _answer(graph, sentence, arguments))
    return code


def _sentences(printer: Printer) -> Iterator[str]:
    """What somebody types, with a history where Python has it, or the lines of standard input."""
    if not sys.stdin.isatty():
        yield from (line.strip() for line in sys.stdin if line.strip())
        return
    with suppress(ImportError):
        import readline  # noqa: F401  input() keeps a history with it
    while True:
        try:
            sentence = input(printer.word("ask: prompt")).strip()
        except EOFError:
            return
        if not sentence:
            return
        yield sentence


def _answer(graph: Graph, sentence: str, arguments: argparse.Namespace) -> int:
    found = graph.ask_in_words(sentence)
    printer = Printer(arguments)
    if printer.json:
        printer.value(_record(graph, found))
    elif printer.csv:
        if found.answer is not None:
            printer.answer(found.answer)
    else:
        print(reply(graph, found, arguments.all).to_text(terminal_width(), printer.ids))
    return 0 if found.reading is not None else 1


def _record(graph: Graph, found: Reply) -> dict[str, Any]:
    """A reply for programs."""
    reading, answer = found.reading, found.answer
    cited = answer is not None and "statement" in answer.columns
    return {
        "sentence": found.sentence,
        "question": reading and reading.question.name,
        "understood": reading and understood(graph, reading),
        "given": dict(reading.given) if reading else {},
        "about": list(reading.about) if reading else [],
        "narrow": dict(reading.narrow) if reading else {},
        "sure": found.sure,
        "verdict": found.verdict or None,
        "rows": answer.to_records() if answer is not None else [],
        "claims": answer.grounds().to_records() if answer and cited else [],
        "others": [command(graph, one) for one in found.others],
        "corrected": dict(found.corrected or {}),
        "unknown": list(found.unknown),
    }
