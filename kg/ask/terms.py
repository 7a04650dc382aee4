"""The terms that the short names in a network stand for: classes, relations and certainties."""

from collections.abc import Iterable

from kg.engines import Engine, project_of, select
from kg.model.vocab import NS, OWL, Iri, local

_TERMS = f"""SELECT DISTINCT ?term {{
  VALUES ?kind {{ <{OWL}Class> <{OWL}ObjectProperty> <{OWL}DatatypeProperty> <{NS}StatementStatus> }}
  ?term a ?kind FILTER(isIRI(?term)) }} ORDER BY ?term"""


def named(engine: Engine, names: Iterable[str]) -> dict[str, Iri]:
    """The IRI of each name: of a term of the project, else of the base, else of another vocabulary."""
    project = project_of(engine)
    known: dict[str, tuple[int, str]] = {}
    for row in select(engine, _TERMS)[1]:
        homes = (n for n, start in enumerate(project.vocabularies) if row["term"].startswith(start))
        rank = (next(homes, len(project.vocabularies)), row["term"])
        name = local(row["term"])
        known[name] = min(known.get(name, rank), rank)
    return {name: Iri(known[name][1] if name in known else project.terms + name) for name in names}
