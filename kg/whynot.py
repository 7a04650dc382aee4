"""Tell why a triple does not hold: what the sources say of it instead, and which rules come nearest."""

from dataclasses import dataclass, field
from itertools import combinations

from pyoxigraph import NamedNode, Variable

from kg.algebra import Part, Pattern
from kg.engines import Engine, Row, labels, select, values
from kg.explain import Proof, proofs
from kg.listing import by_statement
from kg.names import prefixed
from kg.rules import Rule, compiled
from kg.vocab import NS, OWL, PREFIXES, RDF, RDFS
from kg.words import word

_PREFIXES = f"PREFIX : <{NS}> PREFIX rdf: <{RDF}> "
_REIFIED = {RDF + name for name in ("subject", "predicate", "object")}
_SAID = """SELECT ?s ?predicate ?status { VALUES (?subject ?object) { ENDS } ?s rdf:subject ?subject ;
  rdf:predicate ?predicate ; rdf:object ?object ; :status ?status } ORDER BY ?s"""


@dataclass(frozen=True)
class Condition:
    """One pattern of a rule, as IRIs and ?names: whether it is met.

    ``nearly`` is the status of a statement of it that is no fact; ``denied`` is what must not be.
    """

    subject: str
    predicate: str
    object: str
    met: bool
    nearly: str = ""
    denied: bool = False


@dataclass(frozen=True)
class Nearest:
    """A rule that would conclude the triple, and its conditions as they would have to be."""

    rule: str
    conditions: list[Condition]

    @property
    def missing(self) -> int:
        """How many conditions are not met."""
        return sum(not condition.met for condition in self.conditions)


@dataclass(frozen=True)
class WhyNot:
    """Why a triple does not hold.

    ``holds`` are its proofs, empty unless it does after all; ``said`` is what sources say of the two
    instead: predicate, status and claims of each statement; ``nearest`` are the rules that could conclude
    it, those that lack least first.
    """

    subject: str
    predicate: str
    object: str
    holds: list[Proof]
    said: list[tuple[str, str, list[Row]]]
    nearest: list[Nearest] = field(default_factory=list)


def why_not(engine: Engine, lang: str, subject: str, predicate: str, object: str) -> WhyNot:
    """What stands in the way of a triple, given by IRIs."""
    holds = [p for p in proofs(engine, lang, subject, predicate, object) if p.status == NS + "factual"]
    if holds:
        return WhyNot(subject, predicate, object, holds, [])
    rows = select(engine, _PREFIXES + _SAID.replace("ENDS", f"(<{subject}> <{object}>)"))[1]
    rows.sort(key=lambda row: row["predicate"] != predicate)
    claims = by_statement(engine, lang, [row["s"] for row in rows])
    said = [(row["predicate"], row["status"], claims.get(row["s"], [])) for row in rows]
    triple = tuple(NamedNode(iri) for iri in (subject, predicate, object))
    found = [one for rule in _rules(engine) for one in _nearest(engine, rule, triple)]
    return WhyNot(subject, predicate, object, [], said, sorted(found, key=lambda n: (n.missing, n.rule)))


def _rules(engine: Engine) -> list[Rule]:
    """The rules that the graph was built with, as it tells them itself."""
    query = f"""PREFIX sh: <{PREFIXES["sh"]}>
        SELECT ?r ?t {{ ?r a sh:SPARQLRule ; sh:construct ?t }} ORDER BY ?r"""
    return [compiled(row["r"], row["t"]) for row in select(engine, query)[1]]


def _nearest(engine: Engine, rule: Rule, triple: tuple[Part, ...]) -> list[Nearest]:
    """For each head of the rule that the triple fits: the conditions, as many met as can be at once."""
    found = []
    for head in rule.head:
        bound: dict[Part, Part] = {}
        fits = all(
            part == node or (isinstance(part, Variable) and bound.setdefault(part, node) == node)
            for part, node in zip(head, triple, strict=True)
        )
        if fits:
            body = [_put(pattern, bound) for pattern in rule.body]
            one = _conditions(engine, rule, body, [_put(pattern, bound) for pattern in rule.denied])
            found += [] if one is None else [Nearest(rule.name, one)]
    return found


def _put(pattern: Pattern, bound: dict[Part, Part]) -> Pattern:
    subject, predicate, value = (bound.get(part, part) for part in pattern)
    return subject, predicate, value


def _conditions(
    engine: Engine, rule: Rule, body: list[Pattern], denied: list[Pattern]
) -> list[Condition] | None:
    """The conditions with the values of a solution of the largest set of them that can be met.

    None where the ontology itself does not let the rule apply: a symmetric relation must be declared so.
    """
    ours = [pattern for pattern in body if not _declares(pattern)]
    axioms = [pattern for pattern in body if pattern not in ours]
    for size in range(len(ours), -1, -1):
        for chosen in combinations(ours, size):
            row = _solution(engine, [*axioms, *chosen], ours)
            if row is None:
                continue
            bound: dict[Part, Part] = {Variable(name): NamedNode(v) for name, v in row.items() if "://" in v}
            told = [_condition(engine, _put(p, bound), p in chosen) for p in ours]
            for pattern in denied if size == len(ours) else ():
                put = _put(pattern, bound)
                met = _solution(engine, [put], [put]) is None
                told.append(Condition(*_names(put), met, denied=True))
            return told if size or len(ours) == 1 else None
    return None


