"""Ask a network who stands between whom, who would cut whom off, and how one thing leads to another."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

from kg.engines import Engine, Row, select
from kg.model.vocab import NS, RDF

if TYPE_CHECKING:
    import networkx

_SAID = f"""PREFIX : <{NS}> PREFIX rdf: <{RDF}>
SELECT ?subject ?predicate ?object ?status ?statement {{ VALUES ?statement {{ THESE }}
  ?statement rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
    :status|:certainty ?status }}"""
SAMPLED = 2000  # nodes above which betweenness is estimated (Brandes and Pich 2007)
PIVOTS = 50


@dataclass(frozen=True)
class Step:
    """One step of a chain: from a thing to the next, and the statements that it rests on."""

    start: str
    end: str
    statements: list[str]


def central(graph: "networkx.MultiDiGraph", seed: int = 1) -> list[dict[str, str | float | int | bool]]:
    """Every node with its betweenness (Freeman 1977), whether it is an articulation point, and its strength.

    Betweenness counts each pair of nodes once, whichever way edges run, from 0 to 1; above ``SAMPLED`` nodes
    it is estimated from ``PIVOTS`` of them. Strength is the sum of the independent origins of a node's edges
    (Barrat et al. 2004): what one origin says in three articles weighs one. Most central first.
    """
    import networkx

    plain = _undirected(graph)
    pivots = min(PIVOTS, len(plain)) if len(plain) > SAMPLED else None
    between = networkx.betweenness_centrality(plain, k=pivots, seed=seed)
    cuts = set(networkx.articulation_points(plain))
    order = sorted(plain, key=lambda iri: (-between[iri], iri))
    return [
        {
            "thing": iri,
            "betweenness": round(between[iri], 3),
            "strength": plain.degree(iri, weight="origins"),
            "cuts": iri in cuts,
            "neighbours": plain.degree(iri),
        }
        for iri in order
    ]


def groups(graph: "networkx.MultiDiGraph", seed: int = 1) -> list[list[str]]:
    """Groups that hold together more than with others (Louvain: Blondel et al. 2008), the largest first.

    In each those of the greatest strength come first, as ``central`` tells it.
    """
    import networkx

    plain = _undirected(graph)
    found = networkx.community.louvain_communities(plain, weight="origins", seed=seed)
    strength = dict(plain.degree(weight="origins"))
    ordered = [sorted(group, key=lambda iri: (-strength[iri], iri)) for group in found]
    return sorted(ordered, key=lambda group: (-len(group), group))


def chains(graph: "networkx.MultiDiGraph", start: str, end: str, most: int = 3) -> list[list[Step]]:
    """The shortest chains of edges from one thing to another, whichever way they run (Yen 1971).

    Each step is the best founded edge of those between its ends. Empty without a chain.
    """
    import networkx

    plain = _undirected(graph)
    if start not in plain or end not in plain or not networkx.has_path(plain, start, end):
        return []
    paths: Iterator[list[str]] = networkx.shortest_simple_paths(plain, start, end)
    return [[_edge(graph, left, right) for left, right in pairwise(path)] for path in islice(paths, most)]


def chain_rows(engine: Engine, found: list[list[Step]]) -> list[list[Row]]:
    """Chains as rows, one for each statement: what it says, and its way.

    ``way`` tells whether the chain follows what the statement says (→) or goes against it (←).
    """
    wanted = {iri for chain in found for step in chain for iri in step.statements}
    rows = {row["statement"]: row for row in select(engine, _SAID, these=wanted)[1]}
    return [[_row(step, rows[iri]) for step in chain for iri in step.statements] for chain in found]


def _row(step: Step, said: Row) -> Row:
    follows = said["subject"] == step.start or said["object"] == step.end
    return {"way": "→" if follows else "←", **said}


def _edge(graph: "networkx.MultiDiGraph", left: str, right: str) -> Step:
    """The best founded edge between two nodes, either way: facts first, most origins, then by name."""
    found: dict[tuple[str, str, str], dict[str, Any]] = {
        (source, target, key): data
        for source, target in ((left, right), (right, left))
        for key, data in (graph.get_edge_data(source, target) or {}).items()
    }
    best = min(found, key=lambda e: (found[e]["status"] != "statedAsFact", -found[e]["origins"], e))
    statements = found[best]["statements"].split()
    # What was folded was told from its lesser end to its greater one.
    return Step(left, right, statements if len(statements) == 1 or left < right else statements[::-1])


def _undirected(graph: "networkx.MultiDiGraph") -> "networkx.Graph":
    """One edge between two nodes, weighed by the origins of all between them; nodes in a fixed order."""
    import networkx

    plain = networkx.Graph()
    plain.add_nodes_from(sorted(graph))
    for left, right, data in sorted(graph.edges(data=True), key=lambda edge: (edge[0], edge[1])):
        if left != right:
            before = plain.get_edge_data(left, right, {"origins": 0})["origins"]
            plain.add_edge(left, right, origins=before + data["origins"])
    return plain
