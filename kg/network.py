"""Project the graph to a networkx MultiDiGraph: things as nodes, statements as edges."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from kg.engines import Engine, select, values
from kg.listing import conflicts, qualifiers
from kg.vocab import NS, RDF, RDFS, local

if TYPE_CHECKING:
    import networkx

_PREFIXES = f"PREFIX : <{NS}> PREFIX rdf: <{RDF}> PREFIX rdfs: <{RDFS}> "
_EDGES = """SELECT DISTINCT ?s ?subject ?predicate ?object ?status ?origins {
  ?predicate :edge true . ?s rdf:predicate ?predicate ; rdf:subject ?subject ; rdf:object ?object ;
    :status ?status ; :originCount ?origins . FILTER(isIRI(?object)) } ORDER BY ?s"""


def network(
    engine: Engine,
    lang: str,
    statuses: Collection[str] | None = None,
    predicates: Collection[str] | None = None,
) -> "networkx.MultiDiGraph":
    """The statements of the predicates that the ontology draws as edges (``:edge true``), and what they join.

    A node is an IRI with ``label_en``, ``label_he`` and ``types`` (local names, with commas); the key of an
    edge is its statement, with ``predicate``, ``label``, ``status``, ``origins``, ``time``, ``disputed`` and
    ``qualifiers`` (text). ``statuses`` and ``predicates`` are IRIs; None takes all.
    """
    import networkx

    rows = [
        row
        for row in select(engine, _PREFIXES + _EDGES)[1]
        if (statuses is None or row["status"] in statuses)
        and (predicates is None or row["predicate"] in predicates)
    ]
    graph = networkx.MultiDiGraph()
    nodes = sorted({row[end] for row in rows for end in ("subject", "object")})
    told = _told(engine, {*nodes, *(row["predicate"] for row in rows)})
    for iri in nodes:
        graph.add_node(iri, **told[iri])
    details = qualifiers(engine, lang, {row["s"] for row in rows})
    used = {iri for pairs in details.values() for pair in pairs for iri in pair if "://" in iri}
    names = {iri: one[f"label_{lang}"] for iri, one in _told(engine, used).items()}
    disputed = {side.statement for dispute in conflicts(engine, lang) for side in dispute.sides}
    for row in rows:
        pairs = details.get(row["s"], [])
        graph.add_edge(
            row["subject"],
            row["object"],
            key=row["s"],
            predicate=local(row["predicate"]),
            label=told[row["predicate"]][f"label_{lang}"],
            status=local(row["status"]),
            origins=int(row["origins"]),
            time=", ".join(value for name, value in pairs if name == NS + "time"),
            disputed=row["s"] in disputed,
            qualifiers=", ".join(f"{names.get(q, local(q))}: {names.get(v, v)}" for q, v in pairs),
        )
    return graph


def _told(engine: Engine, iris: set[str]) -> dict[str, dict[str, str]]:
    """Labels in both languages, and types, of some IRIs; what has no label is told by its end."""
    query = f"""SELECT ?s ?type ?above {{ VALUES ?s {{ {values(iris)} }}
        ?s a ?type OPTIONAL {{ ?type rdfs:subClassOf ?above }} }}"""
    english = {r["s"]: r["label"] for r in _labels(engine, iris, "en")}
    hebrew = {r["s"]: r["label"] for r in _labels(engine, iris, "he")}
    types: dict[str, set[str]] = {}
    above: dict[str, set[str]] = {}
    for row in select(engine, _PREFIXES + query)[1]:
        types.setdefault(row["s"], set()).add(row["type"])
        above.setdefault(row["s"], set()).add(row["above"])
    return {
        iri: {
            "label_en": english.get(iri, local(iri)),
            "label_he": hebrew.get(iri, english.get(iri, local(iri))),
            "types": ",".join(sorted(local(t) for t in types.get(iri, set()) - above.get(iri, set()))),
        }
        for iri in iris
    }


def _labels(engine: Engine, iris: set[str], lang: str) -> list[dict[str, str]]:
    query = f"""SELECT ?s ?label {{ VALUES ?s {{ {values(iris)} }} ?s rdfs:label ?label
        FILTER(lang(?label) = "{lang}") }} ORDER BY ?s DESC(?label)"""
    return select(engine, _PREFIXES + query)[1]
