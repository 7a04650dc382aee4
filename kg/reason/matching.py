"""Match the patterns of rules with triples: what narrows a query, and what comes of its solutions."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

from pyoxigraph import Literal, NamedNode, Quad, QuerySolution, Store, Triple, Variable

from kg.model.vocab import XSD, Node
from kg.reason.algebra import Part, Pattern
from kg.reason.rule import Rule

_BATCH = 500  # rows of one VALUES clause

Key = tuple[NamedNode | None, NamedNode | None, Node | None]


def bound(pattern: Pattern) -> Key:
    """A pattern with None for its variables."""
    subject, predicate, value = pattern
    return (
        subject if isinstance(subject, NamedNode) else None,
        predicate if isinstance(predicate, NamedNode) else None,
        None if isinstance(value, Variable) else value,
    )


def narrowings(rule: Rule, new: Mapping[Part, Sequence[Triple]]) -> Iterator[str]:
    """VALUES clauses that bind one pattern of the body after the other to the new triples, by predicate."""
    for pattern in dict.fromkeys(rule.body):
        _, predicate, _ = pattern
        near = chain(*new.values()) if isinstance(predicate, Variable) else new.get(predicate, ())
        rows = dict.fromkeys(row for triple in near if (row := _row(pattern, triple)) is not None)
        names = " ".join(str(v) for v in dict.fromkeys(p for p in pattern if isinstance(p, Variable)))
        found = list(rows)
        for start in range(0, len(found), _BATCH):
            yield f"VALUES ({names}) {{ {' '.join(found[start : start + _BATCH])} }}"


def _row(pattern: Pattern, triple: Triple) -> str | None:
    """The values of a pattern's variables in a triple, as a row of VALUES; None where it does not match."""
    found: dict[Variable, Node] = {}
    for part, node in zip(pattern, triple, strict=True):
        if isinstance(part, Variable):
            if found.setdefault(part, node) != node:
                return None
        elif part != node:
            return None
    return f"({' '.join(map(str, found.values()))})"


def made(
    pattern: Pattern, solution: QuerySolution, values: frozenset[Variable] = frozenset()
) -> Triple | None:
    """A pattern with the values of a solution; None where it would have a literal as its subject.

    ``values`` are made by the rule: there only literals can stand.
    """
    subject, predicate, value = filled(pattern, solution)
    if not isinstance(subject, NamedNode) or not isinstance(predicate, NamedNode):
        return None
    if isinstance(value, Variable) or (pattern[2] in values and not isinstance(value, Literal)):
        return None
    return Triple(subject, predicate, value)


def filled(pattern: Pattern, solution: QuerySolution) -> Pattern:
    """A pattern with the values of a solution, as far as it has them."""
    subject, predicate, value = (_value(part, solution) for part in pattern)
    return subject, predicate, value


def _value(part: Part, solution: QuerySolution) -> Part:
    if not isinstance(part, Variable):
        return part
    try:
        node: Part = solution[part]
    except KeyError:  # a variable of a denied pattern alone
        return part
    return node


def as_kept(triple: Triple) -> Triple:
    """A triple as Oxigraph gives it back: it writes each number in one form."""
    value = triple.object
    if not isinstance(value, Literal) or not value.datatype.value.startswith(XSD):
        return triple
    return Triple(triple.subject, triple.predicate, _as_kept(value))


@cache
def _as_kept(value: Literal) -> Node:
    store, name = Store(), NamedNode(XSD)
    store.add(Quad(name, name, value))
    kept: Node = next(iter(store)).object
    return kept
