"""The ontology as a network: classes, what is a kind of what, and which relation leads from what to what."""

from typing import TYPE_CHECKING, Any

from kg.engines import Engine, project_of, select
from kg.model.vocab import NS, OWL, RDFS, local
from kg.networks.told import Told
from kg.words import word

if TYPE_CHECKING:
    import networkx

_PREFIXES = f"PREFIX : <{NS}> PREFIX owl: <{OWL}> PREFIX rdfs: <{RDFS}> "
_KINDS = """SELECT DISTINCT ?left ?right {
  ?left rdfs:subClassOf ?right . ?left a owl:Class . ?right a owl:Class
  FILTER EXISTS { ?left rdfs:isDefinedBy ?one } FILTER EXISTS { ?right rdfs:isDefinedBy ?other }
  } ORDER BY ?left ?right"""
_RELATIONS = """SELECT DISTINCT ?p ?left ?right { ?p :edge true ; rdfs:domain ?left ; rdfs:range ?right }
  ORDER BY ?p ?left ?right"""


def ontology(engine: Engine, lang: str) -> "networkx.MultiDiGraph":
    """Classes as nodes that look as things of them do; edges in the form of ``kg.networks.projection``.

    An edge is a relation from its domain to its range, or leads from a class to the one that it is a kind of;
    the latter has the look of what is inferred. Classes that no relation leads to or from are left out.
    """
    import networkx

    kinds = select(engine, _PREFIXES + _KINDS)[1]
    relations = select(engine, _PREFIXES + _RELATIONS)[1]
    told = Told(engine, {value for row in kinds + relations for value in row.values()})
    languages = project_of(engine).languages
    broader = {f"label_{code}": str(word("kind of", code)) for code in languages}
    graph = networkx.MultiDiGraph(lang=lang)
    for row in kinds + relations:
        named = told.names(row["p"]) if "p" in row else broader
        plain: dict[str, Any] = {"status": "statedAsFact", "origins": 1, "time": "", "disputed": False}
        plain |= {
            "symmetric": False,
            "statements": "",
            "inferred": "p" not in row,
            "qualifiers": "",
            "predicate": local(row.get("p", "")),
        }
        graph.add_edge(row["left"], row["right"], key=row.get("p", RDFS + "subClassOf"), **named, **plain)
    related = {end for row in relations for end in (row["left"], row["right"])}
    for part in list(networkx.weakly_connected_components(graph)):
        if not part & related:
            graph.remove_nodes_from(part)
    for iri in graph.nodes:
        graph.nodes[iri].update({**told.names(iri), "types": local(iri), "classes": local(iri)})
        graph.nodes[iri].update(told.look([iri]))
    return graph
