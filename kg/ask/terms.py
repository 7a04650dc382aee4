"""Terms: what the short names in a network stand for, and names in a query that nobody declares."""

from collections.abc import Iterable, Mapping

from kg.ask.view import View
from kg.catalogue.read import undeclared
from kg.engines import Engine, labels, project_of, select
from kg.engines.tokens import clauses, missing, names
from kg.errors import meant
from kg.model.spelling import normal
from kg.model.vocab import NS, OWL, Iri, local

_LIKE = 0.75  # how like a label is to a name of a term
_TERMS = f"""SELECT DISTINCT ?term {{
  VALUES ?kind {{ <{OWL}Class> <{OWL}ObjectProperty> <{OWL}DatatypeProperty> <{NS}StatementStatus> }}
  ?term a ?kind FILTER(isIRI(?term)) }} ORDER BY ?term"""


def named(engine: Engine, wanted: Iterable[str]) -> dict[str, Iri]:
    """The IRI of each name: of a term of the project, else of the base, else of another vocabulary."""
    project = project_of(engine)
    known: dict[str, tuple[int, str]] = {}
    for row in select(engine, _TERMS)[1]:
        homes = (n for n, start in enumerate(project.vocabularies) if row["term"].startswith(start))
        rank = (next(homes, len(project.vocabularies)), row["term"])
        name = local(row["term"])
        known[name] = min(known.get(name, rank), rank)
    return {name: Iri(known[name][1] if name in known else project.terms + name) for name in wanted}


def undeclared_terms(view: View, query: str) -> list[tuple[str, str]]:
    """The project's terms that a query names and the graph does not have, and what may be meant."""
    own = " || ".join(f'STRSTARTS(STR(?s), "{start}")' for start in view.project.vocabularies)
    rows = select(view.engine, f"SELECT DISTINCT ?s {{ ?s a ?kind FILTER(isIRI(?s) && ({own})) }}")[1]
    declared = {row["s"] for row in rows}
    found = undeclared(_declared(view, query), declared, view.project)
    called = labels(view.engine, "en", declared) if found else {}
    return [(name, _called(view, name, called) or meant) for name, meant in found]


def _called(view: View, name: str, called: Mapping[str, str]) -> str:
    """The end of a sentence that tells the term whose label a name is like: ``:supplys``."""
    from difflib import get_close_matches

    by_label = {normal(label).replace(" ", ""): iri for iri, label in sorted(called.items())}
    near = get_close_matches(normal(local(name)).replace(" ", ""), by_label, n=1, cutoff=_LIKE)
    return f"; did you mean {view.project.prefixed(by_label[near[0]])}?" if near else ""


def unknown_things(view: View, query: str) -> list[tuple[str, str]]:
    """What a query names of the project's own, no terms and no graphs, of which the graph says nothing, and
    what may be meant.
    """
    project = view.project
    named = {iri for iri in names(_declared(view, query)) if iri.startswith(project.space)}
    named = {iri for iri in named if not project.is_term(iri) and not project.is_made(iri, "graph")}
    if not named:
        return []
    there = "SELECT DISTINCT ?s { VALUES ?s { THESE } { ?s ?p ?o } UNION { ?o ?p ?s } }"
    told = []
    for iri in sorted(named - {row["s"] for row in select(view.engine, there, these=named)[1]}):
        home = iri[: iri.find("/", len(project.space)) + 1] or iri
        alike = f'SELECT DISTINCT ?s {{ ?s a ?kind FILTER(isIRI(?s) && STRSTARTS(STR(?s), "{home}")) }}'
        known = [project.prefixed(row["s"]) for row in select(view.engine, alike)[1]]
        told.append((project.prefixed(iri), meant(project.prefixed(iri), known)[0]))
    return told


def unknown_graphs(view: View, query: str) -> list[tuple[str, str]]:
    """The graphs that FROM and FROM NAMED tell and that are none, by their IRIs, and what may be meant."""
    told = clauses(_declared(view, query))
    if not (asked := {*told.default, *told.named}):
        return []
    known = {row["g"] for row in select(view.engine, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")[1]}
    return [(iri, meant(iri, known)[0]) for iri in sorted(asked - known)]


def _declared(view: View, query: str) -> str:
    """A query with all its prefixes."""
    return missing(query, lambda: view.project.prefixes) + query
