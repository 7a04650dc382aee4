"""What the graph says of the sources that an answer rests on: who wrote and published them, when, where."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.engines import Engine, Row, labels, project_of, select
from kg.model.iris import Passage
from kg.model.vocab import PREFIXES, RDFS, Iri

_DC, _SCHEMA = PREFIXES["dcterms"], PREFIXES["schema"]
# By which terms it is said; what the ontology declares to be narrower, or refers to them, says it too.
_TERMS = {
    _DC + "creator": "author",
    _SCHEMA + "author": "author",
    _DC + "title": "title",
    _DC + "publisher": "publisher",
    _SCHEMA + "publisher": "publisher",
    _DC + "issued": "issued",
    _DC + "language": "language",
    _SCHEMA + "url": "url",
    _DC + "identifier": "url",
}
_NARROWER = f"""PREFIX rdfs: <{RDFS}> SELECT DISTINCT ?p ?of {{ VALUES ?of {{ THESE }}
  ?p (rdfs:subPropertyOf|rdfs:seeAlso)+ ?of }} ORDER BY ?p ?of"""


@dataclass(frozen=True)
class Reference:
    """A source, and the passages of it that are cited; what the graph does not say of it is empty.

    ``title`` is its title, else its label; ``issued`` an EDTF date.
    """

    source: str
    name: str
    authors: tuple[str, ...]
    title: str
    publishers: tuple[str, ...]
    issued: str
    language: str
    url: str
    passages: tuple[str, ...]


def references(engine: Engine, lang: str, cited: Iterable[tuple[str, str]]) -> list[Reference]:
    """The sources of some (source, passage), each once, in the order in which they first come."""
    passages: dict[str, list[str]] = {}
    for source, passage in cited:
        passages.setdefault(source, []).append(passage)
    terms = _TERMS | {row["p"]: _TERMS[row["of"]] for row in select(engine, _NARROWER, these=_TERMS)[1]}
    by = ", ".join(f"<{term}>" for term in terms)
    query = f"""SELECT DISTINCT ?s ?p ?v ?g {{ VALUES ?s {{ THESE }} ?s ?p ?v FILTER(?p IN ({by}))
      BIND(lang(?v) AS ?g) }} ORDER BY ?s ?p ?v ?g"""
    said: dict[tuple[str, str], list[Row]] = {}
    for row in select(engine, query, these=passages)[1]:
        said.setdefault((row["s"], terms[row["p"]]), []).append(row)
    things = {row["v"] for rows in said.values() for row in rows if isinstance(row["v"], Iri)}
    known, project = labels(engine, lang, {*passages, *things}), project_of(engine)

    def named(source: str, kind: str) -> tuple[str, ...]:
        found = (row["v"] for row in said.get((source, kind), ()))
        return tuple(sorted({known.get(v, project.local(v)) if isinstance(v, Iri) else v for v in found}))

    def first(source: str, kind: str) -> str:
        rank = {lang: 0, "": 1, "en": 2}
        found = sorted((rank.get(row["g"], 3), row["g"], row["v"]) for row in said.get((source, kind), ()))
        return found[0][2] if found else ""

    return [
        Reference(
            source,
            project.local(source),
            named(source, "author"),
            first(source, "title") or known.get(source) or project.local(source),
            named(source, "publisher"),
            max((row["v"] for row in said.get((source, "issued"), ())), default=""),
            first(source, "language"),
            next((v for v in _values(said, source, "url") if v.startswith(("https://", "http://"))), ""),
            tuple(sorted(dict.fromkeys(found), key=_place)),
        )
        for source, found in passages.items()
    ]


def _values(said: dict[tuple[str, str], list[Row]], source: str, kind: str) -> list[str]:
    return [str(row["v"]) for row in said.get((source, kind), ())]


def _place(passage: str) -> tuple[int, int, str]:
    try:
        found = Passage.of(passage)
    except ValueError:
        return 0, 0, passage
    return found.start, found.end, passage
