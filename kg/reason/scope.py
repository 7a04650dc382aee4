"""What reasoning is about: the things that the graph describes, in terms of the project's own."""

from collections.abc import Iterable

from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from kg.model.project import Project
from kg.model.vocab import OWL, RDF, RDFS, RECORDS, rdf, term
from kg.reason.given import Stated

# What OWL 2 RL needs of the ontology; labels, definitions and examples only make it slow.
_LOGIC = (OWL, RDFS + "subClassOf", RDFS + "subPropertyOf", RDFS + "domain", RDFS + "range", RDF)
_LABEL = RDFS + "label"


class Scope:
    """The things that are described so far, wherever their IRIs stand, and the terms of the project's own.

    A term is its own where it is in the namespace of the project or of the base, or where the ontology
    labels it: who uses another vocabulary's relation in claims has to say what it is called.
    """

    def __init__(self, project: Project, ontology: Iterable[Quad] = ()) -> None:
        self._project = project
        quads = list(ontology)
        labelled = (quad.subject for quad in quads if quad.predicate.value == _LABEL)
        self._labelled = {node.value for node in labelled if isinstance(node, NamedNode)}
        self._logic = {quad.triple for quad in quads if _is_logic(quad)}
        self.things: set[NamedNode] = set()

    def axioms(self) -> list[Stated]:
        """What the ontology gives to reasoning."""
        return [Stated(triple) for triple in sorted(self._logic, key=str)]

    def describe(self, quads: Iterable[Quad]) -> list[Stated]:
        """What descriptions of entities, quantities and sources give: their classes, and what they say in the
        project's own terms, such as the number and unit of a quantity.
        """
        described = list(quads)
        typed = [quad for quad in described if quad.predicate == rdf("type")]
        records = {quad.subject for quad in typed if quad.object in RECORDS}
        things = {q.subject for q in typed if isinstance(q.subject, NamedNode)} - records
        quantities = {quad.subject for quad in typed if quad.object == term("Quantity")}
        self.things |= {node for node in things - quantities if isinstance(node, NamedNode)}
        own = {
            quad.triple
            for quad in described
            if quad.subject in things and (quad.predicate == rdf("type") or self._is_own(quad.predicate))
        }
        return [Stated(triple) for triple in sorted(own, key=str)]

    def is_told(self, triple: Triple) -> bool:
        """Whether a triple says something of an entity or a source: in the project's own terms, or that it is
        of a class, be it of a vocabulary that these build on.
        """
        if triple.subject not in self.things:
            return False
        if triple.predicate == rdf("type"):
            return isinstance(triple.object, NamedNode) and not triple.object.value.startswith(
                (OWL, RDFS, RDF)
            )
        return self._is_own(triple.predicate)

    def _is_own(self, node: NamedNode) -> bool:
        return self._project.is_own(node.value, self._labelled)


def _is_logic(quad: Quad) -> bool:
    """Whether it is an axiom; one with a blank node is an expression, which no rule covers; that is told."""
    blank = isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)
    return quad.predicate.value.startswith(_LOGIC) and not blank
