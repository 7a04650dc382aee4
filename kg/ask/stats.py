"""Count what the built graph holds."""

from kg.engines import Engine, Row, project_of, select
from kg.model.vocab import NS, RDF

_PREFIXES = f"PREFIX : <{NS}> PREFIX rdf: <{RDF}> "
_COUNTS = {
    "all": """SELECT ?of (COUNT(DISTINCT ?s) AS ?count) {
        VALUES ?of { :Source :Claim :Statement :Inference :Conflict :Compatibility :Assessment } ?s a ?of }
        GROUP BY ?of ORDER BY DESC(?count) ?of""",
    "graph": "SELECT ?of (COUNT(*) AS ?count) { GRAPH ?of { ?s ?p ?o } } GROUP BY ?of ORDER BY ?of",
    "class": """SELECT ?of (COUNT(DISTINCT ?s) AS ?count) { GRAPH ENTITIES { ?s a ?of } }
        GROUP BY ?of ORDER BY DESC(?count) ?of""",
    "source": """SELECT ?of (COUNT(DISTINCT ?c) AS ?count) { ?c a :Claim ; :statedIn ?of }
        GROUP BY ?of ORDER BY ?of""",
    "modality": """SELECT ?of (COUNT(DISTINCT ?c) AS ?count) { ?c a :Claim ; :modality ?of }
        GROUP BY ?of ORDER BY DESC(?count) ?of""",
    "speaker": """SELECT ?of (COUNT(DISTINCT ?c) AS ?count) { ?c a :Claim ; :speaker ?of }
        GROUP BY ?of ORDER BY DESC(?count) ?of""",
    "status": """SELECT ?of (COUNT(DISTINCT ?s) AS ?count) { ?s a :Statement ; :status ?of }
        GROUP BY ?of ORDER BY DESC(?count) ?of""",
    "predicate": """SELECT ?of (COUNT(DISTINCT ?s) AS ?count) { ?s a :Statement ; rdf:predicate ?of }
        GROUP BY ?of ORDER BY DESC(?count) ?of""",
    "origins": """SELECT ?of (COUNT(?s) AS ?count) { ?s a :Statement ; :originCount ?of }
        GROUP BY ?of ORDER BY ?of""",
    "conflict": """SELECT ?of (COUNT(DISTINCT ?c) AS ?count) { ?c a :Conflict ; :conflictReason ?of }
        GROUP BY ?of ORDER BY ?of""",
    "compatibility": """SELECT ?of (COUNT(DISTINCT ?c) AS ?count)
        { ?c a :Compatibility ; :compatibilityReason ?of }
        GROUP BY ?of ORDER BY ?of""",
}


def stats(engine: Engine) -> list[Row]:
    """Rows of kind, of (an IRI, or the number of origins) and count.

    Kinds: what there is in all, quads by named graph, entities by class, claims by source, modality and
    speaker, statements by status, predicate and number of independent origins, conflicts and compatibilities
    by reason.
    """
    entities = str(project_of(engine).graphs["entities"])
    return [
        {"kind": kind, "of": row["of"], "count": row["count"]}
        for kind, query in _COUNTS.items()
        for row in select(engine, _PREFIXES + query.replace("ENTITIES", entities))[1]
    ]
