"""Find the statements that cannot all hold, and those that only look so, each with its declared reason."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import combinations, product

from pyoxigraph import Literal, NamedNode, Quad

from kg.claims import Claim, Node
from kg.figures import PERCENT, Figure, nearly
from kg.merge import Statement, short
from kg.schema import Schema
from kg.times import bounds, meet, overlap, start
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

    ``known`` are the quantities by IRI. Two values in two separate periods do not conflict, nor does an
    undated value beside a dated one, nor a date beside a more exact one, nor a figure beside one that rounds
    it or leaves room for it: such pairs are compatible, with the reason.
    """
    weighing = Weighing(schema, known)
    weighing.change(statements)
    return weighing.findings()


_Key = tuple[str, ...]


class Weighing:
    """What was found, group by group: statements that come or go are weighed with their own groups alone."""

    def __init__(self, schema: Schema, known: Mapping[str, Figure]) -> None:
        self._schema = schema
        self._known = known
        self._groups: dict[_Key, dict[str, Statement]] = {}
        self._found: dict[_Key, Findings] = {}
        self._statements: dict[str, Statement] = {}
        self._wrong: Counter[str] = Counter()  # conflicts of each statement, but for those of shares

    def change(self, came: Iterable[Statement], went: Iterable[Statement] = ()) -> None:
        """Take in statements that came and that went; one that changed is in both."""
        touched: dict[_Key, None] = {}
        for statement in went:
            self._statements.pop(statement.iri, None)
            for key in self._keys(statement):
                self._groups[key].pop(statement.iri, None)
                touched[key] = None
        for statement in came:
            self._statements[statement.iri] = statement
            for key in self._keys(statement):
                self._groups.setdefault(key, {})[statement.iri] = statement
                touched[key] = None
        for key in [key for key in touched if key[0] == "dates"]:
            for ordering in ("first", "second"):
                for statement in self._groups.get((ordering, key[1]), {}).values():
                    touched["order", statement.iri] = None
        shares = {key for key in touched if key[0] == "shares"}
        for key in touched:
            if key not in shares:
                shares |= self._weigh(key)
        for key in shares:
            self._weigh(key)

    def findings(self) -> Findings:
        """All that was found."""
        conflicts = {c for found in self._found.values() for c in found.conflicts}
        compatible = {c for found in self._found.values() for c in found.compatibilities}
        return Findings(sorted(conflicts, key=lambda c: c.iri), sorted(compatible, key=lambda c: c.iri))

    def _keys(self, s: Statement) -> Iterator[_Key]:
        """The groups in which a statement is held against others."""
        if any(claim.modality == NS + "denied" for claim in s.claims) and s.status == "factual":
            yield "denied", s.iri
        if s.status != "factual":
            return
        declared = self._schema.predicates[s.predicate]
        if declared.single_object:
            yield "object", s.predicate, s.subject
        if declared.single_subject:
            yield "subject", s.predicate, str(s.object)
        yield "triple", s.predicate, s.subject, str(s.object)
        yield "pair", s.subject, str(s.object)
        if declared.dates_subject:
            yield "dates", s.subject
        if declared.puts_first and isinstance(s.object, NamedNode):
            yield "order", s.iri
            yield "first", s.subject
            yield "second", s.object.value
        if declared.part and declared.whole:
            own = {rdf("subject").value: s.subject, rdf("object").value: str(s.object)}
            named = [own.get(key) or str(s.values(key)) for key in sorted(declared.whole)]
            yield "shares", s.predicate, *named, str(s.values(_TIME))  # of two years: of two wholes

    def _weigh(self, key: _Key) -> set[_Key]:
        """Weigh one group anew; gives the groups of shares that this may touch."""
        group = [statement for _, statement in sorted(self._groups.get(key, {}).items())]
        search = _Search(self._schema, self._known)
        match key[0]:
            case "object":
                search.values("singleValuedAtATime", group, lambda s: [s.object])
            case "subject":
                search.values("singleValuedAtATime", group, lambda s: [NamedNode(s.subject)])
            case "triple" if group:
                search.one_triple(group)
            case "pair":
                search.disjoint(group)
            case "order":
                for statement in group:
                    search.order(statement, self._dates)
            case "denied":
                for statement in group:
                    denials = [c for c in statement.claims if c.modality == NS + "denied"]
                    search.conflict("deniedElsewhere", [statement], denials + statement.supporting)
            case "shares":
                search.shares([statement for statement in group if not self._wrong[statement.iri]])
        before = self._found.pop(key, Findings([], []))
        if search.conflicts or search.compatibilities:
            self._found[key] = Findings(list(search.conflicts), list(search.compatibilities))
        if key[0] == "shares":
            return set()
        self._wrong.subtract(iri for conflict in before.conflicts for iri in conflict.statements)
        self._wrong.update(iri for conflict in search.conflicts for iri in conflict.statements)
        moved = {iri for c in (*before.conflicts, *search.conflicts) for iri in c.statements}
        members = [self._statements[iri] for iri in moved if iri in self._statements]
        return {key for s in members for key in self._keys(s) if key[0] == "shares"}

    def _dates(self, thing: str) -> list[Statement]:
        return list(self._groups.get(("dates", thing), {}).values())


class _Search:
    """Collects what is found in one group."""

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

    def disjoint(self, group: list[Statement]) -> None:
        """Statements that hold two disjoint predicates between the same two nodes."""
        for left, right in combinations(group, 2):
            if right.predicate in self.schema.predicates[left.predicate].disjoint:
                self.conflict("disjointPredicates", (left, right), left.supporting + right.supporting)

    def nearly(self, left: list[Node], right: list[Node]) -> str | None:
        """Why two quantities do not disagree, where both are one and they do not."""
        pair = [self.known.get(getattr(node, "value", "")) for node in (*left, *right)]
        first, second = pair if len(pair) == 2 else (None, None)
        return nearly(first, second) if first and second else None

    def order(self, s: Statement, dates: Callable[[str], list[Statement]]) -> None:
        """A statement that puts one thing before another whose dates are the other way round."""
        assert isinstance(s.object, NamedNode)
        ends = (s.subject, s.object.value)
        first = self.schema.predicates[s.predicate].puts_first == rdf("subject").value
        before, after = ends if first else ends[::-1]
        for a, b in product(dates(before), dates(after)):
            (begun, _), (_, over) = (bounds(getattr(one.object, "value", "")) for one in (a, b))
            if begun and over and begun > over:
                self.conflict("impossibleOrder", (s, a, b), [c for i in (s, a, b) for c in i.supporting])

    def shares(self, group: list[Statement]) -> None:
        """Shares of one whole that come to more than all of it.

        Of two shares that one statement gives the smaller counts.
        """
        parts_of: list[tuple[Statement, Decimal]] = []
        for s in group:
            values = s.values(self.schema.predicates[s.predicate].part)
            given = [self.known.get(getattr(value, "value", "")) for value in values]
            parts = [f.value for f in given if f and f.value is not None and f.unit == PERCENT]
            parts_of += [(s, min(parts))] if parts else []
        if sum(part for _, part in parts_of) > 100:
            claims = [c for s, _ in parts_of for c in s.supporting]
            self.conflict("sharesBeyondWhole", [s for s, _ in parts_of], claims)


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
