"""Find the statements that cannot all hold, and those that only look so, each with its declared reason."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import combinations

from pyoxigraph import Literal, NamedNode, Quad

from kg.claims import Claim, Node
from kg.merge import Statement, short
from kg.schema import Schema
from kg.times import bounds, meet, overlap, start
from kg.vocab import BASE, EDTF, NS, local, rdf, term

_TIME = NS + "time"


@dataclass(frozen=True)
class Conflict:
    """Statements (by IRI, sorted) that cannot all hold, the claims at odds, and the reason's local name."""

    reason: str
    statements: tuple[str, ...]
    claims: tuple[str, ...]

    @property
    def iri(self) -> str:
        """Readable: the reason and the statements' names."""
        return _name("conflict", self.reason, self.statements)


@dataclass(frozen=True)
class Compatibility:
    """Statements that look opposed and are not, and the local name of the reason why."""

    reason: str
    statements: tuple[str, ...]

    @property
    def iri(self) -> str:
        """Readable: the reason and the statements' names."""
        return _name("compatibility", self.reason, self.statements)


@dataclass
class Findings:
    """What was found, each kind sorted by IRI."""

    conflicts: list[Conflict]
    compatibilities: list[Compatibility]


def weigh(statements: list[Statement], schema: Schema) -> Findings:
    """Hold the factual statements against each other, and denials against what they deny.

    Two values in two separate periods do not conflict, nor does an undated value beside a dated one, nor a
    date beside a more exact one: such pairs are compatible, with the reason.
    """
    search = _Search(schema)
    factual = [s for s in statements if s.status == "factual"]
    for group in _groups(factual, lambda s: (s.subject, s.predicate)):
        if schema.predicates[group[0].predicate].single_object:
            search.values("singleValuedAtATime", group, lambda s: [s.object])
    for group in _groups(factual, lambda s: (str(s.object), s.predicate)):
        if schema.predicates[group[0].predicate].single_subject:
            search.values("singleValuedAtATime", group, lambda s: [NamedNode(s.subject)])
    for group in _groups(factual, lambda s: (s.subject, s.predicate, str(s.object))):
        search.one_triple(group)
    search.disjoint(factual)
    for statement in statements:
        denials = [c for c in statement.claims if c.modality == NS + "denied"]
        if denials and statement.status == "factual":
            search.conflict("deniedElsewhere", [statement], denials + statement.supporting)
    return Findings(
        sorted(search.conflicts, key=lambda c: c.iri), sorted(search.compatibilities, key=lambda c: c.iri)
    )


