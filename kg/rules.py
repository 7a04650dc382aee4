"""Read rules: SPARQL CONSTRUCT queries of triple patterns and filters, with a header of ``#+`` lines.

    #+ title: {en: "…", he: "…"}
    #+ description: {en: "…", he: "…"}
    #+ stratum: 1
    #+ certainty: expectedStatus
    #+ times: any

A rule may deny what an earlier stratum derives, one pattern in each FILTER NOT EXISTS, and nothing that its
own derives (see ``kg.strata``). What follows is as certain as the least certain premise, and no more certain
than the rule's ``certainty``. Its premises must hold at one time, but for a rule that is of what follows in
time: ``times: any``.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Quad, Store

from kg.algebra import Filter, Pattern, line_of, taken_apart, variables
from kg.errors import KgError
from kg.headers import read_header
from kg.vocab import OWL, RDFS, rdf

LEVELS = ("factual", "expectedStatus", "plannedStatus", "possibleStatus")  # from the most certain down


@dataclass(frozen=True)
class Rule:
    """One rule: from every solution of its body its head follows, where nothing is as ``denied`` says.

    ``construct`` is the query as written; ``level`` is an index of ``LEVELS``; ``together`` tells that its
    premises must hold at one time.
    """

    name: str
    head: tuple[Pattern, ...]
    body: tuple[Pattern, ...]
    denied: tuple[Pattern, ...]
    filters: tuple[Filter, ...]
    construct: str
    title: dict[str, str] = field(default_factory=dict)
    description: dict[str, str] = field(default_factory=dict)
    stratum: int = 0
    level: int = 0
    together: bool = True
    path: Path | None = None

    def select(self, values: str = "") -> str:
        """The query for the solutions of the body; ``values`` is a VALUES clause that narrows them."""
        names = " ".join(sorted(map(str, variables(self.body))))
        where = " . ".join(" ".join(map(str, pattern)) for pattern in self.body)
        filters = " ".join(f"FILTER({one.text})" for one in self.filters)
        return f"SELECT {names} {{ {values} {where} {filters} }}"


def read_rules(folder: Path, ontology: Iterable[Quad]) -> list[Rule]:
    """The rules of a folder, by stratum and then by name; the ontology tells what follows from what.

    Raises KgError naming the file (and line, where it is known) for a rule that is malformed or unsafe, and
    naming the rules where one denies what its own stratum, or a later one, derives, or needs what a later
    one derives.
    """
    from kg.strata import check_strata

    rules = sorted((_read(path) for path in sorted(folder.glob("*.rq"))), key=lambda r: (r.stratum, r.name))
    check_strata(rules, ontology)
    return rules


def _read(path: Path) -> Rule:
    text, header = read_header(path)
    raw: dict[str, Any] = header if isinstance(header, dict) else {}
    texts: list[Any] = [raw.get(name) for name in ("title", "description")]
    if any(not isinstance(value, dict) or set(value) != {"en", "he"} for value in texts):
        raise KgError("a rule needs #+ title and #+ description, each with en and he", file=path)
    stratum, certainty = raw.get("stratum", 0), raw.get("certainty", LEVELS[0])
    if not isinstance(stratum, int):
        raise KgError("the stratum of a rule is a whole number", file=path)
    if certainty not in LEVELS:
        raise KgError(f"the certainty of a rule is one of {', '.join(LEVELS)}", file=path)
    times = raw.get("times", "one")
    if times not in ("one", "any"):
        raise KgError("the times of a rule are one, at which its premises hold together, or any", file=path)
    level = LEVELS.index(certainty)
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
    return replace(
        rule, title=title, description=description, stratum=stratum, level=level, together=times == "one"
    )


def compiled(name: str, text: str, path: Path | None = None) -> Rule:
    """A rule from the text of a CONSTRUCT query.

    Raises KgError, with the line where it is known, for what is no such query, for a body of anything but
    triple patterns and filters, for a variable of head or filter that the body does not bind, and for FILTER
    NOT EXISTS with more than one pattern.
    """
    plain = "\n".join("" if line.startswith("#") else line for line in text.splitlines())
    parts = taken_apart(plain, path)
    rule = Rule(name, parts.head, parts.body, parts.denied, parts.filters, plain.strip() + "\n", path=path)
    try:
        Store().query(rule.select())
    except (SyntaxError, RuntimeError, ValueError) as error:
        cause = str(error).splitlines()[-1]
        raise KgError(f"this rule cannot be run: {cause}", file=path, line=line_of(text, "FILTER")) from None
    return rule
