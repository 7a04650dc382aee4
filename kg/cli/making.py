"""``kg build``, ``kg validate`` and ``kg whatif``."""

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from kg.build import InvalidGraphError, Violation
from kg.build import build as build_graph
from kg.build import validate as validate_graph
from kg.cli.output import Printer, note, out_folder
from kg.errors import KgError
from kg.files.plain import read_text
from kg.files.turtle import line_of
from kg.model.values import Thing
from kg.model.vocab import Scalar

if TYPE_CHECKING:
    from kg.api.workbench import Workbench
    from kg.workbench.change import Change, News, Said


def build(arguments: argparse.Namespace) -> int:
    """Build; tell each stage on standard error as it ends."""
    summary = build_graph(
        arguments.root,
        out_folder(arguments),
        note,
        arguments.engine,
        arguments.strict,
    )
    printer = Printer(arguments)
    if printer.json:
        printer.value({"counts": summary.counts, "seconds": summary.seconds})
    elif printer.csv:
        printer.rows(["kind", "count"], [{"kind": k, "count": str(n)} for k, n in summary.counts.items()])
    else:
        print("  ".join(f"{name} {count}" for name, count in summary.counts.items()))
    return 0


def validate(arguments: argparse.Namespace) -> int:
    """List what the shapes find; 1 when there is a violation, or anything where ``--strict``."""
    found = validate_graph(arguments.root, arguments.engine)
    printer = Printer(arguments)
    wrong = [v for v in found if arguments.strict or v.severity == "Violation"]
    rows = [
        {
            "severity": v.severity,
            "claim": v.claim,
            "source": v.source,
            "file": v.file or "",
            "line": Scalar(v.line or ""),
            "shape": v.shape,
            "value": v.value or "",
            "message": v.message(printer.lang),
            "mend": v.mend(printer.lang),
        }
        for v in found
    ]
    if not printer.for_people:
        printer.rows(
            ["severity", "claim", "source", "file", "line", "shape", "value", "message", "mend"], rows
        )
        return 1 if wrong else 0
    for v in found:
        print(_told(v, printer.lang))
    count = sum(v.severity == "Violation" for v in found)
    others = f", {len(found) - count} warnings" if len(found) > count else ""
    print(f"{count} violations{others}")
    return 1 if wrong else 0


def _told(v: Violation, lang: str) -> str:
    """A violation in one line: its place, node and source, what is wrong and what to do."""
    source = f" ({v.project.prefixed(v.source)})" if v.source else ""
    less = "" if v.severity == "Violation" else f"{v.severity.lower()}: "
    told = f"{less}<{v.claim}>{source}: {v.message(lang)}. {v.mend(lang)}"
    return str(KgError(told, file=v.file, line=v.line))


def whatif(arguments: argparse.Namespace) -> int:
    """Tell what claims would change, without writing anything; 1 where the shapes find something wrong."""
    from kg.api.workbench import Workbench
    from kg.tell.change import NEWS, news_rows

    if not arguments.files and not arguments.retract:
        raise KgError("name a Turtle file with claims, or a claim with --retract")
    if sys.stderr.isatty():
        note("reading the project and what follows from it …")
    bench = Workbench(arguments.root, arguments.lang)
    changes = [bench.retract(*arguments.retract)] if arguments.retract else []
    changes += [_added(bench, path) for path in arguments.files]
    rows: dict[News, str] = {}
    sides: dict[str, list[Said]] = {}
    for change in changes:
        sides |= change.sides
        for what, news in (("comes", change.comes), ("goes", change.goes)):
            for parts in news:
                if rows.pop(parts, what) == what:
                    rows[parts] = what
    printer = Printer(arguments)
    told = news_rows(bench.graph.engine, printer.lang, rows, sides)
    if printer.json:
        changed = [
            {"what": row["what"], **{n: _thing(one, row[n]) for n, one in zip(NEWS, parts, strict=True)}}
            for row, parts in zip(told, rows, strict=True)
        ]
        printer.value({"changes": changed, "violations": [asdict(v) for v in bench.violations_met]})
    elif told or not printer.for_people:
        for row in told if printer.for_people else ():
            row["what"] = printer.word(row["what"])
        printer.rows(["what", *NEWS], told)
    else:
        printer.line(printer.word("no change"))
    for v in bench.violations_met if printer.for_people else ():
        printer.line(_told(v, printer.lang))
    return 1 if bench.violations_met else 0


def _thing(part: Thing | str | None, told: str) -> dict[str, str] | str | None:
    """What comes or goes as JSON has it; a conflict is called after its sides."""
    return {"iri": part.iri, "label": str(told)} if isinstance(part, Thing) else part


def _added(bench: "Workbench", path: Path) -> "Change":
    """Add the claims of a file; what is wrong is told with the file, and with the line where it is known."""
    turtle = read_text(path)
    try:
        return bench.add(turtle)
    except InvalidGraphError as error:
        line = line_of(turtle, error.violations[0].claim)
        raise KgError(error.message, file=path, line=line) from None
    except KgError as error:
        raise KgError(error.message, file=path, line=error.line) from None
