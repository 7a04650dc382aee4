"""An answer: rows of Python values, that show themselves, carry their grounds and turn into other forms."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal

from kg.ask.dates import Written, told
from kg.ask.narrow import grounds_of_rows, of_facts, statuses_of_columns
from kg.ask.rows import Kind, Rows
from kg.ask.tables import filled, folded, html, status_codes, table
from kg.engines import Engine, Result, Row
from kg.errors import KgError, keywords, short
from kg.model.vocab import EDTF, FACT, NS, Iri, Node, integer
from kg.words import word

if TYPE_CHECKING:
    from kg.ask.cited import Cited, Quoting
    from kg.ask.grounds import Grounds
    from kg.ask.said import Claim, Ground, Statement
    from kg.ask.sentences import Sentences
    from kg.ask.values import Record


@keywords
class Answer(Rows[Kind]):
    """The rows of an answer, which show themselves; ``title`` is the question where there is one.

    Columns ``statement``, ``statement2`` and ``statement_X`` (see ``kg.ask.narrow``) are not shown to people;
    they lead to the grounds of each row, and to what disputes it.
    """

    def __init__(
        self,
        engine: Engine,
        result: Result,
        lang: str = "en",
        *,
        title: str = "",
        titles: Mapping[str, str] | None = None,
        grounds: "Grounds | None" = None,
        dispute: Callable[[list[Row]], dict[str, str]] | None = None,
        words: Mapping[tuple[str, str], str] | None = None,
        said: "Callable[[Collection[str]], Mapping[str, Statement]] | None" = None,
        shapes: Callable[[list[Row]], Sequence[Kind]] | None = None,
    ) -> None:
        super().__init__(engine, result, lang, said, shapes)
        self.title = title
        self._titles = dict(titles or {})
        self._grounds = grounds
        self._dispute = dispute
        self._words = dict(words or {})  # what people are shown for a text of a column

    @cached_property
    def disputed(self) -> dict[str, str]:
        """For each statement of the answer that another one disputes: the other side, in words."""
        asked = self._dispute if "statement" in self.columns else None
        return asked(self.rows) if asked else {}

    def __repr__(self) -> str:
        return short(f"<Answer of {len(self)} rows: {', '.join(self.columns)}>")

    def grounds(self) -> "Answer[Ground]":
        """The claims under the rows, with passages and glosses. Raises KgError where there are none.

        Where the claims under a row do not all stand for the same columns of it, ``columns`` names them.
        """
        from kg.ask.grounds import leading
        from kg.ask.said import Ground, claims

        found: list[Row] = [
            claim | {"columns": Written(claim["columns"], self._headings(claim["columns"]))}
            for claim in leading(self._grounds, self.columns).claims(self.rows)
        ]

        def shapes(rows: list[Row]) -> "list[Ground]":
            told = claims(self.engine, self.lang, [row["claim"] for row in rows])
            return [Ground(**told[row["claim"]], columns=row["columns"]) for row in rows]

        return rows_answer(self.engine, found, self.lang, shapes=shapes)

    def cited(self, quote: "Quoting | None" = None) -> "Cited":
        """The rows, numbered, and of each value the passages it rests on, if any (``kg.ask.cited``).

        ``quote`` gives the words of a passage (``kg.texts``). Raises KgError where there are no grounds.
        """
        if quote is not None and not callable(quote):
            raise KgError("quote gives the words of a passage: it is a function of source/start-end")
        from kg.ask.cited import cite
        from kg.ask.grounds import leading

        return cite(leading(self._grounds, self.columns), self.result, self.disputed, self.title, quote)

    def numbered(self, rows: Sequence[int]) -> "Answer[Kind]":
        """Those rows, in this order, with their numbers in a first column."""
        found = [{"#": integer(n), **self._nodes[index]} for n, index in enumerate(rows, 1)]
        return self._like(Result(["#", *self.columns], found))

    def _headings(self, columns: str) -> str:
        """What people see for names of columns, which commas part."""
        return ", ".join(map(self.heading, columns.split(", "))) if columns else ""

    def head(self, most: int = 10) -> "Answer[Kind]":
        """The first rows."""
        return self._like(Result(self.columns, self._nodes[:most]))

    def _like(self, result: Result) -> "Answer[Kind]":
        """Other rows of the same answer."""
        return Answer(
            self.engine,
            result,
            self.lang,
            title=self.title,
            titles=self._titles,
            grounds=self._grounds,
            dispute=self._dispute,
            words=self._words,
            said=self._said,
            shapes=self._shapes,
        )

    def only(self, columns: str | Sequence[str]) -> "Answer":
        """The answer with one column or these alone, in this order. Raises KgError for an unknown one."""
        columns = [columns] if isinstance(columns, str) else list(columns)
        for name in sorted({*columns} - {*self.columns}) if self.columns else ():  # of no rows made of texts
            raise KgError(f"no column {name!r}; there are {', '.join(self.columns)}")
        rows = [{name: row.get(name) for name in columns} for row in self._nodes]
        return Answer(self.engine, Result(columns, rows), self.lang, titles=self._titles, words=self._words)

    def with_column(self, name: str, of: Callable[[Row], str]) -> "Answer":
        """The answer with one more column of texts, made from each row; a claim has one more member."""
        from kg.ask.values import Record

        rows = [{**nodes, name: Literal(of(row))} for nodes, row in zip(self._nodes, self.rows, strict=True)]
        result = Result([*self.columns, name], rows)

        def shapes(rows: list[Row]) -> "list[Record]":
            return [Record({**one, name: row[name]}) for one, row in zip(self._values, rows, strict=True)]

        more = None if self._shapes is None else shapes
        return Answer(self.engine, result, self.lang, titles=self._titles, words=self._words, shapes=more)

    @property
    def shown(self) -> list[str]:
        """The columns that people see; the status of a column's own statement stands beside its value."""
        return [name for name in self._written() if name not in self._statuses.values()]

    def _written(self, whole: bool = True) -> list[str]:
        """The columns that are not for grounds; unless ``whole``, those that people see."""
        hidden = grounds_of_rows(self.columns)
        return [name for name in self.columns if name not in hidden] if whole else self.shown

    @cached_property
    def _statuses(self) -> dict[str, str]:
        return statuses_of_columns(self.columns)

    def heading(self, column: str) -> str:
        """The heading of a column: of the question, of the command line's words, of a term, or its name."""
        own = self._titles.get(column) or word(column, self.lang)
        if column in self._statuses.values():
            own = f"{word('status', self.lang)}: {self.heading(column.removeprefix('status_'))}"
        terms = (self.labels.get(iri) for iri in self._terms(column))
        return own or next(filter(None, terms), "") or column.replace("_", " ")

    def cells(self, ids: bool = False, plain: bool = False) -> list[list[str]]:
        """The rows as people see them; with ``ids`` IRIs and dates stay, with ``plain`` dates stay.

        For people a relation agrees with its subject, a date is told in words, and beside what a column's own
        statement tells stands its status, where it is no fact.
        """
        found = []
        for nodes, row in zip(self._nodes, self.rows, strict=True):
            line = []
            for name in self._written(ids or plain):
                if ids or plain:
                    line.append(row[name] if ids else self.show(row[name]))
                else:
                    status = row.get(self._statuses.get(name, ""), "")
                    beside = f" ({self.show(status)})" if status not in ("", NS + FACT) else ""
                    line.append(self._told(name, nodes.get(name), row) + beside)
            if self.disputed:
                line.append(self.disputed.get(row["statement"], ""))
            found.append(line)
        return found

    @cached_property
    def _sentences(self) -> "Sentences":
        from kg.ask.sentences import Sentences

        parts = [row[name] for row in self.rows for name in ("subject", "predicate") if name in row]
        return Sentences(self.engine, parts)

    def _told(self, column: str, node: Node | None, row: Row) -> str:
        """A cell for people."""
        value = row[column]
        if (column, value) in self._words:
            return self._words[column, value]
        if isinstance(node, Literal) and node.datatype.value == EDTF:
            return told(value, self.lang)
        if column == "predicate" and value in self.labels and isinstance(row.get("subject"), Iri):
            return self._sentences.relation(row["subject"], value, self.lang)
        if column == "object" and value and not isinstance(value, Iri) and "predicate" in row:
            return self._sentences.value(row["predicate"], value, self.lang)
        return self.show(value)

    def show(self, value: str) -> str:
        """A value as people see it: the label of an IRI, or its end; yes or no for a boolean."""
        if value in ("true", "false"):
            return str(word(value, self.lang))
        if not isinstance(value, Iri):
            return value
        return self.labels.get(value) or value.removeprefix(self._project.space)

    def headings(self, ids: bool = False) -> list[str]:
        """The headings of ``cells``."""
        own = [self.heading(name) for name in self._written(ids)]
        return [*own, str(word("disputed by", self.lang))] if self.disputed else own

    def _filled(self, ids: bool = False) -> tuple[list[str], list[list[str]]]:
        """Headings and rows for people: no column in which no row has anything, nor one of statuses where all
        are facts, and of the rows that rest on statements none that says less than another one.
        """
        headings, lines = self.headings(ids), self.cells(ids)
        lines = folded(lines) if "statement" in self.columns else lines
        needless = of_facts(self.rows, self.columns)
        return filled(headings, lines, [n for n, name in enumerate(self._written(ids)) if name in needless])

    def to_table(self, columns: int | None = None, ids: bool = False, colours: bool = False) -> str:
        """A table for a terminal, wrapped to ``columns`` if given; a column without any value is left out.

        ``colours`` puts in a terminal's codes for headings and for how sure something is.
        """
        codes = status_codes(self.engine, self.lang) if colours else None
        return table(*self._filled(ids), self.lang, columns, codes)

    def __str__(self) -> str:
        return "\n".join([*([self.title] if self.title else []), self.to_table()])

    def to_csv(self, ids: bool = False, raw: bool = False) -> str:
        """CSV with the names of columns above, and dates in EDTF; ``raw`` leaves what looks like formulas."""
        from kg.files.cells import csv_text

        names = [*self._written(), *(["disputed"] if self.disputed else [])]
        return csv_text(names, self.cells(ids, plain=True), raw, "\n").removesuffix("\n")

    def to_records(self) -> list[dict[str, Any]]:
        """The rows as JSON has them: each thing, figure, time, statement and claim with all its members."""
        from kg.ask.values import for_json

        found: list[dict[str, Any]] = []
        for row, texts in zip(self._values, self.rows, strict=True):
            other = self.disputed.get(texts.get("statement", ""))
            found.append(for_json(row) | ({"disputed": other} if other and self._shapes is None else {}))
        return found

    def to_json(self) -> str:
        """``to_records`` as JSON, in which numbers and truths are such, and what is absent is null."""
        import json

        return json.dumps(self.to_records(), ensure_ascii=False)

    def _repr_html_(self) -> str:
        """A table for Jupyter."""
        return html(*self._filled(), self.lang, self.title)


