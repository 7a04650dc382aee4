"""An answer cited: its rows numbered, and of each value in them on which passages it rests, if on any."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

from pyoxigraph import Literal

from kg.ask.bibliography import Citation, citations
from kg.ask.frames import package
from kg.ask.grades import GRADES
from kg.ask.grounds import Borne, Grounds
from kg.ask.narrow import grounds_of_rows, statuses_of_columns
from kg.ask.references import references
from kg.ask.tables import html
from kg.ask.under import certainty, rated, statuses, together
from kg.ask.values import for_json, quantities
from kg.engines import Engine, Result, Row, labels, project_of, text
from kg.errors import short
from kg.files.cells import csv_text
from kg.model.values import Figure
from kg.model.vocab import EDTF, Iri, Node, Scalar

if TYPE_CHECKING:
    import pandas

Quoting = Callable[[str], str]
_CELL = ("value", "number", "low", "high", "unit", "approximate", "certainty", "disputed")
_EVIDENCE = ("modality", "speaker", "source", "reliability", "passage", "credibility", "gloss", "claim")


@dataclass(frozen=True, repr=False)
class Evidence:
    """One passage (``source/start-end``) of one claim; ``quote`` is what stands there, where that was asked.

    ``claim``, ``modality``, ``speaker`` and ``source`` are IRIs; without a speaker the source says it itself.
    ``reliability`` of the source and ``credibility`` of the claim are a curator's, "" where nobody graded it.
    """

    claim: str
    modality: str
    speaker: str
    source: str
    reliability: str
    passage: str
    credibility: str
    gloss: str
    quote: str | None = None

    def __repr__(self) -> str:
        return short(f"<Evidence {self.passage}>")


def _evidence(claim: Row, quote: Quoting | None) -> Iterator[Evidence]:
    """A claim as evidence, passage by passage: the one place where its members are assembled."""
    said = {name: claim[name] for name in ("claim", "modality", "speaker", "source", "gloss", *GRADES)}
    for passage in claim["passage"].split(", "):
        yield Evidence(**said, passage=passage, quote=quote(passage) if quote else None)


@dataclass(frozen=True, repr=False)
class Cell:
    """A value of a row: as text (an ``Iri`` where it is a thing), and its number, if it is or has one.

    Of a range ``low`` and ``high`` are given and no number. ``certainty`` is the IRI of the status of the
    statement that tells it. Without ``evidence`` the value rests on no passage: it was worked out.
    """

    value: str
    number: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    approximate: bool | None
    certainty: str
    evidence: tuple[Evidence, ...]

    def __repr__(self) -> str:
        return short(f"<Cell {self.value} · {len(self.evidence)} passages>")


@dataclass(frozen=True, repr=False)
class CitedRow:
    """A row with its number, and a cell for each column; None where nothing stands there.

    ``evidence`` stands for the row as a whole: the steps of an inference that no column names. ``disputed``
    tells what another side says. ``index`` is where the row stands in the answer.
    """

    row: int
    cells: Mapping[str, Cell | None]
    evidence: tuple[Evidence, ...]
    disputed: str
    index: int

    def __repr__(self) -> str:
        return short(f"<CitedRow {self.row} of {', '.join(self.cells)}>")

    def all_evidence(self) -> Iterator[Evidence]:
        """That of each cell, and of the row as a whole; what stands for several cells several times."""
        for cell in self.cells.values():
            yield from cell.evidence if cell else ()
        yield from self.evidence


class Cited(Sequence[CitedRow]):
    """The rows of an answer as people see them, each value with its evidence; ``columns`` names them.

    What says nothing but what another row says too, or less, is under that row.
    """

    def __init__(
        self,
        engine: Engine,
        rows: Sequence[CitedRow],
        columns: Sequence[str],
        lang: str = "en",
        title: str = "",
        quoted: bool = False,
    ) -> None:
        self.engine = engine
        self._rows = list(rows)
        self.columns = list(columns)
        self.lang = lang
        self.title = title
        self.quoted = quoted

    @cached_property
    def labels(self) -> dict[str, str]:
        """The labels of all that it names."""
        cells = [cell for row in self._rows for cell in row.cells.values() if cell]
        named = [one for cell in cells for one in (cell.value, cell.certainty)]
        said = [one for row in self._rows for one in row.all_evidence()]
        named += [iri for one in said for iri in (one.claim, one.modality, one.speaker, one.source)]
        return labels(self.engine, self.lang, {one for one in named if isinstance(one, Iri)})

    @cached_property
    def _space(self) -> str:
        return project_of(self.engine).space

    @overload
    def __getitem__(self, index: int) -> CitedRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[CitedRow]: ...
    def __getitem__(self, index: int | slice) -> CitedRow | list[CitedRow]:
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        return short(f"<Cited of {len(self)} rows: {', '.join(self.columns)}>")

    def evidence(self) -> list[Evidence]:
        """All evidence, in the order of the rows, each passage of a claim once."""
        return list(dict.fromkeys(one for row in self._rows for one in row.all_evidence()))

    def citations(self, form: str = "line") -> list[Citation]:
        """The sources, each once, ready to paste: as a ``line``, in ``bibtex``, or as items of ``csl-json``.

        Raises KgError for another form.
        """
        pairs = [(one.source, one.passage) for one in self.evidence()]
        return citations(references(self.engine, self.lang, pairs), form, self.lang)

    def label(self, iri: str) -> str:
        """The label of a thing that it names, else its IRI, of one of the project's own the end."""
        return self.labels.get(iri) or iri.removeprefix(self._space)

    def to_dict(self) -> dict[str, Any]:
        """The title and the rows, nested, as ``kg query --json --cite`` prints them: each thing with its IRI
        and label, numbers and truths as such, None for what is absent.
        """
        return {"title": self.title or None, "rows": [self._row(row) for row in self]}

    def _row(self, row: CitedRow) -> dict[str, Any]:
        cells = {name: cell and self._cell(cell) for name, cell in row.cells.items()}
        under = [self._labelled(vars(one)) for one in row.evidence]
        return {"row": row.row, "disputed": row.disputed or None, "cells": cells, "evidence": under}

    def _cell(self, cell: Cell) -> dict[str, Any]:
        return self._labelled(vars(cell) | {"evidence": [self._labelled(vars(e)) for e in cell.evidence]})

    def _labelled(self, members: Mapping[str, Any]) -> dict[str, Any]:
        """Members as JSON has them; a quote only where it was asked for."""
        found: dict[str, Any] = {}
        for name, value in members.items():
            if name == "quote" and value is None:
                continue
            is_thing = isinstance(value, Iri) and name != "claim"  # which has a gloss, and no label
            found[name] = {"iri": str(value), "label": self.label(value)} if is_thing else for_json(value)
        return found

    def to_records(self, ids: bool = False) -> list[dict[str, Any]]:
        """The same flat: a record for each row, column and passage, things by label or with ``ids`` by IRI.

        A value that rests on no passage has one record without it; one of the row as a whole has no column.
        """
        found = []
        for row in self:
            for name, cell in row.cells.items():
                if cell is not None:
                    own = {"row": row.row, "column": name} | vars(cell) | {"disputed": row.disputed}
                    found += [own | (vars(one) if one else {}) for one in cell.evidence or (None,)]
            whole = {"row": row.row, "disputed": row.disputed}
            found += [whole | vars(one) for one in row.evidence]
        return [{name: self._shown(record.get(name), ids) for name in self.names} for record in found]

    @property
    def names(self) -> list[str]:
        """The columns of the flat form."""
        return ["row", "column", *_CELL, *_EVIDENCE, *(["quote"] if self.quoted else [])]

    def _shown(self, value: Any, ids: bool) -> Any:
        if isinstance(value, Iri) and not ids:
            return self.label(value)
        return for_json(value)

    def to_csv(self, ids: bool = False, raw: bool = False) -> str:
        """``to_records`` as one CSV table; ``raw`` leaves what looks like formulas."""
        lines = ([_written(record[name]) for name in self.names] for record in self.to_records(ids))
        return csv_text(self.names, lines, raw, "\n").removesuffix("\n")

    def to_pandas(self) -> "pandas.DataFrame":
        """``to_records`` as a pandas data frame. Needs pandas (the extra «frames»)."""
        made: pandas.DataFrame = package("pandas").DataFrame(self.to_records(), columns=self.names)
        return made

    def _repr_html_(self) -> str:
        """A table for Jupyter."""
        lines = [[_written(record[name]) for name in self.names] for record in self.to_records()]
        return html(self.names, lines, self.lang, self.title)


