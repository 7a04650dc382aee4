"""Read EDTF dates: when each begins and ends.

(ISO 8601-2:2019, level 1; Extended Date/Time Format Specification, Library of Congress, 2019.)
"""

import re
from datetime import UTC, datetime, timedelta
from functools import cache

from kg.errors import brief

Span = tuple["Instant | None", "Instant | None"]  # first and last instant; None is an open end

# Of one date without its mark: nothing of what level 2 adds, and years that there are numbers for.
_CLOCK = r"(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d"
_ZONE = r"Z|(?!-00(?::00)?$)[+-](?:(?:0\d|1[0-3])(?::[0-5]\d)?|14(?::00)?)"
# One date without its mark: nothing of what level 2 adds, and years that there are numbers for.
_SHAPE = re.compile(
    r"(?P<year>Y-?[1-9]\d{4,8}(?!-)|(?!-0000)-?\d\d(?:\d\d|(?:\dX|XX)(?!-)))"
    r"(?:-(?P<month>\d\d)(?:-(?P<day>\d\d|XX))?|-XX(?:-XX)?)?"
    rf"(?P<clock>(?<=-\d\d-\d\d)T{_CLOCK}(?:{_ZONE})?)?",
    re.ASCII,
)
_MARKS = ("?", "~", "%")
_OPEN = ("", "..")
_CYCLE = 400  # years after which the calendar repeats: Python knows none before 1 and after 9999
_SEASONS = range(21, 25)  # from spring on: months of these numbers


class NotEdtfError(ValueError):
    """A text that is not an EDTF date of level 1; ``why`` tells what more is known of the cause."""

    why = ""


class Instant(str):
    """A second in UTC as ``xsd:dateTime`` text, in the order of time, also before year 1 and after 9999.

    Beside instants an empty text is before all of them, and ``~`` after.

    >>> Instant("-0044-03-15T00:00:00Z") < Instant("0043-01-01T00:00:00Z") < Instant("12000-01-01T00:00:00Z")
    True
    >>> "" < Instant("-0044-03-15T00:00:00Z") < "~"
    True
    """

    __slots__ = ()

    @property
    def year(self) -> int:
        """The year; 0 is 1 BC."""
        return int(self[: self.index("-", 1)])

    def plus(self, change: timedelta) -> "Instant":
        """The instant so much later.

        >>> Instant("0001-01-01T00:00:00Z").plus(timedelta(seconds=-1))
        '0000-12-31T23:59:59Z'
        """
        cycles, moment = _known(self)
        return _written(cycles, moment + change)

    def __lt__(self, other: str) -> bool:
        return _order(self) < _order(other)

    def __le__(self, other: str) -> bool:
        return _order(self) <= _order(other)

    def __gt__(self, other: str) -> bool:
        return _order(self) > _order(other)

    def __ge__(self, other: str) -> bool:
        return _order(self) >= _order(other)


def _order(text: str) -> tuple[float, str]:
    if text in ("", "~"):
        return float("inf") if text else float("-inf"), ""
    year, _dash, rest = text[1:].partition("-")
    return int(text[0] + year), rest


@cache
def bounds(text: str) -> Span:
    """Earliest and latest instant; None where an interval is open, or nobody knows its end.

    A date without a zone is read as one of UTC, a season as that of the northern hemisphere. Raises
    NotEdtfError for any other text, for a day that there is not, and for an interval that ends before its
    beginning.

    >>> bounds("1992-04")
    ('1992-04-01T00:00:00Z', '1992-04-30T23:59:59Z')
    >>> bounds("1992/.."), bounds("1992-04-10T23:30:00-05:00")[0]
    (('1992-01-01T00:00:00Z', None), '1992-04-11T04:30:00Z')
    """
    first, slash, last = text.partition("/")
    if not slash:
        return _one(text)
    if first in _OPEN and last in _OPEN:
        raise _refused(text)
    try:
        begins = None if first in _OPEN else _one(first)[0]
        ends = None if last in _OPEN else _one(last)[1]
    except NotEdtfError:
        raise _refused(text) from None
    if begins and ends and ends < begins:
        raise _refused(text, "it ends before it begins")
    return begins, ends


