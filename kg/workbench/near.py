"""What of a store a change touches, so that no more than that has to be validated anew."""

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad, Store

from kg.build.validation import VALIDATED
from kg.model.project import Project
from kg.model.vocab import rdf


class Near:
    """What stands near the nodes of a store: what names them, and what they name."""

    def __init__(self, store: Store, project: Project) -> None:
        self._store = store
        graphs = [project.graphs[name] for name in VALIDATED]
        self._ontology, self._others = graphs[0], graphs[1:]

    def touched(self, quads: Iterable[Quad]) -> set[str]:
        """The IRIs of things, claims, statements and passages that quads name, and of what names these."""
        checked = {self._ontology, *self._others}
        ends = (node for q in quads if q.graph_name in checked for node in (q.subject, q.object))
        found = {node for node in {*ends} if isinstance(node, NamedNode) and not self._is_term(node)}
        for node in list(found):
            found |= {quad.subject for quad in self._said_of(node) if isinstance(quad.subject, NamedNode)}
        return {node.value for node in found}

    def around(self, iris: Iterable[str]) -> list[Quad]:
        """The ontology, and all that is said of some nodes, of what that names, and of what that names."""
        found = list(self._store.quads_for_pattern(None, None, None, self._ontology))
        nodes = {NamedNode(iri) for iri in iris}
        seen: set[NamedNode] = set()
        for _ in range(3):
            quads = [quad for node in nodes - seen for quad in self._described(node)]
            seen |= nodes
            found += quads
            ends = {quad.object for quad in quads}
            nodes = {node for node in ends if isinstance(node, NamedNode) and not self._is_term(node)}
        return found

    def _described(self, node: NamedNode) -> Iterator[Quad]:
        """What the graphs of things, claims and statements say of a node; the ontology is there as it is."""
        for graph in self._others:
            yield from self._store.quads_for_pattern(node, None, None, graph)

    def _is_term(self, node: NamedNode) -> bool:
        return any(True for _ in self._store.quads_for_pattern(node, None, None, self._ontology))

    def _said_of(self, node: NamedNode) -> Iterator[Quad]:
        for name in ("subject", "object"):
            yield from self._store.quads_for_pattern(None, rdf(name), node)
