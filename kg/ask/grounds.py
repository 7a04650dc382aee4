"""What the rows of an answer rest on: the claims, and for which columns of a row each of them stands."""

from kg.ask.listing import by_statement, qualifiers
from kg.ask.narrow import column_of, grounds_of_rows
from kg.ask.tables import folded
from kg.engines import Engine, Row
from kg.model.vocab import Iri, local

_PARTS = ("subject", "predicate", "object", "modality", "speaker", "source")


def grounds(engine: Engine, rows: list[Row], lang: str) -> list[Row]:
    """The claims under the rows of an answer, by its columns of statements, in the order of the rows.

    ``columns`` names those of a row that a claim stands for, where claims of one row differ in that, or where
    a row says less than another one, under which people see its claims. It is empty where a claim bears all
    of its rows.
    """
    columns = grounds_of_rows(rows[0]) if rows else []
    wanted = list(dict.fromkeys(row[name] for row in rows for name in columns if row[name]))
    said = by_statement(engine, lang, wanted)
    found = {claim["claim"]: claim for iri in wanted for claim in said.get(iri, [])}
    details = qualifiers(engine, lang, set(found))
    shown = [name for name in rows[0] if name not in columns] if rows else []
    less = _less([tuple(row[name] for name in shown) for row in rows])
    borne: dict[str, set[str]] = {}
    for row, unlike in zip(rows, less, strict=True):
        here: dict[str, set[str]] = {}
        for ground in columns:
            for claim in said.get(row[ground], []):
                own = here.setdefault(claim["claim"], set())
                own |= {column_of(ground)} | _told(claim, details.get(claim["claim"], []), row)
        if unlike or len({*map(frozenset, here.values())}) > 1:
            for iri, own in here.items():
                borne.setdefault(iri, set()).update(name for name in own if row.get(name))
    told = {iri: ", ".join(name for name in shown if name in borne.get(iri, ())) for iri in found}
    return [claim | {"columns": told[iri]} for iri, claim in found.items()]


def _less(lines: list[tuple[str, ...]]) -> list[bool]:
    """For each line whether it says less than another one, or another one less than it."""
    kept = {tuple(line) for line in folded([*map(list, lines)])}
    gone = {*lines} - kept
    fuller = {
        line
        for line in kept
        if any(all(cell in ("", own) for cell, own in zip(one, line, strict=True)) for one in gone)
    }
    return [line in gone or line in fuller for line in lines]


def _told(claim: Row, details: list[tuple[str, str]], row: Row) -> set[str]:
    """The columns of a row that have what a claim says; the value of a qualifier stands under its name."""
    parts = {claim[part] for part in _PARTS} | {value for _, value in details if isinstance(value, Iri)}
    named = {(local(name), value) for name, value in details}
    return {name for name, value in row.items() if value in parts or (name, value) in named}
