"""How a thing and a conflict are shown: a heading, tables, and notes, in the language asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Protocol

from kg.ask.dates import Written
from kg.ask.sentences import Sentences
from kg.ask.tables import isolate
from kg.engines import Engine
from kg.errors import plain


class Part(Protocol):
    """What is told by more than a line: a table, or the evidence under one."""

    def to_table(self, columns: int | None = None, ids: bool = False, colours: bool = False) -> str:
        """For a terminal."""

    def _repr_html_(self) -> str: ...


@dataclass(frozen=True, repr=False)
class Shown:
    """Lines and tables in the order in which they are read."""

    parts: Sequence[str | Part]

    def to_text(self, columns: int | None = None, ids: bool = False, colours: bool = False) -> str:
        """For a terminal, tables wrapped to ``columns`` if given, with its codes for ``colours``."""
        told = [
            (isolate(plain(part)) if part else "")
            if isinstance(part, str)
            else part.to_table(columns, ids, colours)
            for part in self.parts
        ]
        return "\n".join(told)

    __str__ = to_text

    def __repr__(self) -> str:
        return f"<Shown, {len(self.parts)} parts: print it>"

    def _repr_html_(self) -> str:
        return "".join(
            f'<div dir="auto" style="white-space: pre-wrap">{escape(part)}</div>'
            if isinstance(part, str)
            else part._repr_html_()
            for part in self.parts
            if part
        )


class Labels:
    """The labels of some IRIs in one language."""

    def __init__(self, engine: Engine, lang: str, iris: set[str]) -> None:
        self.lang = lang
        self.sentences = Sentences(engine, iris)

    def __call__(self, iri: str) -> str:
        """The label of an IRI, else its end."""
        return self.sentences.name(iri, self.lang)

    def value(self, relation: str, value: str) -> Written:
        """A value of a relation, a date in words for people."""
        return Written(self(value), self.sentences.value(relation, value, self.lang))

    def pairs(self, qualifiers: list[tuple[str, str]]) -> Written:
        """Qualifiers in one cell."""
        return self.sentences.pairs(qualifiers, self.lang)
