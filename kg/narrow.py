"""Narrow an answer to the statements that count: by status, time, source, modality, number of origins."""

from dataclasses import dataclass

from kg.engines import Engine, Row, select, values
from kg.errors import KgError
from kg.times import NotEdtfError, bounds, overlap
from kg.vocab import NS


@dataclass(frozen=True)
class Narrow:
    """What a statement must have to count; None asks for nothing.

    ``status``, ``source`` and ``modality`` are IRIs; ``as_of`` is an EDTF date: what is said to hold then
    counts, and so does what no claim dates. One claim must have source and modality together.
    """

    status: str | None = None
    as_of: str | None = None
    source: str | None = None
    modality: str | None = None
    min_origins: int | None = None

    def __bool__(self) -> bool:
        return any(value is not None for value in vars(self).values())

    def span(self) -> tuple[str | None, str | None] | None:
        """First and last instant of ``as_of``. Raises KgError for what is no EDTF date."""
        try:
            return None if self.as_of is None else bounds(self.as_of)
        except NotEdtfError as error:
            raise KgError(f"as of: {error}") from None


def counting(engine: Engine, statements: set[str], want: Narrow) -> set[str]:
    """Those of the statements that count. Raises KgError for a date that is none."""
    span = want.span()
    query = f"""PREFIX : <{NS}> SELECT ?s ?status ?origins ?source ?modality ?first ?last {{
      VALUES ?s {{ {values(statements)} }} ?s :status ?status ; :originCount ?origins ; :hasClaim ?c .
      ?c :statedIn ?source ; :modality ?modality .
      OPTIONAL {{ ?c :earliest ?first }} OPTIONAL {{ ?c :latest ?last }} }}"""
    said: dict[str, list[Row]] = {}
    for row in select(engine, query)[1]:
        if _fits(row, want):
            said.setdefault(row["s"], []).append(row)
    return {iri for iri, rows in said.items() if span is None or _holds(rows, span)}


def _fits(row: Row, want: Narrow) -> bool:
    return (
        want.status in (None, row["status"])
        and want.source in (None, row["source"])
        and want.modality in (None, row["modality"])
        and (want.min_origins is None or int(row["origins"]) >= want.min_origins)
    )


def _holds(rows: list[Row], span: tuple[str | None, str | None]) -> bool:
    """Whether a dated claim reaches into the span; where none is dated, nothing speaks against it."""
    dated = [row for row in rows if row["first"] or row["last"]]
    return not dated or any(overlap(span, (row["first"] or None, row["last"] or None)) for row in dated)
