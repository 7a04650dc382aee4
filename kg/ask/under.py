"""Which rows of an answer people see as one, and how certain each of its values is."""

from collections.abc import Collection, Sequence

from kg.ask.grounds import Borne
from kg.ask.narrow import column_of, grounds_of_rows
from kg.ask.tables import folded
from kg.engines import Engine, Row, select
from kg.model.statement import SUREST
from kg.model.vocab import NS

_ORDER: dict[str, int] = {NS + name: n for n, name in enumerate(SUREST)}


def together(lines: Sequence[Sequence[str]]) -> list[list[int]]:
    """The lines by number, each with those that say the same and those that say nothing but less.

    >>> together([["United States", ""], ["United States", "Trump"], ["Kazakhstan", ""]])
    [[1, 0], [2]]
    """
    kept: dict[tuple[str, ...], list[int]] = {tuple(line): [] for line in folded([*map(list, lines)])}
    for n, line in enumerate(map(tuple, lines)):
        if line in kept:
            kept[line].append(n)
    for n, line in enumerate(map(tuple, lines)):
        if line not in kept:
            for fuller, found in kept.items():
                if all(cell in ("", own) for cell, own in zip(line, fuller, strict=True)):
                    found.append(n)
    return list(kept.values())


def statuses(engine: Engine, rows: Sequence[Row]) -> dict[str, str]:
    """The status of each statement, and the certainty of each inference, under the rows."""
    columns = grounds_of_rows(rows[0]) if rows else []
    every = {row[name] for row in rows for name in columns if row[name]}
    query = f"""PREFIX : <{NS}> SELECT ?s ?status {{ VALUES ?s {{ THESE }}
        ?s :status|:certainty ?status }} ORDER BY ?s"""
    return {row["s"]: row["status"] for row in select(engine, query, these=every)[1]}


def certainty(row: Row, column: str, claims: Collection[Borne], known: dict[str, str]) -> str:
    """How certain a value is: by the statement that its column rests on alone, else by the least certain one
    of those under the row whose claims have it, or of all of them where none does; "" where nobody knows.
    """
    own = row.get(f"statement_{column}")
    plain = [row[name] for name in grounds_of_rows(row) if row[name] and not column_of(name)]
    having = {iri for one in claims if column in one.columns for iri in one.statements}
    under = [own] if own else [iri for iri in plain if iri in having] or plain
    return max((known.get(iri, "") for iri in under), key=lambda iri: _ORDER.get(iri, -1), default="")


def rated(row: Row, column: str, known: dict[str, str]) -> set[str]:
    """The statements whose status a column of statuses gives: their claims decided it."""
    if column.rstrip("0123456789") != "status":
        return set()
    own = row.get(f"statement{column.removeprefix('status')}")
    every = [row[name] for name in grounds_of_rows(row) if not column_of(name)]
    named = {own} if own and known.get(own) == row[column] else every
    return {iri for iri in named if iri and known.get(iri) == row[column]}
