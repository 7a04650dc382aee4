"""All that is reached from something, step by step."""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

_T = TypeVar("_T", bound=Hashable)


def closed(start: Iterable[_T], above: Mapping[_T, Iterable[_T]]) -> set[_T]:
    """These, and all that follows from them: the reflexive and transitive closure.

    >>> sorted(closed(["a"], {"a": ["b"], "b": ["c", "a"], "d": ["e"]}))
    ['a', 'b', 'c']
    """
    reached, todo = set[_T](), list(start)
    while todo:
        one = todo.pop()
        if one not in reached:
            reached.add(one)
            todo += above.get(one, ())
    return reached
