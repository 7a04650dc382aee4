"""Read rules: SPARQL CONSTRUCT queries of triple patterns and filters, with a header of ``#+`` lines.

    #+ title: {en: "…", he: "…"}
    #+ description: {en: "…", he: "…"}
    #+ stratum: 1
    #+ certainty: expectedStatus

A rule may deny what an earlier stratum derives, one pattern in each FILTER NOT EXISTS, and nothing that its
own derives (stratified negation: Apt, Blair and Walker 1988). What follows is as certain as the least
certain premise, and no more certain than the rule's ``certainty``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, Variable

from kg.errors import KgError
from kg.headers import read_header

Part = NamedNode | Literal | Variable
Pattern = tuple[Part, Part, Part]
LEVELS = ("factual", "expectedStatus", "plannedStatus", "possibleStatus")  # from the most certain down
_DENIAL = re.compile(r"(?is)\bFILTER\s+NOT\s+EXISTS\s*\{[^{}]*\}")


@dataclass(frozen=True)
class Rule:
    """One rule: from every solution of its body its head follows, where nothing is as ``denied`` says.

    ``construct`` is the query as written; ``select`` asks for the solutions of the body, given VALUES or
    nothing. ``level`` is an index of ``LEVELS``.
    """

    name: str
    head: tuple[Pattern, ...]
    body: tuple[Pattern, ...]
    denied: tuple[Pattern, ...]
    construct: str
    text: str
    title: dict[str, str] = field(default_factory=dict)
    description: dict[str, str] = field(default_factory=dict)
    stratum: int = 0
    level: int = 0
    path: Path | None = None

    def select(self, values: str = "") -> str:
        """The query for the solutions of the body; ``values`` is a VALUES clause that narrows them."""
        return self.text.replace("VALUES", values, 1)


def read_rules(folder: Path) -> list[Rule]:
    """The rules of a folder, by stratum and then by name.

    Raises KgError naming the file (and line, where it is known) for a rule that is malformed or unsafe, and
    naming the rules where one denies what its own stratum, or a later one, derives, or needs what a later
    one derives.
    """
    rules = sorted((_read(path) for path in sorted(folder.glob("*.rq"))), key=lambda r: (r.stratum, r.name))
    for rule in rules:
        for verb, patterns, first in (
            ("denies", rule.denied, rule.stratum),
            ("needs", rule.body, rule.stratum + 1),
        ):
            for predicate in dict.fromkeys(p for _, p, _ in patterns if isinstance(p, NamedNode)):
                late = [r.name for r in rules if r.stratum >= first and _derives(r, predicate)]
                if late:
                    raise KgError(
                        f"{rule.name} {verb} {predicate.value}, which {', '.join(late)} derives no earlier; "
                        "give it a higher stratum",
                        file=rule.path,
                    )
    return rules


def _derives(rule: Rule, predicate: NamedNode) -> bool:
    return any(p == predicate or isinstance(p, Variable) for _, p, _ in rule.head)


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
    level = LEVELS.index(certainty)
    title, description = texts
    return replace(
        compiled(path.stem, text, path),
        title=title,
        description=description,
        stratum=stratum,
        level=level,
    )


def compiled(name: str, text: str, path: Path | None = None) -> Rule:
    """A rule from the text of a CONSTRUCT query.

    Raises KgError for what is no such query, for a body of anything but triple patterns and filters, for a
    variable of the head that the body does not bind, and for FILTER NOT EXISTS with more than one pattern.
    """
    from pyparsing import ParseException
    from rdflib.plugins.sparql import prepareQuery

    plain = "\n".join("" if line.startswith("#") else line for line in text.splitlines())
    try:
        algebra = prepareQuery(plain).algebra
    except ParseException as error:
        raise KgError(f"not valid SPARQL: {error.msg}", file=path, line=error.lineno) from None
    except Exception as error:  # rdflib raises bare ones
        raise KgError(f"not valid SPARQL: {error}", file=path) from None
    if algebra.name != "ConstructQuery":
        raise KgError("a rule is a CONSTRUCT query", file=path)
    body: list[Pattern] = []
    denied: list[Pattern] = []
    for triple, negative in _patterns(algebra.p, False, path):
        (denied if negative else body).append(triple)
    head = tuple(_pattern(triple, path) for triple in algebra.template or ())
    if not head or not body:
        raise KgError("a rule needs a head and a body", file=path)
    bound = {part for triple in body for part in triple if isinstance(part, Variable)}
    for part in {p for triple in head for p in triple if isinstance(p, Variable)} - bound:
        raise KgError(f"the head names {part}, which the body does not bind", file=path)
    group = re.search(r"(?is)CONSTRUCT\s*\{.*?\}\s*(?:WHERE\s*)?(\{.*)", plain)
    if group is None:
        raise KgError("a rule is written CONSTRUCT { … } WHERE { … }", file=path)
    where, denials = _DENIAL.subn("", group[1])
    own = [part for triple in denied for part in triple if isinstance(part, Variable) and part not in bound]
    named = all(isinstance(p, NamedNode) for _, p, _ in denied)
    if denials != len(denied) or not named or len(own) != len(set(own)):
        raise KgError("each FILTER NOT EXISTS of a rule holds one pattern, its predicate an IRI", file=path)
    prologue = re.split(r"(?i)\bCONSTRUCT\b", plain)[0]
    names = " ".join(sorted(str(variable) for variable in bound))
    text = f"{prologue} SELECT {names} {{ VALUES {where.lstrip()[1:]}"
    return Rule(name, head, tuple(body), tuple(denied), plain.strip() + "\n", text, path=path)


def _patterns(part: Any, negative: bool, path: Path | None) -> Iterator[tuple[Pattern, bool]]:
    """The triple patterns of a body; those under NOT EXISTS are negative."""
    name = getattr(part, "name", None)
    if name == "BGP":
        for triple in part.triples:
            yield _pattern(triple, path), negative
    elif name == "Filter":
        yield from _patterns(part.p, negative, path)
        yield from _denied(part.expr, path)
    elif name in ("Project", "Join", "ConstructQuery", "Distinct"):
        for child in (part.p, part.p1, part.p2):
            if child is not None:
                yield from _patterns(child, negative, path)
    elif name is not None:
        raise KgError(f"a rule's body is triple patterns and filters; it holds {name}", file=path)


def _denied(expression: Any, path: Path | None) -> Iterator[tuple[Pattern, bool]]:
    name = getattr(expression, "name", None)
    if name == "Builtin_NOTEXISTS":
        yield from _patterns(expression.graph, True, path)
    elif name == "Builtin_EXISTS":
        raise KgError("write what a rule needs as a pattern, not as FILTER EXISTS", file=path)
    elif hasattr(expression, "values"):
        for child in expression.values():
            for one in child if isinstance(child, list) else [child]:
                yield from _denied(one, path)


def _pattern(triple: Any, path: Path | None) -> Pattern:
    parts = tuple(_part(node, path) for node in triple)
    return parts[0], parts[1], parts[2]


def _part(node: Any, path: Path | None) -> Part:
    import rdflib

    if isinstance(node, rdflib.Variable):
        return Variable(str(node))
    if isinstance(node, rdflib.URIRef):
        return NamedNode(str(node))
    if isinstance(node, rdflib.Literal):
        if node.language:
            return Literal(str(node), language=node.language)
        return (
            Literal(str(node), datatype=NamedNode(str(node.datatype)))
            if node.datatype
            else Literal(str(node))
        )
    raise KgError(f"a rule's patterns hold IRIs, literals and variables; {node} is none of them", file=path)
