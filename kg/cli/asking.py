"""``kg query``, ``kg queries`` and ``kg sparql``."""

import argparse
import sys
from pathlib import Path

from kg.api.graph import Graph
from kg.ask import asking
from kg.catalogue.question import Question
from kg.catalogue.read import questions
from kg.cli.citing import tell_answer
from kg.cli.output import Printer, note, open_graph
from kg.errors import KgError
from kg.files.plain import bounded, decoded, read_text
from kg.words import in_language


def queries(arguments: argparse.Namespace) -> int:
    """List the questions, or those that are like some words, the likest first."""
    found = questions([arguments.root / "queries", *(arguments.queries or ())])
    printer = Printer(arguments)
    if arguments.words:
        found = _like(found, arguments)
        if not found:
            printer.line(printer.word("search: nothing"))
    if printer.json:
        printer.value([_header(question) for question in found.values()])
        return 0
    rows = [
        {
            "name": q.name,
            "title": in_language(q.title, printer.lang),
            "parameters": " ".join(f"--{p.name}" for p in q.asked),
            "tags": ", ".join(q.tags),
        }
        for q in found.values()
    ]
    if rows or printer.csv:
        printer.rows(["name", "title", "parameters", "tags"], rows)
    return 0


def _like(every: dict[str, Question], arguments: argparse.Namespace) -> dict[str, Question]:
    """The questions in whose texts some words stand, else those in whose answers what they name does; without
    a build, those whose phrasings are like them."""
    from kg.understand.answers import Answers
    from kg.understand.phrases import like

    text = " ".join(arguments.words)
    try:
        graph = open_graph(arguments)
        rows = graph.search(text, len(every) or 1, "question").rows
    except KgError:  # there is no build
        return like(every, text)
    if found := {row["name"]: every[row["name"]] for row in rows if row["name"] in every}:
        return found
    try:
        named = graph.resolve(text)
    except KgError:
        return {}
    answers = Answers(graph.engine)
    return {name: one for name, one in every.items() if named in set().union(*answers.things(one).values())}


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
    graph = narrowed(open_graph(arguments), arguments)
    given = {
        key.removeprefix("given_"): value
        for key, value in vars(arguments).items()
        if key.startswith("given_") and value is not None
    }
    question = getattr(arguments, "question", None) or graph.question(arguments.name)
    answer = graph.answer(question, given, arguments.about)
    why: list[str] = []
    if not answer:
        from kg.ask.nothing import reasons

        why = reasons(graph, question, given, arguments.about)
    tell_answer(answer, arguments, why)
    return 0


def sparql(arguments: argparse.Namespace) -> int:
    """Answer a query of the user's own, or in a terminal one after the other."""
    name, text = arguments.file, arguments.query
    if text is None and (name == "-" or (name is None and not sys.stdin.isatty())):
        name, text = None, decoded(bounded(sys.stdin.buffer))
    elif text is None and name is not None:
        text = read_text(Path(name))
    graph = narrowed(open_graph(arguments), arguments)
    if text is not None:
        _run(graph, text, arguments, name)
    else:
        from kg.cli.prompt import typed

        for text in typed(Printer(arguments).word("sparql: prompt"), several=True):
            try:
                _run(graph, text, arguments)
            except KgError as error:  # the next one may be better
                note(f"kg: {error.told(arguments.lang)}")
    return 0


def _run(graph: Graph, text: str, arguments: argparse.Namespace, file: str | None = None) -> None:
    from kg.ask.terms import undeclared_terms, unknown_graphs, unknown_things

    answer = asking.sparql(graph, text, dict(arguments.set), file)
    for name, meant in undeclared_terms(graph, text):
        note(f"kg: nothing declares {name}, which the query names{meant}")
    for name, meant in unknown_things(graph, text):
        note(f"kg: the graph says nothing of {name}, which the query names{meant}")
    for name, meant in unknown_graphs(graph, text):
        note(f"kg: no graph is called <{name}>, which the query is asked of{meant}")
    tell_answer(answer, arguments)


def narrowed(graph: Graph, arguments: argparse.Namespace) -> Graph:
    """The graph with answers narrowed as the options say."""
    want = {
        name: getattr(arguments, name) for name in ("status", "as_of", "source", "modality", "min_origins")
    }
    given = {name: value for name, value in want.items() if value is not None}
    if given.get("status") == "any":  # as questions tell it of themselves
        del given["status"]
    return graph.narrowed(**given) if given else graph
