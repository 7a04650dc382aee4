"""Quantities, and whether two of them may be one figure told in different words."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from pyoxigraph import Literal, NamedNode, Quad

from kg.model.vocab import term

PERCENT = "http://qudt.org/vocab/unit/PERCENT"
_ABOUT = Decimal("0.1")  # how far off, of its own size, «about» may be
_ROUNDED = Decimal("0.05")  # and a figure that is rounded, besides half of its last digit that is not 0

TERMS = {term(name): name for name in ("value", "lowerBound", "upperBound", "unit", "approximate")}


@dataclass(frozen=True)
class Figure:
    """A quantity: its value where there is one, its bounds (None is open), its unit's IRI, and «about»."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    approximate: bool = False

    @property
    def said(self) -> Decimal:
        """The value, or of a range the lower bound: what a source surely says that it comes to."""
        return self.value if self.value is not None else self.low or Decimal(0)

    @property
    def least(self) -> Decimal:
        """The lower bound; of a value what it may be rounded up from, or a tenth less where it is «about»."""
        if self.value is None:
            return self.low or Decimal(0)
        if self.approximate:
            return self.value - _ABOUT * abs(self.value)
        return self.value - min(_last_digit(self.value) / 2, _ROUNDED * abs(self.value))


def figures(quads: Iterable[Quad]) -> dict[str, Figure]:
    """The quantities among the quads by IRI, without those whose numbers are none, which the shapes find."""
    found: dict[str, dict[str, str]] = {}
    for quad in quads:
        if quad.predicate in TERMS and isinstance(quad.subject, NamedNode):
            value = quad.object.value if isinstance(quad.object, NamedNode | Literal) else ""
            found.setdefault(quad.subject.value, {})[TERMS[quad.predicate]] = value
    made = {iri: _figure(parts) for iri, parts in found.items() if "unit" in parts}
    return {iri: figure for iri, figure in made.items() if figure}


def _figure(parts: dict[str, str]) -> Figure | None:
    try:
        value, low, high = (
            Decimal(parts[name]) if name in parts else None for name in ("value", "lowerBound", "upperBound")
        )
    except InvalidOperation:
        return None
    return Figure(value, low, high, parts["unit"], parts.get("approximate") == "true")


def nearly(left: Figure, right: Figure) -> str | None:
    """The local name of the reason why two different figures do not disagree; None where they do.

    ``withinRange``: one has bounds that leave room for the other. ``approximateFigure``: one is «about» and
    within a tenth of the other. ``rounderFigure``: one is the other rounded to the digits that it shows, and
    no further off than a twentieth.

    >>> nearly(*(Figure(Decimal(number), None, None, "km") for number in (5000, 5020)))
    'rounderFigure'
    >>> nearly(*(Figure(Decimal(number), None, None, "km") for number in (5000, 6000)))
    """
    if left.unit != right.unit:
        return None
    if left.value is None or right.value is None:
        return "withinRange" if _room(left, right) else None
    larger, apart = max(abs(left.value), abs(right.value)), abs(left.value - right.value)
    if (left.approximate or right.approximate) and apart <= _ABOUT * larger:
        return "approximateFigure"
    step = max(_last_digit(left.value), _last_digit(right.value))
    return "rounderFigure" if apart <= step / 2 and apart <= _ROUNDED * larger else None


def _room(left: Figure, right: Figure) -> bool:
    def ends(one: Figure) -> tuple[Decimal, Decimal]:
        if one.value is not None:
            return one.value, one.value
        low = Decimal("-Infinity") if one.low is None else one.low
        return low, Decimal("Infinity") if one.high is None else one.high

    (a, b), (c, d) = ends(left), ends(right)
    return a <= d and c <= b


def _last_digit(value: Decimal) -> Decimal:
    """What one is worth in the last place of a number that is not 0: 10 for 5020, 1 for 17."""
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(exponent)
