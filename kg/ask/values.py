"""The Python values of the nodes of an answer."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.engines import Engine, select, text, values
from kg.model.values import Quantity, Thing, Time
from kg.model.vocab import EDTF, NS, XSD, Iri, Node, Scalar, local


class Record(Mapping[str, Any]):
    """One row: its values by column name, also as attributes."""

    def __init__(self, found: dict[str, Any]) -> None:
        self._found = found

    def __getitem__(self, name: str) -> Any:
        return self._found[name]

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["_found"][name]
        except KeyError:
            raise AttributeError(name) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __repr__(self) -> str:
        return f"Record({', '.join(f'{name}={value}' for name, value in self._found.items())})"


def quantities(engine: Engine, iris: set[str]) -> dict[str, Quantity]:
    """The quantities among these IRIs, without labels."""
    query = f"""PREFIX : <{NS}> SELECT ?q ?unit ?value ?low ?high ?about {{
      VALUES ?q {{ {values(iris)} }} ?q a :Quantity ; :unit ?unit . OPTIONAL {{ ?q :value ?value }}
      OPTIONAL {{ ?q :lowerBound ?low }} OPTIONAL {{ ?q :upperBound ?high }}
      OPTIONAL {{ ?q :approximate ?about }} }}"""
    return {
        row["q"]: Quantity(
            row["q"],
            "",
            local(row["unit"]),
            _number(row["value"]),
            _number(row["low"]),
            _number(row["high"]),
            row["about"] == "true",
        )
        for row in select(engine, query)[1]
    }


def _number(written: str) -> Decimal | None:
    """A number of a quantity; None for none, and for what is no number."""
    try:
        found = Decimal(written)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def python(node: Node | None, labels: dict[str, str], known: dict[str, Quantity]) -> Any:
    """The Python value of a node, given the labels and quantities of the answer that it stands in."""
    if node is None:
        return None
    if isinstance(node, NamedNode):
        label = labels.get(node.value) or local(node.value)
        found = known.get(node.value)
        if found is None:
            return Thing(node.value, label)
        return Quantity(found.iri, label, found.unit, found.value, found.low, found.high, found.approximate)
    if not isinstance(node, Literal):
        return text(node)
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
    """A value as JSON has it: numbers and truths as such, null for what is absent.

    >>> for_json({"count": Scalar("3"), "speaker": "", "year": "1992"})
    {'count': 3, 'speaker': None, 'year': '1992'}
    """
    if isinstance(value, Mapping):
        return {name: for_json(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [for_json(one) for one in value]
    if value == "":
        return None
    return value.value if isinstance(value, Scalar) else value


def node(value: str) -> Node:
    """The node of a text: an ``Iri``, the number or truth of a ``Scalar``, or a word."""
    if isinstance(value, Iri):
        return NamedNode(value)
    if not isinstance(value, Scalar):
        return Literal(value)
    kind = "decimal" if "." in value else "boolean" if value in ("true", "false") else "integer"
    return Literal(value, datatype=NamedNode(XSD + kind))
