"""Write claims from the rows of a table: each anchored in its text, told with its line where it fails."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg.authoring.blocks import Block, with_blocks
from kg.authoring.evidence import passage_block, prefixes_of
from kg.authoring.rows import Row, passages_of, read_rows
from kg.authoring.short import Short
from kg.authoring.trying import violations, with_folder
from kg.authoring.written import Written
from kg.build import Violation
from kg.errors import KgError
from kg.files.replace import replace_all
from kg.files.turtle import line_of
from kg.model.vocab import local
from kg.texts.texts import Locator, Texts, anchor

QUANTITIES = "graph/quantities.ttl"
_OWN_RULE = "SPARQLConstraintComponent"  # of which the message of the shape alone tells what is wrong


@dataclass(frozen=True)
class Imported:
    """What came of a table: claims by line and IRI, those there already, lines not taken, and the files."""

    written: list[tuple[int, str]]
    known: list[tuple[int, str]]
    refused: list[KgError]
    files: dict[Path, bytes]


def import_table(root: Path, texts: Texts, table: Path, source: str = "", write: bool = True) -> Imported:
    """Read a table and write its claims into ``graph/claims/SOURCE.ttl``, new quantities into
    ``graph/quantities.ttl``; ``source`` names that of rows which name none.

    A row that says something wrong, or what a build would refuse, is told with its line, and the others are
    written. Raises KgError for a table that cannot be read, and for files that cannot be written.
    """
    rows = read_rows(table)
    refused = {row.line or 0: row.message for row in rows if isinstance(row, KgError)}
    while True:
        made = _Pass(root, texts, source)
        for row in rows:
            if isinstance(row, Row) and row.line not in refused:
                made.take(row)
        wrong = made.refused or made.refused_by_build()
        if not wrong:  # nothing of what was refused is left in the files
            break
        refused |= wrong
    if write:
        replace_all({with_folder(path): data for path, data in made.files.items()})
    told = [KgError(refused[line], file=table, line=line) for line in sorted(refused)]
    return Imported(made.done, made.known, told, made.files)


class _Pass:
    """What comes of some rows: claims by line and IRI, and the files with them."""

    def __init__(self, root: Path, texts: Texts, source: str) -> None:
        self._written = Written(root)
        self._texts = texts
        self._source = source
        self._short = Short(self._written)
        self._blocks: dict[str, list[Block]] = {}
        self.done: list[tuple[int, str]] = []
        self.known: list[tuple[int, str]] = []
        self.refused: dict[int, str] = {}

    def take(self, row: Row) -> None:
        """Make out one row."""
        try:
            name = _source(self._written, row.cell("source") or self._source)
            source = self._written.project.made("source", name)
            passages = _passages(self._texts, source, row.cell("passage"))
            said = self._short.claim(row, name, passages)
        except KgError as error:
            self.refused[row.line] = str(error)  # with the file of a text that cannot be read
            return
        (self.known if said.is_known else self.done).append((row.line, said.iri))
        if not said.is_known:
            new = [at for at in passages if self._short.first(at.name)]
            blocks = [said.block, *(passage_block(self._written.project, at) for at in new)]
            self._blocks.setdefault(name, []).extend(blocks)

    @cached_property
    def files(self) -> dict[Path, bytes]:
        """The files of claims and of quantities as they would be."""
        project, found = self._written.project, {}
        for name, blocks in self._blocks.items():
            path = self._written.root / f"graph/claims/{name}.ttl"
            comment = f"What the source «{name}» says. One claim a block; its passages follow it."
            found[path] = with_blocks(path, blocks, project, prefixes_of(project, name), comment, False)
        if self._short.quantities:
            path, comment = self._written.root / QUANTITIES, "Amounts as the sources give them."
            found[path] = with_blocks(path, self._short.quantities, project, {}, comment)
        return found

    def refused_by_build(self) -> dict[int, str]:
        """What a build would find wrong with the new claims, by line; nothing where it cannot be told yet."""
        if not self.done:
            return {}
        lines = {iri: line for line, iri in self.done}
        try:
            found = violations(self._written.root, self.files)
        except KgError:  # of a project that is broken elsewhere, a build tells more
            return {}
        wrong: dict[int, str] = {}
        for one in found:
            if line := lines.get(one.claim) or lines.get(self._at(one, lines)):
                what = "" if one.constraint == _OWN_RULE else f"{one.message()}. "
                wrong.setdefault(line, what + one.mend())
        return wrong

    def _at(self, found: Violation, iris: Iterable[str]) -> str:
        """The new claim from which a build made what is wrong: the one whose block begins at its place."""
        files = {path.name: data.decode() for path, data in self.files.items()}
        text = files.get(Path(found.file).name, "") if found.file else ""
        return next((iri for iri in iris if found.line and line_of(text, iri) == found.line), "")


def _source(written: Written, name: str) -> str:
    """The name of a source in IRIs. Raises KgError for one that is not described."""
    if not name:
        raise KgError("names no source; give --source NAME, or a column source")
    if written.is_there(written.project.made("source", name)):
        return name
    iri = written.names.resolve(name, "Source")
    return local(iri)


def _passages(texts: Texts, source: str, cell: str) -> list[Locator]:
    """Where the passages of a cell stand."""
    return [anchor(texts, source, words, nth) for words, nth in passages_of(cell)]
