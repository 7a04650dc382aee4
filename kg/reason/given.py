"""What is given to reasoning: axioms, descriptions, and what statements say."""

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.model.holding import OVER, PRESENT
from kg.model.schema import JUDGEMENT, Schema
from kg.model.statement import Statement, triples
from kg.model.vocab import BASE, NS, OWL, RDF, RDFS, rdf, term
from kg.reason.rule import LEVELS, PAST

# What OWL 2 RL needs of the ontology; labels, definitions and examples only make it slow.
_LOGIC = (OWL, RDFS + "subClassOf", RDFS + "subPropertyOf", RDFS + "domain", RDFS + "range", RDF)
IMPOSSIBLE = NamedNode(OWL + "Nothing")  # of this class is what contradicts itself (OWL 2 Profiles, 4.3)


@dataclass(frozen=True)
class Stated:
    """A triple that is given: by a statement (its IRI) of a level, or as an axiom where there is none."""

    triple: Triple
    statement: str = ""
    level: int = 0


def axioms(ontology: Iterable[Quad], described: Iterable[Quad]) -> list[Stated]:
    """What the ontology gives to reasoning, and the descriptions of entities, quantities and sources.

    Of a description its classes, and what it says in the ontology's own terms: the number and unit of a
    quantity, the measure of a ranking.
    """
    logic = {
        q.triple
        for q in ontology
        if q.predicate.value.startswith(_LOGIC)
        and not isinstance(q.subject, BlankNode)  # an expression, which no rule covers; that is told
        and not isinstance(q.object, BlankNode)
    }
    own = {
        q.triple
        for q in described
        if _is_of(q.subject, "entity/", "quantity/", "source/")
        and (q.predicate.value == RDF + "type" or q.predicate.value.startswith(NS))
    }
    return [Stated(triple) for triple in sorted(logic | own, key=str)]


def grounds(statement: Statement, schema: Schema, tense: str) -> list[Stated]:
    """What a statement gives: its node with the qualifiers, and its triple, also from the other end, as that
    is no news. A judgement or denial gives nothing.

    ``tense`` is ``kg.model.holding.PRESENT``, ``OVER`` or ``AHEAD``. The triple of what no longer holds only
    serves to find contradictions in the past; its node says that it is over, whoever says so and however.
    """
    if statement.status not in LEVELS or statement.kind == JUDGEMENT:
        return []
    level, node = LEVELS.index(statement.status), NamedNode(statement.iri)
    said = [
        Triple(node, rdf("subject"), NamedNode(statement.subject)),
        Triple(node, rdf("predicate"), NamedNode(statement.predicate)),
        Triple(node, rdf("object"), statement.object),
        *(Triple(node, NamedNode(name), v) for name, values in statement.qualifiers.items() for v in values),
    ]
    if tense == OVER and not statement.over:
        said.append(Triple(node, term("over"), Literal(True)))
    of_triple = level if tense == PRESENT else PAST
    return [
        *(Stated(triple, statement.iri, of_triple) for triple in triples(statement, schema)),
        *(Stated(triple, statement.iri, level) for triple in said),
    ]


def is_impossible(triple: Triple) -> bool:
    """Whether a triple says that something cannot be what it is said to be."""
    return triple.object == IMPOSSIBLE and triple.predicate == rdf("type")


def about_entities(triple: Triple) -> bool:
    """Whether a triple says something of an entity or a source: in the ontology's own terms, or that it is of
    a class, be it of a vocabulary that ours builds on.
    """
    if not _is_of(triple.subject, "entity/", "source/"):
        return False
    if triple.predicate.value == RDF + "type":
        return isinstance(triple.object, NamedNode) and not triple.object.value.startswith((OWL, RDFS, RDF))
    return triple.predicate.value.startswith(NS)


def _is_of(node: object, *kinds: str) -> bool:
    """Whether a node is one of ours, of these kinds."""
    return isinstance(node, NamedNode) and node.value.startswith(tuple(BASE + kind for kind in kinds))
