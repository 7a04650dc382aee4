"""A SPARQL 1.1 endpoint as an engine (SPARQL 1.1 Protocol, section 2.1.3: query via POST directly)."""

import json
import re
from collections.abc import Sequence
from typing import Any

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

from kg.engines import Result
from kg.engines.oxigraph import result_of
from kg.engines.web import Address, Answer, post
from kg.errors import KgError, repeated, short

_ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9, text/turtle;q=0.8"
_TRIPLES = {"application/n-triples": RdfFormat.N_TRIPLES, "text/turtle": RdfFormat.TURTLE}
_DEEPEST = 500  # triples in each other; a parser goes down one level for each
# Brackets outside texts, and words without which there are no triples in an answer, escaped or not.
_TEXT = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)|'
_IN_JSON = re.compile(_TEXT + rb"[][{}]", re.DOTALL)
_IN_TRIPLES = {RdfFormat.N_TRIPLES: re.compile(_TEXT + rb"<<|>>"), RdfFormat.TURTLE: re.compile(rb"<<|>>")}
_LEVELS = {b"[": 1, b"{": 1, b"<<": 1, b"]": -1, b"}": -1, b">>": -1}
_OF_TERMS = {"type", "value", "datatype", "xml:lang", "subject", "predicate", "object"}
_NESTING = (b"triple", b"statement", b"\\u006", b"\\u007", b"<<")


class Remote:
    """Answers from an endpoint; its default graph should be the union of all graphs.

    ``timeout`` is in seconds, from the request to the end of the answer. A user and a password in the address
    are told to the endpoint (RFC 7617), and to nobody else. Raises KgError for what is no address.
    """

    def __init__(self, url: str, timeout: float = 30.0) -> None:
        if not isinstance(timeout, int | float) or not timeout > 0:
            raise KgError(f"a timeout is a number of seconds above 0, not {repeated(timeout)}")
        self._address = Address.of(url)
        self.url = self._address.url
        self.timeout = timeout

    def __repr__(self) -> str:
        return short(f"<Remote {self.url}>")

    def run(self, query: str) -> Result:
        """Answer one query."""
        headers = {
            "Content-Type": "application/sparql-query",
            "Accept": _ACCEPT,
            "User-Agent": "accord-graph",
        }
        answer = post(self._address, query.encode(), headers, self.timeout)
        asked = _asked(query)
        try:
            if _too_deep(answer):
                raise ValueError(f"triples in it are more than {_DEEPEST} deep in each other")
            found, result = _read(answer)
        except (SyntaxError, ValueError, MemoryError) as error:
            error.__traceback__ = None  # keeps what was read half, and may be dropped in this thread alone
            told = f"{self.url} gave an answer ({answer.kind}) that cannot be read: {error}"
            raise KgError(told) from None
        return result if asked is None else self._fitting(result, found, *asked)

    def _fitting(self, result: Result, found: str, form: str, names: Sequence[str]) -> Result:
        """A result of what was asked for, with the columns that were asked for and no other."""
        lacking = [f"?{name}" for name in names if name not in result.names]
        if found != form:
            raise KgError(f"{self.url} gave an answer that does not fit the query: {found}, not {form}")
        if lacking:
            raise KgError(
                f"{self.url} gave an answer that does not fit the query: it lacks {', '.join(lacking)}"
            )
        return Result(list(names), [{name: row[name] for name in names} for row in result.rows])


def _asked(query: str) -> tuple[str, list[str]] | None:
    """What a query asks for: the form of its result and the columns, as a graph without triples tells them.

    None for what only the endpoint knows how to read.
    """
    try:
        empty = Store().query(query)
    except (SyntaxError, ValueError, RuntimeError, OSError):
        return None
    return _form(empty), result_of(empty).names


def _read(answer: Answer) -> tuple[str, Result]:
    """The form of a result, and the result. Raises SyntaxError, ValueError; MemoryError for long texts."""
    if answer.kind in _TRIPLES:
        triples = (quad.triple for quad in parse(answer.body, format=_TRIPLES[answer.kind]))
        return _form(triples), result_of(triples)
    try:
        return _results(answer.body)
    except SyntaxError:  # endpoints send members of their own beside those of the standard
        return _results(_standard(answer.body))


def _results(body: bytes) -> tuple[str, Result]:
    found = parse_query_results(body, format=QueryResultsFormat.JSON)
    return _form(found), result_of(found)


def _standard(body: bytes) -> bytes:
    """Of results in JSON, what the standard knows (SPARQL 1.1 Query Results JSON Format, section 3).

    Raises ValueError for what are none.
    """
    try:
        told = json.loads(body)
        head = {"vars": told["head"]["vars"]}
        rows = [{name: _term(row[name]) for name in row} for row in told["results"]["bindings"]]
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"no results of a query: {error!r}") from None
    return json.dumps({"head": head, "results": {"bindings": rows}}).encode()


def _term(told: Any) -> Any:
    if not isinstance(told, dict):
        return told
    return {name: _term(value) for name, value in told.items() if name in _OF_TERMS}


def _form(found: object) -> str:
    kinds = {QueryBoolean: "true or false", QuerySolutions: "rows"}
    return next((form for kind, form in kinds.items() if isinstance(found, kind)), "triples")


def _too_deep(answer: Answer) -> bool:
    """Whether triples hold triples that deep that reading them might end the process."""
    if sum(map(answer.body.count, _NESTING)) <= _DEEPEST:
        return False
    form = _TRIPLES.get(answer.kind)
    marks, each = (_IN_JSON, 2) if form is None else (_IN_TRIPLES[form], 1)
    depth = 0
    for mark in marks.finditer(answer.body):
        depth += _LEVELS.get(mark[0], 0)
        if depth > _DEEPEST * each:
            return True
    return False
