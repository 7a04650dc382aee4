"""The ladder of certainty: one matter, and on which rung each source puts it, in the order of time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.ask.said import Claim, Statement
from kg.model.statement import FACT, TIME
from kg.model.values import Time
from kg.model.vocab import local

DONE = "done"
RUNGS = (DONE, FACT, "expected", "planned", "possible", "denied")  # from the top down
_UNDATED = "~"  # after all dates


def rung(one: Statement) -> str:
    """The rung of a statement: its status by name, and ``DONE`` where it is stated with the day or the year
    by which it was so."""
    status = local(one.status.iri)
    told = (value for name, value in one.qualifiers if name.iri == TIME and isinstance(value, Time))
    return DONE if status == FACT and any(time.latest for time in told) else status


@dataclass(frozen=True)
class Matter:
    """One triple of which sources are not equally certain: its statements, and their claims in order."""

    triple: tuple[str, str, str]
    statements: tuple[Statement, ...]

    @property
    def rungs(self) -> tuple[str, ...]:
        """The rungs on which somebody puts it, from the top down."""
        used = {*map(rung, self.statements)}
        return tuple(one for one in RUNGS if one in used)

    def marks(self, issued: Mapping[str, str]) -> list[tuple[str, Claim]]:
        """Each claim with its rung, by the date of its source; those of sources without one come last."""
        told = [(rung(one), claim) for one in self.statements for claim in one.claims]
        return sorted(told, key=lambda mark: (issued.get(mark[1].source.iri) or _UNDATED, mark[1].iri))


def matters(statements: Sequence[Statement]) -> list[Matter]:
    """The matters of which sources are not equally certain, those with the most claims first.

    Whether they tell when it was so makes them no less certain. A judgement is on no rung: whether it is so
    is not what sources differ about.
    """
    found: dict[tuple[str, str, str], list[Statement]] = {}
    for one in statements:
        if rung(one) in RUNGS:
            found.setdefault(one.triple, []).append(one)
    told = [Matter(triple, tuple(some)) for triple, some in found.items()]
    several = [one for one in told if len({*one.rungs} - {DONE}) > 1]
    return sorted(several, key=lambda one: (-sum(len(s.claims) for s in one.statements), one.triple))
