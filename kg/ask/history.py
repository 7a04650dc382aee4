"""Order what is known of a thing in time."""

from collections.abc import Collection

from kg.ask.entity import Entity
from kg.ask.said import Statement
from kg.engines import Engine, select
from kg.model.edtf import bounds
from kg.model.vocab import EDTF, NS, RDF

_PREFIXES = f"PREFIX : <{NS}> PREFIX rdf: <{RDF}> "
_VALUES = f"""SELECT ?s ?date {{ VALUES ?s {{ THESE }} ?s rdf:object ?date
  FILTER(isLiteral(?date) && datatype(?date) = <{EDTF}>) }} ORDER BY ?s ?date"""
# As the build has it: a fact of a relation that dates its subject.
_EVENTS = f"""SELECT ?s ?date {{ VALUES ?s {{ THESE }} ?s rdf:predicate ?predicate ; rdf:subject ?event .
  ?predicate a :EventPredicate FILTER NOT EXISTS {{ ?predicate :datesSubject true }}
  ?dated rdf:subject ?event ; rdf:predicate ?dates ; rdf:object ?date ; :status :statedAsFact .
  ?dates :datesSubject true FILTER(isLiteral(?date) && datatype(?date) = <{EDTF}>) }} ORDER BY ?s ?date"""


def history(engine: Engine, found: Entity) -> list[tuple[str, Statement]]:
    """The statements about a thing with the EDTF date of each, in time; what has none comes last, with "".

    The date is the statement's own; else its value, where that is a date; else, of what happened, that of the
    event which it is said of: who took part in the launch of 2013 did so in 2013. What holds for a while or
    always has no date of the things that it is about.
    """
    said = {known.iri for known in found.statements}
    values_of, events = (_dates(engine, query, said) for query in (_VALUES, _EVENTS))
    dated = [(_date(known, values_of, events), known) for known in found.statements]
    return sorted(dated, key=lambda pair: _order(pair[0]))


def _dates(engine: Engine, query: str, statements: Collection[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in select(engine, _PREFIXES + query, these=statements)[1]:
        found.setdefault(row["s"], []).append(row["date"])
    return found


def _date(known: Statement, *others: dict[str, list[str]]) -> str:
    own = [value for name, value in known.pairs if name in (NS + "time", NS + "asOf")]
    dates = (own, *(found.get(known.iri, []) for found in others))
    return min(next(filter(None, dates), [""]), key=_order)


def _order(date: str) -> tuple[int, str, str]:
    """Dated before undated; open beginnings first."""
    try:
        first, last = bounds(date) if date else ("", "")
    except ValueError:
        return 1, "", ""
    return (0 if date else 1), first or "", last or "~"
