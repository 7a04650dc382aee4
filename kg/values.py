"""The Python values that answers hold: things, quantities, times, and plain numbers and texts."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.engines import Engine, Node, select, text, values
from kg.times import bounds
from kg.vocab import EDTF, NS, XSD, local


@dataclass(frozen=True)
class Thing:
    """An entity, predicate, claim or statement: its IRI, and its label in the language of the answer."""

    iri: str
    label: str

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True)
class Quantity:
    """A number as a source gives it: a value or bounds, the unit's name, and whether it is «about».

    ``value`` is None for a range; ``low`` or ``high`` is None where only one bound is given.
    """

    iri: str
    label: str
    unit: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    approximate: bool = False

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True)
class Time:
    """An EDTF date as it was said, with its first and last day; None where an interval is open.

    >>> time = Time.of("1992/..")
    >>> str(time), time.earliest, time.latest
    ('1992/..', datetime.date(1992, 1, 1), None)
    """

    text: str
    earliest: date | None
    latest: date | None

    @classmethod
    def of(cls, text: str) -> "Time":
        """The time of an EDTF text. Raises ValueError for any other text."""
        first, last = bounds(text)
        return cls(text, _day(first), _day(last))

    def __str__(self) -> str:
        return self.text


def _day(instant: str | None) -> date | None:
    return None if instant is None else date.fromisoformat(instant[:10])


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
    return Decimal(written) if written else None


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