def cite(
    grounds: Grounds, result: Result, disputed: Mapping[str, str], title: str, quote: Quoting | None
) -> Cited:
    """The rows of a result with their evidence; ``quote`` gives the words of a passage."""
    rows = [{name: text(row[name]) for name in result.names} for row in result.rows]
    hidden = grounds_of_rows(result.names)
    written = [name for name in result.names if name not in hidden]
    columns = [name for name in written if name not in statuses_of_columns(result.names).values()]
    said = [disputed.get(row.get("statement", ""), "") for row in rows]
    lines = [[*(row[name] for name in written), other] for row, other in zip(rows, said, strict=True)]
    under, known = grounds.under(rows), statuses(grounds.engine, rows)
    iris = {value for row in rows for value in row.values() if isinstance(value, Iri)}
    sizes = quantities(grounds.engine, {*map(str, iris)})
    cited = []
    for number, alike in enumerate(together(lines), 1):
        first = alike[0]
        row, nodes = rows[first], result.rows[first]
        claims = _merged([one for n in alike for one in under[n]])
        evidence = {one.claim["claim"]: tuple(_evidence(one.claim, quote)) for one in claims}
        cells: dict[str, Cell | None] = {}
        for name in columns:
            own = set().union(*(rated(rows[n], name, known) for n in alike))
            having = [c for c in claims if name in c.columns or (c.columns and own & {*c.statements})]
            found = tuple(one for claim in having for one in evidence[claim.claim["claim"]])
            how = certainty(row, name, claims, known)
            cells[name] = _cell(row[name], nodes[name], sizes, how, found) if row[name] else None
        whole = tuple(e for one in claims if not one.columns for e in evidence[one.claim["claim"]])
        cited.append(CitedRow(number, cells, whole, said[first], first))
    return Cited(grounds.engine, cited, columns, grounds.lang, title, quote is not None)


def _merged(claims: Sequence[Borne]) -> list[Borne]:
    """The claims of several rows, each once, for all the columns that it stands for in one of them."""
    found: dict[str, Borne] = {}
    for one in claims:
        old = found.get(one.claim["claim"], one)
        made = tuple(dict.fromkeys((*old.statements, *one.statements)))
        found[one.claim["claim"]] = Borne(one.claim, old.columns | one.columns, made)
    return list(found.values())


def _cell(
    value: str,
    node: Node | None,
    sizes: Mapping[str, Figure],
    certainty: str,
    evidence: tuple[Evidence, ...],
) -> Cell:
    size = sizes.get(value)
    if size is not None:
        known = (size.value, size.low, size.high, size.unit, size.approximate)
        return Cell(value, *known, certainty, evidence)
    is_number = isinstance(value, Scalar) and not isinstance(value.value, bool)
    is_date = isinstance(node, Literal) and node.datatype.value == EDTF
    about = ("~" in value or "%" in value) if is_date else None
    return Cell(value, Decimal(value) if is_number else None, None, None, None, about, certainty, evidence)


def _written(value: Any) -> str:
    """A value as CSV has it; truths are words that spreadsheets know."""
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
