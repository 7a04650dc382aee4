"""``kg network``, ``kg draw``, ``kg central``, ``kg groups``, ``kg path`` and ``kg stop``."""

import argparse

from kg.ask.answer import rows_answer
from kg.cli.asking import narrowed
from kg.cli.output import Printer, note, open_graph
from kg.engines import Row
from kg.errors import KgError
from kg.model.vocab import Scalar
from kg.networks.options import AllOptions, Options
from kg.tell.network import FAILURE, failure_rows, group_rows
from kg.words import word

_MEMBERS = 6  # of a group that people are shown


def _options(arguments: argparse.Namespace) -> Options:
    """The options of a network that were given, but for statements as nodes."""
    found: Options = {
        "predicates": arguments.predicate,
        "classes": arguments.class_,
        "around": arguments.around,
        "distance": arguments.distance,
        "fold": arguments.fold or (),
        "inferred": arguments.inferred,
    }
    if certainty := arguments.certainty or ("any" if arguments.status else None):
        found["status"] = None if certainty == "any" else certainty
    return found


def _of_things(arguments: argparse.Namespace) -> Options:
    """The options of a network that is analysed. Raises KgError where its statements shall be nodes."""
    if arguments.nodes:
        raise KgError(
            "a network with statements as nodes can be drawn and written, and not analysed",
            he="רשת שההיגדים בה הם צמתים אפשר לצייר ולכתוב, ולא לנתח",
        )
    return _options(arguments)


def network(arguments: argparse.Namespace) -> int:
    """Write a network in the format that the file's ending names."""
    from kg.networks.formats import write

    net = narrowed(open_graph(arguments), arguments).network(**_options(arguments), nodes=arguments.nodes)
    for file in write(net, arguments.file, arguments.raw):
        note(f"{file}: {len(net)} nodes, {net.number_of_edges()} edges")
    return 0


def draw(arguments: argparse.Namespace) -> int:
    """Draw a network into a picture, or write it as a page."""
    from kg.pictures.picture import TAKEN, Look, write

    graph = narrowed(open_graph(arguments), arguments)
    look = Look(arguments.kind, arguments.title, arguments.most, arguments.by_class)
    options: AllOptions = {**_options(arguments), "nodes": arguments.nodes}
    if look.kind in TAKEN and not arguments.certainty:
        options.pop("status", None)  # which --status alone brought in
    made = write(graph, arguments.file, look, options, note)
    note(made)
    return 0


def central(arguments: argparse.Namespace) -> int:
    """Who stands between whom."""
    found = narrowed(open_graph(arguments), arguments).central(**_of_things(arguments))
    Printer(arguments).answer(found.head(arguments.most))
    return 0


def groups(arguments: argparse.Namespace) -> int:
    """The groups that hold together more than with others; for people the most spoken of each."""
    graph = narrowed(open_graph(arguments), arguments)
    found = graph.groups(**_of_things(arguments))[: arguments.most]
    printer = Printer(arguments)
    if printer.json or printer.csv:
        rows: list[Row] = [
            {"group": Scalar(number), "thing": iri} for number, group in enumerate(found, 1) for iri in group
        ]
        printer.answer(rows_answer(graph.engine, rows, graph.lang, ("group", "thing")))
        return 0
    rows = group_rows(graph.engine, graph.lang, [group[:_MEMBERS] for group in found])
    for row, group in zip(rows, found, strict=True):
        row["size"] = Scalar(len(group))
        row["members"] += " …" if len(group) > _MEMBERS else ""
    printer.answer(rows_answer(graph.engine, rows, graph.lang, ("group", "size", "members")))
    return 0


def path(arguments: argparse.Namespace) -> int:
    """How one thing leads to another, step by step with the claims; 1 where it does not."""
    graph = narrowed(open_graph(arguments), arguments)
    found = graph.paths(arguments.start, arguments.end, arguments.most, **_of_things(arguments))
    printer = Printer(arguments)
    if not found:
        raise KgError(str(word("no chain", "en")), he=str(word("no chain", "he")))
    if printer.json:
        told = [{"steps": one.to_records(), "claims": one.grounds().to_records()} for one in found]
        printer.value(told)
        return 0
    if printer.csv:
        rows = [{"chain": str(number), **row} for number, one in enumerate(found, 1) for row in one.rows]
        printer.answer(rows_answer(graph.engine, rows, graph.lang, ("chain", *found[0].columns[:-1])))
        return 0
    for one in found:
        printer.answer(one)
        printer.answer(one.grounds().only(("source", "reliability", "passage", "credibility", "gloss")))
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
