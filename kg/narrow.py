"""Narrow an answer to the statements that count: by status, time, source, modality, number of origins."""

from dataclasses import dataclass

from kg.engines import Engine, Row, select, values
from kg.errors import KgError
from kg.times import NotEdtfError, Span, bounds, together
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

    def span(self) -> Span | None:
        """First and last instant of ``as_of``. Raises KgError for what is no EDTF date."""
        try:
            return None if self.as_of is None else bounds(self.as_of)
        except NotEdtfError as error:
            raise KgError(
                f"as of: {error}", he=f"{self.as_of!r} אינו תאריך EDTF כגון 1992-04-10, 1992-04 או 1992/.."
            ) from None


def counting(engine: Engine, statements: set[str], want: Narrow) -> set[str]:
    """Those of the statements that count. Raises KgError for a date that is none.

    An inference counts by its own status and number of origins, and where each statement that it rests on
    has such a claim; at a date, where they can all hold together.
    """
    span = want.span()
    query = f"""PREFIX : <{NS}> SELECT ?s ?leaf ?status ?origins ?source ?modality ?first ?last {{
      VALUES ?s {{ {values(statements)} }} ?s :status|:certainty ?status ; :originCount ?origins .
      {{ ?s :hasClaim ?c BIND(?s AS ?leaf) }} UNION {{ ?s :restsOn ?leaf . ?leaf :hasClaim ?c }}
      ?c :statedIn ?source ; :modality ?modality .
      OPTIONAL {{ ?c :earliest ?first }} OPTIONAL {{ ?c :latest ?last }} }}"""
    said: dict[str, dict[str, list[Row]]] = {}
    for row in select(engine, query)[1]:
        fitting = said.setdefault(row["s"], {}).setdefault(row["leaf"], [])
        if _fits(row, want):
            fitting.append(row)
    return {iri for iri, leaves in said.items() if _holds(list(leaves.values()), span)}


def _fits(row: Row, want: Narrow) -> bool:
    return (
        want.status in (None, row["status"])
        and want.source in (None, row["source"])
        and want.modality in (None, row["modality"])
        and (want.min_origins is None or int(row["origins"]) >= want.min_origins)
    )


def _holds(leaves: list[list[Row]], span: Span | None) -> bool:
    """Whether each leaf has a claim, and dated ones reach into the span together.

    Where none of the claims of a leaf is dated, nothing speaks against it.
    """
    times: list[list[Span]] = []
    for rows in leaves:
        if not rows:
            return False
        spans: list[Span] = [(row["first"] or None, row["last"] or None) for row in rows]
        times.append([time for time in spans if time != (None, None)])
    return span is None or together(times, span)
