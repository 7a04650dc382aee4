"""Find the statements that cannot all hold, each conflict with its declared reason."""

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg.claims import Claim, Node
from kg.merge import Statement
from kg.schema import Schema
from kg.times import bounds
from kg.vocab import BASE, NS, local, rdf, term


@dataclass(frozen=True)
class Conflict:
    """Statements (by IRI, sorted) that cannot all hold, and the local name of the reason."""

    reason: str
    statements: tuple[str, ...]

    @property
    def iri(self) -> str:
        """Readable: the reason and the first statement's name."""
        return f"{BASE}conflict/{self.reason}.{local(self.statements[0])}"


def find_conflicts(statements: list[Statement], schema: Schema) -> list[Conflict]:
    """Conflicts among the factual statements (and between a denial and a fact), sorted by IRI.

    Time is weighed only where both sides give it: two values in two separate periods do not conflict,
    and an undated value is not held against a dated one.
    """
    factual = [s for s in statements if s.status == "factual"]
    found: set[Conflict] = set()
    by_subject: dict[tuple[str, str], list[Statement]] = {}
    by_object: dict[tuple[str, str], list[Statement]] = {}
    by_pair: dict[tuple[str, str, str], list[Statement]] = {}
    for statement in factual:
        declared = schema.predicates[statement.predicate]
        if declared.single_object:
            by_subject.setdefault((statement.subject, statement.predicate), []).append(statement)
        if declared.single_subject:
            by_object.setdefault((str(statement.object), statement.predicate), []).append(statement)
        pair = (statement.subject, statement.predicate, str(statement.object))
        by_pair.setdefault(pair, []).append(statement)
        _within(statement, declared.functional, found)
    for groups in (by_subject, by_object):
        for group in groups.values():
            _across(group, "singleValuedAtATime", found)
    for (subject, predicate, value), group in by_pair.items():
        declared = schema.predicates[predicate]
        for name in sorted(declared.functional & declared.identifying):
            _across([s for s in group if s.values(name)], "functionalQualifier", found, name)
        for other in sorted(declared.disjoint):
            _disjoint(group + by_pair.get((subject, other, value), []), found)
    denied = [s for s in statements if any(c.modality == NS + "denied" for c in s.claims)]
    for statement in denied:
        if statement.status == "factual":
            found.add(Conflict("deniedElsewhere", (statement.iri,)))
    return sorted(found, key=lambda c: (c.iri, c.statements))


def _interval(claims: list[Claim]) -> tuple[str, str] | None:
    texts = [v.value for c in claims for v in c.qualifiers.get(NS + "time", ()) if isinstance(v, Literal)]
    if not texts:
        return None
    pairs = [bounds(text) for text in texts]
    return min(a or "" for a, _ in pairs), max(b or "~" for _, b in pairs)


def _apart(left: list[Claim], right: list[Claim]) -> bool:
    """Whether the two sides speak of different times, or only one of them gives a time."""
    a, b = _interval(left), _interval(right)
    if a is None or b is None:
        return a is not b
    return a[1] < b[0] or b[1] < a[0]


def _across(group: list[Statement], reason: str, found: set[Conflict], qualifier: str | None = None) -> None:
    for i, left in enumerate(group):
        for right in group[i + 1 :]:
            differ = (
                left.values(qualifier) != right.values(qualifier)
                if qualifier
                else left.object != right.object
            )
            if differ and any(not _apart([a], [b]) for a in left.claims for b in right.claims):
                found.add(Conflict(reason, tuple(sorted((left.iri, right.iri)))))


def _within(statement: Statement, functional: set[str], found: set[Conflict]) -> None:
    """One statement whose claims give one functional qualifier different values at one time."""
    for name in functional:
        said: list[tuple[Claim, list[Node]]] = [
            (c, c.qualifiers[name]) for c in statement.claims if name in c.qualifiers
        ]
        for i, (left, a) in enumerate(said):
            if any(a != b and not _apart([left], [right]) for right, b in said[i + 1 :]):
                found.add(Conflict("functionalQualifier", (statement.iri,)))


def _disjoint(group: list[Statement], found: set[Conflict]) -> None:
    if len({s.predicate for s in group}) > 1:
        found.add(Conflict("disjointPredicates", tuple(sorted(s.iri for s in group))))


def conflict_quads(conflicts: list[Conflict]) -> list[Quad]:
    """The conflicts as RDF."""
    quads: list[Quad] = []
    for conflict in conflicts:
        node = NamedNode(conflict.iri)
        quads.append(Quad(node, rdf("type"), term("Conflict")))
        quads.append(Quad(node, term("conflictReason"), term(conflict.reason)))
        quads += [Quad(node, term("involves"), NamedNode(iri)) for iri in conflict.statements]
    return quads
