"""Compare the statements of one group two by two: what conflicts, and why other pairs do not."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations, product
from typing import TypeGuard

from pyoxigraph import Literal

from kg.build.weigh.conflicts import Compatibility, Conflict
from kg.build.weigh.shares import BEYOND, Part, beyond
from kg.model.edtf import may_be
from kg.model.figures import PERCENT, Figure, nearly
from kg.model.holding import begins_only, ends_only
from kg.model.schema import Schema
from kg.model.statement import AS_OF, TIME, WHEN, Statement
from kg.model.times import more_exact, overlap, start, touch
from kg.model.vocab import EDTF, Node


class Search:
    """Collects what is found in one group; ``said`` tells when a statement says that it holds."""

    def __init__(
        self, schema: Schema, known: Mapping[str, Figure], said: Callable[[Statement], list[str]]
    ) -> None:
        self.conflicts: set[Conflict] = set()
        self.compatibilities: set[Compatibility] = set()
        self._schema = schema
        self._known = known
        self._said = said

    def _conflict(self, reason: str, *statements: Statement) -> None:
        iris = tuple(sorted({s.iri for s in statements}))
        claims = {claim.iri for statement in statements for claim in statement.claims}
        self.conflicts.add(Conflict(reason, iris, tuple(sorted(claims))))

    def _compatible(self, reason: str, *statements: Statement) -> None:
        self.compatibilities.add(Compatibility(reason, tuple(sorted({s.iri for s in statements}))))

    def _apart(self, left: Statement, right: Statement) -> bool:
        """Whether two statements speak of different times: of nothing that holds at one."""
        a, b = self._said(left), self._said(right)
        if not a or not b:
            return any(s.over and not said for s, said in ((left, a), (right, b)))
        return not any(touch(x, y) for x, y in product(a, b))

    def values(self, reason: str, group: list[Statement], of: Callable[[Statement], Node]) -> None:
        """Statements of which only one value can hold at a time."""
        for left, right in combinations(group, 2):
            if of(left) != of(right):
                close = "differentPrecision" if _one_instant(of(left), of(right)) else None
                close = close or self._nearly((of(left),), (of(right),))
                self._at_a_time(reason, left, right, close)

    def _at_a_time(self, reason: str, left: Statement, right: Statement, close: str | None = None) -> None:
        """Two statements that cannot hold at one time, unless their values come ``close``, for a reason."""
        if self._apart(left, right):
            self._compatible("differentTime", left, right)
        elif close:
            self._compatible(close, left, right)
        else:
            self._conflict(reason, left, right)

    def one_triple(self, facts: list[Statement]) -> None:
        """Facts of one triple: their functional qualifiers, their beginnings and ends."""
        for left, right in combinations(facts, 2):
            declared = self._schema.predicates[left.predicate]
            if self._ends_before(left, right) or self._ends_before(right, left):
                self._conflict("endBeforeBeginning", left, right)
            differing = _differing(left, right)
            if declared.starts_once and not differing - WHEN - declared.functional:
                begun = [[b for b in map(start, s.dates(TIME)) if b] for s in (left, right)]
                if all(begun) and not any(overlap(a, b) for a, b in product(*begun)):
                    self._conflict("differentBeginnings", left, right)
            if differing & declared.functional and not differing - WHEN - declared.functional:
                for name in sorted(differing & declared.functional):
                    close = self._nearly(left.values(name), right.values(name))
                    self._at_a_time("functionalQualifier", left, right, close)

    def _ends_before(self, left: Statement, right: Statement) -> bool:
        """Whether one only ends before the other only begins, and they are alike in all else."""
        if not (ends_only(left) and begins_only(right)) or _differing(left, right) - WHEN:
            return False
        ended = max(may_be(text)[1] or "~" for text in left.dates(TIME))
        return all(first and first[0] and first[0] > ended for first in map(start, right.dates(TIME)))

    def denials(self, denied: list[Statement], said: list[Statement]) -> None:
        """What is denied of one triple, and what is said that this covers: the same, or in more detail."""
        for no, yes in product(denied, said):
            covered = no.qualifiers.keys() - WHEN
            if all(yes.values(name) == no.values(name) for name in covered):
                self._at_a_time("deniedElsewhere", no, yes)

    def linked(self, group: list[Statement]) -> None:
        """Statements of one triple that differ and do not conflict: the reason why, for all that it is of."""
        told = {one.statements for one in self.conflicts} | {one.statements for one in self.compatibilities}
        found: dict[str, set[str]] = {}
        for left, right in combinations(group, 2):
            if tuple(sorted((left.iri, right.iri))) not in told:
                found.setdefault(self._why(left, right), set()).update((left.iri, right.iri))
        for reason, iris in found.items():
            self.compatibilities.add(Compatibility(reason, tuple(sorted(iris))))

    def _why(self, left: Statement, right: Statement) -> str:
        """Why two statements of one triple are two."""
        if left.holder != right.holder:
            return "differentHolder"
        differing = _differing(left, right)
        dated = [any(s.values(name) for name in (TIME, AS_OF)) for s in (left, right)]
        if not differing - WHEN and left.status != right.status:
            return "differentCertainty"
        if (all(dated) or left.over != right.over) and self._apart(left, right):
            return "differentTime"
        if differing - WHEN:
            return "differentDetails"
        if (left.qualifiers.keys() ^ right.qualifiers.keys()) - WHEN:
            return "oneSaysMore"
        if not all(dated):
            return "undatedBesideDated"
        dates = [[*s.dates(TIME), *s.dates(AS_OF)] for s in (left, right)]
        return "differentPrecision" if any(more_exact(a, b) for a, b in product(*dates)) else "differentTime"

    def disjoint(self, group: list[Statement]) -> None:
        """Statements that hold two disjoint predicates between the same two nodes."""
        for left, right in combinations(group, 2):
            if right.predicate in self._schema.predicates[left.predicate].disjoint:
                self._at_a_time("disjointPredicates", left, right)

    def _nearly(self, left: tuple[Node, ...], right: tuple[Node, ...]) -> str | None:
        """Why two quantities do not disagree, where both are one and they do not."""
        pair = [self._known.get(getattr(node, "value", "")) for node in (*left, *right)]
        first, second = pair if len(pair) == 2 else (None, None)
        return nearly(first, second) if first and second else None

    def order(self, ways: Iterable[tuple[Statement, ...]]) -> None:
        """What cannot be in an order; two relations that exclude each other are told as such."""
        for way in ways:
            one, other = way[0].predicate, way[-1].predicate
            if len(way) > 2 or one == other or other not in self._schema.predicates[one].disjoint:
                self._conflict("impossibleOrder", *way)

    def shares(self, group: list[Statement]) -> None:
        """Shares of one whole that come to more than all of it."""
        for reason, counted in beyond([part for s in group for part in self._parts(s)]):
            statements = [s for s in group if any(part.statement == s.iri for part in counted)]
            if reason == BEYOND:
                self._conflict(reason, *statements)
            elif len(statements) > 1:
                self._compatible(reason, *statements)

    def _parts(self, s: Statement) -> Iterator[Part]:
        """The shares that a statement gives, in percent."""
        declared = self._schema.predicates[s.predicate]
        rest = {
            n: v for n, v in s.qualifiers.items() if n not in WHEN | declared.functional | {declared.part}
        }
        for value in s.values(declared.part):
            figure = self._known.get(getattr(value, "value", ""))
            if figure and figure.unit == PERCENT:
                yield Part(s.iri, f"{s.subject} {s.object} {rest}", figure, tuple(self._said(s)))


def is_date(node: Node) -> TypeGuard[Literal]:
    """Whether a node is an EDTF date."""
    return isinstance(node, Literal) and node.datatype.value == EDTF


def _differing(left: Statement, right: Statement) -> set[str]:
    """The qualifiers that both statements give, with different values."""
    both = left.qualifiers.keys() & right.qualifiers.keys()
    return {name for name in both if left.qualifiers[name] != right.qualifiers[name]}


def _one_instant(left: Node, right: Node) -> bool:
    """Whether both values are dates of which one may be the other, told more exactly or more surely."""
    return is_date(left) and is_date(right) and overlap(may_be(left.value), may_be(right.value))
