"""Read Turtle, and tell where in it something stands."""

import re
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from kg.errors import KgError
from kg.model.vocab import BASE, local


def line_of(turtle: str, iri: str) -> int | None:
    """The line in which the block of a subject begins, as far as it can be found."""
    name = re.escape(local(iri))
    start = re.compile(rf"^(?:[\w-]*:|<[^>]*[/#]|<){name}>?(?=[\s;]|$)")
    for number, line in enumerate(turtle.splitlines(), 1):
        if start.match(line):
            return number
    return None


def read_turtle(path: Path) -> list[Quad]:
    """Parse one Turtle file.

    Raises KgError with file and line when it is missing, unreadable or malformed.
    """
    try:
        return list(parse(path.read_bytes(), format=RdfFormat.TURTLE, base_iri=BASE))
    except SyntaxError as error:
        raise not_turtle(error, path) from None
    except OSError as error:
        raise KgError(f"cannot read: {error.strerror}", file=path) from None


def not_turtle(error: SyntaxError, path: Path | None = None) -> KgError:
    """What the parser found, with its line."""
    cause = re.sub(r"^Parser error at line \d+.*?: ", "", str(error.msg))
    return KgError(f"not valid Turtle: {cause}", file=path, line=error.lineno)
