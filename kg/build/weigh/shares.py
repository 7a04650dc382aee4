"""Find shares of one whole that come to more than all of it at a time."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.model.edtf import bounds
from kg.model.figures import Figure
from kg.model.times import meet

BEYOND = "sharesBeyondWhole"


@dataclass(frozen=True)
class Part:
    """A share in percent that a statement (by IRI) gives, ``of`` which part, and when, as EDTF texts."""

    statement: str
    of: str
    figure: Figure
    times: tuple[str, ...]


def beyond(parts: list[Part]) -> Iterator[tuple[str, list[Part]]]:
    """Parts that come to more than the whole, one for each part, and the local name of the reason.

    ``sharesBeyondWhole`` where they cannot all hold; a reason why they can where that is only by what is
    rounded or «about», or only with some that have no time beside those that have one. Of two figures that
    are given for one part at a time the smaller counts.
    """
    undated = [part for part in parts if not part.times]
    # What overlaps somewhere does so where one of the times begins.
    at_a_time = [
        [part for part in parts if part is one or any(_begins_within(time, other) for other in part.times)]
        for one in parts
        for time in one.times
    ]
    found = [*_too_much([undated]), *_too_much(at_a_time)]
    yield from found
    if undated and not any(reason == BEYOND for reason, _ in found):
        for _, counted in _too_much([undated + dated for dated in at_a_time]):
            yield "undatedBesideDated", counted


def _too_much(wholes: list[list[Part]]) -> Iterator[tuple[str, list[Part]]]:
    """Those that come to too much; what is too much in all of a smaller one is not told again."""
    told: list[set[str]] = []
    for parts in sorted(wholes, key=lambda parts: len({part.of for part in parts})):
        smallest: dict[str, Part] = {}
        for part in sorted(parts, key=lambda part: (part.figure.least, part.statement)):
            smallest.setdefault(part.of, part)
        counted = [part for part in smallest.values() if part.figure.said > 0]
        too_much = sum(part.figure.said for part in counted) > 100
        if not too_much or any(one <= smallest.keys() for one in told):
            continue
        told.append(set(smallest))
        if sum(part.figure.least for part in counted) > 100:
            yield BEYOND, counted
        else:
            about = any(part.figure.approximate for part in counted)
            yield "approximateFigure" if about else "rounderFigure", counted


def _begins_within(time: str, other: str) -> bool:
    """Whether a time begins while another holds."""
    begun, (first, last) = bounds(time)[0] or "", bounds(other)
    return (first or "") <= begun <= (last or "~") and not meet(time, other)
