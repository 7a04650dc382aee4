"""What of a store a change touches, so that no more than that has to be validated anew."""

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad, Store

from kg.build.validation import VALIDATED
from kg.model.vocab import BASE, GRAPHS, NS, rdf


def touched(store: Store, quads: Iterable[Quad]) -> set[str]:
    """The IRIs of the things, claims, statements and passages that quads name, and of what names these."""
    ends = [node for quad in quads for node in (quad.subject, quad.object)]
    found = {node for node in ends if isinstance(node, NamedNode) and _is_described(node)}
    for node in list(found):
        found |= {quad.subject for quad in _said_of(store, node) if isinstance(quad.subject, NamedNode)}
    return {node.value for node in found}


def around(store: Store, iris: Iterable[str]) -> list[Quad]:
    """The ontology, and all that is said of some nodes, of what that names, and of what that names."""
    ontology, *others = (NamedNode(GRAPHS[name]) for name in VALIDATED)
    plain = set(others)
    found = list(store.quads_for_pattern(None, None, None, ontology))
    nodes = {NamedNode(iri) for iri in iris}
    seen: set[NamedNode] = set()
    for _ in range(3):
        quads = [q for node in nodes - seen for q in store.quads_for_pattern(node, None, None)]
        seen |= nodes
        found += [quad for quad in quads if quad.graph_name in plain]
        nodes = {q.object for q in quads if isinstance(q.object, NamedNode) and _is_described(q.object)}
    return found


def _said_of(store: Store, node: NamedNode) -> Iterator[Quad]:
    for name in ("subject", "object"):
        yield from store.quads_for_pattern(None, rdf(name), node)


def _is_described(node: NamedNode) -> bool:
    """Whether a node is a thing, a claim, a statement or a passage, and not a term or an inference."""
    made = (NS, BASE + "inference/", BASE + "graph/")
    return node.value.startswith(BASE) and not node.value.startswith(made)
