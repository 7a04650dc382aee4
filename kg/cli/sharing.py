"""``kg export``, ``kg site`` and ``kg diff``."""

import argparse
import sys

from kg.ask.diff import Change, difference, open_any, to_turtle
from kg.cli.output import Printer, built_folder, note
from kg.engines import project_of, text
from kg.exports.export import export as write_as
from kg.exports.export import export_tables
from kg.files.replace import replace_file
from kg.files.seal import built_file
from kg.model.vocab import Node, local


def export(arguments: argparse.Namespace) -> int:
    """Write the built graph in the format asked for."""
    if arguments.format == "csv" and arguments.out is not None:
        for file in export_tables(built_file(built_folder(arguments)), arguments.out, arguments.raw):
            note(file)
        return 0
    data = write_as(built_file(built_folder(arguments)), arguments.format, arguments.graph or ())
    if arguments.out is None:
        sys.stdout.buffer.write(data)
        return 0
    replace_file(arguments.out, data)
    note(f"{arguments.out}: {len(data)} bytes")
    return 0


def site(arguments: argparse.Namespace) -> int:
    """Write the site of the graph, in all its languages."""
    from kg.api.opening import load
    from kg.site.site import write

    folder = built_folder(arguments)
    first = load(arguments.root, folder)
    graphs = {lang: load(arguments.root, folder, lang) for lang in first.project.languages}
    count = write(graphs, arguments.folder, note)
    note(f"{arguments.folder}: {count} pages; open {arguments.folder / 'index.html'}")
    return 0


def diff(arguments: argparse.Namespace) -> int:
    """Tell what changed from one graph to another; 0 also where nothing did."""
    old, new = open_any(arguments.old), open_any(arguments.new)
    changes, project = difference(old, new), project_of(new)
    printer = Printer(arguments)
    if arguments.turtle:
        print(to_turtle(changes, project), end="")
    elif printer.json:
        printer.value([_as_json(change) for change in changes])
    elif printer.csv:
        rows = [
            {
                "kind": c.kind,
                "what": c.what,
                "iri": c.iri,
                "sign": sign,
                "predicate": name,
                "value": text(value),
            }
            for c in changes
            for sign, triples in (("+", c.came), ("-", c.went))
            for name, value in triples
        ]
        printer.rows(["kind", "what", "iri", "sign", "predicate", "value"], rows)
    else:
        for change in changes:
            printer.line(f"{change.what} {change.kind.lower()} {change.iri.removeprefix(project.space)}")
            for sign, triples in (("+", change.came), ("-", change.went)):
                for name, value in triples if change.what == "changed" else ():
                    printer.line(f"  {sign} {local(name)} {text(value).removeprefix(project.space)}")
        print(_sum(changes))
    return 0


def _as_json(change: Change) -> dict[str, object]:
    def told(triples: list[tuple[str, Node]]) -> list[list[str]]:
        return [[name, text(value)] for name, value in triples]

    return {
        "kind": change.kind,
        "iri": change.iri,
        "what": change.what,
        "came": told(change.came),
        "went": told(change.went),
    }


def _sum(changes: list[Change]) -> str:
    counts = {what: sum(c.what == what for c in changes) for what in ("added", "removed", "changed")}
    return ", ".join(f"{count} {what}" for what, count in counts.items())
