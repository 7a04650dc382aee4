"""Tell what would no longer hold if a thing failed: what needs it stops in turn."""

from dataclasses import dataclass

from kg.ask.said import Statement, statements
from kg.engines import Engine, Row, project_of, select
from kg.errors import KgError
from kg.model.vocab import NS, RDF, Iri

_PREFIXES = f"PREFIX : <{NS}> PREFIX rdf: <{RDF}> "
_NEEDING = """SELECT DISTINCT ?s ?subject ?predicate ?object ?stopped { VALUES ?thing { THESE }
  ?predicate :failsWith ?role . ?s ?role ?thing ; rdf:predicate ?predicate ; a :Statement ;
    :status :statedAsFact ; rdf:subject ?subject ; rdf:object ?object .
  OPTIONAL { ?predicate :stops ?end . ?s ?end ?stopped } } ORDER BY ?s"""
_INFERRED = """SELECT DISTINCT ?i ?subject ?predicate ?object ?leaf { VALUES ?lost { THESE }
  ?one :restsOn ?lost ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .
  ?i a :Inference ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
    :certainty :statedAsFact ; :restsOn ?leaf .
  FILTER(?predicate != rdf:type) } ORDER BY ?i ?leaf"""


@dataclass(frozen=True, repr=False)
class Failure:
    """What would be lost with a thing.

    ``stops`` are the statements by which other things fail with it, ``facts`` those that end with one that
    failed, ``inferences`` what follows from no others, each with its rule.
    """

    stops: list[Statement]
    facts: list[Statement]
    inferences: list[Statement]

    def __repr__(self) -> str:
        stop, end, follow = len(self.stops), len(self.facts), len(self.inferences)
        return f"<Failure {stop} stop, {end} end, {follow} no longer follow>"


def failure(engine: Engine, lang: str, thing: str) -> Failure:
    """What would no longer hold without a thing, given by its IRI, and without what fails with it.

    The ontology declares for a relation whose failure ends it (``:failsWith``: subject, object or a
    qualifier), and who then fails in turn (``:stops``). An inference is lost when each of its proofs rests on
    something that is. Raises KgError for a term of the ontology, which cannot fail.
    """
    if not project_of(engine).is_thing(thing):
        raise KgError(f"<{thing}> is no thing that could fail", he=f"<{thing}> אינה ישות שיכולה להפסיק לפעול")
    failed, todo = {thing}, {thing}
    lost: dict[str, Row] = {}
    while todo:
        found = select(engine, _PREFIXES + _NEEDING, these=todo)[1]
        lost |= {row["s"]: row for row in found}
        todo = set[str](row["stopped"] for row in found if isinstance(row["stopped"], Iri)) - failed
        failed |= todo
    stops = [row for _, row in sorted(lost.items()) if row["stopped"]]
    facts = [row for _, row in sorted(lost.items()) if not row["stopped"]]
    proofs: dict[str, set[str]] = {}
    said: dict[str, Row] = {}
    for row in select(engine, _PREFIXES + _INFERRED, these=lost)[1]:
        proofs.setdefault(row["i"], set()).add(row["leaf"])
        said[row["i"]] = {name: row[name] for name in ("subject", "predicate", "object")} | {"s": row["i"]}
    kept = {_triple(said[iri]) for iri, leaves in proofs.items() if not leaves & lost.keys()}
    gone = {_triple(row): row for _, row in sorted(said.items(), reverse=True) if _triple(row) not in kept}
    follows = [row for _, row in sorted(gone.items())]
    told = statements(engine, lang, [row["s"] for row in (*lost.values(), *follows)])
    return Failure(*([told[row["s"]] for row in rows] for rows in (stops, facts, follows)))


def _triple(row: Row) -> tuple[str, str, str]:
    return row["subject"], row["predicate"], row["object"]
