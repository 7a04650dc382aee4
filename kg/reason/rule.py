"""One rule: a SPARQL CONSTRUCT query of triple patterns, filters and BIND, taken apart."""

from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Store, Variable

from kg.errors import KgError
from kg.reason.algebra import Bind, Filter, Pattern, line_of, substituted, taken_apart, variables

LEVELS = ("statedAsFact", "expected", "planned", "possible")  # from the most certain down
_LONGEST = 20_000  # characters of a rule: its parser takes a minute for more, and nobody writes them
PAST = len(LEVELS)  # below them all: what held, and holds no longer; nothing that is told follows from it


@dataclass(frozen=True)
class Rule:
    """One rule: from every solution of its body its head follows, where nothing is as ``denied`` says.

    ``binds`` are the values that it works out; ``construct`` is the query as written; ``stratum`` is worked
    out from all rules that are read together; ``level`` is an index of ``LEVELS``, and so is ``denial``, how
    certain what is denied must be to count; ``together`` tells that the premises must hold at one time.
    """

    name: str
    head: tuple[Pattern, ...]
    body: tuple[Pattern, ...]
    denied: tuple[Pattern, ...]
    filters: tuple[Filter, ...]
    construct: str
    binds: tuple[Bind, ...] = ()
    title: dict[str, str] = field(default_factory=dict)
    description: dict[str, str] = field(default_factory=dict)
    stratum: int = 0
    level: int = 0
    denial: int = PAST
    together: bool = True
    path: Path | None = None

    @property
    def made(self) -> frozenset[Variable]:
        """The variables of the head whose values the rule makes."""
        return frozenset(bind.variable for bind in self.binds) & variables(self.head)

    @property
    def made_from(self) -> tuple[Pattern, ...]:
        """The patterns of the body that these values are made from."""
        used: set[Variable] = set()
        for bind in reversed(self.binds):  # each may name those before it
            if bind.variable in used | self.made:
                used |= bind.value.variables
        return tuple(pattern for pattern in self.body if used & variables([pattern]))

    @property
    def conditions(self) -> tuple[Filter, ...]:
        """The filters, and what the values that the rule makes must be, told of what the patterns bind."""
        known: dict[Variable, Filter] = {}
        for bind in self.binds:
            known[bind.variable] = substituted(bind.value, known)
        equal = [
            Filter(f"({one} = {known[one].text})", known[one].variables | {one})
            for one in sorted(self.made, key=str)
        ]
        return (*equal, *(substituted(one, known) for one in self.filters))

    def select(self, values: str = "") -> str:
        """The query for the solutions of the body; ``values`` is a VALUES clause that narrows them."""
        bound = variables(self.body) | {bind.variable for bind in self.binds}
        names = " ".join(sorted(map(str, bound)))
        where = " . ".join(" ".join(map(str, pattern)) for pattern in self.body)
        binds = " ".join(f"BIND({one.value.text} AS {one.variable})" for one in self.binds)
        # A value that cannot be worked out is no value: the whole solution falls away.
        filters = " ".join(
            [f"FILTER(BOUND({one.variable}))" for one in self.binds]
            + [f"FILTER({one.text})" for one in self.filters]
        )
        return f"SELECT {names} {{ {values} {where} {binds} {filters} }}"


def compiled(name: str, text: str, path: Path | None = None) -> Rule:
    """A rule from the text of a CONSTRUCT query.

    Raises KgError, with the line where it is known, for what is no such query, for a body of anything but
    triple patterns, filters and BIND, for a variable of head, filter or BIND that the body does not bind, and
    for FILTER NOT EXISTS with more than one pattern.
    """
    plain = "\n".join("" if line.startswith("#") else line for line in text.splitlines())
    if len(plain) > _LONGEST:
        raise KgError(f"a rule is longer than {_LONGEST:,} characters, more than is taken", file=path)
    parts = taken_apart(plain, path)
    construct = plain.strip() + "\n"
    rule = Rule(name, parts.head, parts.body, parts.denied, parts.filters, construct, parts.binds, path=path)
    try:
        Store().query(rule.select())
    except (SyntaxError, RuntimeError, ValueError) as error:
        cause, line = str(error).splitlines()[-1], line_of(text, "FILTER", "BIND")
        raise KgError(f"this rule cannot be run: {cause}", file=path, line=line) from None
    return rule
