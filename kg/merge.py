"""Merge claims into statements, and project the statements that may be read as true into facts."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from kg.claims import Claim, Node
from kg.errors import KgError
from kg.schema import Schema
from kg.vocab import BASE, EDTF, NS, XSD, integer, local, rdf, term

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
    def denials(self) -> list[Claim]:
        """The claims that deny it; none where a curator deprecated them or the statement."""
        if self.rank == NS + "deprecatedRank":
            return []
        return [c for c in self.claims if c.modality == NS + "denied" and c.rank != NS + "deprecatedRank"]

    @property
    def origins(self) -> set[str]:
        """Independent origins: the speaker, or the source where there is none or nobody names them."""
        return {c.source if c.unnamed else c.speaker or c.source for c in self.supporting}

    def values(self, qualifier: str) -> list[Node]:
        """The values that the supporting claims give a qualifier, sorted."""
        return sorted({v for claim in self.supporting for v in claim.qualifiers.get(qualifier, ())}, key=str)


def _level(claim: Claim) -> str:
    return dict(_STATUS)[local(claim.modality)]


Place = tuple[Path | None, int | None]


def merge(
    claims: list[Claim], schema: Schema, place: Callable[[str], Place] = lambda _: (None, None)
) -> list[Statement]:
    """Group claims by subject, predicate, object and identifying qualifiers; sorted by IRI.

    A claim of a symmetric predicate counts as said in either direction. Raises KgError, naming two claims,
    where two statements would have one name: a source and an entity of one name as subjects, say. ``place``
    tells the file and line of a claim.
    """
    statements: dict[tuple[str, str, Node, str], Statement] = {}
    for claim in claims:
        subject, value = claim.subject, claim.object
        declared = schema.predicates[claim.predicate]
        if declared.symmetric and isinstance(value, NamedNode) and value.value < subject:
            subject, value = value.value, NamedNode(subject)
        identity = {n: v for n, v in claim.qualifiers.items() if n in declared.identifying}
        key = (subject, claim.predicate, value, str(identity))
        if key not in statements:
            iri = statement_iri(subject, claim.predicate, value, identity)
            statements[key] = Statement(iri, subject, claim.predicate, value, identity, declared.judgement)
        statements[key].claims.append(claim)
    named: dict[str, Statement] = {}
    for statement in statements.values():
        other = named.setdefault(statement.iri, statement)
        if other is not statement:
            one, two = (s.claims[0].iri for s in (other, statement))
            path, line = place(two)
            cause = f"<{one}> and <{two}> say different things with one name; rename what one of them names"
            raise KgError(cause, file=path, line=line)
    return [named[iri] for iri in sorted(named)]


def statement_iri(subject: str, predicate: str, value: Node, identity: dict[str, list[Node]]) -> str:
    """A readable IRI for a statement; a digest tells apart what a name cannot, or shortens it.

    It depends on nothing but the statement: what other claims say does not change it.
    """
    parts = [_subject(subject), local(predicate), _slug(value)]
    parts += [f"{local(name)}-{_slug(v)}" for name, values in identity.items() for v in values]
    return BASE + "statement/" + short(".".join(parts))


def short(name: str) -> str:
    """A name of at most 150 characters: a digest takes the place of what is cut off."""
    if len(name) <= 150:
        return name
    return name[:140].rstrip(".-") + "." + _digest(name)[:8]


# What a bare name in a statement's IRI stands for, by its form; whatever else would have it gets a digest.
_ENTITY = re.compile(r"(?!about-\d|open-)[^\W\d][\w-]*")
_QUANTITY = re.compile(r"(about-)?\d+(\.\d+)?-(?!open$)[^\W\d][\w-]*")
_DATE = re.compile(r"(D|\.\.)(/(D|\.\.))?".replace("D", r"\d{4}(-\d\d){0,2}"))
_NUMBER = re.compile(r"0|[1-9]\d{0,2}")  # four digits are a year


def _slug(node: Node) -> str:
    """The name of a node, which no other node has."""
    if isinstance(node, NamedNode):
        slug = re.sub(r"[^\w.-]+", "-", local(node.value))
        forms = ((BASE + "entity/", _ENTITY), (BASE + "quantity/", _QUANTITY))
        own = any(node.value == base + slug and form.fullmatch(slug) for base, form in forms)
        return slug if own else f"{slug}-{_digest(str(node))[:8]}"
    text = node.value if isinstance(node, Literal) else str(node)
    kind = node.datatype.value if isinstance(node, Literal) else ""
    if not text.isascii():
        plain = isinstance(node, Literal) and node.language is not None
        return _digest(text if plain else str(node))[:12]
    if kind == EDTF:
        text = text.replace("..", "open")  # 1992/.. is not 1992
    slug = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    form = {EDTF: _DATE, XSD + "integer": _NUMBER}.get(kind)
    bare = form is not None and isinstance(node, Literal) and form.fullmatch(node.value)
    return slug if bare else f"{slug}-{_digest(str(node))[:8]}".strip("-")


def _subject(iri: str) -> str:
    name = local(iri)
    bare = iri in (f"{BASE}entity/{name}", f"{BASE}source/{name}") and "." not in name
    return name if bare else f"{name}-{_digest(iri)[:8]}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


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
