"""An index of texts in memory, ranked by BM25 (SQLite's FTS5)."""

import sqlite3
from collections.abc import Iterable, Sequence

_BEFORE, _AFTER = "\x02", "\x03"


class Index:
    """Rows of texts, one a column, each of whose words are found whatever their English ending."""

    def __init__(self, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        self._columns = len(columns)
        self._index = sqlite3.connect(":memory:", check_same_thread=False)
        self._index.execute(
            f"CREATE VIRTUAL TABLE indexed USING fts5({', '.join(columns)}, tokenize = 'porter unicode61')"
        )
        holes = ", ".join("?" * len(columns))
        self._index.executemany(f"INSERT INTO indexed VALUES ({holes})", rows)

    def ranked(self, match: str, weights: Sequence[float], most: int = 200) -> list[tuple[float, int]]:
        """The scores and places (from 0) of the rows that fit an FTS5 query, the best first.

        ``weights`` are those of the columns.
        """
        query = f"""SELECT -bm25(indexed, {", ".join(map(str, weights))}) AS score, rowid FROM indexed
          WHERE indexed MATCH ? ORDER BY score DESC, rowid LIMIT ?"""
        return [(score, row - 1) for score, row in self._index.execute(query, (match, most))]

    def marks(self, match: str, place: int) -> list[list[int]]:
        """For each column of a row, how many words of each of its lines fit an FTS5 query."""
        told = ", ".join(f"highlight(indexed, {n}, '{_BEFORE}', '{_AFTER}')" for n in range(self._columns))
        query = f"SELECT {told} FROM indexed WHERE indexed MATCH ? AND rowid = ?"
        (row,) = self._index.execute(query, (match, place + 1))
        return [[line.count(_BEFORE) for line in column.split("\n")] for column in row]
