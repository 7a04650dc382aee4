"""What is given to reasoning, and what statements give to it."""

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from kg.model.holding import OVER, PRESENT
from kg.model.schema import JUDGEMENT, Schema
from kg.model.statement import Statement, triples
from kg.model.vocab import OWL, rdf, term
from kg.reason.rule import LEVELS, PAST

IMPOSSIBLE = NamedNode(OWL + "Nothing")  # of this class is what contradicts itself (OWL 2 Profiles, 4.3)


@dataclass(frozen=True)
class Stated:
    """A triple that is given: by a statement (its IRI) of a level, or as an axiom where there is none."""

    triple: Triple
    statement: str = ""
    level: int = 0


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