class _Search:
    """Collects what is found."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.conflicts: set[Conflict] = set()
        self.compatibilities: set[Compatibility] = set()

    def conflict(self, reason: str, statements: Iterable[Statement], claims: Iterable[Claim]) -> None:
        iris = tuple(sorted({s.iri for s in statements}))
        self.conflicts.add(Conflict(reason, iris, tuple(sorted({c.iri for c in claims}))))

    def compatible(self, reason: str, *statements: Statement) -> None:
        self.compatibilities.add(Compatibility(reason, tuple(sorted(s.iri for s in statements))))

    def values(self, reason: str, group: list[Statement], of: Callable[[Statement], list[Node]]) -> None:
        """Statements of which only one value can hold at a time."""
        for left, right in combinations(group, 2):
            if of(left) == of(right):
                continue
            pairs = [(a, b) for a in left.supporting for b in right.supporting]
            at_odds = [pair for pair in pairs if not _apart(*pair)]
            if not at_odds:
                dated = any(_dated(a) and _dated(b) for a, b in pairs)
                self.compatible("differentTime" if dated else "undatedBesideDated", left, right)
            elif _one_instant(of(left), of(right)):
                self.compatible("differentPrecision", left, right)
            else:
                self.conflict(reason, (left, right), [c for pair in at_odds for c in pair])

    def one_triple(self, group: list[Statement]) -> None:
        """Statements of one triple: their functional qualifiers, their beginnings, their dates."""
        declared = self.schema.predicates[group[0].predicate]
        for name in sorted(declared.functional & declared.identifying):
            with_value = [s for s in group if s.values(name)]
            self.values("functionalQualifier", with_value, partial(_values, name))
        claims = [(s, c) for s in group for c in s.supporting]
        for name in sorted(declared.functional - declared.identifying):
            for (s, a), (t, b) in combinations([(s, c) for s, c in claims if name in c.qualifiers], 2):
                differ = a.qualifiers[name] != b.qualifiers[name]
                if differ and _same_but_time(s, t) and not _apart(a, b):
                    self.conflict("functionalQualifier", (s, t), (a, b))
        if declared.starts_once:
            begun = [(s, c, first) for s, c in claims for first in map(start, _times(c)) if first]
            for (s, a, first), (t, b, second) in combinations(begun, 2):
                if not overlap(first, second):
                    self.conflict("differentBeginnings", (s, t), (a, b))
        if _TIME in declared.identifying:
            for left, right in combinations(group, 2):
                if bool(left.values(_TIME)) != bool(right.values(_TIME)) and _same_but_time(left, right):
                    self.compatible("undatedBesideDated", left, right)

    def disjoint(self, factual: list[Statement]) -> None:
        """Statements that hold two disjoint predicates between the same two nodes."""
        for group in _groups(factual, lambda s: (s.subject, str(s.object))):
            for left, right in combinations(group, 2):
                if right.predicate in self.schema.predicates[left.predicate].disjoint:
                    self.conflict("disjointPredicates", (left, right), left.supporting + right.supporting)


def _groups(
    statements: list[Statement], key: Callable[[Statement], tuple[str, ...]]
) -> list[list[Statement]]:
    found: dict[tuple[str, ...], list[Statement]] = {}
    for statement in statements:
        found.setdefault(key(statement), []).append(statement)
    return list(found.values())


def _times(claim: Claim) -> list[str]:
    return [v.value for v in claim.qualifiers.get(_TIME, ()) if isinstance(v, Literal)]


def _dated(claim: Claim) -> bool:
    return bool(_times(claim))


def _values(name: str, statement: Statement) -> list[Node]:
    return statement.values(name)


def _apart(left: Claim, right: Claim) -> bool:
    """Whether two claims speak of different times, or only one of them gives a time."""
    a, b = _times(left), _times(right)
    if not a or not b:
        return bool(a) != bool(b)
    return not any(overlap(bounds(x), bounds(y)) and not meet(x, y) for x in a for y in b)


def _one_instant(left: list[Node], right: list[Node]) -> bool:
    """Whether both values are dates of which one may be the other, told more exactly."""
    dates = [n.value for n in left + right if isinstance(n, Literal) and n.datatype.value == EDTF]
    return len(dates) == 2 and overlap(bounds(dates[0]), bounds(dates[1]))


def _same_but_time(left: Statement, right: Statement) -> bool:
    return {k: v for k, v in left.identity.items() if k != _TIME} == {
        k: v for k, v in right.identity.items() if k != _TIME
    }


def _name(kind: str, reason: str, statements: tuple[str, ...]) -> str:
    return f"{BASE}{kind}/" + short(".".join([reason, *(local(iri) for iri in statements)]))


def finding_quads(findings: Findings) -> list[Quad]:
    """Conflicts and compatibilities as RDF."""
    quads: list[Quad] = []
    for conflict in findings.conflicts:
        node = NamedNode(conflict.iri)
        quads.append(Quad(node, rdf("type"), term("Conflict")))
        quads.append(Quad(node, term("conflictReason"), term(conflict.reason)))
        quads += [Quad(node, term("involves"), NamedNode(iri)) for iri in conflict.statements]
        quads += [Quad(node, term("involvesClaim"), NamedNode(iri)) for iri in conflict.claims]
    for found in findings.compatibilities:
        node = NamedNode(found.iri)
        quads.append(Quad(node, rdf("type"), term("Compatibility")))
        quads.append(Quad(node, term("compatibilityReason"), term(found.reason)))
        quads += [Quad(node, term("involves"), NamedNode(iri)) for iri in found.statements]
    return quads
