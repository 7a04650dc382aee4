"""Infer what follows from ontology, entities and statements, by OWL 2 RL and ontology/rules/.

Rules run semi-naively to a fixpoint (Abiteboul, Hull and Vianu, Foundations of Databases, section 13.1): a
new triple is matched with each pattern of each body, and Oxigraph finds the rest. No rule makes a new node,
nor a new value from what rests on that value, so that this comes to an end. Each triple then gets a rank: how
certain it is at best, and how many steps it takes. What changes later is re-reasoned from the changed triples
on; the outcome is that of a new start.
"""

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count, product

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store, Triple

from kg.model.edtf import Span, bounds
from kg.model.vocab import term
from kg.reason.algebra import Part, Pattern
from kg.reason.given import Stated, is_impossible
from kg.reason.matching import Key, as_kept, bound, filled, made, narrowings
from kg.reason.owl import owl_rules
from kg.reason.rule import PAST, Rule
from kg.reason.scope import Scope

Rank = tuple[int, int]  # index of LEVELS, number of steps
_NOWHERE = (PAST + 1, 0)


@dataclass(frozen=True)
class Step:
    """One use of a rule: the triples that it was applied to, and the patterns that nothing may match."""

    rule: str
    premises: tuple[Triple, ...]
    denied: tuple[Pattern, ...] = ()


def _kept(one: Stated) -> Stated:
    return replace(one, triple=as_kept(one.triple))


