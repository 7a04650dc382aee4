"""Order what is known of a thing in time."""

from collections.abc import Collection

from kg.ask.entity import Entity, Known
from kg.engines import Engine, Row, select, values
from kg.model.edtf import bounds
from kg.model.vocab import EDTF, NS, Iri


def history(engine: Engine, found: Entity) -> list[tuple[str, Known]]:
    """The statements about a thing with the EDTF date of each, in time; what has none comes last, with "".

    The date is the statement's own; else the value, where that is a date; else the date of the other thing
    (of the event in which this one took part, say).
    """
    others = {iri for known in found.statements for iri in known.others if isinstance(iri, Iri)}
    theirs = _dates(engine, others)
    dated = [(_date(known, theirs), known) for known in found.statements]
    return sorted(dated, key=lambda pair: _order(pair[0]))


def _dates(engine: Engine, iris: Collection[str]) -> dict[str, str]:
    query = f"""SELECT DISTINCT ?s ?date {{ VALUES ?s {{ {values(iris)} }} ?s ?p ?date
        FILTER(isLiteral(?date) && datatype(?date) = <{EDTF}>) }} ORDER BY ?s DESC(?date)"""
    rows: list[Row] = select(engine, query)[1]
    return {row["s"]: row["date"] for row in rows}


def _date(known: Known, theirs: dict[str, str]) -> str:
    own = [value for name, value in known.qualifiers if name in (NS + "time", NS + "asOf")]
    if own:
        return min(own, key=_order)
    for other in known.others:
        if other in theirs:
            return theirs[other]
        if not isinstance(other, Iri) and _order(other)[0] == 0:
            return other
    return ""


def _order(date: str) -> tuple[int, str, str]:
    """Dated before undated; open beginnings first."""
    try:
        first, last = bounds(date) if date else ("", "")
    except ValueError:
        return 1, "", ""
    return (0 if date else 1), first or "", last or "~"
