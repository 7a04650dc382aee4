"""Conflicts together: a list of them, and each claim of each side as a row."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.ask.answer import Answer, rows_answer
from kg.ask.listing import Dispute
from kg.ask.said import row_of
from kg.ask.sentences import Sentences
from kg.engines import Engine, Row
from kg.errors import short
from kg.model.values import key
from kg.model.vocab import Iri

if TYPE_CHECKING:
    import pandas
    import polars

SIDE = ("subject", "predicate", "object", "qualifiers")
SAID = ("source", "reliability", "modality", "speaker", "passage", "credibility", "gloss")


class Disputes(list[Dispute]):
    """Conflicts, or what only looks like some."""

    def __init__(self, engine: Engine, lang: str, found: Iterable[Dispute]) -> None:
        super().__init__(found)
        self._engine = engine
        self._lang = lang

    def __repr__(self) -> str:
        return short(f"<Disputes: {len(self)}>")

    def sides(self) -> Answer:
        """An answer with a row for each claim of each side: ``conflict``, ``reason``, the side, what is said,
        and whether a curator prefers that side. It turns into CSV and data frames as all answers do.
        """
        rows = [
            {"conflict": Iri(one.iri), "reason": key(one.reason), **row}
            for one in self
            for row in side_rows(self._engine, self._lang, one)
        ]
        columns = ("conflict", "reason", *SIDE, *SAID, "preferred")
        return rows_answer(self._engine, rows, self._lang, columns)

    def to_pandas(self) -> "pandas.DataFrame":
        """``sides()`` as a pandas data frame; see ``kg.Answer.to_pandas``."""
        return self.sides().to_pandas()

    def to_polars(self) -> "polars.DataFrame":
        """``sides()`` as a polars data frame."""
        return self.sides().to_polars()


def side_rows(engine: Engine, lang: str, found: Dispute) -> list[Row]:
    """A conflict as rows: each claim with the side that it takes, and whether a curator prefers that side."""
    claims = [claim for side in found.sides for claim in side.claims]
    known = Sentences(engine, (iri for claim in claims for pair in claim.pairs for iri in pair))
    return [
        dict(zip(SIDE, side.statement.triple, strict=False))
        | {"qualifiers": known.pairs(claim.pairs, lang)}
        | row_of(claim, SAID)
        | {"preferred": key(side.preferred)}
        for side in found.sides
        for claim in side.claims
    ]
