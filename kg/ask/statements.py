"""List statements and inferences, and tell what the sources come to on one triple."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from pyoxigraph import Literal, NamedNode

from kg.ask.answer import Answer
from kg.ask.asking import statements_of
from kg.ask.view import View
from kg.engines import Engine, Result, Row, project_of, select, solve, text, thing
from kg.model.vocab import DENIED, DEPRECATED, FACT, NS, OWL, RDF, RDFS, SUREST

if TYPE_CHECKING:
    from kg.ask.said import Statement

_COLUMNS = ("subject", "predicate", "object", "status", "originCount", "statement")
_STATEMENTS = f"""PREFIX : <{NS}> PREFIX rdf: <{RDF}>
SELECT {" ".join(f"?{name}" for name in _COLUMNS)} {{
  ?statement a :Statement ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
    :status ?status ; :originCount ?originCount }} ORDER BY ?statement"""
_NAMING_BOTH = _STATEMENTS.replace(
    "?statement a", "?statement ?one ?end ; ?two ?other . FILTER(?one != ?two) ?statement a"
)
_INFERRED = f"""PREFIX : <{NS}> PREFIX rdf: <{RDF}>
SELECT ?subject ?predicate ?object ?status ?originCount ?rule ?statement {{
  ?statement a :Inference ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
    :certainty ?status ; :rule ?rule ; :stepOrder ?order .
  OPTIONAL {{ ?statement :originCount ?originCount }} }} ORDER BY ?subject ?predicate ?object ?order"""
# The rules by which a triple says no more than another one: by a wider relation, or from the other end.
_FORMS = ("prp-spo1", "prp-symp", "prp-inv1", "prp-inv2")
_RESTATED = f"""PREFIX : <{NS}> PREFIX rdf: <{RDF}> SELECT ?s ?subject ?predicate ?object ?premise ?stated {{
  VALUES ?rule {{ THESE }} ?s a :Inference ; :rule ?rule ; :premise ?premise ;
    rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .
  OPTIONAL {{ ?premise :status ?stated }} }} ORDER BY ?s ?premise"""
_OTHER_WAY = f"""PREFIX owl: <{OWL}> SELECT DISTINCT ?other {{ VALUES ?relation {{ THESE }}
  {{ ?relation a owl:SymmetricProperty BIND(?relation AS ?other) }} UNION
  {{ ?relation owl:inverseOf|^owl:inverseOf ?other }} }} ORDER BY ?other"""
# The relations that imply one: those below it, and those that say one of these from the other end.
_NARROWER = f"""PREFIX owl: <{OWL}> PREFIX rdfs: <{RDFS}> SELECT DISTINCT ?form ?turned {{
  VALUES ?relation {{ THESE }}
  {{ ?form rdfs:subPropertyOf+ ?relation BIND(false AS ?turned) }} UNION
  {{ ?form rdfs:subPropertyOf+ ?relation ; a owl:SymmetricProperty BIND(true AS ?turned) }} UNION
  {{ ?form rdfs:subPropertyOf+ ?relation . ?relation a owl:SymmetricProperty BIND(true AS ?turned) }} UNION
  {{ ?near rdfs:subPropertyOf+ ?relation . ?near owl:inverseOf|^owl:inverseOf ?form BIND(true AS ?turned) }}
  FILTER(?form != ?relation) }} ORDER BY ?form ?turned"""
Triple: TypeAlias = tuple[str, str, str]
_MOST_BESIDE = 12  # statements of the same two that are told
_UNSAID = {NamedNode(NS + DENIED), NamedNode(NS + DEPRECATED)}


def statements(view: View, wanted: Mapping[str, str]) -> "Answer[Statement]":
    """The statements with these parts (IRIs of subject, predicate, object or status)."""
    return statements_of(view, _solved(view, [wanted]))


def _solved(view: View, every: Iterable[Mapping[str, str | Literal]]) -> Result:
    """The statements with the parts of any of several."""
    found = (solve(view.engine, _STATEMENTS, _nodes(wanted)) for wanted in every)
    return Result([*_COLUMNS], [row for one in found for row in one.rows])


def inferred(view: View, wanted: Mapping[str, str]) -> "Answer[Statement]":
    """What follows and no source states, in this or another form, with these parts (IRIs)."""
    found = solve(view.engine, _INFERRED, _nodes(wanted))
    known = {*restated(view.engine).values()} if found.rows else set()  # which goes through all that follows
    rows = [row for row in found.rows if tuple(text(row[name]) for name in _COLUMNS[:3]) not in known]
    return statements_of(view, Result(found.names, rows))


def restated(engine: Engine) -> dict[str, Triple]:
    """The inferences (IRIs) that only say in another form what a source states, with their triples."""
    forms = [project_of(engine).made("rule", name) for name in _FORMS]
    rows = select(engine, _RESTATED, these=forms)[1]
    found: dict[str, Triple] = {}
    for _ in rows:  # a relation may be wider than a wider one: as many steps as there may be
        new = [row for row in rows if row["s"] not in found and (row["stated"] or row["premise"] in found)]
        found |= {row["s"]: (row["subject"], row["predicate"], row["object"]) for row in new}
        if not new:
            break
    return found


def _nodes(wanted: Mapping[str, str | Literal]) -> dict[str, NamedNode | Literal]:
    return {name: one if isinstance(one, Literal) else thing(one) for name, one in wanted.items()}


def either_way(
    engine: Engine, subject: str, predicate: str, object: str | Literal
) -> list[tuple[str, str, str | Literal]]:
    """A triple, and those by which a source says the same from the other end.

    All are IRIs, or the object is a literal.
    """
    triple = (subject, predicate, object)
    if isinstance(object, Literal):
        return [triple]
    rows = select(engine, _OTHER_WAY, these=[predicate])[1]
    return [triple, *((object, row["other"], subject) for row in rows)]


def said(view: View, subject: str, predicate: str, object: str) -> "Answer[Statement]":
    """The statements of a triple of IRIs, whichever end they are told from."""
    return statements_of(view, _solved(view, _parts(either_way(view.engine, subject, predicate, object))))


def said_otherwise(view: View, subject: str, predicate: str, object: str) -> "Answer[Statement]":
    """The statements that say a triple of IRIs in another form, by a narrower relation, from either end.

    Whoever denies the narrower relation does not deny the broader one.
    """
    rows = select(view.engine, _NARROWER, these=[predicate])[1]
    ends = {"false": (subject, object), "true": (object, subject)}
    ways = [(ends[row["turned"]][0], row["form"], ends[row["turned"]][1]) for row in rows]
    found = _solved(view, _parts(ways))
    return statements_of(
        view, Result(found.names, [row for row in found.rows if row["status"] not in _UNSAID])
    )


def _parts(ways: Iterable[tuple[str, str, str | Literal]]) -> Iterable[Mapping[str, str | Literal]]:
    return ({"subject": s, "predicate": p, "object": o} for s, p, o in ways)


def instead(view: View, subject: str, predicate: str, object: str | Literal) -> "Answer[Statement]":
    """Of a relation that has one value at a time: what is stated in place of a triple.

    All are IRIs, or the object is a literal.
    """
    wanted: list[Mapping[str, str | Literal]] = []
    for single, end, own in (("Object", "subject", subject), ("Subject", "object", object)):
        query = f"ASK {{ <{predicate}> <{NS}singleValued{single}> true }}"
        if select(view.engine, query)[1][0]["answer"] == "true":
            wanted.append({end: own, "predicate": predicate})
    triple = [*_nodes({"subject": subject, "predicate": predicate, "object": object}).values()]
    found = _solved(view, wanted)
    others = [row for row in found.rows if [row[name] for name in _COLUMNS[:3]] != triple]
    rows = [row for row in others if row["status"] not in _UNSAID]
    return statements_of(view, Result(found.names, rows))


def beside(view: View, subject: str, predicate: str, object: str) -> "Answer[Statement]":
    """The statements that name two things (IRIs), whatever they say of them, by this relation first."""
    found = solve(view.engine, _NAMING_BOTH, {"end": thing(subject), "other": thing(object)})
    rows = sorted(found.rows, key=lambda row: row["predicate"] != thing(predicate))
    return statements_of(view, Result(found.names, rows[:_MOST_BESIDE]))


def bearing(view: View, subject: str, predicate: str, object: str) -> "dict[str, Answer[Statement]]":
    """What bears on a triple of IRIs: what is ``stated`` of it, what says it in another ``form``, what
    concludes it by a ``rule``, what is stated ``instead``, and where it is not stated, what says it
    ``turned`` round; where there is none of these, what is said ``beside`` it of the two.
    """
    stated = said(view, subject, predicate, object)
    found = {
        "stated": stated,
        "form": said_otherwise(view, subject, predicate, object),
        "rule": inferred(view, {"subject": subject, "predicate": predicate, "object": object}),
        "instead": instead(view, subject, predicate, object),
        "turned": stated.head(0) if stated else said(view, object, predicate, subject),
    }
    return found | {
        "beside": stated.head(0) if any(found.values()) else beside(view, subject, predicate, object)
    }


def verdict(view: View, found: "Mapping[str, Answer[Statement]]") -> str:
    """What bears on a triple comes to; see ``kg.Graph.verdict``."""
    stated = _come_to(view, found["stated"], found["form"])
    if stated in (FACT, DENIED, DEPRECATED, "disputed", "over"):
        return stated
    follows = _come_to(view, found["rule"])
    if follows == FACT:
        return "follows"
    return follows if stated == "not stated" else stated


def _come_to(view: View, *ways: "Answer[Statement]") -> str:
    answer = statements_of(view, Result([*_COLUMNS], [row for way in ways for row in way.result.rows]))
    every = {row["statement"] for row in answer.rows}
    past = f"""PREFIX : <{NS}> SELECT DISTINCT ?x {{ VALUES ?x {{ THESE }}
        {{ ?x :over true }} UNION {{ ?x :restsOn ?leaf . ?leaf :over true }} }} ORDER BY ?x"""
    over = {row["x"] for row in select(view.engine, past, these=every)[1]}
    return come_to(answer, lambda row: row["statement"] in over)


def come_to(answer: Answer[Any], is_over: Callable[[Row], bool]) -> str:
    """What rows resting on statements come to: the surest of their statuses, «disputed» or «over» where that
    is so of all that are stated as fact, «not stated» of no rows. Without a column of statuses all are facts.
    """
    status = {n: row.get("status", NS + FACT).removeprefix(NS) for n, row in enumerate(answer.rows)}
    nothing = "" if status else "not stated"
    best = next((name for name in SUREST if name in status.values()), nothing)
    if best != FACT:
        return best
    facts = [row for n, row in enumerate(answer.rows) if status[n] == FACT]
    if all(row["statement"] in answer.disputed for row in facts):
        return "disputed"
    return "over" if all(map(is_over, facts)) else best
