"""``kg docs``: the documentation, which comes with the package."""

import argparse

from kg.cli.output import Printer
from kg.errors import KgError, meant
from kg.files.plain import read_text
from kg.files.project import documents


def docs(arguments: argparse.Namespace) -> int:
    """List the documents, or print one as it is written, in Markdown."""
    found = documents()
    printer = Printer(arguments)
    name = arguments.name
    if name is None:
        rows = [{"name": one, "title": _title(read_text(path))} for one, path in found.items()]
        printer.rows(["name", "title"], rows)
        return 0
    if name not in found:
        english, hebrew = meant(name, list(found))
        raise KgError(f"there is no document {name!r}{english}", he=f"אין מסמך {name!r}{hebrew}")
    if printer.for_people:
        for line in read_text(found[name]).splitlines():
            printer.line(line)
    else:
        printer.rows(["name", "text"], [{"name": name, "text": read_text(found[name])}])
    return 0


def _title(text: str) -> str:
    """The first heading of a text in Markdown."""
    return next((line[2:] for line in text.splitlines() if line.startswith("# ")), "")
