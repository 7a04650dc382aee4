"""Tell what would no longer hold if a thing failed: a pipeline stops, a state falls out."""

from dataclasses import dataclass

from kg.engines import Engine, Row, select, values
from kg.listing import qualifiers
from kg.vocab import NS, RDF

_PREFIXES = f"PREFIX : <{NS}> PREFIX rdf: <{RDF}> "
_THROUGH = """SELECT DISTINCT ?s ?subject ?predicate ?object { VALUES ?thing { THING }
  ?s ?qualifier ?thing . ?qualifier a ?declared .
  FILTER(?declared IN (:Qualifier, :UniversalQualifier))
  ?s a :Statement ; :status :factual ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object
  FILTER(?subject != ?thing && ?object != ?thing) } ORDER BY ?s"""
_NAMING = """SELECT DISTINCT ?s { VALUES ?thing { THING } ?s ?p ?thing . ?s a :Statement }"""
_INFERRED = """SELECT ?i ?subject ?predicate ?object ?leaf { VALUES ?named { NAMED }
  ?one :restsOn ?named ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .
  ?i a :Inference ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
    :certainty :factual ; :restsOn ?leaf .
  FILTER(?predicate != rdf:type) } ORDER BY ?i ?leaf"""


@dataclass(frozen=True)
class Failure:
    """What would be lost: facts of others that run through the thing, and what follows only with it.

    Each is a row with subject, predicate, object and statement; ``details`` has the qualifiers of the facts.
    """

    facts: list[Row]
    details: dict[str, list[tuple[str, str]]]
    inferences: list[Row]


def failure(engine: Engine, lang: str, thing: str) -> Failure:
    """What would no longer hold without a thing, given by its IRI.

    An inference is lost when each of its proofs rests on a statement that names the thing; what is said of
    the thing itself is left out.
    """
    facts = select(engine, _PREFIXES + _THROUGH.replace("THING", f"<{thing}>"))[1]
    details = qualifiers(engine, lang, {row["s"] for row in facts})
    naming = {row["s"] for row in select(engine, _PREFIXES + _NAMING.replace("THING", f"<{thing}>"))[1]}
    proofs: dict[str, set[str]] = {}
    said: dict[str, Row] = {}
    for row in select(engine, _PREFIXES + _INFERRED.replace("NAMED", values(sorted(naming))))[1]:
        proofs.setdefault(row["i"], set()).add(row["leaf"])
        said[row["i"]] = {name: row[name] for name in ("subject", "predicate", "object")} | {"s": row["i"]}
    kept = {_triple(said[iri]) for iri, leaves in proofs.items() if not leaves & naming}
    lost = {_triple(row): row for iri, row in sorted(said.items(), reverse=True) if _triple(row) not in kept}
    rows = [row for triple, row in sorted(lost.items()) if thing not in triple]
    return Failure(facts, details, rows)


def _triple(row: Row) -> tuple[str, str, str]:
    return row["subject"], row["predicate"], row["object"]
