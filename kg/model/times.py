"""Compare EDTF dates: what overlaps, meets, and may hold at one time."""

from collections.abc import Collection, Iterable, Sequence
from functools import cache

from kg.model.edtf import Span, bounds, may_be


@cache
def start(text: str) -> Span | None:
    """The earliest and latest instant at which an interval may begin; None for a date that is no interval.

    >>> start("1992/..")
    ('1992-01-01T00:00:00Z', '1992-12-31T23:59:59Z')
    >>> start("1992"), start("../2019")
    (None, None)
    """
    first, slash, _rest = text.partition("/")
    return may_be(first) if slash and first not in ("", "..") else None


def open_end(text: str) -> bool:
    """Whether an interval has no end.

    >>> open_end("1992/.."), open_end("../2019"), open_end("1992")
    (True, False, False)
    """
    _first, slash, last = text.partition("/")
    return bool(slash) and last in ("", "..")


def more_exact(left: str, right: str) -> bool:
    """Whether of two dates one may be the other, told more exactly: all that the other tells has room for it.

    >>> more_exact("1992", "1992-04"), more_exact("1992/..", "1992-04/.."), more_exact("1992/..", "1992/1995")
    (True, True, True)
    >>> more_exact("1992-01/..", "1992-02/.."), more_exact("../2001", "1992/.."), more_exact("1992", "1993")
    (False, False, False)
    """
    return _within(left, right) or _within(right, left)


def _within(narrow: str, wide: str) -> bool:
    ends, (first, slash, last) = narrow.split("/"), wide.partition("/")
    if not slash or len(ends) == 1 or not (_is_open(first) or _is_open(last)):
        return _inside(bounds(narrow), may_be(wide))
    # Of what begins or ends, the beginning may be another's, and not merely lie in what it opens.
    return all(
        _is_open(told) or (not _is_open(end) and _inside(bounds(end), may_be(told)))
        for end, told in zip(ends, (first, last), strict=True)
    )


def _is_open(end: str) -> bool:
    return end in ("", "..")


def _inside(narrow: Span, wide: Span) -> bool:
    return (wide[0] or "") <= (narrow[0] or "") and (narrow[1] or "~") <= (wide[1] or "~")


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
    first = [one for one, _ in (left, right) if one]
    last = [one for _, one in (left, right) if one]
    return max(first, default=None), min(last, default=None)


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
