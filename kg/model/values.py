"""The Python values that answers hold: things, quantities, times, and plain numbers and texts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kg.model.edtf import Instant, bounds


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

    A day before year 1 or after 9999, which Python's dates do not reach, is a text.

    >>> time = Time.of("1992/..")
    >>> str(time), time.earliest, time.latest
    ('1992/..', datetime.date(1992, 1, 1), None)
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


def _day(instant: Instant | None) -> date | str | None:
    if instant is None:
        return None
    day = instant.partition("T")[0]
    return date.fromisoformat(day) if 1 <= instant.year <= 9999 else day
