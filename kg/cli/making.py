"""``kg build`` and ``kg validate``."""

import argparse
import sys

from kg.build import build as build_graph
from kg.build import validate as validate_graph
from kg.cli.output import Printer, out_folder
from kg.errors import KgError


def build(arguments: argparse.Namespace) -> int:
    """Build; tell each stage on standard error as it ends."""
    summary = build_graph(
        arguments.root,
        out_folder(arguments),
        lambda line: print(line, file=sys.stderr, flush=True),
        arguments.engine,
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
    """List violations; 1 when there is any."""
    found = validate_graph(arguments.root, arguments.engine)
    printer = Printer(arguments)
    rows = [
        {
            "claim": v.claim,
            "source": v.source,
            "file": v.file or "",
            "line": str(v.line or ""),
            "shape": v.shape,
            "value": v.value or "",
            "message": v.message(printer.lang),
            "mend": v.mend(printer.lang),
        }
        for v in found
    ]
    if not printer.for_people:
        printer.rows(["claim", "source", "file", "line", "shape", "value", "message", "mend"], rows)
        return 1 if found else 0
    for v in found:
        print(
            KgError(
                f"<{v.claim}>: {v.message(printer.lang)}. {v.mend(printer.lang)}", file=v.file, line=v.line
            )
        )
    print(f"{len(found)} violations")
    return 1 if found else 0
