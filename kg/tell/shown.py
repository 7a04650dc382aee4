"""How a thing and a conflict are shown: a heading, tables, and notes, in the language asked for."""

from dataclasses import dataclass
from html import escape

from kg.ask.answer import Answer
from kg.ask.dates import Written
from kg.ask.sentences import Sentences
from kg.ask.tables import isolate
from kg.engines import Engine
from kg.errors import plain


@dataclass(frozen=True)
class Shown:
    """Lines and tables in the order in which they are read."""

    parts: list[str | Answer]

    def to_text(self, columns: int | None = None, ids: bool = False, colours: bool = False) -> str:
        """For a terminal, tables wrapped to ``columns`` if given, with its codes for ``colours``."""
        told = [
            p.to_table(columns, ids, colours) if isinstance(p, Answer) else isolate(plain(p)) if p else ""
            for p in self.parts
        ]
        return "\n".join(told)

    __str__ = to_text

    def _repr_html_(self) -> str:
        return "".join(
            part._repr_html_()
            if isinstance(part, Answer)
            else f'<div dir="auto" style="white-space: pre-wrap">{escape(part)}</div>'
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