class Reasoner:
    """What is given, what follows from it by which steps, and the rank of each triple that holds.

    ``scope`` tells which of it is about things.
    """

    def __init__(self, rules: Sequence[Rule], scope: Scope) -> None:
        self.scope = scope
        self._rules = [*owl_rules(), *rules]
        self._level = {rule.name: rule.level for rule in self._rules}
        self._denial = {rule.name: rule.denial for rule in self._rules}
        self._stratum = {rule.name: rule.stratum for rule in self._rules}
        self.at_any_time = {rule.name for rule in self._rules if not rule.together}
        self._store = Store()
        self._uses: dict[Triple, set[Triple]] = {}
        self._deniers: dict[Key, set[Triple]] = {}
        self.stated: dict[Triple, set[Stated]] = {}
        self._said: dict[str, set[Triple]] = {}
        self.steps: dict[Triple, set[Step]] = {}
        self.ranks: dict[Triple, Rank] = {}

    def change(self, came: Iterable[Stated], went: Iterable[Stated] = ()) -> set[Triple]:
        """Take in what came and what went; gives all triples whose rank or proofs this may have touched."""
        changed: set[Triple] = set()
        # What a statement says may hold at another time when anything of it changes.
        for one in map(_kept, went):
            self.stated[one.triple].discard(one)
            changed |= {one.triple, *self._said.get(one.statement, ())}
        new: list[Triple] = []
        for one in map(_kept, came):
            self.stated.setdefault(one.triple, set()).add(one)
            if one.statement:
                self._said.setdefault(one.statement, set()).add(one.triple)
            changed |= {one.triple, *self._said.get(one.statement, ())}
            if Quad(*one.triple) not in self._store:
                self._store.add(Quad(*one.triple))
                new.append(one.triple)
        changed |= self._close(new, first=not self.ranks)
        touched = self._reach(changed)
        self._rank(touched)
        return touched

    def holds(self, triple: Triple) -> bool:
        """Whether a triple is given or follows, at any level."""
        return triple in self.ranks

    def is_stated(self, triple: Triple, level: int) -> bool:
        """Whether a triple is given, as certainly as this level at least."""
        return any(one.level <= level for one in self.stated.get(triple, ()))

    def last_steps(self, triple: Triple, level: int) -> list[Step]:
        """The steps that may lead to a triple at a level, were their premises to hold there."""
        return [
            step
            for step in self.steps.get(triple, ())
            if self._level[step.rule] <= level
            and all(self.ranks.get(premise, _NOWHERE)[0] <= level for premise in step.premises)
            and not self._is_denied(step, level)
        ]

    def spans(self, statement: str) -> list[Span]:
        """When a statement is said to hold: a span for each date that it is given; none where it has none."""
        times = [bounds(text) for text in self._dates(statement, "time")]
        # «As of» tells neither beginning nor end: it may go on, unless it is over.
        over = bool(self._dates(statement, "over"))
        as_of = [bounds(text) for text in self._dates(statement, "asOf")]
        return [*times, *((first, last if over else None) for first, last in as_of)]

    def _dates(self, statement: str, name: str) -> list[str]:
        quads = self._store.quads_for_pattern(NamedNode(statement), term(name), None)
        return [q.object.value for q in quads if self.stated.get(q.triple) and isinstance(q.object, Literal)]

    def _close(self, new: list[Triple], first: bool) -> set[Triple]:
        """Apply the rules to new triples, and to what follows from them; gives the conclusions met.

        What a denial may forbid is concluded too: its rank tells whether it holds.
        """
        met: set[Triple] = set()
        while new:
            found: dict[Triple, None] = {}
            by_predicate: dict[Part, list[Triple]] = {}
            for triple in new:
                by_predicate.setdefault(triple.predicate, []).append(triple)
            for rule in self._rules:
                for conclusion, step in self._applied(rule, None if first else by_predicate):
                    known = self.steps.setdefault(conclusion, set())
                    if step in known:
                        continue
                    known.add(step)
                    met.add(conclusion)
                    for premise in step.premises:
                        self._uses.setdefault(premise, set()).add(conclusion)
                    for pattern in step.denied:
                        self._deniers.setdefault(bound(pattern), set()).add(conclusion)
                    if Quad(*conclusion) not in self._store:
                        found[conclusion] = None
            self._store.extend(Quad(*triple) for triple in found)
            new, first = list(found), False
        return met

    def _applied(
        self, rule: Rule, new: Mapping[Part, Sequence[Triple]] | None
    ) -> Iterator[tuple[Triple, Step]]:
        """Each conclusion of a rule with its step; only those that use a new triple, where some are named."""
        for values in [""] if new is None else narrowings(rule, new):
            solutions = self._store.query(rule.select(values))
            assert isinstance(solutions, QuerySolutions)
            for solution in list(solutions):
                premises = [made(pattern, solution) for pattern in rule.body]
                if None in premises or any(map(is_impossible, filter(None, premises))):
                    continue  # anything follows from a contradiction, so nothing is let follow
                denied = tuple(filled(pattern, solution) for pattern in rule.denied)
                step = Step(rule.name, tuple(p for p in premises if p is not None), denied)
                for pattern in rule.head:
                    conclusion = made(pattern, solution, rule.made)
                    if conclusion is not None and conclusion not in step.premises:
                        yield conclusion, step

    def _reach(self, changed: set[Triple]) -> set[Triple]:
        """The triples, and all that follows from them or from their absence."""
        reached, todo = set(changed), list(changed)
        while todo:
            triple = todo.pop()
            subject, predicate, value = triple
            following = set(self._uses.get(triple, ()))
            for key in product((subject, None), (predicate,), (value, None)):
                following |= self._deniers.get(key, set())
            new = following - reached
            reached |= new
            todo += new
        return reached

    def _rank(self, touched: set[Triple]) -> None:
        """Give the touched triples their best ranks anew, stratum by stratum; all others keep theirs."""
        for triple in touched:
            self.ranks.pop(triple, None)
        waiting: dict[Triple, list[tuple[Triple, Step]]] = {}
        heap: list[tuple[Rank, int, Triple]] = []
        turn = count()

        def offer(triple: Triple, rank: Rank) -> None:
            if rank < self.ranks.get(triple, _NOWHERE):
                self.ranks[triple] = rank
                heapq.heappush(heap, (rank, next(turn), triple))

        def apply(triple: Triple, step: Step) -> None:
            below = [self.ranks.get(premise) for premise in step.premises]
            known = [rank for rank in below if rank is not None]
            if len(known) < len(below):
                return
            level = max([self._level[step.rule], *(rank[0] for rank in known)])
            if not self._is_denied(step, level):
                offer(triple, (level, 1 + max((rank[1] for rank in known), default=0)))

        strata: dict[int, list[tuple[Triple, Step]]] = {}
        for triple in touched:
            for one in self.stated.get(triple, ()):
                offer(triple, (one.level, 0))
            for step in self.steps.get(triple, ()):
                strata.setdefault(self._stratum[step.rule], []).append((triple, step))
        for stratum in sorted(strata):
            for triple, step in strata[stratum]:
                for premise in step.premises:
                    waiting.setdefault(premise, []).append((triple, step))
                apply(triple, step)
            while heap:
                rank, _, triple = heapq.heappop(heap)
                if self.ranks[triple] == rank:
                    for conclusion, step in waiting.get(triple, ()):
                        apply(conclusion, step)

    def _is_denied(self, step: Step, level: int) -> bool:
        """Whether something as certain as this level is as the step says that nothing may be.

        A rule may ask for more: that it be a fact.
        """
        least = min(level, self._denial[step.rule])
        return any(
            self.ranks.get(quad.triple, _NOWHERE)[0] <= least
            for pattern in step.denied
            for quad in self._store.quads_for_pattern(*bound(pattern))
        )