def _declares(pattern: Pattern) -> bool:
    """Whether a pattern is of the ontology and not of what is said."""
    _, predicate, value = (str(getattr(part, "value", "")) for part in pattern)
    return predicate.startswith((OWL, RDFS)) or value.startswith(OWL)


def _solution(engine: Engine, patterns: list[Pattern], ours: list[Pattern]) -> Row | None:
    """The first solution of some patterns; what a rule says of a statement is asked of facts alone."""
    nodes = {p[0] for p in ours if str(getattr(p[1], "value", "")) in _REIFIED and isinstance(p[0], Variable)}
    used = {part for pattern in patterns for part in pattern if isinstance(part, Variable)}
    where = " . ".join(" ".join(map(str, pattern)) for pattern in patterns)
    facts = " ".join(f". {node} a :Statement ; :status :factual" for node in sorted(nodes & used, key=str))
    names = sorted(map(str, used))
    if not names:
        return {} if select(engine, f"{_PREFIXES} ASK {{ {where} }}")[1][0]["answer"] == "true" else None
    query = f"{_PREFIXES} SELECT {' '.join(names)} {{ {where} {facts} }} ORDER BY {' '.join(names)} LIMIT 1"
    rows = select(engine, query)[1]
    return rows[0] if rows else None


def _condition(engine: Engine, pattern: Pattern, met: bool) -> Condition:
    nearly = "" if met else _less_certain(engine, pattern)
    return Condition(*_names(pattern), met, nearly)


def _less_certain(engine: Engine, pattern: Pattern) -> str:
    """The status of a statement or inference of the triple that is no fact; empty where there is none."""
    named = dict(zip(("subject", "predicate", "object"), pattern, strict=True))
    parts = " ; ".join(f"rdf:{n} {p if isinstance(p, NamedNode) else '?' + n}" for n, p in named.items())
    where = f"?s {parts} ; :status|:certainty ?status FILTER(?status != :factual)"
    rows = select(engine, f"{_PREFIXES} SELECT ?status {{ {where} }} ORDER BY ?status LIMIT 1")[1]
    return rows[0]["status"] if rows else ""


def _names(pattern: Pattern) -> tuple[str, str, str]:
    subject, predicate, value = (p.value if isinstance(p, NamedNode) else str(p) for p in pattern)
    return subject, predicate, value


def to_text(engine: Engine, lang: str, found: WhyNot) -> str:
    """The answer for a person: what sources say instead, then the rules with their conditions."""
    conditions = [condition for near in found.nearest for condition in near.conditions]
    iris = {found.subject, found.predicate, found.object}
    iris |= {iri for predicate, status, _ in found.said for iri in (predicate, status)}
    iris |= {c["source"] for *_, claims in found.said for c in claims} | {near.rule for near in found.nearest}
    iris |= {iri for c in conditions for iri in (c.subject, c.predicate, c.object, c.nearly)}
    nodes = _triples(engine, iris)
    iris |= {iri for row in nodes.values() for iri in row.values()}
    known = labels(engine, lang, {iri for iri in iris if "://" in iri})

    def name(iri: str) -> str:
        if iri in nodes:
            return f"«{triple(*(nodes[iri][part] for part in ('subject', 'predicate', 'object')))}»"
        own = word(iri.removeprefix(RDF), lang) if iri in _REIFIED else None
        return own or known.get(iri) or (prefixed(iri) if "://" in iri else iri)

    def triple(*parts: str) -> str:
        return " ".join(map(name, parts))

    told = triple(found.subject, found.predicate, found.object)
    if found.holds:
        return f"{told}: {word('holds', lang)}"
    lines = [f"{told}: {word('does not hold', lang)}"]
    for predicate, status, claims in found.said:
        lines.append(f"  {triple(found.subject, predicate, found.object)} ({name(status)})")
        lines += [f"    «{c['gloss']}» {name(c['source'])}, {c['passage']}" for c in claims]
    if not found.said:
        lines.append(f"  {word('nothing said of this', lang)}")
    for near in found.nearest:
        lines.append(f"  [{name(near.rule)}]")
        for c in near.conditions:
            if c.met and c.predicate == RDF + "predicate":
                continue  # the statement's name tells it
            no = f"{word('not', lang)}: " if c.denied else ""
            nearly = f" ({name(c.nearly)})" if c.nearly else ""
            sign = "✓" if c.met else "✗"
            lines.append(f"    {sign} {no}{triple(c.subject, c.predicate, c.object)}{nearly}")
    return "\n".join(lines)


def _triples(engine: Engine, iris: set[str]) -> dict[str, Row]:
    """What those of the IRIs that are statements state."""
    query = f"""{_PREFIXES} SELECT ?s ?subject ?predicate ?object {{ VALUES ?s {{ {values(iris)} }}
        ?s a :Statement ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object }}"""
    return {row.pop("s"): row for row in select(engine, query)[1]}
