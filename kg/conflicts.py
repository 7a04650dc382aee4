"""Find the statements that cannot all hold, and those that only look so, each with its declared reason."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import combinations, product

from pyoxigraph import Literal, NamedNode, Quad

from kg.claims import Claim, Node
from kg.figures import PERCENT, Figure, nearly
from kg.merge import Statement, short
from kg.schema import Schema
from kg.times import Span, bounds, meet, overlap, start
from kg.vocab import BASE, EDTF, NS, local, rdf, term

_TIME = NS + "time"


@dataclass(frozen=True)
class Conflict:
    """Statements (by IRI, sorted) that cannot all hold, the claims at odds, and the reason.

    The reason is a local name of the vocabulary, or ``rule/NAME``: the rule that cannot hold for them.
    """

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


def weigh(statements: Iterable[Statement], schema: Schema, known: Mapping[str, Figure]) -> Findings:
    """Hold the factual statements against each other, and denials against what they deny.

    ``known`` are the quantities by IRI.

    Two values in two separate periods do not conflict, nor does an undated value beside a dated one, nor a
    date beside a more exact one, nor a figure beside one that rounds it or leaves room for it: such pairs
    are compatible, with the reason.
    """
    search = _Search(schema, known)
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
    search.order(factual)
    for statement in statements:
        denials = [c for c in statement.claims if c.modality == NS + "denied"]
        if denials and statement.status == "factual":
            search.conflict("deniedElsewhere", [statement], denials + statement.supporting)
    search.shares(factual)
    return Findings(
        sorted(search.conflicts, key=lambda c: c.iri), sorted(search.compatibilities, key=lambda c: c.iri)
    )


class _Search:
    """Collects what is found."""

    def __init__(self, schema: Schema, known: Mapping[str, Figure]) -> None:
        self.schema = schema
        self.known = known
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
            elif nearly := self.nearly(of(left), of(right)):
                self.compatible(nearly, left, right)
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
                if not differ or not _same_but_time(s, t) or _apart(a, b):
                    continue
                if nearly := self.nearly(a.qualifiers[name], b.qualifiers[name]):
                    self.compatible(nearly, s, t)
                else:
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

    def nearly(self, left: list[Node], right: list[Node]) -> str | None:
        """Why two quantities do not disagree, where both are one and they do not."""
        pair = [self.known.get(getattr(node, "value", "")) for node in (*left, *right)]
        first, second = pair if len(pair) == 2 else (None, None)
        return nearly(first, second) if first and second else None

    def order(self, factual: list[Statement]) -> None:
        """Statements that put one thing before another whose dates are the other way round."""
        dates: dict[str, list[tuple[Statement, Span]]] = {}
        for s in factual:
            if self.schema.predicates[s.predicate].dates_subject and isinstance(s.object, Literal):
                dates.setdefault(s.subject, []).append((s, bounds(s.object.value)))
        for s in factual:
            first = self.schema.predicates[s.predicate].puts_first
            if not first or not isinstance(s.object, NamedNode):
                continue
            ends = (s.subject, s.object.value)
            before, after = ends if first == rdf("subject").value else ends[::-1]
            for (a, (begun, _)), (b, (_, over)) in product(dates.get(before, ()), dates.get(after, ())):
                if begun and over and begun > over:
                    involved = (s, a, b)
                    self.conflict("impossibleOrder", involved, [c for i in involved for c in i.supporting])

    def shares(self, factual: list[Statement]) -> None:
        """Shares of one whole that come to more than all of it, where nothing else is wrong with them.

        Of two shares that one statement gives the smaller counts.
        """
        wrong = {iri for conflict in self.conflicts for iri in conflict.statements}
        wholes: dict[tuple[str, ...], list[tuple[Statement, Decimal]]] = {}
        for s in factual:
            declared = self.schema.predicates[s.predicate]
            given = [self.known.get(getattr(v, "value", "")) for v in s.values(declared.part)]
            parts = [f.value for f in given if f and f.value is not None and f.unit == PERCENT]
            if parts and s.iri not in wrong:
                own = {rdf("subject").value: s.subject, rdf("object").value: str(s.object)}
                named = [own.get(key) or str(s.values(key)) for key in sorted(declared.whole)]
                times = str(s.values(_TIME))  # shares of two years are shares of two wholes
                wholes.setdefault((s.predicate, *named, times), []).append((s, min(parts)))
        for parts_of in wholes.values():
            if sum(part for _, part in parts_of) > 100:
                claims = [c for s, _ in parts_of for c in s.supporting]
                self.conflict("sharesBeyondWhole", [s for s, _ in parts_of], claims)


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
    return f"{BASE}{kind}/" + short(".".join([local(reason), *(local(iri) for iri in statements)]))


def finding_quads(findings: Findings) -> list[Quad]:
    """Conflicts and compatibilities as RDF."""
    quads: list[Quad] = []
    for conflict in findings.conflicts:
        node = NamedNode(conflict.iri)
        quads.append(Quad(node, rdf("type"), term("Conflict")))
        of_rule = conflict.reason.startswith("rule/")
        reason = NamedNode(BASE + conflict.reason) if of_rule else term(conflict.reason)
        quads.append(Quad(node, term("conflictReason"), reason))
        quads += [Quad(node, term("involves"), NamedNode(iri)) for iri in conflict.statements]
        quads += [Quad(node, term("involvesClaim"), NamedNode(iri)) for iri in conflict.claims]
    for found in findings.compatibilities:
        node = NamedNode(found.iri)
        quads.append(Quad(node, rdf("type"), term("Compatibility")))
        quads.append(Quad(node, term("compatibilityReason"), term(found.reason)))
        quads += [Quad(node, term("involves"), NamedNode(iri)) for iri in found.statements]
    return quads
