"""Read rules: SPARQL CONSTRUCT queries of triple patterns, filters and BIND, with a header of ``#+`` lines.

    #+ title: {en: "…", he: "…"}
    #+ description: {en: "…", he: "…"}
    #+ certainty: expected
    #+ denied: statedAsFact
    #+ times: any

A rule may deny what is derived before it, one pattern in each FILTER NOT EXISTS, and make new values with
BIND; which rule comes before which is worked out (see ``kg.strata``). What follows is as certain as the least
certain premise, and no more certain than the rule's ``certainty``. What is denied counts where it is as
certain as the conclusion would be, or as ``denied`` says. The premises must hold at one time, but for a rule
that is of what follows in time: ``times: any``.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Quad, Store, Variable

from kg.algebra import Bind, Filter, Pattern, line_of, substituted, taken_apart, variables
from kg.errors import KgError
from kg.headers import read_header
from kg.vocab import OWL, RDFS, rdf

LEVELS = ("statedAsFact", "expected", "planned", "possible")  # from the most certain down
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


def read_rules(folder: Path, ontology: Iterable[Quad]) -> list[Rule]:
    """The rules of a folder, by stratum and then by name; the ontology tells what follows from what.

    Raises KgError naming the file (and line, where it is known) for a rule that is malformed or unsafe, and
    naming the rules that go round in a circle through what one of them denies or makes.
    """
    from kg.strata import stratified

    rules = stratified([_read(path) for path in sorted(folder.glob("*.rq"))], ontology)
    return sorted(rules, key=lambda rule: (rule.stratum, rule.name))


def _read(path: Path) -> Rule:
    text, header = read_header(path)
    raw: dict[str, Any] = header if isinstance(header, dict) else {}
    texts: list[Any] = [raw.get(name) for name in ("title", "description")]
    if any(not isinstance(value, dict) or set(value) != {"en", "he"} for value in texts):
        raise KgError("a rule needs #+ title and #+ description, each with en and he", file=path)
    if "stratum" in raw:
        raise KgError(
            "the strata of rules are worked out from what they use and derive; take #+ stratum out",
            file=path,
            line=next(
                (n for n, one in enumerate(text.splitlines(), 1) if one.startswith("#+ stratum")), None
            ),
        )
    level, denial = _certainty(raw, "certainty", 0, path), _certainty(raw, "denied", PAST, path)
    times = raw.get("times", "one")
    if times not in ("one", "any"):
        raise KgError("the times of a rule are one, at which its premises hold together, or any", file=path)
    title, description = texts
    rule = compiled(path.stem, text, path)
    for _, predicate, value in rule.head:
        named = isinstance(predicate, NamedNode) and not predicate.value.startswith((OWL, RDFS))
        if named and predicate == rdf("type"):
            kind = value.value if isinstance(value, NamedNode) else OWL
            named = kind == OWL + "Nothing" or not kind.startswith(OWL)
        if not named:
            raise KgError(
                f"a rule concludes by relations and classes that it names, and not about the ontology; its "
                f"head has {predicate} {value}",
                file=path,
                line=line_of(text, "CONSTRUCT"),
            )
    rule = replace(rule, title=title, description=description, together=times == "one")
    return replace(rule, level=level, denial=denial)


def _certainty(header: dict[str, Any], name: str, default: int, path: Path) -> int:
    """A certainty that a header gives, as an index of ``LEVELS``."""
    if name not in header:
        return default
    if header[name] not in LEVELS:
        raise KgError(f"#+ {name} of a rule is one of {', '.join(LEVELS)}", file=path)
    return LEVELS.index(header[name])


def compiled(name: str, text: str, path: Path | None = None) -> Rule:
    """A rule from the text of a CONSTRUCT query.

    Raises KgError, with the line where it is known, for what is no such query, for a body of anything but
    triple patterns, filters and BIND, for a variable of head, filter or BIND that the body does not bind, and
    for FILTER NOT EXISTS with more than one pattern.
    """
    plain = "\n".join("" if line.startswith("#") else line for line in text.splitlines())
    parts = taken_apart(plain, path)
    construct = plain.strip() + "\n"
    rule = Rule(name, parts.head, parts.body, parts.denied, parts.filters, construct, parts.binds, path=path)
    try:
        Store().query(rule.select())
    except (SyntaxError, RuntimeError, ValueError) as error:
        cause, line = str(error).splitlines()[-1], line_of(text, "FILTER", "BIND")
        raise KgError(f"this rule cannot be run: {cause}", file=path, line=line) from None
    return rule
