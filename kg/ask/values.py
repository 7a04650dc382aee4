"""The Python values of the nodes of an answer."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.ask.dates import Dated
from kg.engines import Engine, select, text
from kg.errors import short
from kg.model.values import Figure, Thing, Time, key
from kg.model.vocab import EDTF, NS, XSD, Iri, Node, Scalar, local


class Later:
    """A thing that may be a statement, which is read when somebody asks for it, with all of an answer."""

    def __init__(self, thing: Any, read: Callable[[], Mapping[str, Any]]) -> None:
        self._thing = thing
        self._read = read

    def now(self) -> Any:
        """The statement, else the thing."""
        return (
            self._read().get(self._thing.iri, self._thing) if isinstance(self._thing, Thing) else self._thing
        )

    def __str__(self) -> str:
        return str(self._thing)


class Record(Mapping[str, Any]):
    """One row: its values by column name, also as attributes."""

    def __init__(self, found: dict[str, Any]) -> None:
        self._found = found

    def __getitem__(self, name: str) -> Any:
        value = self._found[name]
        return value.now() if isinstance(value, Later) else value

    def __getattr__(self, name: str) -> Any:
        if name not in self.__dict__.get("_found", {}):
            raise AttributeError(name)
        return self[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __repr__(self) -> str:
        return short(f"<Record {', '.join(f'{name}={value}' for name, value in self._found.items())}>")


def quantities(engine: Engine, iris: set[str]) -> dict[str, Figure]:
    """The quantities among these IRIs, without labels."""
    query = f"""PREFIX : <{NS}> SELECT ?q ?unit ?value ?low ?high ?about {{
      VALUES ?q {{ THESE }} ?q a :Quantity ; :unit ?unit . OPTIONAL {{ ?q :value ?value }}
      OPTIONAL {{ ?q :lowerBound ?low }} OPTIONAL {{ ?q :upperBound ?high }}
      OPTIONAL {{ ?q :approximate ?about }} }}"""
    return {
        row["q"]: Figure(
            row["q"],
            "",
            local(row["unit"]),
            _number(row["value"]),
            _number(row["low"]),
            _number(row["high"]),
            row["about"] == "true",
        )
        for row in select(engine, query, these=iris)[1]
    }


def _number(written: str) -> Decimal | None:
    """A number of a quantity; None for none, and for what is no number."""
    try:
        found = Decimal(written)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def python(node: Node | None, labels: dict[str, str], known: dict[str, Figure]) -> Any:
    """The Python value of a node, given the labels and quantities of the answer that it stands in."""
    if node is None:
        return None
    if isinstance(node, NamedNode):
        label = labels.get(node.value) or local(node.value)
        found = known.get(node.value)
        if found is None:
            return Thing(node.value, label)
        return Figure(found.iri, label, found.unit, found.value, found.low, found.high, found.approximate)
    if not isinstance(node, Literal):
        return text(node)
    try:
        return _value(node)
    except (ValueError, ArithmeticError):  # what its type does not have, which an endpoint may give
        return node.value


def _value(node: Literal) -> Any:
    kind = node.datatype.value
    if kind == EDTF:
        return Time.of(node.value)
    if kind == XSD + "boolean":
        return node.value in ("true", "1")
    if kind == XSD + "integer":
        return int(node.value)
    if kind in (XSD + "decimal", XSD + "double", XSD + "float"):
        return Decimal(text(node))
    if kind == XSD + "dateTime":
        return datetime.fromisoformat(node.value)
    return node.value


def for_json(value: Any) -> Any:
    """A value as JSON has it: numbers and truths as such, null for what is absent, and of a thing, figure,
    time, statement or claim all its members, the same ones wherever it stands.

    >>> for_json({"count": Scalar("3"), "speaker": "", "place": Thing("urn:port", "Port")})
    {'count': 3, 'speaker': None, 'place': {'iri': 'urn:port', 'label': 'Port'}}
    """
    if isinstance(value, Mapping):
        return {name: for_json(one) for name, one in value.items()}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return for_json(value._asdict())
    if isinstance(value, list | tuple):
        return [for_json(one) for one in value]
    if is_dataclass(value):
        return {one.name: for_json(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Decimal):
        value = key(value)
    if isinstance(value, date):
        return value.isoformat()
    if value == "":
        return None
    return value.value if isinstance(value, Scalar) else value


def node(value: str) -> Node:
    """The node of a text: an ``Iri``, the number or truth of a ``Scalar``, a date, or a word."""
    if isinstance(value, Iri):
        return NamedNode(value)
    if not isinstance(value, Scalar):
        return Literal(value, datatype=NamedNode(EDTF)) if isinstance(value, Dated) else Literal(value)
    kind = "decimal" if "." in value else "boolean" if value in ("true", "false") else "integer"
    return Literal(value, datatype=NamedNode(XSD + kind))
