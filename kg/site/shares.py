"""Shares: one bar of 100 percent for each whole, with what nobody states as a part of its own.

Which qualifier is a share, and of what, the ontology declares (``:partQualifier``, ``:wholeKey``).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kg.ask.said import Statement
from kg.engines import Engine, select
from kg.model.statement import FACT
from kg.model.values import Figure, Thing, key
from kg.model.vocab import NS, rdf, term

_DECLARED = f"""PREFIX : <{NS}> SELECT ?p ?part ?whole {{ ?p :partQualifier ?part ; :wholeKey ?whole }}
ORDER BY ?p ?whole"""
_SUBJECT, _OBJECT, _TIMES = rdf("subject").value, rdf("object").value, (NS + "time", NS + "asOf")
_WHOLE = Decimal(100)


@dataclass(frozen=True)
class Part:
    """What somebody has of a whole: the statement that says so, who it is, and the percent."""

    statement: Statement
    holder: Thing
    percent: Decimal


@dataclass(frozen=True)
class Bar:
    """A whole, at a time where one is told, and the parts of it that are stated."""

    whole: tuple[str, ...]
    relation: Thing
    time: str
    parts: tuple[Part, ...]

    def is_told_by(self, other: "Bar") -> bool:
        """Whether another bar of the same whole tells all this does, and its time besides."""
        own, others = ({(part.holder.iri, part.percent) for part in bar.parts} for bar in (self, other))
        alike = (self.whole, self.relation) == (other.whole, other.relation)
        return alike and other.time != self.time and own <= others

    @property
    def rest(self) -> Decimal:
        """The percent that nobody is said to have; none where more is told than there is."""
        return max(_WHOLE - sum((part.percent for part in self.parts), Decimal(0)), Decimal(0))


def bars(engine: Engine, statements: Iterable[Statement]) -> list[Bar]:
    """The wholes of which shares are stated as facts, sorted; of one holder the first statement counts."""
    declared: dict[str, tuple[str, set[str]]] = {}
    for row in select(engine, _DECLARED)[1]:
        declared.setdefault(row["p"], (row["part"], set()))[1].add(row["whole"])
    found: dict[tuple[tuple[str, ...], str, str], dict[str, Part]] = {}
    relations: dict[str, Thing] = {}
    for one in statements:
        part, keys = declared.get(one.predicate.iri, ("", set()))
        told = {name.iri: value for name, value in one.qualifiers}
        share = told.get(part)
        if one.status.iri != term(FACT).value or not isinstance(share, Figure) or share.value is None:
            continue
        every = told | {_SUBJECT: one.subject, _OBJECT: one.object}
        whole = tuple(str(every[name]) for name in sorted(keys) if name in every)
        holder = one.subject if _SUBJECT not in keys and (_OBJECT in keys or len(keys) == 1) else one.object
        if share.unit != "PERCENT" or not isinstance(holder, Thing):
            continue
        time = ", ".join(key(told[name]) for name in _TIMES if name in told)
        relations[one.predicate.iri] = one.predicate
        of = found.setdefault((whole, one.predicate.iri, time), {})
        of.setdefault(holder.iri, Part(one, holder, share.value))
    made = [
        Bar(whole, relations[relation], time, tuple(sorted(parts.values(), key=_order)))
        for (whole, relation, time), parts in sorted(found.items())
    ]
    return [one for one in made if one.time or not any(map(one.is_told_by, made))]


def _order(part: Part) -> tuple[Decimal, str]:
    return -part.percent, part.holder.iri
