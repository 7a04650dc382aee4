"""Tell why a triple does not hold: what the sources say of it instead, and which rules come nearest."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations

from pyoxigraph import Literal, NamedNode, Variable

from kg.ask.said import Statement, known, statements
from kg.ask.statements import instead
from kg.ask.view import View
from kg.engines import Engine, Row, select, thing
from kg.errors import short
from kg.explain.explain import Proof, of_statements, proofs
from kg.model.values import Thing, Value, key
from kg.model.vocab import NS, OWL, PREFIXES, RDF, RDFS, Iri
from kg.reason.algebra import Filter, Part, Pattern, substituted, variables
from kg.reason.rule import LEVELS, Rule, compiled

_PREFIXES = f"PREFIX : <{NS}> PREFIX rdf: <{RDF}> PREFIX rdfs: <{RDFS}> PREFIX owl: <{OWL}> "
REIFIED = {RDF + name for name in ("subject", "predicate", "object")}
# What is said of the same two by the relation itself, one that is broader or narrower, one that excludes it,
# one that it is to be seen beside; of a symmetric one either way round.
_SAID = """SELECT DISTINCT ?s ?predicate {
  { SELECT DISTINCT ?predicate { { GIVEN rdfs:subPropertyOf* ?predicate }
    UNION { ?predicate rdfs:subPropertyOf* GIVEN }
    UNION { GIVEN owl:propertyDisjointWith|^owl:propertyDisjointWith ?predicate }
    UNION { GIVEN rdfs:seeAlso|^rdfs:seeAlso ?predicate } } }
  ?s rdf:predicate ?predicate ; :status ?status ; rdf:subject ?subject ; rdf:object ?object .
  { ?s rdf:subject SUBJECT ; rdf:object OBJECT } UNION {
    ?s rdf:subject OBJECT ; rdf:object SUBJECT . ?predicate a owl:SymmetricProperty }
  } ORDER BY ?s"""


@dataclass(frozen=True, repr=False)
class Condition:
    """One pattern of a rule: whether it is met. What it leaves open is a text, a variable: ``?state``.

    ``nearly`` is the status of a statement of it that is no fact; ``denied`` is what must not be. A
    condition on values is in ``filter``, as SPARQL, and has no subject, predicate and object.
    """

    subject: Value
    predicate: Value
    object: Value
    met: bool
    nearly: Thing | None = None
    denied: bool = False
    filter: str = ""

    def __repr__(self) -> str:
        told = self.filter or f"{self.subject} {self.predicate} {self.object}"
        return short(f"<Condition {told}: {'met' if self.met else 'not met'}>")


@dataclass(frozen=True, repr=False)
class Nearest:
    """A rule that would conclude the triple, and its conditions as they would have to be.

    ``certainty`` is the status beyond which nothing follows by the rule.
    """

    rule: Thing
    conditions: list[Condition]
    certainty: Thing

    @property
    def missing(self) -> int:
        """How many conditions are not met."""
        return sum(not condition.met for condition in self.conditions)

    def __repr__(self) -> str:
        return short(f"<Nearest {self.missing} missing: {self.rule}>")


@dataclass(frozen=True, repr=False)
class WhyNot:
    """Why a triple does not hold.

    ``holds`` are its proofs, empty unless it does after all; ``follows`` are those by which it follows less
    surely than as a fact, ``withheld`` those by which it would be a fact if nobody disputed it, or if it held
    at the date of the newest source. ``said`` is what sources say by this relation and those near to
    it; ``instead`` are the statements of another value, where there is one at a time, the facts that hold
    first; ``nearest`` are the rules that could conclude it, those that lack least first.
    """

    subject: Thing
    predicate: Thing
    object: Value
    holds: list[Proof]
    said: list[Statement]
    nearest: list[Nearest] = field(default_factory=list)
    follows: list[Proof] = field(default_factory=list)
    withheld: list[Proof] = field(default_factory=list)
    instead: list[Proof] = field(default_factory=list)

    @property
    def triple(self) -> tuple[str, str, str]:
        """Subject, predicate and object as rows of text have them."""
        return key(self.subject), key(self.predicate), key(self.object)

    def __repr__(self) -> str:
        return short(f"<WhyNot {self.subject} {self.predicate} {self.object}>")


def why_not(engine: Engine, lang: str, subject: str, predicate: str, object: str | Literal) -> WhyNot:
    """What stands in the way of a triple, given by IRIs, or with a literal as its object."""
    found = proofs(engine, lang, subject, predicate, object)
    value = object if isinstance(object, Literal) else NamedNode(object)
    triple = (thing(subject), thing(predicate), value)
    python = known(engine, lang, triple)
    parts: tuple[Thing, Thing, Value] = (python(triple[0]), python(triple[1]), python(value))
    holds = [proof for proof in found if proof.status.iri == NS + "statedAsFact"]
    withheld = [proof for proof in holds if any(leaf.disputed or leaf.tense for leaf in proof.leaves())]
    plainly = f"ASK {{ {' '.join(map(str, triple))} }}"
    if holds and (len(withheld) < len(holds) or select(engine, plainly)[1][0]["answer"] == "true"):
        return WhyNot(*parts, holds, [])
    nodes = {"GIVEN": thing(predicate), "SUBJECT": thing(subject), "OBJECT": value}
    query = re.sub("GIVEN|SUBJECT|OBJECT", lambda name: str(nodes[name[0]]), _SAID)
    rows = select(engine, _PREFIXES + query)[1]
    rows.sort(key=lambda row: row["predicate"] != predicate)
    said = [*statements(engine, lang, [row["s"] for row in rows]).values()]
    nearest = [one for rule, cap in _rules(engine) for one in _nearest(engine, lang, rule, cap, triple)]
    nearest.sort(key=lambda near: (near.missing, near.rule.iri))
    less = [proof for proof in found if proof not in holds]
    others = instead(View(engine, lang), subject, predicate, object).rows
    stated = of_statements(engine, lang, [row["statement"] for row in others])
    stated.sort(key=lambda proof: (proof.status.iri != NS + "statedAsFact", bool(proof.tense)))
    return WhyNot(*parts, [], said, nearest, less, withheld, stated)


def _rules(engine: Engine) -> list[tuple[Rule, str]]:
    """The rules that the graph was built with, as it tells them itself, and how sure they are at most."""
    query = f"""{_PREFIXES} PREFIX sh: <{PREFIXES["sh"]}>
        SELECT ?r ?t ?c {{ ?r a sh:SPARQLRule ; sh:construct ?t
          OPTIONAL {{ ?r :certainty ?c }} }} ORDER BY ?r"""
    rows = select(engine, query)[1]
    return [(compiled(row["r"], row["t"]), row["c"] or NS + LEVELS[0]) for row in rows]


def _nearest(engine: Engine, lang: str, rule: Rule, cap: str, triple: tuple[Part, ...]) -> list[Nearest]:
    """For each head of the rule that the triple fits: the conditions, as many met as can be at once."""
    found = []
    name = known(engine, lang, [NamedNode(rule.name), NamedNode(cap)])
    for head in rule.head:
        bound: dict[Part, Part] = {}
        fits = all(
            part == node or (isinstance(part, Variable) and bound.setdefault(part, node) == node)
            for part, node in zip(head, triple, strict=True)
        )
        if fits:
            one = _conditions(engine, lang, _filled(rule, bound))
            found += [] if one is None else [Nearest(name(NamedNode(rule.name)), one, name(NamedNode(cap)))]
    return found


def _filled(rule: Rule, bound: Mapping[Part, Part]) -> Rule:
    """A rule with these values in the place of variables."""
    return replace(
        rule,
        body=tuple(_put(pattern, bound) for pattern in rule.body),
        denied=tuple(_put(pattern, bound) for pattern in rule.denied),
        filters=tuple(_put_in(one, bound) for one in rule.conditions),
        binds=(),
    )


def _put(pattern: Pattern, bound: Mapping[Part, Part]) -> Pattern:
    subject, predicate, value = (bound.get(part, part) for part in pattern)
    return subject, predicate, value


def _put_in(one: Filter, bound: Mapping[Part, Part]) -> Filter:
    values = {part: Filter(str(value), frozenset()) for part, value in bound.items()}
    return substituted(one, {part: value for part, value in values.items() if isinstance(part, Variable)})


def _conditions(engine: Engine, lang: str, rule: Rule) -> list[Condition] | None:
    """The conditions with the values of a solution of the largest set of them that can be met.

    None where the ontology itself does not let the rule apply: a symmetric relation must be declared so.
    """
    ours = [pattern for pattern in rule.body if not _declares(pattern)]
    axioms = [pattern for pattern in rule.body if pattern not in ours]
    every: list[Pattern | Filter] = [*ours, *rule.filters]
    for size in range(len(every), -1, -1):
        for chosen in combinations(every, size):
            patterns = [one for one in chosen if not isinstance(one, Filter)]
            filters = [one for one in chosen if isinstance(one, Filter)]
            row = _solution(engine, [*axioms, *patterns], ours, filters)
            if row is None:
                continue
            bound: dict[Part, Part] = {
                Variable(name): NamedNode(v) for name, v in row.items() if isinstance(v, Iri)
            }
            told = [_condition(engine, lang, _put(p, bound), p in chosen) for p in ours]
            whole = len(patterns) == len(ours)
            for given in rule.filters:
                one = _put_in(given, bound)
                if not one.variables:
                    told.append(Condition("", "", "", _holds(engine, one), filter=one.text))
                elif whole and given not in chosen:  # else what would have to fit is not known
                    told.append(Condition("", "", "", False, filter=one.text))
            for pattern in rule.denied if whole else ():
                put = _put(pattern, bound)
                is_met = _solution(engine, [put], [put]) is None
                told.append(Condition(*_parts(engine, lang, put), is_met, denied=True))
            return told if patterns or len(ours) == 1 else None
    return None


def _declares(pattern: Pattern) -> bool:
    """Whether a pattern is of the ontology and not of what is said."""
    _, predicate, value = (str(getattr(part, "value", "")) for part in pattern)
    return predicate.startswith((OWL, RDFS)) or value.startswith(OWL)


def _holds(engine: Engine, one: Filter) -> bool:
    return select(engine, f"ASK {{ FILTER({one.text}) }}")[1][0]["answer"] == "true"


def _solution(
    engine: Engine, patterns: list[Pattern], ours: list[Pattern], filters: Iterable[Filter] = ()
) -> Row | None:
    """The first solution of some patterns and of those filters that name nothing else.

    What a rule says of a statement is asked of facts alone.
    """
    nodes = {p[0] for p in ours if str(getattr(p[1], "value", "")) in REIFIED and isinstance(p[0], Variable)}
    used = variables(patterns)
    where = [" ".join(map(str, pattern)) + " ." for pattern in patterns]
    where += [f"{node} a :Statement ; :status :statedAsFact ." for node in sorted(nodes & used, key=str)]
    where += [f"FILTER({one.text})" for one in filters if one.variables <= used]
    names = " ".join(sorted(map(str, used)))
    if not names:
        query = f"{_PREFIXES} ASK {{ {' '.join(where)} }}"
        return {} if select(engine, query)[1][0]["answer"] == "true" else None
    query = f"{_PREFIXES} SELECT {names} {{ {' '.join(where)} }} ORDER BY {names} LIMIT 1"
    rows = select(engine, query)[1]
    return rows[0] if rows else None


def _condition(engine: Engine, lang: str, pattern: Pattern, met: bool) -> Condition:
    status = "" if met else _less_certain(engine, pattern)
    nearly = known(engine, lang, [NamedNode(status)])(NamedNode(status)) if status else None
    return Condition(*_parts(engine, lang, pattern), met, nearly)


def _less_certain(engine: Engine, pattern: Pattern) -> str:
    """The status of a statement or inference of the triple that is no fact; empty where there is none."""
    named = dict(zip(("subject", "predicate", "object"), pattern, strict=True))
    parts = " ; ".join(f"rdf:{n} {'?' + n if isinstance(p, Variable) else p}" for n, p in named.items())
    where = f"?s {parts} ; :status|:certainty ?status FILTER(?status != :statedAsFact)"
    rows = select(engine, f"{_PREFIXES} SELECT ?status {{ {where} }} ORDER BY ?status LIMIT 1")[1]
    return rows[0]["status"] if rows else ""


def _parts(engine: Engine, lang: str, pattern: Pattern) -> tuple[Value, Value, Value]:
    """The parts of a pattern as Python has them."""
    value = known(engine, lang, [part for part in pattern if not isinstance(part, Variable)])
    subject, predicate, end = (str(one) if isinstance(one, Variable) else value(one) for one in pattern)
    return subject, predicate, end
