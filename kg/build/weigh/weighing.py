"""Hold statements against each other, group by group: when each holds, what conflicts, what only looks so."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

from pyoxigraph import NamedNode

from kg.build.weigh.conflicts import Findings, joined
from kg.build.weigh.order import Step, impossible
from kg.build.weigh.pairs import Search, is_date
from kg.model.edtf import Span, bounds, may_be
from kg.model.figures import Figure
from kg.model.holding import AHEAD, OVER, PRESENT, Held, assumed_open, holds, holds_at, said, together
from kg.model.issued import Issued
from kg.model.schema import EVENT, STATE, Schema
from kg.model.statement import FACT, JUDGED, Statement
from kg.model.vocab import rdf

_Key = tuple[str, ...]
_SINGLE = ("object", "subject")


def weigh(
    statements: Iterable[Statement], schema: Schema, known: Mapping[str, Figure], issued: Issued
) -> "Weighing":
    """Hold statements against each other, and denials against what they deny.

    ``known`` are the quantities by IRI. Values of separate periods do not conflict, nor does a date beside a
    more exact one, nor a figure beside one that rounds it or leaves room for it: such pairs are compatible,
    with the reason, and so is what one triple is told with besides.
    """
    weighing = Weighing(schema, known, issued)
    weighing.change(statements)
    return weighing


class Weighing:
    """What was found, group by group: statements that come or go are weighed with their own groups alone."""

    def __init__(self, schema: Schema, known: Mapping[str, Figure], issued: Issued) -> None:
        self._schema = schema
        self._known = known
        self._issued = issued
        self._groups: dict[_Key, dict[str, Statement]] = {}
        self._found: dict[_Key, Findings] = {}
        self._statements: dict[str, Statement] = {}
        self._held: dict[str, Held] = {}
        self._wrong: Counter[str] = Counter()  # conflicts of each statement, but for those of shares

    def change(self, came: Iterable[Statement], went: Iterable[Statement] = ()) -> set[str]:
        """Take in statements that came and that went; one that changed is in both.

        Gives the IRIs of those that hold in another span now, besides those that came.
        """
        touched: dict[_Key, None] = {}
        for statement in went:
            self._statements.pop(statement.iri, None)
            self._held.pop(statement.iri, None)
            for key in self._keys(statement):
                self._groups[key].pop(statement.iri, None)
                touched[key] = None
        for statement in came:
            self._statements[statement.iri] = statement
            for key in self._keys(statement):
                self._groups.setdefault(key, {})[statement.iri] = statement
                touched[key] = None
        dated = {key[1] for key in touched if key[0] == "dates"}
        # What happened has the date of its event: with that, all that is said of the event moves.
        about = [s for thing in dated for s in self._groups.get(("about", thing), {}).values()]
        touched |= dict.fromkeys(
            key for s in about for key in self._keys(s) if key[0] in ("triple", *_SINGLE)
        )
        moved = {key[1] for key in touched if key[0] in ("dates", "next")}
        touched |= dict.fromkeys(("order", thing) for thing in sorted(self._upstream(moved)))
        shares = {key for key in touched if key[0] == "shares"}
        for key in touched:
            if key not in shares:
                shares |= self._weigh(key)
        for key in shares:
            self._weigh(key)
        return self._hold_anew(key for key in touched if key[0] in ("triple", *_SINGLE))

    def findings(self) -> Findings:
        """All that was found."""
        conflicts = {c for found in self._found.values() for c in found.conflicts}
        compatible = {c for found in self._found.values() for c in found.compatibilities}
        return Findings(sorted(conflicts, key=lambda c: c.name), sorted(compatible, key=lambda c: c.name))

    def held(self, iri: str) -> Held:
        """The span in which a statement holds, as the sources together tell it."""
        return self._held[iri]

    def tense(self, iri: str) -> str:
        """``PRESENT`` where a statement holds at the date of the newest source, ``OVER`` where it is past.

        What happened stays true.
        """
        statement, held = self._statements[iri], self._held[iri]
        if statement.kind == EVENT:
            return PRESENT
        now = bounds(self._issued.now)
        if statement.over or held is None or (held[1] or "~") < (now[0] or ""):
            return OVER
        return PRESENT if holds_at(held, now) else AHEAD

    def _hold_anew(self, keys: Iterable[_Key]) -> set[str]:
        """Work out anew when the statements of some groups hold; gives those whose span is another one."""
        members = {iri: s for key in keys for iri, s in self._groups.get(key, {}).items()}
        moved = set()
        for iri, statement in members.items():
            held = self._span(statement)
            if iri not in self._held or self._held[iri] != held:
                self._held[iri] = held
                moved.add(iri)
        return moved

    def _span(self, s: Statement) -> Held:
        """When a statement holds: of one triple the beginning and the end may come from two sources; of what
        has one value at a time, a newer value ends what nobody says to go on."""
        held = self._alone(s)
        if s.kind != STATE:
            return held
        others = [o for o in self._group("triple", s.predicate, s.subject, str(s.object)) if o is not s]
        held = together(s, held, [(other, self._alone(other)) for other in others])
        if held is None or held[1] is not None or not assumed_open(s):
            return held
        newer = [
            first
            for key in self._keys(s)
            if key[0] in _SINGLE
            for other in self._group(*key)
            if (other.subject, str(other.object)) != (s.subject, str(s.object))
            for first, _ in [self._alone(other) or (None, None)]
            if first and first > (held[0] or "")
            if not set(said(s, self._issued)) & set(said(other, self._issued))
        ]
        return held[0], min(newer).plus(timedelta(seconds=-1)) if newer else None

    def _alone(self, s: Statement) -> Held:
        tells_when = s.kind == EVENT and self._schema.predicates[s.predicate].dates_subject
        dates = [s.object.value] if tells_when and is_date(s.object) else self._subject_dates(s)
        return holds(s, self._issued, dates)

    def _said(self, s: Statement) -> list[str]:
        return said(s, self._issued, self._subject_dates(s))

    def _subject_dates(self, s: Statement) -> list[str]:
        if s.kind != EVENT or self._schema.predicates[s.predicate].dates_subject:
            return []
        dates = self._group("dates", s.subject)
        return [d.object.value for d in dates if is_date(d.object)]

    def _group(self, *key: str) -> list[Statement]:
        return [statement for _, statement in sorted(self._groups.get(key, {}).items())]

    def _keys(self, s: Statement) -> Iterator[_Key]:
        """The groups in which a statement is held against others."""
        yield "triple", s.predicate, s.subject, str(s.object)
        declared = self._schema.predicates[s.predicate]
        if s.kind == EVENT and not declared.dates_subject:
            yield "about", s.subject
        if not s.is_fact:
            return
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
        group = self._group(*key)
        search = Search(self._schema, self._known, self._said)
        match key[0]:
            case "object":
                search.values("singleValuedAtATime", group, lambda s: s.object)
            case "subject":
                search.values("singleValuedAtATime", group, lambda s: NamedNode(s.subject))
            case "triple":
                search.denials(
                    [s for s in group if s.status == "denied"],
                    [s for s in group if s.status in (FACT, JUDGED)],
                )
                search.one_triple([s for s in group if s.is_fact])
                search.linked(group)
            case "pair":
                search.disjoint(group)
            case "order":
                search.order(impossible(key[1], self._next, self._dates))
            case "shares":
                search.shares([statement for statement in group if not self._wrong[statement.iri]])
        before = self._found.pop(key, Findings([], []))
        conflicts = joined(search.conflicts) if key[0] in ("triple", *_SINGLE) else list(search.conflicts)
        if conflicts or search.compatibilities:
            self._found[key] = Findings(conflicts, list(search.compatibilities))
        if key[0] == "shares":
            return set()
        self._wrong.subtract(iri for conflict in before.conflicts for iri in conflict.statements)
        self._wrong.update(iri for conflict in conflicts for iri in conflict.statements)
        moved = {iri for c in (*before.conflicts, *conflicts) for iri in c.statements}
        members = [self._statements[iri] for iri in moved if iri in self._statements]
        return {key for s in members for key in self._keys(s) if key[0] == "shares"}

    def _order(self, s: Statement) -> tuple[str, str]:
        """The two things of a statement of order, the earlier one first."""
        ends = s.subject, getattr(s.object, "value", "")
        first = self._schema.predicates[s.predicate].puts_first == rdf("subject").value
        return ends if first else ends[::-1]

    def _next(self, thing: str) -> list[Step]:
        """What is said to come after a thing, each with the statement that says so."""
        return [(self._order(statement)[1], statement) for statement in self._group("next", thing)]

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
        """When each date of a thing may be at the earliest and latest."""
        return [(may_be(s.object.value), s) for s in self._group("dates", thing) if is_date(s.object)]
