"""Make a large network small enough to look at, and say what was left out."""

from typing import TYPE_CHECKING, Any

from kg.networks.projection import in_order

if TYPE_CHECKING:
    import networkx

MOST = 400  # things that a picture shows
_ALIKE = ("predicate", "status", "disputed", "inferred", "symmetric")


def largest(graph: "networkx.MultiDiGraph", most: int = MOST) -> "networkx.MultiDiGraph":
    """The network of the things with the greatest strength (the sum of the origins of their edges).

    A network with no more than ``most`` things stays as it is.
    """
    if len(graph) <= most:
        return graph
    strength = dict(graph.degree(weight="origins"))
    kept = sorted(graph, key=lambda node: (-strength[node], node))[:most]
    return in_order(graph.subgraph(kept))


def by_class(graph: "networkx.MultiDiGraph", names: dict[str, dict[str, str]]) -> "networkx.MultiDiGraph":
    """One node for all things of a class, one edge for all alike statements between two classes.

    Alike are those of one predicate that agree in status, dispute and inference. ``names`` are the labels of
    classes and relations by local name and language. The edge's label tells how many they are.
    """
    import networkx

    found = networkx.MultiDiGraph(**graph.graph)
    languages = next((list(one) for one in names.values()), [])
    counts: dict[str, int] = {}
    kinds = {node: data["types"].split(",")[0] for node, data in graph.nodes(data=True)}
    for node, data in sorted(graph.nodes(data=True)):
        kind = kinds[node]
        counts[kind] = counts.get(kind, 0) + 1
        look = {name: data[name] for name in ("types", "classes", "kind", "colour", "symbol")}
        told = {f"label_{lang}": f"{names[kind][lang]} ({counts[kind]})" for lang in languages}
        found.add_node(kind, **look | told)
    merged: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for left, right, data in graph.edges(data=True):
        alike = tuple(data[name] for name in _ALIKE)
        merged.setdefault((kinds[left], kinds[right], *alike), []).append(data)
    for (left, right, *_), edges in sorted(merged.items()):
        first = edges[0]
        name = names.get(first["predicate"], {lang: first[f"label_{lang}"] for lang in languages})
        told = {f"label_{lang}": f"{name[lang]} ({len(edges)})" for lang in languages}
        plain = {name: first[name] for name in _ALIKE} | {"origins": len(edges), "time": "", "qualifiers": ""}
        plain["statements"] = " ".join(data["statements"] for data in edges)
        key = ".".join(str(first[name]) for name in _ALIKE)
        found.add_edge(left, right, key=f"{left}.{right}.{key}", **plain, **told)
    return found
