"""An answer cited, for people: its rows with their numbers, and below, row by row, what each rests on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from kg.ask.answer import Answer
from kg.ask.cited import Cited, CitedRow, Evidence
from kg.ask.grades import told as graded
from kg.ask.narrow import of_facts
from kg.ask.tables import clean, coloured, isolate, status_codes, width, wrapped_lines
from kg.errors import plain
from kg.model.statement import FACT
from kg.model.vocab import NS
from kg.tell.shown import Part
from kg.words import from_right, word

_IN = 2  # by how many characters the source stands farther in than what it says


@dataclass(frozen=True)
class Line:
    """A line of the evidence of a row: the first one has its number."""

    number: str
    depth: int
    text: str


def cited(answer: Answer, found: Cited, most: int | None = None, ids: bool = False) -> list[str | Part]:
    """The rows in a table, and below the evidence of each, or the first ``most`` claims of it.

    With ``ids`` things are told by IRI.
    """
    table = answer.numbered([row.index for row in found])
    hidden = of_facts(table.rows, table.columns)
    columns = {name: answer.heading(name) for name in found.columns if name not in hidden}
    rated = "status" not in answer.columns
    groups = [group for row in found for group in _lines(row, found, columns, rated, ids)]
    under, left = _first(groups, most)
    parts: list[str | Part] = [table, "", Under(under, answer)]
    return [*parts, str(word("ask: more", answer.lang)).format(n=left)] if left else parts


def _first(groups: Sequence[list[Line]], most: int | None) -> tuple[list[Line], int]:
    """The lines of the first groups, and how many groups are left."""
    kept = groups[:most]
    return [line for group in kept for line in group], len(groups) - len(kept)


def _lines(
    row: CitedRow, found: Cited, columns: Mapping[str, str], rated: bool, ids: bool
) -> Iterator[list[Line]]:
    """What a row rests on: for each claim a group of lines, and one for the columns that rest on none.

    Where ``rated`` it tells how certain the statement is, if it is no fact.
    """
    number = str(row.row)
    cells = {columns[name]: cell for name, cell in row.cells.items() if cell is not None and name in columns}
    claims: dict[str, list[Evidence]] = {}
    for one in dict.fromkeys(row.all_evidence()):
        claims.setdefault(one.claim, []).append(one)
    for passages in claims.values():
        first = passages[0]
        bearing = {heading: cell for heading, cell in cells.items() if first in cell.evidence}
        what = ", ".join(bearing) or str(word("cite: step", found.lang))
        if len(bearing) == len(cells):
            what = str(word("cite: row", found.lang))
        sure = [cell.certainty for cell in bearing.values() if rated and cell.certainty != NS + FACT]
        how = dict.fromkeys([first.source, first.speaker, first.modality, *sure])
        said = " · ".join(iri if ids else found.label(iri) for iri in how if iri)
        if grades := graded(vars(first), found.lang):
            said += f" · {grades}"
        yield [Line(number, 0, f"{what}: {first.gloss}"), *_places(passages, said)]
        number = ""
    bare = [heading for heading, cell in cells.items() if not cell.evidence]
    if bare:
        yield [Line(number, 0, f"{', '.join(bare)}: {word('cite: none', found.lang)}")]


def _places(passages: Sequence[Evidence], said: str) -> Iterator[Line]:
    """Who says it and where, with the words of each passage where they are known."""
    if all(one.quote is None for one in passages):
        yield Line("", _IN, f"{said} · {', '.join(one.passage for one in passages)}")
        return
    for one in passages:
        yield Line("", _IN, f"{said} · {one.passage}")
        yield Line("", _IN, f"«{one.quote}»")


@dataclass(frozen=True)
class Under:
    """The evidence under the rows of an answer."""

    lines: Sequence[Line]
    answer: Answer

    def to_table(self, columns: int | None = None, ids: bool = False, colours: bool = False) -> str:
        """For a terminal, wrapped to ``columns`` if given; Hebrew stands right, as tables do."""
        codes = status_codes(self.answer.engine, self.answer.lang) if colours else {}
        margin = max((len(line.number) for line in self.lines), default=0) + 2
        room = None if columns is None else max(columns - margin - _IN, 20)
        told = [
            (line.number if n == 0 else "", line.depth, text)
            for line in self.lines
            for n, text in enumerate(_wrapped(clean(line.text), room))
        ]
        wide = max((width(text) + depth for _, depth, text in told), default=0)
        right = from_right(self.answer.lang)

        def line(number: str, depth: int, text: str) -> str:
            shown = isolate(_in_colour(text, codes))
            if right:
                pad = " " * (wide - depth - width(text))
                return f"{pad}{shown}{' ' * depth}{number.rjust(margin)}".rstrip()
            return f"{number.ljust(margin)}{' ' * depth}{shown}"

        return "\n".join(line(*one) for one in told)

    def _repr_html_(self) -> str:
        lines = (f"{line.number:<3}{' ' * line.depth}{plain(line.text)}" for line in self.lines)
        style = "white-space: pre-wrap"
        return "".join(f'<div dir="auto" style="{style}">{escape(line)}</div>' for line in lines)


def _wrapped(text: str, room: int | None) -> list[str]:
    return [text] if room is None else wrapped_lines(text, room)


def _in_colour(text: str, codes: Mapping[str, int]) -> str:
    """A line with its words for how sure something is in their colours."""
    if not codes:
        return text
    return " · ".join(coloured(part, codes.get(part)) for part in text.split(" · "))
