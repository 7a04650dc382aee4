"""Project the graph to a networkx MultiDiGraph: things as nodes, statements as edges."""

from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Any

from kg.ask.listing import qualifiers
from kg.ask.narrow import Narrow, counting
from kg.ask.sentences import Sentences
from kg.ask.statements import restated
from kg.engines import Engine, Row, number, project_of, select
from kg.errors import KgError
from kg.model.project import Project
from kg.model.vocab import NS, OWL, RDF, RDFS, Iri, local
from kg.networks.told import Told

if TYPE_CHECKING:
    import networkx

_PREFIXES = f"PREFIX : <{NS}> PREFIX rdf: <{RDF}> PREFIX rdfs: <{RDFS}> "
_EDGES = """SELECT DISTINCT ?s ?subject ?predicate ?object ?status ?origins {
  ?predicate :edge true . ?s rdf:predicate ?predicate ; rdf:subject ?subject ; rdf:object ?object ;
    :status ?status ; :originCount ?origins . FILTER(isIRI(?object)) } ORDER BY ?s"""
_INFERRED = """SELECT ?s ?subject ?predicate ?object ?status ?origins {
  ?s a :Inference ; rdf:predicate ?predicate ; rdf:subject ?subject ; rdf:object ?object ; :stepOrder 1 ;
    :certainty ?status ; :originCount ?origins .
  FILTER(?predicate != rdf:type && isIRI(?object)) } ORDER BY ?s"""


@dataclass(frozen=True)
class Choice:
    """What a network is made of; every name is an IRI, and None takes all.

    ``statuses``, ``predicates`` and ``classes`` (of either end) choose edges, ``narrow`` what counts (what is
    over counts only where it names a date);
    ``around`` keeps what is at most ``distance`` edges from one of these things. ``fold`` names classes whose
    things give way to edges between their neighbours; ``nodes`` keeps each statement as a node, with an edge
    to each thing that it names, qualifiers too; ``inferred`` adds what follows, and what a source states in
    another form, which is not called inferred.
    """

    statuses: Collection[str] | None = None
    predicates: Collection[str] | None = None
    classes: Collection[str] | None = None
    narrow: Narrow = field(default_factory=Narrow)
    around: Collection[str] | None = None
    distance: int = 1
    fold: Collection[str] = ()
    nodes: bool = False
    inferred: bool = False


def network(engine: Engine, lang: str, choice: Choice) -> "networkx.MultiDiGraph":
    """The statements of the predicates that the ontology draws as edges (``:edge true``), and what they join.

    A node is an IRI with ``label_en``, ``label_he`` and so on for each language of the project, ``types`` and
    ``classes`` (its most special classes, and
    all; local names, with commas), ``colour`` and ``symbol``, and as ``kind`` the class that it has them
    from. The key of an edge is its statement, with ``predicate``, ``label_en``, ``label_he`` (which agree
    with its subject), ``status``,
    ``origins``, ``time``, ``disputed``, ``inferred``, ``symmetric`` (its direction means nothing),
    ``statements`` (those it stands for, with spaces), ``qualifiers`` (text in ``lang``), and ``sentence_en``
    and ``sentence_he``, that tell it in words.
    """
    import networkx

    project = project_of(engine)
    symmetric = {row["p"] for row in select(engine, _PREFIXES + _SYMMETRIC)[1]}
    rows = _rows(engine, choice, symmetric)
    told = Told(engine, {row[end] for row in rows for end in ("subject", "predicate", "object")})
    if choice.classes is not None:
        wanted = {local(iri) for iri in choice.classes}
        rows = [row for row in rows if wanted & (told.classes(row["subject"]) | told.classes(row["object"]))]
    details = qualifiers(engine, lang, {row["s"] for row in rows})
    told.add({iri for pairs in details.values() for pair in pairs for iri in pair if isinstance(iri, Iri)})
    parts = {row[part] for row in rows for part in ("subject", "predicate", "object")}
    parts |= {iri for pairs in details.values() for pair in pairs for iri in pair}
    known = Sentences(engine, parts)
    disputed = {row["s"] for row in select(engine, _PREFIXES + _DISPUTED)[1]}
    graph = networkx.MultiDiGraph(lang=lang)
    for row in rows:
        pairs = details.get(row["s"], [])
        edge = {
            "predicate": local(row["predicate"]),
            "status": local(row["status"]),
            "origins": number(row, "origins"),
            "time": ", ".join(value for name, value in pairs if name == NS + "time"),
            "disputed": row["s"] in disputed,
            "inferred": bool(row["inferred"]),
            "symmetric": row["predicate"] in symmetric,
            "statements": str(row["s"]),
            "qualifiers": known.pairs(pairs, lang).words,
        }
        triple = (row["subject"], row["predicate"], row["object"])
        for one in project.languages:
            edge[f"label_{one}"] = known.relation(*triple[:2], one)
            edge[f"sentence_{one}"] = known.sentence(*triple, one)
        if choice.nodes:
            _as_node(graph, row, edge, pairs, told)
        else:
            graph.add_edge(str(row["subject"]), str(row["object"]), key=str(row["s"]), **edge)
    for iri in graph.nodes:
        if "kind" not in graph.nodes[iri]:
            graph.nodes[iri].update(told.node(iri))
    for name in choice.fold:
        _fold(graph, local(name), project)
    return in_order(_around(graph, choice))


