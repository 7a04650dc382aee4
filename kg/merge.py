"""Merge claims into statements, each of which speaks with one voice.

Wikidata's statement is the model: one subject, predicate and object, one set of qualifiers, one certainty
(Wikibase data model, «Statement»). What belongs to the saying stays with the claim: the speaker and where he
spoke, the publication cited, the wording of a time that is given as well.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad
from pyoxigraph import Triple as RdfTriple

from kg.claims import Claim, Node
from kg.errors import KgError
from kg.iris import statement_iri
from kg.schema import EVENT, Schema
from kg.vocab import NS, integer, local, rdf, term

TIME, AS_OF, OVER = NS + "time", NS + "asOf", NS + "over"
WHEN = frozenset((TIME, AS_OF, OVER))
FACT, DENIED, DEPRECATED, JUDGED = "statedAsFact", "denied", "deprecated", "judgement"
_SURELY = ("asserted", "reported")


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


Place = tuple[Path | None, int | None]
Triple = tuple[str, str, Node]
_Said = tuple[tuple[str, tuple[Node, ...]], ...]
_Voice = tuple[Triple, _Said, str, str]


def triple_of(claim: Claim, schema: Schema) -> Triple:
    """The triple that a claim says; of a symmetric predicate the same whichever way it is said."""
    subject, value = claim.subject, claim.object
    symmetric = schema.predicates[claim.predicate].symmetric
    if symmetric and isinstance(value, NamedNode) and value.value < subject:
        return value.value, claim.predicate, NamedNode(subject)
    return subject, claim.predicate, value


def merge(
    claims: Iterable[Claim], schema: Schema, place: Callable[[str], Place] = lambda _: (None, None)
) -> list[Statement]:
    """The statements that claims make, sorted by IRI; each depends on the claims that say it alone.

    Claims come together where they say the same: one triple, the same qualifiers, one certainty, and for a
    judgement one who judges. A claim that leaves open what another says makes a statement of its own: else it
    would be counted for what it does not say.

    Raises KgError, naming two claims, where two statements would have one name: a source and an entity of
    one name as subjects, say. ``place`` tells the file and line of a claim.
    """
    statements: dict[_Voice, Statement] = {}
    for claim in claims:
        declared = schema.predicates[claim.predicate]
        triple, said = triple_of(claim, schema), _said(claim, schema)
        level = _level(claim, declared.judgement)
        holder = origin(claim) if declared.judgement else ""
        voice = triple, said, level, holder
        if voice not in statements:
            known = dict(said)
            iri = statement_iri(*triple, known, "" if level in (FACT, JUDGED) else level, holder)
            statements[voice] = Statement(iri, *triple, known, level, declared.kind, holder)
        statements[voice].claims.append(claim)
    named: dict[str, Statement] = {}
    for statement in statements.values():
        other = named.setdefault(statement.iri, statement)
        if other is not statement:
            one, two = (s.claims[0].iri for s in (other, statement))
            path, line = place(two)
            cause = f"<{one}> and <{two}> say different things with one name; rename what one of them names"
            raise KgError(cause, file=path, line=line)
    return [named[iri] for iri in sorted(named)]


def _level(claim: Claim, judged: bool) -> str:
    if claim.rank == NS + "deprecatedRank":
        return DEPRECATED
    modality = local(claim.modality)
    if modality in _SURELY:
        return JUDGED if judged else FACT
    return modality


def _said(claim: Claim, schema: Schema) -> _Said:
    """The qualifiers of what is claimed: not those that only word another one that is given."""
    return tuple(
        (name, tuple(values))
        for name, values in sorted(claim.qualifiers.items())
        if not schema.worded.get(name, set()) & claim.qualifiers.keys()
    )


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


def statement_quads(statements: list[Statement]) -> list[Quad]:
    """The statements as RDF: the reified triple, qualifiers, status, claims and support."""
    quads: list[Quad] = []
    for statement in statements:
        node = NamedNode(statement.iri)

        def add(name: NamedNode, value: Node, node: NamedNode = node) -> None:
            quads.append(Quad(node, name, value))

        add(rdf("type"), term("Statement"))
        add(rdf("subject"), NamedNode(statement.subject))
        add(rdf("predicate"), NamedNode(statement.predicate))
        add(rdf("object"), statement.object)
        add(term("status"), term(statement.status))
        for name, values in statement.qualifiers.items():
            for value in values:
                add(NamedNode(name), value)
        for claim in statement.claims:
            add(term("hasClaim"), NamedNode(claim.iri))
            quads.append(Quad(NamedNode(claim.iri), term("makesStatement"), node))
        for who in sorted(statement.origins):
            add(term("origin"), NamedNode(who))
        add(term("claimCount"), integer(len(statement.claims)))
        add(term("sourceCount"), integer(len({claim.source for claim in statement.claims})))
        add(term("originCount"), integer(len(statement.origins)))
    return quads
