"""``kg search`` and ``kg schema``: what there is to be asked for."""

import argparse

from kg.api.graph import Graph
from kg.ask.schema import Overview, Term
from kg.cli.output import Printer, open_graph, terminal_width


def search(arguments: argparse.Namespace) -> int:
    """Find words in whatever the graph and its catalogue tell."""
    printer = Printer(arguments)
    found = open_graph(arguments).search(" ".join(arguments.words), arguments.limit, arguments.kind)
    if found or not printer.for_people:
        printer.answer(found if not printer.for_people else found.only(found.columns[:-1]))
    else:
        printer.line(printer.word("search: nothing"))
    return 0


def schema(arguments: argparse.Namespace) -> int:
    """List classes and relations, or tell all about one."""
    graph = open_graph(arguments)
    tell_schema(graph, graph.schema(arguments.name), arguments)
    return 0


def tell_schema(graph: Graph, found: Overview | Term, arguments: argparse.Namespace) -> None:
    """Print what the schema tells in the form asked for."""
    from kg.tell.schema import relations, rows

    printer = Printer(arguments)
    if printer.json:
        printer.value(found)
    elif not printer.csv:
        print(graph.tell(found).to_text(terminal_width(), printer.ids))
    elif isinstance(found, Term):
        told = [
            ("IRI", found.iri),
            (printer.word("label"), found.label),
            *rows(graph.lang, found),
        ]
        printer.rows(["name", "value"], [{"name": name, "value": value} for name, value in told if value])
    else:
        counted = [row | {"class": row["class"].iri} for row in found.classes]
        printer.rows(["class", "depth", "things"], counted)
        printer.answer(relations(graph.engine, graph.lang, found))
