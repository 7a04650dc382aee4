"""Find the statements that cannot all hold, and those that only look so, each with its declared reason."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain, combinations, product
from typing import TypeGuard

from pyoxigraph import Literal, NamedNode, Quad

from kg.claims import Claim, Node
from kg.figures import PERCENT, Figure, nearly
from kg.merge import Statement, short
from kg.order import Step, impossible
from kg.schema import Schema
from kg.shares import BEYOND, Part, beyond
from kg.times import Span, bounds, overlap, start, touch
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
        moved = {key[1] for key in touched if key[0] in ("dates", "next")}
        touched |= dict.fromkeys(("order", thing) for thing in sorted(self._upstream(moved)))
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
        factual = s.status == "factual"
        if factual or s.denials:
            yield "triple", s.predicate, s.subject, str(s.object)
        if not factual:
            return
        declared = self._schema.predicates[s.predicate]
        if declared.single_object:
            yield "object", s.predicate, s.subject
        if declared.single_subject:
            yield "subject", s.predicate, str(s.object)
        yield "pair", s.subject, str(s.object)
        if declared.dates_subject:
            yield "dates", s.subject
        if declared.puts_first and isinstance(s.object, NamedNode):
            before, after = self._order(s)
            yield "next", before
            yield "previous", after
        if declared.part and declared.whole:
            own = {rdf("subject").value: s.subject, rdf("object").value: str(s.object)}
            named = [own.get(key) or str(s.values(key)) for key in sorted(declared.whole)]
            yield "shares", s.predicate, *named

    def _weigh(self, key: _Key) -> set[_Key]:
        """Weigh one group anew; gives the groups of shares that this may touch."""
        group = [statement for _, statement in sorted(self._groups.get(key, {}).items())]
        search = _Search(self._schema, self._known)
        match key[0]:
            case "object":
                search.values("singleValuedAtATime", group, lambda s: [s.object])
            case "subject":
                search.values("singleValuedAtATime", group, lambda s: [NamedNode(s.subject)])
            case "triple":
                facts = [statement for statement in group if statement.status == "factual"]
                search.one_triple(facts)
                search.denials([statement for statement in group if statement.denials], facts)
            case "pair":
                search.disjoint(group)
            case "order":
                search.order(impossible(key[1], self._next, self._dates))
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

    def _order(self, s: Statement) -> tuple[str, str]:
        """The two things of a statement of order, the earlier one first."""
        ends = s.subject, getattr(s.object, "value", "")
        first = self._schema.predicates[s.predicate].puts_first == rdf("subject").value
        return ends if first else ends[::-1]

    def _next(self, thing: str) -> list[Step]:
        """What is said to come after a thing, each with the statement that says so."""
        after = sorted(self._groups.get(("next", thing), {}).items())
        return [(self._order(statement)[1], statement) for _, statement in after]

    def _upstream(self, things: set[str]) -> set[str]:
        """The things, and all that is said to come before them."""
        reached, todo = set(things), list(things)
        while todo:
            before = self._groups.get(("previous", todo.pop()), {}).values()
            new = {self._order(statement)[0] for statement in before} - reached
            reached |= new
            todo += new
        return reached

    def _dates(self, thing: str) -> list[tuple[Span, Statement]]:
        """The dates of a thing."""
        dates = self._groups.get(("dates", thing), {}).values()
        return [(bounds(s.object.value), s) for s in dates if _is_date(s.object)]


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
            pairs = product(left.supporting, right.supporting)
            nearly = "differentPrecision" if _one_instant(of(left), of(right)) else None
            nearly = nearly or self.nearly(of(left), of(right))
            if nearly and not all(_apart(a, b) for a, b in pairs):
                self.compatible(nearly, left, right)
            else:
                self._at_a_time(reason, left, right)

    def one_triple(self, group: list[Statement]) -> None:
        """Statements of one triple: their functional qualifiers, their beginnings, their dates."""
        if not group:
            return
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
            begun = [(s, c, first) for s, c in claims for first in map(start, times(c)) if first]
            for (s, a, first), (t, b, second) in combinations(begun, 2):
                if not overlap(first, second):
                    self.conflict("differentBeginnings", (s, t), (a, b))
        if _TIME in declared.identifying:
            for left, right in combinations(group, 2):
                if bool(left.values(_TIME)) != bool(right.values(_TIME)) and _same_but_time(left, right):
                    self.compatible("undatedBesideDated", left, right)

    def denials(self, denied: list[Statement], facts: list[Statement]) -> None:
        """What is denied of one triple, and the facts that this covers: the same, or told in more detail."""
        for no, yes in product(denied, facts):
            if any(yes.identity.get(name) != value for name, value in no.identity.items() if name != _TIME):
                continue
            pairs = [(a, b) for a in no.denials for b in yes.supporting]
            at_odds = [(a, b) for a, b in pairs if not (_dated(a) and _dated(b) and _apart(a, b))]
            if _TIME in no.identity and _TIME not in yes.identity:
                self.compatible("undatedBesideDated", no, yes)
            elif at_odds:
                self.conflict("deniedElsewhere", {no.iri: no, yes.iri: yes}.values(), chain(*at_odds))
            elif no is not yes:
                self.compatible("differentTime", no, yes)

    def disjoint(self, group: list[Statement]) -> None:
        """Statements that hold two disjoint predicates between the same two nodes."""
        for left, right in combinations(group, 2):
            if right.predicate in self.schema.predicates[left.predicate].disjoint:
                self._at_a_time("disjointPredicates", left, right)

    def _at_a_time(self, reason: str, left: Statement, right: Statement) -> None:
        """Two statements that cannot hold at one time."""
        pairs = [(a, b) for a in left.supporting for b in right.supporting]
        if at_odds := [pair for pair in pairs if not _apart(*pair)]:
            self.conflict(reason, (left, right), chain(*at_odds))
        else:
            dated = any(_dated(a) and _dated(b) for a, b in pairs)
            self.compatible("differentTime" if dated else "undatedBesideDated", left, right)

    def nearly(self, left: list[Node], right: list[Node]) -> str | None:
        """Why two quantities do not disagree, where both are one and they do not."""
        pair = [self.known.get(getattr(node, "value", "")) for node in (*left, *right)]
        first, second = pair if len(pair) == 2 else (None, None)
        return nearly(first, second) if first and second else None

    def order(self, ways: Iterable[tuple[Statement, ...]]) -> None:
        """What cannot be in an order; two relations that exclude each other are told as such."""
        for way in ways:
            one, other = way[0].predicate, way[-1].predicate
            if len(way) > 2 or one == other or other not in self.schema.predicates[one].disjoint:
                self.conflict("impossibleOrder", way, [c for s in way for c in s.supporting])

    def shares(self, group: list[Statement]) -> None:
        """Shares of one whole that come to more than all of it."""
        parts = [part for s in group for part in self._parts(s)]
        for reason, counted in beyond(parts):
            statements = [s for s in group if any(part.statement == s.iri for part in counted)]
            if reason == BEYOND:
                self.conflict(reason, statements, [c for s in statements for c in s.supporting])
            else:
                self.compatible(reason, *statements)

    def _parts(self, s: Statement) -> Iterator[Part]:
        """The shares that the claims of a statement give, in percent."""
        for claim in s.supporting:
            for value in claim.qualifiers.get(self.schema.predicates[s.predicate].part, ()):
                figure = self.known.get(getattr(value, "value", ""))
                if figure and figure.unit == PERCENT:
                    yield Part(s.iri, claim.iri, figure, tuple(times(claim)))


def times(claim: Claim) -> list[str]:
    """When a claim says that it holds, as EDTF texts."""
    return [v.value for v in claim.qualifiers.get(_TIME, ()) if isinstance(v, Literal)]


def _dated(claim: Claim) -> bool:
    return bool(times(claim))


def _is_date(node: Node) -> TypeGuard[Literal]:
    return isinstance(node, Literal) and node.datatype.value == EDTF


def _values(name: str, statement: Statement) -> list[Node]:
    return statement.values(name)


def _apart(left: Claim, right: Claim) -> bool:
    """Whether two claims speak of different times, or only one of them gives a time."""
    a, b = times(left), times(right)
    if not a or not b:
        return bool(a) != bool(b)
    return not any(touch(x, y) for x in a for y in b)


def _one_instant(left: list[Node], right: list[Node]) -> bool:
    """Whether both values are dates of which one may be the other, told more exactly."""
    dates = [n.value for n in left + right if _is_date(n)]
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