# What is stated as fact and has no plain triple, though nobody disputes it, is over.
_OVER = """SELECT ?s {
  ?s a :Statement ; :status :statedAsFact ; rdf:subject ?a ; rdf:predicate ?p ; rdf:object ?o .
  FILTER NOT EXISTS { ?a ?p ?o } FILTER NOT EXISTS { ?s :disputedBy ?c }
  FILTER NOT EXISTS { ?p :onlyQualified true } } ORDER BY ?s"""
_SYMMETRIC = "SELECT ?p { ?p a <http://www.w3.org/2002/07/owl#SymmetricProperty> } ORDER BY ?p"
_INVERSE = f"SELECT ?p ?other {{ ?p <{OWL}inverseOf>|^<{OWL}inverseOf> ?other }} ORDER BY ?p ?other"
_DISPUTED = """SELECT DISTINCT ?s { { ?c a :Conflict ; :involves ?s }
  UNION { ?c a :Conflict ; :involves ?i . ?s :restsOn ?i } }"""


def _rows(engine: Engine, choice: Choice, symmetric: Collection[str]) -> list[Row]:
    rows = [row | {"inferred": ""} for row in select(engine, _PREFIXES + _EDGES)[1]]
    if choice.inferred:
        known = {*restated(engine).values()}
        for row in select(engine, _PREFIXES + _INFERRED)[1]:
            is_said = (row["subject"], row["predicate"], row["object"]) in known
            rows.append(row | {"inferred": "" if is_said else "true", "follows": "true"})
    rows = [row for row in rows if choice.predicates is None or row["predicate"] in choice.predicates]
    # What is symmetric, or has an inverse, holds both ways, by inference: one edge tells it, the stated one
    # where there is one.
    others: dict[str, set[str]] = {relation: {relation} for relation in symmetric}
    for row in select(engine, _INVERSE)[1]:
        others.setdefault(row["p"], set()).add(row["other"])
    told: set[tuple[str, ...]] = set()
    once = []
    for row in rows:
        ends = (row["subject"], row["object"])
        turned = {(ends[1], other, ends[0]) for other in others.get(row["predicate"], ())}
        if "follows" not in row or not turned & told:
            once.append(row)
            told.add((ends[0], row["predicate"], ends[1]))
    rows = [row for row in once if choice.statuses is None or row["status"] in choice.statuses]
    if choice.narrow.as_of is None:
        over = {row["s"] for row in select(engine, _PREFIXES + _OVER)[1]}
        rows = [row for row in rows if row["s"] not in over]
    if choice.narrow:
        kept = counting(engine, {row["s"] for row in rows}, choice.narrow)
        rows = [row for row in rows if row["s"] in kept]
    return rows


