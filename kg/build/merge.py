"""Merge claims into statements, each of which speaks with one voice (see ``kg.model.statement``)."""

from collections.abc import Callable, Iterable
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from kg.errors import KgError
from kg.model.claims import Claim
from kg.model.iris import statement_iri
from kg.model.schema import Schema
from kg.model.statement import DEPRECATED, FACT, JUDGED, Statement, Triple, origin, triple_of
from kg.model.vocab import NS, Node, integer, local, rdf, term

_SURELY = ("asserted", "reported")


Place = tuple[Path | None, int | None]
_Said = tuple[tuple[str, tuple[Node, ...]], ...]
_Voice = tuple[Triple, _Said, str, str]


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
            shown = "" if level in (FACT, JUDGED) else level
            iri = statement_iri(schema.project, *triple, known, shown, holder)
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
