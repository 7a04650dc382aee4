"""What claims come to together: a statement, which speaks with one voice.

Wikidata's statement is the model: one subject, predicate and object, one set of qualifiers, one certainty
(Wikibase data model, «Statement»). What belongs to the saying stays with the claim: the speaker and where he
spoke, the publication cited, the wording of a time that is given as well.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode
from pyoxigraph import Triple as RdfTriple

from kg.model.claims import Claim
from kg.model.schema import EVENT, Schema
from kg.model.vocab import DENIED as DENIED
from kg.model.vocab import DEPRECATED as DEPRECATED
from kg.model.vocab import FACT as FACT
from kg.model.vocab import JUDGED as JUDGED
from kg.model.vocab import NS, Node
from kg.model.vocab import SUREST as SUREST

TIME, AS_OF, OVER = NS + "time", NS + "asOf", NS + "over"
WHEN = frozenset((TIME, AS_OF, OVER))


@dataclass
class Statement:
    """What one or more claims say with one voice.

    ``qualifiers`` maps a property IRI to its values: one, or those of a set. ``holder`` is who judges, for a
    judgement; ``level`` is the certainty that all its claims share.
    """

    iri: str
    subject: str
    predicate: str
    object: Node
    qualifiers: dict[str, tuple[Node, ...]] = field(default_factory=dict)
    level: str = FACT
    kind: str = EVENT
    holder: str = ""
    rank: str | None = None
    claims: list[Claim] = field(default_factory=list)

    @property
    def status(self) -> str:
        """The local name of its status: how certain its claims are, unless a curator deprecated it."""
        return DEPRECATED if self.rank == NS + "deprecatedRank" else self.level

    @property
    def is_fact(self) -> bool:
        """Whether it is stated as a fact."""
        return self.status == FACT

    @property
    def origins(self) -> set[str]:
        """Independent origins: the speaker, or the source where there is none or nobody names them."""
        return {origin(claim) for claim in self.claims}

    def values(self, qualifier: str) -> tuple[Node, ...]:
        """The values of a qualifier, sorted; none where nobody gives it."""
        return self.qualifiers.get(qualifier, ())

    def dates(self, qualifier: str) -> list[str]:
        """The values of a qualifier of time, as EDTF texts."""
        return [value.value for value in self.values(qualifier) if isinstance(value, Literal)]

    @property
    def over(self) -> bool:
        """Whether it is told as past, and holds no longer."""
        return any(text in ("true", "1") for text in self.dates(OVER))


def origin(claim: Claim) -> str:
    """Who says it in the end: the speaker, or the source where there is none or nobody names him."""
    return claim.source if claim.unnamed else claim.speaker or claim.source


Triple = tuple[str, str, Node]


def triple_of(claim: Claim, schema: Schema) -> Triple:
    """The triple that a claim says; of a symmetric predicate the same whichever way it is said."""
    subject, value = claim.subject, claim.object
    symmetric = schema.predicates[claim.predicate].symmetric
    if symmetric and isinstance(value, NamedNode) and value.value < subject:
        return value.value, claim.predicate, NamedNode(subject)
    return subject, claim.predicate, value


def triples(statement: Statement, schema: Schema) -> Iterator[RdfTriple]:
    """The triple that a statement says, and what says the same from the other end: nothing new follows.

    None where the triple says more than the statement.
    """
    declared = schema.predicates[statement.predicate]
    if declared.only_qualified:
        return
    subject, predicate = NamedNode(statement.subject), NamedNode(statement.predicate)
    yield RdfTriple(subject, predicate, statement.object)
    if isinstance(statement.object, NamedNode):
        others = sorted(declared.inverses) + ([statement.predicate] if declared.symmetric else [])
        for other in others:
            yield RdfTriple(statement.object, NamedNode(other), subject)
