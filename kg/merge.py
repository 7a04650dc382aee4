"""Merge claims into statements, and project the statements that may be read as true into facts."""

import hashlib
import re
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from kg.claims import Claim, Node
from kg.schema import Schema
from kg.vocab import BASE, EDTF, NS, integer, local, rdf, term

# Modalities from the most to the least certain, and the status that a statement gets from its best claim.
_STATUS = (
    ("asserted", "factual"),
    ("reported", "factual"),
    ("expected", "expectedStatus"),
    ("planned", "plannedStatus"),
    ("possible", "possibleStatus"),
    ("denied", "deniedStatus"),
)


@dataclass
class Statement:
    """The canonical fact that one or more claims make."""

    iri: str
    subject: str
    predicate: str
    object: Node
    identity: dict[str, list[Node]] = field(default_factory=dict)
    judgement: bool = False
    rank: str | None = None
    claims: list[Claim] = field(default_factory=list)

    @property
    def status(self) -> str:
        """The local name of the status: the best modality among claims that are not deprecated.

        What a predicate of judgement says is attributed to who says it, however surely.
        """
        live = [c for c in self.claims if c.rank != NS + "deprecatedRank"]
        if not live or self.rank == NS + "deprecatedRank":
            return "deprecatedStatus"
        best = next(status for name, status in _STATUS if any(c.modality == NS + name for c in live))
        return "attributedStatus" if best == "factual" and self.judgement else best

    @property
    def supporting(self) -> list[Claim]:
        """The claims that the status rests on: an expected figure does not support a stated one."""
        live = [c for c in self.claims if c.rank != NS + "deprecatedRank"] or self.claims
        levels = dict(_STATUS)
        best = next(status for status in levels.values() if any(_level(c) == status for c in live))
        return [c for c in live if _level(c) == best]

    @property
    def origins(self) -> set[str]:
        """Independent origins: the speaker, or the source where there is none or nobody names them."""
        return {c.source if c.unnamed else c.speaker or c.source for c in self.supporting}

    def values(self, qualifier: str) -> list[Node]:
        """The values that the supporting claims give a qualifier, sorted."""
        return sorted({v for claim in self.supporting for v in claim.qualifiers.get(qualifier, ())}, key=str)


def _level(claim: Claim) -> str:
    return dict(_STATUS)[local(claim.modality)]


def merge(claims: list[Claim], schema: Schema) -> list[Statement]:
    """Group claims by subject, predicate, object and identifying qualifiers; sorted by IRI.

    A claim of a symmetric predicate counts as said in either direction.
    """
    statements: dict[str, Statement] = {}
    for claim in claims:
        subject, value = claim.subject, claim.object
        declared = schema.predicates[claim.predicate]
        if declared.symmetric and isinstance(value, NamedNode) and value.value < subject:
            subject, value = value.value, NamedNode(subject)
        identity = {n: v for n, v in claim.qualifiers.items() if n in declared.identifying}
        iri = statement_iri(subject, claim.predicate, value, identity)
        found = statements.setdefault(
            iri, Statement(iri, subject, claim.predicate, value, identity, declared.judgement)
        )
        found.claims.append(claim)
    return [statements[iri] for iri in sorted(statements)]


def statement_iri(subject: str, predicate: str, value: Node, identity: dict[str, list[Node]]) -> str:
    """A readable IRI for a statement; a digest replaces what a name cannot hold or would make too long."""
    parts = [local(subject), local(predicate), _slug(value)]
    parts += [f"{local(name)}-{_slug(v)}" for name, values in identity.items() for v in values]
    return BASE + "statement/" + short(".".join(parts))


def short(name: str) -> str:
    """A name of at most 150 characters: a digest takes the place of what is cut off."""
    if len(name) <= 150:
        return name
    return name[:140].rstrip(".-") + "." + hashlib.sha256(name.encode()).hexdigest()[:8]


def _slug(node: Node) -> str:
    if isinstance(node, NamedNode):
        return re.sub(r"[^\w.-]+", "-", local(node.value))
    text = node.value if isinstance(node, Literal) else str(node)
    if isinstance(node, Literal) and node.datatype.value == EDTF:
        text = text.replace("..", "open")  # 1992/.. is not 1992
    slug = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    return slug if slug and text.isascii() else hashlib.sha256(text.encode()).hexdigest()[:12]


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
        for name in sorted({name for claim in statement.supporting for name in claim.qualifiers}):
            for value in statement.values(name):
                add(NamedNode(name), value)
        for claim in statement.claims:
            add(term("hasClaim"), NamedNode(claim.iri))
            quads.append(Quad(NamedNode(claim.iri), term("makesStatement"), node))
        for origin in sorted(statement.origins):
            add(term("origin"), NamedNode(origin))
        sources = {claim.source for claim in statement.supporting}
        add(term("claimCount"), integer(len(statement.supporting)))
        add(term("sourceCount"), integer(len(sources)))
        add(term("originCount"), integer(len(statement.origins)))
    return quads


def fact_quads(statements: list[Statement]) -> list[Quad]:
    """The plain triples of the statements that may be read as true: those with the status ``factual``."""
    return [
        Quad(NamedNode(s.subject), NamedNode(s.predicate), s.object)
        for s in statements
        if s.status == "factual"
    ]