def rows_answer(
    engine: Engine,
    rows: list[Row],
    lang: str,
    columns: Sequence[str] = (),
    shapes: Callable[[list[Row]], Sequence[Kind]] | None = None,
) -> Answer[Kind]:
    """An answer made of rows of text; what is an ``Iri`` is one, and a ``Scalar`` is a number or a truth.

    ``shapes`` gives what the rows are in Python where they are no records.
    """
    from kg.ask.values import node

    names = list(columns or (rows[0] if rows else ()))
    nodes: list[dict[str, Node | None]] = [
        {name: node(value) if value else None for name, value in row.items()} for row in rows
    ]
    words: dict[tuple[str, str], str] = {
        (n, v): v.words for row in rows for n, v in row.items() if isinstance(v, Written)
    }
    return Answer(engine, Result(names, nodes), lang, words=words, shapes=shapes)


def claims_answer(engine: Engine, rows: list[Row], lang: str, columns: Sequence[str] = ()) -> "Answer[Claim]":
    """An answer of claims, made of rows that name them in a column ``claim``."""
    from kg.ask.said import claims

    def shapes(rows: list[Row]) -> "list[Claim]":
        told = claims(engine, lang, [row["claim"] for row in rows])
        return [told[row["claim"]] for row in rows]

    return rows_answer(engine, rows, lang, columns, shapes)
