"""Find what cannot be in an order of things in time, along chains of what comes before what."""

from collections import deque
from collections.abc import Callable, Iterator
from itertools import product

from kg.model.edtf import Span
from kg.model.statement import Statement

Step = tuple[str, Statement]  # what comes next, and the statement that says so


def impossible(
    first: str, following: Callable[[str], list[Step]], dates: Callable[[str], list[tuple[Span, Statement]]]
) -> Iterator[tuple[Statement, ...]]:
    """Statements that cannot all hold, by the shortest chains from one thing on.

    Those of a chain with the dates of its ends, where they are the other way round; those of a chain that
    comes back to the thing by way of another. What lies beyond dates that are wrong is not looked at.
    """
    begun = [(span[0], statement) for span, statement in dates(first) if span[0]]
    ways: dict[str, tuple[Statement, ...]] = {first: ()}
    todo = deque([first])
    while todo:
        thing = todo.popleft()
        for after, step in following(thing):
            way = (*ways[thing], step)
            if after == first and len(way) > 1:
                yield way
            if after in ways:
                continue
            ways[after] = way
            ended = [(span[1], statement) for span, statement in dates(after) if span[1]]
            wrong = [(*way, a, b) for (start, a), (end, b) in product(begun, ended) if start > end]
            yield from wrong
            if not wrong:
                todo.append(after)
