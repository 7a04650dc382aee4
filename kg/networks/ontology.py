"""The ontology as a network: classes, what is a kind of what, and which relation leads from what to what."""

from collections import Counter
from typing import TYPE_CHECKING, Any

from kg.engines import Engine, Row, project_of, select
from kg.model.vocab import BASE, NS, OWL, RDFS, local
from kg.networks.told import Told
from kg.words import word

if TYPE_CHECKING:
    import networkx

_PREFIXES = f"PREFIX : <{NS}> PREFIX owl: <{OWL}> PREFIX rdfs: <{RDFS}> "
# The project's classes; those of the base are drawn where these or a relation lead to them.
_OWN = f"""SELECT DISTINCT ?c {{ ?c a owl:Class ; rdfs:isDefinedBy ?ontology
  FILTER(?ontology != <{BASE}base>) FILTER NOT EXISTS {{ ?c owl:deprecated true }} }} ORDER BY ?c"""
_PREDICATES = """SELECT ?p ?value ?edge { ?p a :Predicate FILTER NOT EXISTS { ?p owl:deprecated true }
  BIND(EXISTS { ?p a owl:DatatypeProperty } AS ?value)
  BIND(EXISTS { ?p :edge true } AS ?edge) } ORDER BY ?p"""
_KINDS = """SELECT DISTINCT ?left ?right {
  ?left rdfs:subClassOf ?right . ?left a owl:Class . ?right a owl:Class
  FILTER EXISTS { ?left rdfs:isDefinedBy ?one } FILTER EXISTS { ?right rdfs:isDefinedBy ?other }
  } ORDER BY ?left ?right"""
_RELATIONS = """SELECT DISTINCT ?p ?left ?right { ?p :edge true ; rdfs:domain ?left ; rdfs:range ?right }
  ORDER BY ?p ?left ?right"""
# From what a relation leads from; of one that does not tell that, from what it leads to.
_QUALIFIERS = """SELECT DISTINCT ?p ?left ?right { ?relation :edge true ; :allowedQualifier ?p .
  ?p a owl:ObjectProperty ; rdfs:range ?right . ?right a owl:Class
  OPTIONAL { ?relation rdfs:domain ?from } OPTIONAL { ?relation rdfs:range ?to }
  BIND(COALESCE(?from, ?to) AS ?left) FILTER(BOUND(?left) && ?left != ?right) } ORDER BY ?p ?left ?right"""


def ontology(engine: Engine, lang: str) -> "networkx.MultiDiGraph":
    """Classes as nodes that look as things of them do; edges in the form of ``kg.networks.projection``.

    An edge is a relation from its domain to its range, or leads from a class to the one that it is a kind of;
    the latter has the look of what is inferred. A class to which no relation leads, and a qualifier of
    relations does, is led to from where these begin, by an edge of the status ``Qualifier``. Classes of the
    base are there where something of the project leads to them. ``graph["left"]`` counts the relations that
    are left out, by the name of the reason (``kg.words``).
    """
    import networkx

    kinds = select(engine, _PREFIXES + _KINDS)[1]
    relations = select(engine, _PREFIXES + _RELATIONS)[1]
    related = {end for row in relations for end in (row["left"], row["right"])}
    asked = select(engine, _PREFIXES + _QUALIFIERS)[1]
    qualified = _widest([row for row in asked if row["right"] not in related], kinds)
    related |= {end for row in qualified for end in (row["left"], row["right"])}
    shown = related | {row["c"] for row in select(engine, _PREFIXES + _OWN)[1]}
    while above := {row["right"] for row in kinds if row["left"] in shown} - shown:
        shown |= above
    kinds = [row for row in kinds if row["left"] in shown]
    rows = kinds + relations + qualified
    told = Told(engine, shown | {row["p"] for row in rows if "p" in row})
    languages = project_of(engine).languages
    broader = {f"label_{code}": str(word("kind of", code)) for code in languages}
    graph = networkx.MultiDiGraph(lang=lang, left=_left(engine, {row["p"] for row in relations + qualified}))
    graph.add_nodes_from(sorted(shown))
    for row in rows:
        named = told.names(row["p"]) if "p" in row else broader
        plain: dict[str, Any] = {"origins": 1, "time": "", "disputed": False}
        plain |= {
            "status": "Qualifier" if row in qualified else "statedAsFact",
            "symmetric": False,
            "statements": "",
            "inferred": "p" not in row,
            "qualifiers": "",
            "predicate": local(row.get("p", "")),
        }
        graph.add_edge(row["left"], row["right"], key=row.get("p", RDFS + "subClassOf"), **named, **plain)
    for iri in graph.nodes:
        graph.nodes[iri].update({**told.names(iri), "types": local(iri), "classes": local(iri)})
        graph.nodes[iri].update(told.look([iri]))
    return graph


def _left(engine: Engine, drawn: set[str]) -> Counter[str]:
    """How many relations are not drawn, and why."""
    rows = [row for row in select(engine, _PREFIXES + _PREDICATES)[1] if row["p"] not in drawn]
    return Counter(
        "to values" if row["value"] == "true" else "without ends" if row["edge"] == "true" else "no lines"
        for row in rows
    )


def _widest(rows: list[Row], kinds: list[Row]) -> list[Row]:
    """The rows without those that begin at a class where one like it begins at a broader class."""
    above: dict[str, set[str]] = {}
    for row in kinds:
        above.setdefault(row["left"], set()).add(row["right"])

    def broader(iri: str) -> set[str]:
        found: set[str] = set()
        todo = [iri]
        while todo:
            new = above.get(todo.pop(), set()) - found
            found |= new
            todo += new
        return found - {iri}

    known = {(row["p"], row["left"], row["right"]) for row in rows}
    return [
        row for row in rows if not any((row["p"], one, row["right"]) in known for one in broader(row["left"]))
    ]
