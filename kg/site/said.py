"""What a page tells of a statement: a sentence with links, how certain it is, and who says so, where."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.api.graph import Graph
from kg.ask.dates import told as dated
from kg.ask.said import Claim, Statement
from kg.ask.sentences import Sentences
from kg.engines import select
from kg.model.values import Thing, key
from kg.model.vocab import NS, PREFIXES, local
from kg.site.links import Links

_ISSUED = f"""PREFIX dcterms: <{PREFIXES["dcterms"]}>
SELECT ?s ?date {{ ?s a <{NS}Source> ; dcterms:issued ?date }} ORDER BY ?s"""


@dataclass(frozen=True)
class Piece:
    """A piece of a sentence; ``link`` is the address of the page of what it names, or nothing."""

    text: str
    link: str = ""


def linked(pieces: Iterable[tuple[str, str]], subject: str, object: str, links: Links) -> tuple[Piece, ...]:
    """The pieces of a sentence (``Sentences.pieces``), its ends with the addresses of their pages."""
    ends = {"subject": subject, "object": object}
    return tuple(Piece(text, links(ends.get(end, ""))) for end, text in pieces)


@dataclass(frozen=True)
class Quoted:
    """A claim: in our words, in which source of which date, by whom, in which passages."""

    gloss: str
    source: Piece
    date: str
    speaker: Piece | None
    modality: str
    rung: str
    passages: tuple[Piece, ...]


@dataclass(frozen=True)
class Said:
    """A statement: its sentence, its qualifiers, its status in words and by name (``rung``), its claims."""

    iri: str
    pieces: tuple[Piece, ...]
    details: str
    status: str
    rung: str
    origins: int
    disputed: bool
    claims: tuple[Quoted, ...]

    @property
    def sentence(self) -> str:
        """The sentence without links."""
        return "".join(piece.text for piece in self.pieces)


class Teller:
    """Tells the statements of a graph in its language."""

    def __init__(self, graph: Graph, links: Links, statements: Iterable[Statement]) -> None:
        self._lang = graph.lang
        self._links = links
        named = {part for said in statements for part in (*said.triple, *sum(said.pairs, ()))}
        self._sentences = Sentences(graph.engine, named)
        self.issued = {row["s"]: row["date"] for row in select(graph.engine, _ISSUED)[1]}

    def said(self, one: Statement) -> Said:
        """A statement as a page tells it."""
        subject, _, value = one.triple
        return Said(
            one.iri,
            linked(self._sentences.pieces(*one.triple, self._lang), subject, value, self._links),
            self._sentences.pairs(one.pairs, self._lang).words,
            one.status.label,
            local(one.status.iri),
            one.origins or 0,
            one.disputed,
            tuple(map(self.quoted, one.claims)),
        )

    def quoted(self, claim: Claim) -> Quoted:
        """A claim as a page tells it."""
        return Quoted(
            claim.gloss,
            self.thing(claim.source),
            dated(self.issued.get(claim.source.iri, ""), self._lang),
            self.thing(claim.speaker) if claim.speaker else None,
            claim.modality.label,
            local(claim.modality.iri),
            tuple(Piece(one, self._links.passage(one)) for one in claim.passage.split(", ")),
        )

    def thing(self, one: Thing) -> Piece:
        """A thing by its name."""
        return Piece(one.label, self._links(one.iri))

    def relation(self, subject: str, predicate: str) -> str:
        """The name of a relation as it agrees with a subject."""
        return self._sentences.relation(subject, predicate, self._lang)

    def value(self, one: Statement) -> Piece:
        """The object of a statement."""
        _, predicate, value = one.triple
        return Piece(self._sentences.value(predicate, value, self._lang), self._links(key(one.object)))