@cache
def may_be(text: str) -> Span:
    """The bounds of a date, wider by its own length at an end that is uncertain or approximate.

    >>> may_be("1993-04~")
    ('1993-03-02T00:00:01Z', '1993-05-30T23:59:58Z')
    >>> may_be("1992/1995") == bounds("1992/1995")
    True
    """
    first, last = bounds(text)
    begins, slash, ends = text.partition("/")
    if first and begins.endswith(_MARKS):
        first = first.plus(-_length(*bounds(begins)))
    if last and (ends if slash else begins).endswith(_MARKS):
        last = last.plus(_length(*bounds(ends if slash else begins)))
    return first, last


def edtf_year(year: int) -> str:
    """A year as EDTF text.

    >>> edtf_year(1992), edtf_year(-43), edtf_year(12000)
    ('1992', '-0043', 'Y12000')
    """
    long = "Y" if abs(year) > 9999 else ""
    return f"{long}{'-' if year < 0 else ''}{abs(year):04d}"


def _one(text: str) -> tuple[Instant, Instant]:
    """The bounds of one date, with or without a mark."""
    plain = text[:-1] if text.endswith(_MARKS) else text
    found = _SHAPE.fullmatch(plain)
    if found is None or (found["clock"] and plain != text):
        raise _refused(text)
    try:
        if found["clock"]:
            moment = _clock(*text.split("T"))
            return moment, moment
        first, last = sorted(int(found["year"].lstrip("Y").replace("X", digit)) for digit in "09")
        month, day = int(found["month"] or 0), found["day"]
        if month and day and day != "XX":
            begins = _day(first, month, int(day))
            return begins, begins.plus(timedelta(days=1, seconds=-1))
        if not found["month"]:
            start, months = 1, 12
        elif month in _SEASONS and not day:
            start, months = 3 * (month - _SEASONS[0] + 1), 3
        else:
            start, months = month, 1
        years, until = divmod(start - 1 + months, 12)
        return _day(first, start, 1), _day(last + years, until + 1, 1).plus(timedelta(seconds=-1))
    except ValueError:
        raise _refused(text) from None


def _refused(text: str, why: str = "") -> NotEdtfError:
    cause = "is not an EDTF date such as 1992-04-10, 1992-04 or 1992/.."
    error = NotEdtfError(f"{brief(repr(text))} {cause}{': ' if why else ''}{why}")
    error.why = why
    return error


def _day(year: int, month: int, day: int) -> Instant:
    """The first second of a day. Raises ValueError for a day that there is not."""
    cycles, rest = divmod(year, _CYCLE)
    return _written(cycles, datetime(2000 + rest, month, day, tzinfo=UTC))


def _clock(day: str, clock: str) -> Instant:
    """A second of a day, in UTC. Raises ValueError for one that there is not."""
    cycles, moment = _known(Instant(day))
    told = datetime.fromisoformat(f"{moment:%Y-%m-%d}T{clock}")
    return _written(cycles, told.astimezone(UTC) if told.tzinfo else told.replace(tzinfo=UTC))


def _known(instant: Instant) -> tuple[int, datetime]:
    """An instant as cycles of the calendar and a moment in a year that Python knows."""
    cycles, year = divmod(instant.year, _CYCLE)
    return cycles, datetime.fromisoformat(f"{2000 + year}{instant[instant.index('-', 1) :]}")


def _written(cycles: int, moment: datetime) -> Instant:
    year = _CYCLE * cycles + moment.year - 2000
    sign = "-" if year < 0 else ""
    return Instant(f"{sign}{abs(year):04d}-{moment:%m-%dT%H:%M:%SZ}")


def _length(first: Instant | None, last: Instant | None) -> timedelta:
    """How long one date is."""
    (before, start), (after, end) = (_known(one) for one in (first, last) if one)
    return end - start + (after - before) * timedelta(days=146_097)
