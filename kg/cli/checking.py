"""``kg test``: a project's own checks."""

import argparse

from kg.checks.run import checks
from kg.cli.output import Printer, note
from kg.errors import KgError, meant

_COLUMNS = ["kind", "name", "case", "outcome", "file", "problem"]


def test(arguments: argparse.Namespace) -> int:
    """Run the checks; 1 when one fails, or where ``--strict`` something has none."""
    printer = Printer(arguments)
    only = frozenset(arguments.names)
    found = list(checks(arguments.root, arguments.build, note, only, arguments.write))
    for name in sorted(only - {one.name for one in found}):
        known = sorted({one.name for one in checks(arguments.root, arguments.build, note)})
        raise KgError(f"no rule, shape or question is called {name!r}{meant(name, known)[0]}")
    failed = [one for one in found if one.problem and (one.is_check or arguments.strict)]
    if printer.for_people:
        for one in found:
            if one.problem:
                printer.line(f"{one.outcome}: {one}")
        for kind in dict.fromkeys(one.kind for one in found):
            of_kind = [one for one in found if one.kind == kind and one.is_check]
            passed = sum(not one.problem for one in of_kind)
            print(f"{kind + 's':<9} {passed} passed, {len(of_kind) - passed} failed")
    else:
        rows = [
            {"kind": one.kind, "name": one.name, "case": one.case, "outcome": one.outcome}
            | {"file": str(one.file), "problem": one.problem}
            for one in found
        ]
        printer.rows(_COLUMNS, rows)
    return 1 if failed else 0
