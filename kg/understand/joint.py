"""Which rows tell of several things one by one, where none names all: «did Israel and Kazakhstan sign?»"""

from collections.abc import Callable, Collection, Sequence
from itertools import combinations

from pyoxigraph import NamedNode

from kg.model.vocab import NS, Node

Rows = list[dict[str, Node | None]]
_TWO, _MOST = 2, 4  # of so many things it is tried


def naming(groups: Collection[Collection[str]]) -> Callable[[Rows], Rows]:
    """What keeps the rows that name one of each of some groups of things (IRIs)."""
    some = [{NamedNode(iri) for iri in group} for group in groups]
    return lambda rows: [row for row in rows if not any(one.isdisjoint(row.values()) for one in some)]


def each_of(things: Sequence[str]) -> Callable[[Rows], Rows]:
    """What keeps rows that have some of these things (IRIs), as many as can be, each in its turn in a column,
    all the others, and the same thing in another column: the agreement that both sign, whom both supply.
    """
    nodes = [NamedNode(iri) for iri in dict.fromkeys(things)][:_MOST]

    def keep(rows: Rows) -> Rows:
        for size in range(len(nodes), _TWO - 1, -1):
            for some in map(set, combinations(nodes, size)):
                left = [row for row in rows if {*nodes} - some <= {*row.values()}]
                for column in left[0] if left else ():
                    own = [row for row in left if row[column] in some]
                    if kept := _alike(own, column, some):
                        return kept
        return []

    return keep


def _alike(rows: Rows, column: str, some: Collection[Node]) -> Rows:
    """The rows with a thing in another column that stands there beside each of some things in this one."""
    for other in rows[0] if rows else ():
        beside: dict[Node, set[Node | None]] = {}
        for row in rows:
            if (
                other != column
                and isinstance(node := row[other], NamedNode)
                and not node.value.startswith(NS)
            ):
                beside.setdefault(node, set()).add(row[column])
        shared = {node for node, found in beside.items() if found == some}
        if shared:
            return [row for row in rows if row[other] in shared]
    return []
