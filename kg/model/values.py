"""The Python values that answers hold: things, figures, times, and plain numbers and texts."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from kg.errors import short
from kg.model.edtf import Instant, bounds
from kg.model.vocab import Iri, Scalar


@dataclass(frozen=True, repr=False)
class Thing:
    """Whatever has an IRI and is no figure: its IRI, and its label in the language of the answer.

    >>> Thing("https://example.org/ardania", "Ardania")
    <Thing Ardania>
    """

    iri: str
    label: str

    def __str__(self) -> str:
        return self.label

    def __repr__(self) -> str:
        return short(f"<Thing {self.label}>")


@dataclass(frozen=True, repr=False)
class Figure:
    """A number as a source gives it: a value or bounds, the unit's name, and whether it is «about».

    ``value`` is None for a range; ``low`` or ``high`` is None where only one bound is given.

    >>> Figure("https://example.org/22", "about 22 percent", "PERCENT", Decimal(22), approximate=True)
    <Figure about 22 percent>
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

    def __repr__(self) -> str:
        return short(f"<Figure {self.label}>")


@dataclass(frozen=True, repr=False)
class Time:
    """An EDTF date as it was said, with its first and last day; None where an interval is open.

    A day before year 1 or after 9999, which Python's dates do not reach, is a text.

    >>> time = Time.of("1992/..")
    >>> time, str(time), time.earliest, time.latest
    (<Time 1992/..>, '1992/..', datetime.date(1992, 1, 1), None)
    """

    text: str
    earliest: date | str | None
    latest: date | str | None

    @classmethod
    def of(cls, text: str) -> "Time":
        """The time of an EDTF text. Raises ValueError for any other text."""
        first, last = bounds(text)
        return cls(text, _day(first), _day(last))

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return short(f"<Time {self.text}>")


Value: TypeAlias = Thing | Figure | Time | Decimal | int | bool | datetime | str


def key(value: Value) -> str:
    """A value as rows of text have it: an ``Iri``, or the text of a value, numbers and truths as ``Scalar``.

    >>> key(Time.of("1992/..")), key(Decimal("67.50")), key(True), isinstance(key(Thing("urn:a", "A")), Iri)
    ('1992/..', '67.5', 'true', True)
    """
    if isinstance(value, Thing | Figure):
        return Iri(value.iri)
    if isinstance(value, bool):
        return Scalar(str(value).lower())
    if isinstance(value, Decimal) and value.is_finite():
        number = f"{value:f}"
        return Scalar(number.rstrip("0").rstrip(".") if "." in number else number)
    if isinstance(value, int):
        return Scalar(value)
    return value if isinstance(value, str) else str(value)


def _day(instant: Instant | None) -> date | str | None:
    if instant is None:
        return None
    day = instant.partition("T")[0]
    return date.fromisoformat(day) if 1 <= instant.year <= 9999 else day
