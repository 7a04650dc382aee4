"""Write claims from the rows of a table: each anchored in its text, told with its line where it fails."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.authoring.blocks import Block, with_blocks
from kg.authoring.describe import with_folder
from kg.authoring.evidence import passage_block, prefixes_of
from kg.authoring.rows import read_rows
from kg.authoring.short import Said, Short
from kg.authoring.written import Written
from kg.errors import KgError
from kg.files.replace import replace_all
from kg.model.vocab import local
from kg.texts.texts import Locator, Texts, anchor

QUANTITIES = "graph/quantities.ttl"
_QUOTED = re.compile(r"«([^«»]*)»\s*(?:#(\d{1,6}))?")
_COUNTED = re.compile(r"(.*\S)\s+#(\d{1,6})", re.DOTALL)


@dataclass(frozen=True)
class Imported:
    """What came of a table: claims by line and IRI, those there already, lines not taken, and the files."""

    written: list[tuple[int, str]]
    known: list[tuple[int, str]]
    refused: list[KgError]
    files: dict[Path, bytes]


def import_table(
    written: Written, texts: Texts, table: Path, source: str = "", write: bool = True
) -> Imported:
    """Read a table and write its claims into ``graph/claims/SOURCE.ttl``, new quantities into
    ``graph/quantities.ttl``; ``source`` names that of rows which name none.

    What a row says wrong is told with its line, and the others are written. Raises KgError for a table that
    cannot be read, and for files that cannot be written.
    """
    short = Short(written)
    claims: dict[str, list[Block]] = {}
    done: list[tuple[int, str]] = []
    known: list[tuple[int, str]] = []
    refused: list[KgError] = []
    for row in read_rows(table):
        if isinstance(row, KgError):
            refused.append(row)
            continue
        try:
            name = _source(written, row.cell("source") or source)
            passages = _passages(texts, written.project.made("source", name), row.cell("passage"))
            said = short.claim(row, name, passages)
        except KgError as error:
            refused.append(KgError(error.message, file=table, line=row.line))
            continue
        if said.is_known:
            known.append((row.line, said.iri))
            continue
        done.append((row.line, said.iri))
        claims.setdefault(name, []).extend(_blocks(written, short, said, passages))
    files = {}
    for name, blocks in claims.items():
        path = written.root / f"graph/claims/{name}.ttl"
        comment = f"What the source «{name}» says. One claim a block; its passages follow it."
        files[path] = with_blocks(
            path, blocks, written.project, prefixes_of(written.project, name), comment, False
        )
    if short.quantities:
        path = written.root / QUANTITIES
        files[path] = with_blocks(
            path, short.quantities, written.project, {}, "Amounts as the sources give them."
        )
    if write:
        replace_all({with_folder(path): data for path, data in files.items()})
    return Imported(done, known, refused, files)


def _blocks(written: Written, short: Short, said: Said, passages: Sequence[Locator]) -> list[Block]:
    """The block of a claim, and those of its passages that are new."""
    new = [at for at in passages if short.first(at.name)]
    return [said.block, *(passage_block(written.project, at) for at in new)]


def _source(written: Written, name: str) -> str:
    """The name of a source in IRIs. Raises KgError for one that is not described."""
    if not name:
        raise KgError("names no source; give --source NAME, or a column source")
    if written.is_there(written.project.made("source", name)):
        return name
    iri = written.names.resolve(name, "Source")
    return local(iri)


def _passages(texts: Texts, source: str, cell: str) -> list[Locator]:
    """Where the passages of a cell stand: the words as they are, or several in «», the Nth with #N behind."""
    quoted = [(words, int(nth) if nth else None) for words, nth in _QUOTED.findall(cell)]
    if not quoted and (found := _COUNTED.fullmatch(cell)):
        quoted = [(found[1], int(found[2]))]
    return [anchor(texts, source, words, nth) for words, nth in quoted or [(cell, None)]]
