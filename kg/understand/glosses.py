"""Which statements a sentence is like: what is told of their claims, ranked by BM25."""

from collections.abc import Sequence

from kg.engines import Engine, select
from kg.model.spelling import words
from kg.model.vocab import NS
from kg.understand.index import Index
from kg.understand.phrases import COLUMNS, WEIGHTS, features, matching

_GLOSSES = f"""SELECT ?statement ?gloss {{
  ?claim <{NS}makesStatement> ?statement ; <{NS}gloss> ?gloss }} ORDER BY ?statement ?gloss"""
_MOST = 60  # glosses that count


class Glosses:
    """An index of the glosses of claims, in memory."""

    def __init__(self, engine: Engine) -> None:
        rows = select(engine, _GLOSSES)[1]
        self._statements = [row["statement"] for row in rows]
        self._index = Index(COLUMNS, ([" ".join(p) for p in features(words(row["gloss"]))] for row in rows))

    def near(self, asked: Sequence[str]) -> dict[str, float]:
        """The statements that some words are like, the likest first: how like, at most 1."""
        found: dict[str, float] = {}
        match = matching(asked)
        ranked = self._index.ranked(match, WEIGHTS, _MOST) if match else []
        for score, place in ranked:
            found.setdefault(self._statements[place], score / ranked[0][0])
        return found
