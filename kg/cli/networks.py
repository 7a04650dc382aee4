"""``kg network``, ``kg draw``, ``kg central``, ``kg groups``, ``kg path`` and ``kg stop``."""

import argparse
import sys
from typing import Any

from kg.answer import rows_answer
from kg.cli.asking import narrowed
from kg.cli.output import Printer, open_graph
from kg.errors import KgError
from kg.shown import FAILURE, failure_rows


def _options(arguments: argparse.Namespace) -> dict[str, Any]:
    """The options of ``Graph.network`` that were given."""
    return {
        "status": None if arguments.certainty == "any" else arguments.certainty,
        "predicates": arguments.predicate,
        "classes": arguments.class_,
        "around": arguments.around,
        "distance": arguments.distance,
        "fold": arguments.fold or (),
        "nodes": arguments.nodes,
        "inferred": arguments.inferred,
    }


def network(arguments: argparse.Namespace) -> int:
    """Write a network in the format that the file's ending names."""
    from kg.networks.formats import write

    net = narrowed(open_graph(arguments), arguments).network(**_options(arguments))
    for file in write(net, arguments.file):
        print(f"{file}: {len(net)} nodes, {net.number_of_edges()} edges", file=sys.stderr)
    return 0


def draw(arguments: argparse.Namespace) -> int:
    """Draw a network into a picture, or write it as a page."""
    from kg.pictures import Look, write

    graph = narrowed(open_graph(arguments), arguments)
    look = Look(arguments.kind, arguments.title, arguments.most, arguments.by_class)
    made = write(graph, arguments.file, look, _options(arguments), lambda line: print(line, file=sys.stderr))
    print(made, file=sys.stderr)
    return 0


def central(arguments: argparse.Namespace) -> int:
    """Who stands between whom."""
    found = narrowed(open_graph(arguments), arguments).central(**_options(arguments))
    rows = found.rows[: arguments.most]
    Printer(arguments).answer(rows_answer(found.engine, rows, arguments.lang, found.columns))
    return 0


def groups(arguments: argparse.Namespace) -> int:
    """The groups that hold together more than with others."""
    graph = narrowed(open_graph(arguments), arguments)
    found = graph.groups(**_options(arguments))
    printer = Printer(arguments)
    if printer.json:
        printer.value(found)
        return 0
    spoken = {row["thing"]: int(row["strength"]) for row in graph.central(**_options(arguments)).rows}
    rows = []
    for number, group in enumerate(found[: arguments.most], 1):
        first = sorted(group, key=lambda iri: (-spoken[iri], iri))[:6]
        members = ", ".join(map(graph.label, first)) + (" …" if len(group) > len(first) else "")
        rows.append({"group": str(number), "size": str(len(group)), "members": members})
    printer.rows(("group", "size", "members"), rows)
    return 0


def path(arguments: argparse.Namespace) -> int:
    """How one thing leads to another, step by step with the claims; 1 where it does not."""
    graph = narrowed(open_graph(arguments), arguments)
    found = graph.paths(arguments.start, arguments.end, arguments.most, **_options(arguments))
    printer = Printer(arguments)
    if not found:
        raise KgError(str(printer.word("no chain")))
    if printer.json:
        told = [{"steps": one.to_records(), "claims": one.grounds().to_records()} for one in found]
        printer.value(told)
        return 0
    for one in found:
        printer.answer(one)
        printer.answer(one.grounds().only(("source", "passage", "gloss")))
    return 0


def stop(arguments: argparse.Namespace) -> int:
    """What would no longer hold if a thing failed."""
    graph = open_graph(arguments)
    printer = Printer(arguments)
    found = graph.stop(arguments.entity)
    if not found.facts and not found.inferences and printer.for_people:
        printer.line(printer.word("nothing lost"))
        return 0
    rows = failure_rows(graph.engine, graph.lang, found)
    printer.answer(rows_answer(graph.engine, rows, graph.lang, FAILURE))
    return 0
