"""Derive the earliest and latest instant of an EDTF date (EDTF, ISO 8601-2:2019, level 1)."""

import math
import time
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from functools import cache

Span = tuple[str | None, str | None]  # first and last instant; None is an open end


class NotEdtfError(ValueError):
    """A literal that is not an EDTF date."""


@cache
def bounds(text: str) -> Span:
    """Earliest and latest instant as ``xsd:dateTime`` text; None where an interval is open.

    >>> bounds("1992-04")
    ('1992-04-01T00:00:00Z', '1992-04-30T23:59:59Z')
    >>> bounds("1992/..")
    ('1992-01-01T00:00:00Z', None)
    """
    from edtf import EDTFParseException, parse_edtf  # only when a date is read: it takes 40 ms to import

    try:
        date = parse_edtf(text)
        return _instant(date.lower_strict(), "00:00:00"), _instant(date.upper_strict(), "23:59:59")
    except (EDTFParseException, ValueError) as error:
        raise NotEdtfError(f"{text!r} is not an EDTF date such as 1992-04-10, 1992-04 or 1992/..") from error


@cache
def start(text: str) -> Span | None:
    """The earliest and latest instant at which an interval may begin; None for a date that is no interval.

    >>> start("1992/..")
    ('1992-01-01T00:00:00Z', '1992-12-31T23:59:59Z')
    >>> start("1992"), start("../2019")
    (None, None)
    """
    first, slash, _rest = text.partition("/")
    return bounds(first) if slash and first not in ("", "..") else None


def open_end(text: str) -> bool:
    """Whether an interval has no end.

    >>> open_end("1992/.."), open_end("../2019"), open_end("1992")
    (True, False, False)
    """
    _first, slash, last = text.partition("/")
    return bool(slash) and last in ("", "..")


def before(instant: str) -> str:
    """The second before an instant.

    >>> before("2019-01-01T00:00:00Z")
    '2018-12-31T23:59:59Z'
    """
    moment = datetime.fromisoformat(instant) - timedelta(seconds=1)
    return f"{moment.year:04d}-{moment:%m-%dT%H:%M:%SZ}"


def meet(left: str, right: str) -> bool:
    """Whether one interval may end just as the other begins (OWL-Time, ``time:intervalMeets``).

    >>> meet("../2019", "2019/.."), meet("../2019", "2018/..")
    (True, False)
    """

    def gives_way(first: str, second: str) -> bool:
        _, slash, end = first.partition("/")
        begun = start(second)
        return bool(slash and end not in ("", "..") and begun and overlap(bounds(end), begun))

    return gives_way(left, right) or gives_way(right, left)


def touch(left: str, right: str) -> bool:
    """Whether two dates have a moment in common, besides one in which one interval may give way to another.

    >>> touch("1992/..", "2001"), touch("../2019", "2019/..")
    (True, False)
    """
    return overlap(bounds(left), bounds(right)) and not meet(left, right)


def coincide(dates: Iterable[Collection[str]]) -> bool:
    """Whether one date of each collection can be chosen so that all touch; an empty one fits any.

    Intervals that touch pairwise have a moment in common (Helly's theorem in one dimension).

    >>> coincide([{"1990", "2001"}, {"2000/.."}, set()]), coincide([{"1990"}, {"2000/.."}])
    (True, False)
    """
    chosen: set[tuple[str, ...]] = {()}
    for some in filter(None, dates):
        chosen = {(*so_far, one) for so_far in chosen for one in some if all(touch(one, x) for x in so_far)}
    return bool(chosen)


def overlap(left: Span, right: Span) -> bool:
    """Whether two spans of instants have one in common; None is an open end.

    >>> overlap(bounds("1992/.."), bounds("2001")), overlap(bounds("1992"), bounds("1993"))
    (True, False)
    """
    return (left[0] or "") <= (right[1] or "~") and (right[0] or "") <= (left[1] or "~")


def common(left: Span, right: Span) -> Span:
    """The span that two overlapping ones have in common.

    >>> common(bounds("1992/.."), bounds("1990/1995"))
    ('1992-01-01T00:00:00Z', '1995-12-31T23:59:59Z')
    """
    return max(left[0] or "", right[0] or "") or None, min(left[1] or "~", right[1] or "~").strip("~") or None


def together(dates: Iterable[Sequence[Span]], within: Span = (None, None)) -> bool:
    """Whether things can hold together within a span, each at one of its times; one without any always can.

    >>> early, late = bounds("1950/1960"), bounds("1990/2000")
    >>> together([[early], [late], []]), together([[early], [early, late], [late]]), together([[early], []])
    (False, False, True)
    """
    found = {within}
    for times in dates:
        if times:
            found = {common(one, time) for one in found for time in times if overlap(one, time)}
    return bool(found)


def _instant(value: time.struct_time | float, clock: str) -> str | None:
    if isinstance(value, (int, float)) and math.isinf(value):
        return None
    assert isinstance(value, time.struct_time)
    return f"{value.tm_year:04d}-{value.tm_mon:02d}-{value.tm_mday:02d}T{clock}Z"
