"""Say it in other vocabularies too: what a reader of PROV-O, SKOS, Web Annotation or Dublin Core looks for.

The ontology says which term of ours is narrower than which of theirs; what follows by that alone (RDF 1.1
Semantics, entailment patterns rdfs7 and rdfs9) is put beside, in a graph of its own. Classes of entities are
not repeated: reasoning tells them, with their proofs.
"""

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.model.closure import closed
from kg.model.project import Project
from kg.model.vocab import OWL, RDF, RDFS, SKOS, Node, rdf

# The graphs of waivers, claims, evidence and statements, of which reasoning knows nothing.
_UNREASONED = ("sources", "claims", "statements")
_LABEL = NamedNode(RDFS + "label")
_IN_SCHEME, _BROADER = NamedNode(SKOS + "inScheme"), NamedNode(SKOS + "broader")
_SCHEME, _PREFERRED = NamedNode(SKOS + "ConceptScheme"), NamedNode(SKOS + "prefLabel")
_TOP, _HAS_TOP = NamedNode(SKOS + "topConceptOf"), NamedNode(SKOS + "hasTopConcept")


class Alignment:
    """The terms of other vocabularies that are broader than ours, read from the ontology."""

    def __init__(self, ontology: Iterable[Quad], project: Project) -> None:
        above: dict[str, dict[str, set[str]]] = {"subClassOf": {}, "subPropertyOf": {}}
        for quad in ontology:
            kind = quad.predicate.value.removeprefix(RDFS)
            if kind in above and isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                above[kind].setdefault(quad.subject.value, set()).add(quad.object.value)
        self._classes = _foreign(above["subClassOf"], project)
        self._properties = _foreign(above["subPropertyOf"], project)

    def beside(self, graph: str, quads: Iterable[Quad]) -> Iterator[Quad]:
        """What the quads of a named graph say in others' terms: relations, and of some graphs classes."""
        for quad in quads if graph != "aligned" else ():
            predicate = quad.predicate
            for broader in self._properties.get(predicate, ()):
                yield Quad(quad.subject, broader, quad.object)
            if predicate == rdf("type") and graph in _UNREASONED:
                for broader in self._classes.get(quad.object, ()):
                    yield Quad(quad.subject, predicate, broader)


def concepts(quads: Iterable[Quad]) -> Iterator[Quad]:
    """What SKOS expects of concepts and their schemes: preferred labels, and which concepts are at the top.

    (SKOS Reference, W3C Recommendation 2009, sections 4.3 and 5.3.)
    """
    told = list(quads)
    schemes = {quad.subject for quad in told if quad.object == _SCHEME}
    placed = [quad for quad in told if quad.predicate == _IN_SCHEME and isinstance(quad.object, NamedNode)]
    below = {quad.subject for quad in told if quad.predicate == _BROADER}
    named = schemes | {quad.subject for quad in placed}
    for quad in told:
        if quad.predicate == _LABEL and quad.subject in named and isinstance(quad.object, Literal):
            yield Quad(quad.subject, _PREFERRED, quad.object)
    for quad in placed:
        if quad.subject not in below and isinstance(quad.subject, NamedNode):
            assert isinstance(quad.object, NamedNode)
            yield Quad(quad.subject, _TOP, quad.object)
            yield Quad(quad.object, _HAS_TOP, quad.subject)


def _foreign(above: dict[str, set[str]], project: Project) -> dict[Node, list[NamedNode]]:
    """For each term of ours all broader ones of others."""
    found: dict[Node, list[NamedNode]] = {}
    for name in above:
        others = (one for one in closed(above[name], above) if not project.is_term(one))
        if broader := sorted(one for one in others if not one.startswith((OWL, RDF, RDFS))):
            found[NamedNode(name)] = [NamedNode(one) for one in broader]
    return found
