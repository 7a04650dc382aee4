"""What the rows of an answer rest on: the claims, and for which columns of a row each of them stands."""

from collections.abc import Sequence
from typing import NamedTuple

from kg.ask.narrow import Narrow, column_of, grounds_of_rows
from kg.ask.tables import folded
from kg.engines import Engine, Row, select
from kg.errors import KgError
from kg.model.vocab import NS, Scalar, local

_PARTS = ("subject", "predicate", "object", "modality", "speaker", "source", "claim", "gloss")
_WHERE = ("saidAt", "citing")  # what else a claim may name


class Borne(NamedTuple):
    """A claim under a row: the columns of the row that it stands for, and the statements that it makes there.

    Of no column it stands for the row as a whole: a step of an inference that the row does not name.
    """

    claim: Row
    columns: frozenset[str]
    statements: tuple[str, ...]


class Grounds(NamedTuple):
    """Finds the claims under rows, by their columns of statements: those that count."""

    engine: Engine
    lang: str
    narrow: Narrow

    def claims(self, rows: Sequence[Row]) -> list[Row]:
        """The claims under the rows, in the order of the rows.

        ``columns`` names those of a row that a claim stands for, where claims of one row differ in that, or
        where a row says less than another one, under which people see its claims. It is empty where a claim
        bears all of its rows.
        """
        columns = grounds_of_rows(rows[0]) if rows else []
        shown = [name for name in rows[0] if name not in columns] if rows else []
        less = _less([tuple(row[name] for name in shown) for row in rows])
        found: dict[str, Row] = {}
        borne: dict[str, set[str]] = {}
        for here, unlike in zip(self._under(rows), less, strict=True):
            for one in here:
                found.setdefault(one.claim["claim"], one.claim)
                if unlike or len({other.columns for other in here}) > 1:
                    borne.setdefault(one.claim["claim"], set()).update(one.columns)
        told = {iri: ", ".join(name for name in shown if name in borne.get(iri, ())) for iri in found}
        return [c | {"columns": told[iri]} for iri, c in found.items() if self._takes(c)]

    def under(self, rows: Sequence[Row]) -> list[list[Borne]]:
        """The claims under each of the rows that count."""
        return [[one for one in here if self._takes(one.claim)] for here in self._under(rows)]

    def _takes(self, claim: Row) -> bool:
        return self.narrow.takes(claim["source"], claim["modality"])

    def _under(self, rows: Sequence[Row]) -> list[list[Borne]]:
        from kg.ask.listing import by_statement

        columns = grounds_of_rows(rows[0]) if rows else []
        wanted = list(dict.fromkeys(row[name] for row in rows for name in columns if row[name]))
        said = by_statement(self.engine, self.lang, wanted)
        details = self._details({claim["claim"] for found in said.values() for claim in found})
        every = []
        for row in rows:
            here: dict[str, tuple[Row, set[str], list[str]]] = {}
            for ground in columns:
                for claim in said.get(row[ground], []):
                    if row.get("claim") not in (None, "", claim["claim"]):  # the row tells of that one alone
                        continue
                    _, own, made = here.setdefault(claim["claim"], (claim, set(), []))
                    own |= {column_of(ground)} | _told(claim, details.get(claim["claim"], []), row)
                    made.append(row[ground])
            every.append(
                [
                    Borne(claim, frozenset(name for name in own if row.get(name)), tuple(dict.fromkeys(made)))
                    for claim, own, made in here.values()
                ]
            )
        return every

    def _details(self, claims: set[str]) -> dict[str, list[tuple[str, str]]]:
        """The qualifiers of claims with their values, and where each is said."""
        from kg.ask.listing import qualifiers

        found = qualifiers(self.engine, self.lang, claims)
        where = ", ".join(f"<{NS}{name}>" for name in _WHERE)
        query = f"""SELECT ?c ?p ?v {{ VALUES ?c {{ THESE }} ?c ?p ?v FILTER(?p IN ({where})) }}
            ORDER BY ?c ?p ?v"""
        for row in select(self.engine, query, these=claims)[1]:
            found.setdefault(row["c"], []).append((row["p"], row["v"]))
        return found


def leading(grounds: Grounds | None, columns: Sequence[str]) -> Grounds:
    """The grounds of an answer with these columns. Raises KgError where nothing leads to claims."""
    if grounds is None or "statement" not in columns:
        raise KgError(
            "this answer counts or constructs; it has no column ?statement that leads to claims",
            he="התשובה הזאת סופרת או מרכיבה; אין בה עמודה ?statement שמובילה לטענות",
        )
    return grounds


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
    """The columns of a row that have what a claim says.

    A number or a truth that a qualifier gives stands under its name (also as that of a second statement,
    ``share2``), or beside the qualifier; what else one gives, and the qualifier itself, under any name.
    """
    used = {name for name, _ in details}
    said = {claim[part] for part in _PARTS} | used
    said |= {value for _, value in details if not isinstance(value, Scalar)}
    beside = {value for name, value in details if name in row.values()}
    named = {(local(name), value) for name, value in details}
    return {
        column
        for column, value in row.items()
        if value in said or value in beside or (column.rstrip("0123456789"), value) in named
    }
