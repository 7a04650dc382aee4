"""SPARQL 1.1: a query comes in, its rows go out, the same ones whichever engine holds the graph."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple, Protocol
from weakref import WeakKeyDictionary

from pyoxigraph import Literal, NamedNode, Quad

from kg.engines.binding import Bindings, bind
from kg.engines.malformed import malformed
from kg.errors import KgError, repeated
from kg.model.iris import is_iri
from kg.model.project import DATASET, SPACE, Project
from kg.model.vocab import RDFS, XSD, Iri, Node, Scalar

Row = dict[str, str]


class Result(NamedTuple):
    """What a query gave: column names, and for each solution a node or None by column.

    An ASK query gives one column ``answer``; CONSTRUCT and DESCRIBE give subject, predicate, object.
    """

    names: list[str]
    rows: list[dict[str, Node | None]]


class Engine(Protocol):
    """Something that answers queries."""

    def run(self, query: str) -> Result:
        """Answer one query. Raises SyntaxError for a malformed one, and KgError for what else goes wrong."""


_MOST = 500  # that are asked of at once: of more than 1,000 values, Oxigraph begins at another end


def solve(
    engine: Engine,
    query: str,
    bound: Bindings | None = None,
    *,
    file: str | None = None,
    these: Collection[str] | None = None,
    before: str = "",
) -> Result:
    """Run a query. Raises KgError, with the place where it is known, for a malformed query or an update.

    ``before`` are declarations on one line that go before it, and count for no place in it.
    ``these`` are the IRIs of a ``VALUES ?x { THESE }`` in it, whatever their number. They are asked of in
    parts: rows come in the order of these IRIs, those of each part in the query's, and a solution that has
    no ``?x`` may come again.
    """
    if these is not None:
        every = sorted({*these})
        parts = [every[start : start + _MOST] for start in range(0, len(every), _MOST)] or [[]]
        found = [solve(engine, query.replace("THESE", _values(part)), bound, file=file) for part in parts]
        return Result(found[0].names, [row for one in found for row in one.rows])
    try:
        return engine.run(before + bind(query, bound or {}))
    except SyntaxError as error:
        raise malformed(query, str(error), file, before, bool(bound)) from None


def select(
    engine: Engine,
    query: str,
    bound: Bindings | None = None,
    *,
    file: str | None = None,
    these: Collection[str] | None = None,
) -> tuple[list[str], list[Row]]:
    """Run a query: its column names, and a row for each solution with IRIs (as ``Iri``) and values as text.

    See ``solve``. Raises KgError, with the place where it is known, for a malformed query or an update.
    """
    result = solve(engine, query, bound, file=file, these=these)
    return result.names, [{name: text(row[name]) for name in result.names} for row in result.rows]


_projects: WeakKeyDictionary[Engine, Project] = WeakKeyDictionary()
_DESCRIBED = f"SELECT ?s ?p ?o {{ ?s {SPACE} ?space ; a {DATASET} ; ?p ?o }}"


def project_of(engine: Engine) -> Project:
    """What the graph of an engine says of its project, asked once; the default where it says nothing."""
    if engine not in _projects:
        _projects[engine] = Project.of(_quads(solve(engine, _DESCRIBED)))
    return _projects[engine]


def _quads(result: Result) -> Iterator[Quad]:
    for row in result.rows:
        subject, predicate, value = row["s"], row["p"], row["o"]
        if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode) and value is not None:
            yield Quad(subject, predicate, value)


def text(node: Node | None) -> str:
    """A node as text: an ``Iri``, a value (numbers in their shortest form, since engines differ), or nothing.

    A number or a truth is a ``Scalar``.

    What is no number of its type, or none that anybody would write out, stays as it is.

    >>> text(Literal("oil", language="en")), text(None), text(Literal(67.50))
    ('oil', '', '67.5')
    >>> text(Literal("1,5", datatype=NamedNode(XSD + "decimal"))), text(Literal(float("inf")))
    ('1,5', 'INF')
    """
    if node is None:
        return ""
    if isinstance(node, NamedNode):
        return Iri(node.value)
    if not isinstance(node, Literal):
        return str(node)
    kind = node.datatype.value
    if kind in _NUMBERS and re.fullmatch(_NUMBER, node.value):
        from decimal import Decimal

        number = f"{Decimal(node.value):f}"
        return Scalar(number.rstrip("0").rstrip(".") if "." in number else number)
    if kind == XSD + "integer" and re.fullmatch(_WHOLE, node.value):
        return Scalar(node.value)
    if kind == XSD + "boolean" and node.value in _TRUTHS:
        return Scalar(_TRUTHS[node.value])
    return node.value


def thing(iri: str) -> NamedNode:
    """The node of an IRI. Raises KgError for what is none: an endpoint may say what it likes.

    >>> thing("https://example.org/a").value
    'https://example.org/a'
    """
    try:
        return NamedNode(iri)
    except ValueError:
        raise KgError(f"the graph gives {repeated(iri)} where a thing is needed") from None


def number(row: Row, name: str) -> int:
    """A count in a row. Raises KgError for what is none: an endpoint may say what it likes.

    >>> number({"n": "12"}, "n")
    12
    """
    if not re.fullmatch(r"\d{1,18}", row[name], re.ASCII):
        raise KgError(f"the graph gives {row[name]!r} where a count is needed (?{name})")
    return int(row[name])


_TRUTHS = {"true": "true", "1": "true", "false": "false", "0": "false"}
_WHOLE = r"(?a)[+-]?\d{1,300}"
_NUMBERS = {XSD + name for name in ("decimal", "double", "float")}
_NUMBER = r"(?a)[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?"


def labels(engine: Engine, lang: str, iris: Collection[str] | None = None) -> dict[str, str]:
    """The label of each IRI that has one, in ``lang``, else in English, else in any; of all for None."""
    wanted = "" if iris is None else "VALUES ?s { THESE }"
    query = f"SELECT ?s ?l ?g {{ {wanted} ?s <{RDFS}label> ?l BIND(lang(?l) AS ?g) }}"
    found: dict[str, tuple[int, str, str]] = {}
    for row in select(engine, query, these=iris)[1]:
        rank = {lang: 0, "en": 1, "": 1}.get(row["g"], 2)
        found[row["s"]] = min(found.get(row["s"], (3, "", "")), (rank, row["g"], row["l"]))
    return {iri: label for iri, (_, _, label) in found.items()}


def _values(iris: Collection[str]) -> str:
    """IRIs as the rows of a VALUES clause; what is no IRI is left out.

    Of none there is one that nothing has: rdflib cannot read an empty clause.

    >>> _values(["https://example.org/a", "no IRI"])
    '<https://example.org/a>'
    """
    found = [f"<{iri}>" for iri in iris if is_iri(iri)]
    return " ".join(found) or "<urn:none>"
