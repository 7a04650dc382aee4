"""Narrow an answer to the statements that count: by status, time, source, modality, number of origins."""

import re
from collections.abc import Container, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode

from kg.ask.involved import disputed
from kg.engines import Engine, Result, Row, number, select
from kg.errors import KgError, whole
from kg.model.vocab import FACT, NS

if TYPE_CHECKING:
    from kg.ask.said import Statement
    from kg.model.edtf import Span

DISPUTED = NS + "disputed"


class Narrow(NamedTuple):
    """What a statement must have to count; None asks for nothing.

    ``status``, ``source`` and ``modality`` are IRIs; ``as_of`` is an EDTF date: what holds then, as far as
    the sources tell, counts. One claim must have source and modality together.
    """

    status: str | None = None
    as_of: str | None = None
    source: str | None = None
    modality: str | None = None
    min_origins: int | None = None

    def __bool__(self) -> bool:
        return any(value is not None for value in self)

    def takes(self, source: str, modality: str) -> bool:
        """Whether a claim of this source and modality (IRIs) is of those asked for."""
        return self.source in (None, source) and self.modality in (None, modality)

    def span(self) -> "Span | None":
        """First and last instant of ``as_of``. Raises KgError for what is no EDTF date."""
        from kg.model.edtf import NotEdtfError, bounds

        try:
            return None if self.as_of is None else bounds(whole(self.as_of))
        except NotEdtfError as error:
            raise KgError(
                f"as of: {error}", he=f"{self.as_of!r} אינו תאריך EDTF כגון 1992-04-10, 1992-04 או 1992/.."
            ) from None


def credited(found: "Mapping[str, Statement]", want: Narrow) -> "dict[str, Statement]":
    """Statements with those of their claims alone that are of the source and modality asked for."""
    from dataclasses import replace

    return {
        iri: replace(one, claims=tuple(c for c in one.claims if want.takes(c.source.iri, c.modality.iri)))
        for iri, one in found.items()
    }


_GROUND, _GROUND_OF = r"statement\d*", r"statement_(\w+)"


def grounds_of_rows(names: Iterable[str]) -> list[str]:
    """The columns that hold the statements under each row: they are for grounds, and not shown."""
    return [name for name in names if re.fullmatch(f"{_GROUND}|{_GROUND_OF}", name)]


def column_of(ground: str) -> str:
    """The column that a column of statements is the ground of; "" for those under the whole row.

    >>> column_of("statement_time"), column_of("statement2")
    ('time', '')
    """
    found = re.fullmatch(_GROUND_OF, ground)
    return found[1] if found else ""


def statuses_of_columns(names: Iterable[str]) -> dict[str, str]:
    """The columns X that rest on a statement of their own, each with the column that has its status.

    >>> statuses_of_columns(["time", "status_time", "statement", "statement_time"])
    {'time': 'status_time'}
    """
    every = list(names)
    columns = filter(None, map(column_of, every))
    return {column: f"status_{column}" for column in columns if f"status_{column}" in every}


def of_facts(rows: Iterable[Row], names: Iterable[str]) -> set[str]:
    """The columns of statuses in which all are facts; of a column's own statement there may be none.

    >>> of_facts([{"status": NS + FACT, "status2": NS + "expected"}], ["who", "status", "status2"])
    {'status'}
    """
    every, lines = list(names), list(rows)
    own = statuses_of_columns(every).values()
    told = [name for name in every if name in own or name.rstrip("0123456789") == "status"]
    return {
        name
        for name in told
        if all(row[name] == NS + FACT or (name in own and not row[name]) for row in lines)
    }


def narrowed(engine: Engine, result: Result, want: Narrow) -> Result:
    """The rows of an answer that count: no source is credited with what another one says.

    ``statement`` (and ``statement2`` …) hold what a row rests on: where one does not count, the row does not.
    ``statement_X`` holds what the column X rests on: where it does not count, X and its status go.
    A row that tells of one claim, in a column ``source`` or ``modality``, goes where that is another one.
    Raises KgError where there is no column ``statement``.
    """
    if "statement" not in result.names:
        raise KgError(
            "this question counts or has no column ?statement; it cannot be narrowed",
            he="השאלה סופרת, או שאין בה עמודה ?statement; אי אפשר לצמצם אותה",
        )
    columns = grounds_of_rows(result.names)
    nodes = (row[name] for row in result.rows for name in columns)
    made = {node.value for node in nodes if isinstance(node, NamedNode)}
    kept = counting(engine, made, want)
    claims = {"source": want.source, "modality": want.modality}
    told = {name: value for name, value in claims.items() if value and name in result.names}
    rows = []
    for row in result.rows:
        if any(getattr(row[name], "value", "") != value for name, value in told.items()):
            continue
        missing = [name for name in columns if getattr(row[name], "value", "") not in kept]
        if any(re.fullmatch(_GROUND, name) and (row[name] or name == "statement") for name in missing):
            continue
        empty = {name for ground in missing for name in _of_column(ground)}
        rows.append({name: None if name in empty else value for name, value in row.items()})
    return Result(result.names, rows)


def _of_column(ground: str) -> tuple[str, ...]:
    """What is empty where this column of statements is: itself, the column that rests on it, its status."""
    column = column_of(ground)
    return (ground, column, f"status_{column}") if column else (ground,)


def counting(engine: Engine, statements: set[str], want: Narrow) -> set[str]:
    """Those of the statements that count. Raises KgError for a date that is none.

    An inference counts by its own status and number of origins, and where each statement that it rests on
    has such a claim; at a date, where they can all hold together.
    """
    span = want.span()
    query = f"""PREFIX : <{NS}> SELECT ?s ?leaf ?status ?origins ?source ?modality ?first ?last {{
      VALUES ?s {{ THESE }} ?s :status|:certainty ?status ; :originCount ?origins .
      {{ ?s :hasClaim ?c BIND(?s AS ?leaf) }} UNION {{ ?s :restsOn ?leaf . ?leaf :hasClaim ?c }}
      ?c :statedIn ?source ; :modality ?modality .
      OPTIONAL {{ ?leaf :holdsFrom ?first }} OPTIONAL {{ ?leaf :holdsUntil ?last }} }}"""
    involved = disputed(engine, statements) if want.status == DISPUTED else {}
    said: dict[str, dict[str, list[Row]]] = {}
    for row in select(engine, query, these=statements)[1]:
        fitting = said.setdefault(row["s"], {}).setdefault(row["leaf"], [])
        if _fits(row, want, involved):
            fitting.append(row)
    return {iri for iri, leaves in said.items() if _holds(list(leaves.values()), span)}


def _fits(row: Row, want: Narrow, involved: Container[str]) -> bool:
    return (
        (want.status in (None, row["status"]) or row["s"] in involved)
        and want.source in (None, row["source"])
        and want.modality in (None, row["modality"])
        and (want.min_origins is None or number(row, "origins") >= want.min_origins)
    )


def _holds(leaves: list[list[Row]], span: "Span | None") -> bool:
    """Whether each leaf has a claim that counts, and all hold together within the span."""
    if span is None or not all(leaves):
        return all(leaves)
    from kg.model.edtf import Instant
    from kg.model.times import together

    ends = [[rows[0][end] for end in ("first", "last")] for rows in leaves]
    return together([[(Instant(a) if a else None, Instant(b) if b else None)] for a, b in ends], span)
