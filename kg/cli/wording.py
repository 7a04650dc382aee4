"""``kg ask``: a question in one's own words."""

import argparse
import sys
from typing import Any

from kg.api.graph import Graph
from kg.cli.output import Printer, open_graph, typed
from kg.tell.reply import command, reply, understood
from kg.understand.reply import Reply


def ask(arguments: argparse.Namespace) -> int:
    """Answer a question, or in a terminal one after the other; 1 where one is like no question."""
    graph = open_graph(arguments)
    if arguments.words:
        return _answer(graph, " ".join(arguments.words), arguments)
    prompt = Printer(arguments).word("ask: prompt")
    lines = typed(prompt) if sys.stdin.isatty() else (line.strip() for line in sys.stdin)
    return max((_answer(graph, sentence, arguments) for sentence in lines if sentence), default=0)


def _answer(graph: Graph, sentence: str, arguments: argparse.Namespace) -> int:
    found = graph.ask_in_words(sentence)
    printer = Printer(arguments)
    if printer.json:
        printer.value(_record(graph, found))
    elif printer.csv:
        if found.answer is not None:
            printer.answer(found.answer)
    else:
        printer.shown(reply(graph, found, arguments.all))
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
        "told": found.told.to_records() if found.told is not None else [],
        "others": [command(graph, one) for one in found.others],
        "corrected": dict(found.corrected or {}),
        "unknown": list(found.unknown),
    }
