"""List statements and inferences, and tell what the sources come to on one triple."""

from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from kg.ask.answer import Answer
from kg.ask.asking import told_of
from kg.ask.view import View
from kg.engines import Engine, Result, select, solve, thing, values
from kg.model.vocab import NS, OWL, RDF, Node

_STATEMENTS = f"""PREFIX : <{NS}> PREFIX rdf: <{RDF}>
SELECT ?subject ?predicate ?object ?status ?originCount ?statement {{
  ?statement a :Statement ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
    :status ?status ; :originCount ?originCount }} ORDER BY ?statement"""
_INFERRED = f"""PREFIX : <{NS}> PREFIX rdf: <{RDF}>
SELECT ?subject ?predicate ?object ?status ?originCount ?rule ?statement {{
  ?statement a :Inference ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
    :certainty ?status ; :rule ?rule ; :stepOrder ?order .
  OPTIONAL {{ ?statement :originCount ?originCount }} }} ORDER BY ?subject ?predicate ?object ?order"""
_OTHER_WAY = f"""PREFIX owl: <{OWL}> SELECT DISTINCT ?other {{ VALUES ?relation {{ RELATION }}
  {{ ?relation a owl:SymmetricProperty BIND(?relation AS ?other) }} UNION
  {{ ?relation owl:inverseOf|^owl:inverseOf ?other }} }} ORDER BY ?other"""
# From the surest down.
_STATUSES = ("statedAsFact", "judgement", "expected", "planned", "possible", "denied", "deprecated")


def statements(view: View, wanted: Mapping[str, str]) -> Answer:
    """The statements with these parts (IRIs of subject, predicate, object or status)."""
    return told_of(view, solve(view.engine, _STATEMENTS, _nodes(wanted)))


def inferred(view: View, wanted: Mapping[str, str]) -> Answer:
    """What follows and no source states, with these parts (IRIs)."""
    return told_of(view, solve(view.engine, _INFERRED, _nodes(wanted)))


def _nodes(wanted: Mapping[str, str]) -> dict[str, NamedNode | Literal]:
    return {name: thing(iri) for name, iri in wanted.items()}


def either_way(
    engine: Engine, subject: str, predicate: str, object: str | Literal
) -> list[tuple[str, str, str | Literal]]:
    """A triple, and those by which a source says the same from the other end.

    All are IRIs, or the object is a literal.
    """
    triple = (subject, predicate, object)
    if isinstance(object, Literal):
        return [triple]
    rows = select(engine, _OTHER_WAY.replace("RELATION", values([predicate])))[1]
    return [triple, *((object, row["other"], subject) for row in rows)]


def said(view: View, subject: str, predicate: str, object: str) -> Answer:
    """The statements of a triple of IRIs, whichever end they are told from."""
    found = [
        statements(view, {"subject": s, "predicate": p, "object": str(o)})
        for s, p, o in either_way(view.engine, subject, predicate, object)
    ]
    return told_of(view, Result(found[0].columns, [row for one in found for row in one.result.rows]))


def instead(view: View, subject: str, predicate: str, object: str) -> Answer:
    """Of a relation that has one value at a time: what is stated in place of a triple of IRIs."""
    found: list[dict[str, Node | None]] = []
    for single, end, own in (("Object", "subject", subject), ("Subject", "object", object)):
        query = f"ASK {{ <{predicate}> <{NS}singleValued{single}> true }}"
        if select(view.engine, query)[1][0]["answer"] == "true":
            rows = statements(view, {end: own, "predicate": predicate}).result.rows
            triple = (thing(subject), thing(predicate), thing(object))
            found += [r for r in rows if (r["subject"], r["predicate"], r["object"]) != triple]
    columns = ["subject", "predicate", "object", "status", "originCount", "statement"]
    return told_of(view, Result(columns, found))


def verdict(view: View, subject: str, predicate: str, object: str) -> str:
    """What the sources come to on a triple of IRIs; see ``kg.Graph.verdict``."""
    answer = said(view, subject, predicate, object)
    rows = answer.rows
    told = {row["status"].removeprefix(NS) for row in rows}
    best = next((name for name in _STATUSES if name in told), "not stated")
    if best != _STATUSES[0]:
        return best
    factual = [row["statement"] for row in rows if row["status"] == NS + best]
    if all(statement in answer.disputed for statement in factual):
        return "disputed"
    past = f"PREFIX : <{NS}> SELECT ?x {{ VALUES ?x {{ {values(factual)} }} ?x :over true }} ORDER BY ?x"
    over = {row["x"] for row in select(view.engine, past)[1]}
    return "over" if over.issuperset(factual) else best
