"""Tell, for a statement in a conflict, what the other side says."""

from kg.engines import Engine, Row, labels, select, values
from kg.listing import Dispute, Side, conflicts
from kg.vocab import BASE, NS


def other_sides(engine: Engine, rows: list[Row], lang: str) -> dict[str, str]:
    """For each statement of the rows that a conflict involves: the other side and who says it, in words."""
    statements = {row["statement"] for row in rows if row["statement"]}
    query = f"""PREFIX : <{NS}> SELECT DISTINCT ?s {{ VALUES ?s {{ {values(statements)} }}
        ?conflict a :Conflict ; :involves ?s }}"""
    involved = {row["s"] for row in select(engine, query)[1]}
    if not involved:
        return {}
    disputes = conflicts(engine, lang, involved)
    known = labels(engine, lang, {iri for d in disputes for s in d.sides for iri in _iris(s)})
    found: dict[str, list[str]] = {}
    for dispute in disputes:
        for side in dispute.sides:
            if side.statement in involved:
                found.setdefault(side.statement, []).extend(_told(dispute, side, known))
    return {iri: "; ".join(dict.fromkeys(told)) for iri, told in found.items()}


def _iris(side: Side) -> list[str]:
    return [side.object, side.predicate, *(claim["source"] for claim in side.claims)]


def _told(dispute: Dispute, side: Side, known: dict[str, str]) -> list[str]:
    """What the other statements of a conflict say; where there is none, what its own claims say apart."""
    others = [other for other in dispute.sides if other.statement != side.statement] or [side]
    told = []
    for other in others:
        value = known.get(other.object, other.object.removeprefix(BASE))
        if other.predicate != side.predicate:
            value = f"{known.get(other.predicate, other.predicate)} {value}"
        for claim in other.claims:
            details = f" ({claim['qualifiers']})" if claim["qualifiers"] else ""
            told.append(f"{value}{details}: {known.get(claim['source'], claim['source'])}")
    return told
