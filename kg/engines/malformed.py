"""What is wrong with a query that no engine can read, and where, as somebody wrote it."""

import re
import threading

from kg.engines.tokens import tokens, undeclared
from kg.errors import KgError

PARSER = threading.Lock()  # rdflib's parser keeps what it reads where other threads see it
_ESCAPE = re.compile(r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}")
_MOST = 20_000  # characters of a query that is read once more
_LONG = 160


def malformed(query: str, message: str, file: str | None, before: str, bound: bool) -> KgError:
    """The error, in one line with its place; the engine read the query with declarations ``before`` it, and
    with values put into its text where it is ``bound``.

    Oxigraph's parser names the end of what it looked at and not where a query goes wrong: a second parser is
    asked for the place.
    """
    found = re.search(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if not found:
        return KgError(f"not valid SPARQL: {' '.join(message.split())[:200]}", file=file)
    line, column, cause = int(found[1]), int(found[2]), " ".join(found[3].split())
    at = None
    if "Prefix not found" in cause:
        lacking = undeclared(before + query)
        cause = f"a prefix that no PREFIX line declares: {', '.join(f'{one}:' for one in lacking)}"
        named = (one for one in tokens(query) if one.kind == "name" and one.text.partition(":")[0] in lacking)
        at = next((one.at for one in named), None)
    elif (place := _place(before + query)) is not None:
        rest = (one for one in tokens(query) if one.at + len(one.text) > place - len(before))
        at, cause = next(
            ((one.at, f"it cannot be read from {one.text} on") for one in rest),
            (len(query), "it ends too early"),
        )
    elif cause == "expected [_]":  # as it says of a variable that BIND gives a second value
        cause = "something before it is not allowed"
    elif len(cause) > _LONG:
        cause = cause[:_LONG].rsplit(",", 1)[0] + ", …"
    if at is not None:
        line, column = query.count("\n", 0, at) + 1, at - query.rfind("\n", 0, at)
    elif bound:  # the place is one in a text that nobody wrote
        return KgError(f"not valid SPARQL: {cause}", file=file)
    elif line == 1:
        column -= len(before)
    where = f"column {column}" if file else f"line {line}, column {column}"
    return KgError(f"not valid SPARQL at {where}: {cause}", file=file, line=line if file else None)


def _place(query: str) -> int | None:
    """The character at which a query cannot be read on; None where rdflib reads it, or does not tell."""
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseQuery

    if len(query) > _MOST:
        return None
    plain = _ESCAPE.sub(lambda found: "x" * len(found[0]), query).replace("\t", " ")
    try:
        with PARSER:
            parseQuery(plain)
    except ParseException as error:
        return error.loc
    except RecursionError:
        pass
    return None