def _as_node(
    graph: "networkx.MultiDiGraph", row: Row, edge: dict[str, Any], pairs: list[tuple[str, str]], told: "Told"
) -> None:
    """A statement as a node between the things that it names."""
    look = {"types": "Statement", "classes": "Statement", "kind": "Statement"}
    look |= {"colour": "#dddddd", "symbol": "square"}
    graph.add_node(str(row["s"]), **edge, **look)
    shared = {
        name: edge[name] for name in ("status", "origins", "time", "disputed", "inferred", "statements")
    }
    shared |= {"symmetric": False}
    ends = [(RDF + "subject", row["subject"]), (RDF + "object", row["object"])]
    for name, thing in [*ends, *((q, v) for q, v in pairs if told.is_thing(v))]:
        names = told.names(name)
        ends_of = (str(row["s"]), str(thing), str(name))
        graph.add_edge(*ends_of, predicate=local(name), **names, **shared, qualifiers="")


def _fold(graph: "networkx.MultiDiGraph", name: str, project: Project) -> None:
    """Let the things of a class give way to edges between their neighbours, each named after the thing."""
    gone = [iri for iri, data in graph.nodes(data=True) if name in data["classes"].split(",")]
    for iri in gone:
        mine = [*graph.in_edges(iri, data=True), *graph.out_edges(iri, data=True)]
        worst: dict[str, dict[str, Any]] = {}
        for left, right, data in mine:
            other = left if right == iri else right
            if other != iri and other not in gone:
                worst.setdefault(other, data)
        for left, right in combinations(sorted(worst), 2):
            pair = (worst[left], worst[right])
            told = {
                f"sentence_{lang}": " – ".join(graph.nodes[n][f"label_{lang}"] for n in (left, iri, right))
                for lang in project.languages
            }
            told |= {f"label_{lang}": graph.nodes[iri][f"label_{lang}"] for lang in project.languages}
            graph.add_edge(
                left,
                right,
                key=f"{iri}#{local(left)}.{local(right)}",
                predicate=local(iri),
                **told,
                status=max((data["status"] for data in pair), key=lambda status: status != "statedAsFact"),
                origins=min(data["origins"] for data in pair),
                time=", ".join(sorted({data["time"] for data in pair if data["time"]})),
                disputed=any(data["disputed"] for data in pair),
                inferred=any(data["inferred"] for data in pair),
                symmetric=True,
                statements=" ".join(data["statements"] for data in pair),
                qualifiers=" / ".join(data[f"label_{project.languages[0]}"] for data in pair),
            )
    graph.remove_nodes_from(gone)


def _around(graph: "networkx.MultiDiGraph", choice: Choice) -> "networkx.MultiDiGraph":
    import networkx

    if choice.around is None:
        return graph
    near: set[str] = set()
    for iri in choice.around:
        if iri not in graph:
            raise KgError(
                f"<{iri}> has no edge in this network; choose other statuses or predicates",
                he=f"ל־<{iri}> אין קשת ברשת הזאת; יש לבחור מעמדות או יחסים אחרים",
            )
        # A statement that is a node stands between the things that it names.
        radius = choice.distance * (2 if choice.nodes else 1)
        near |= networkx.ego_graph(graph, iri, radius=radius, undirected=True).nodes
    return graph.subgraph(near)


def in_order(graph: "networkx.MultiDiGraph") -> "networkx.MultiDiGraph":
    """The same network with its nodes and edges sorted, so that what is made of it is the same every time."""
    import networkx

    found = networkx.MultiDiGraph(**graph.graph)
    found.add_nodes_from(sorted(graph.nodes(data=True), key=lambda node: node[0]))
    found.add_edges_from(sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3]))
    return found
