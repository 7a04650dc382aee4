"""``kg build``, ``kg validate`` and ``kg whatif``."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import asdict

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


def whatif(arguments: argparse.Namespace) -> int:
    """Tell what claims would change, without writing anything; 1 where the shapes find something wrong."""
    from kg.change import Workbench
    from kg.shown import Labels

    if not arguments.files and not arguments.retract:
        raise KgError("name a Turtle file with claims, or a claim with --retract")
    bench = Workbench(arguments.root, arguments.lang)
    changes = [bench.retract(*arguments.retract)] if arguments.retract else []
    for path in arguments.files:
        try:
            changes.append(bench.add(path.read_text(encoding="utf-8")))
        except KgError as error:
            raise KgError(str(error), file=path) from None
    rows: dict[tuple[str, ...], str] = {}
    for change in changes:
        for what, news in (("comes", change.comes), ("goes", change.goes)):
            for parts in news:
                if rows.pop(parts, what) == what:
                    rows[parts] = what
    printer = Printer(arguments)
    label = Labels(bench.graph.engine, printer.lang, {part for parts in rows for part in parts})
    names = ("subject", "predicate", "object", "status")
    shown: Callable[[str], str] = label if printer.for_people else str
    told = [
        {"what": printer.word(what) if printer.for_people else what}
        | dict(zip(names, map(shown, parts), strict=True))
        for parts, what in rows.items()
    ]
    if printer.json:
        printer.value({"changes": told, "violations": [asdict(v) for v in bench.violations]})
    elif told or not printer.for_people:
        printer.rows(["what", *names], told)
    else:
        printer.line(printer.word("no change"))
    for v in bench.violations if printer.for_people else ():
        printer.line(f"<{v.claim}>: {v.message(printer.lang)}. {v.mend(printer.lang)}")
    return 1 if bench.violations else 0
