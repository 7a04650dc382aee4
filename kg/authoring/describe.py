"""Describe sources and things: what people give becomes blocks of Turtle, in the files of such things."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kg.authoring.blocks import Block, Line, with_blocks
from kg.authoring.trying import put
from kg.authoring.written import Written
from kg.errors import KgError
from kg.files.plain import read_text
from kg.model.edtf import NotEdtfError, bounds
from kg.model.vocab import EDTF, PREFIXES, RDF, RDFS, SKOS, Node, integer, local, term
from kg.texts.texts import digest

Texts = Mapping[str, str]  # by language
SOURCES = "graph/sources.ttl"
_LABEL, _ALIAS, _COMMENT = RDFS + "label", SKOS + "altLabel", RDFS + "comment"


def tagged(texts: Texts) -> list[Node]:
    """Texts by language as literals, in the order of the languages."""
    return [Literal(text, language=code) for code, text in texts.items()]


def in_all(texts: Texts, languages: Sequence[str], what: str, option: str) -> dict[str, str]:
    """Texts in the order of the project's languages.

    Raises KgError for one that is missing or empty, and for a language that is not the project's.
    """
    refuse_unknown(texts, languages)
    missing = [code for code in languages if not texts.get(code, "").strip()]
    if missing:
        told = " ".join(f"{option} {code}=…" for code in missing)
        raise KgError(f"{what} is needed in each language of the project: {told}")
    return {code: texts[code].strip() for code in languages}


def refuse_unknown(codes: Iterable[str], languages: Sequence[str]) -> None:
    """Raises KgError for a language that is not the project's."""
    if unknown := sorted(set(codes) - set(languages)):
        raise KgError(f"the project has no language {unknown[0]!r}; it has {', '.join(languages)}")


def dated(text: str) -> Literal:
    """A date as a literal. Raises KgError for what is no EDTF date."""
    try:
        bounds(text)
    except NotEdtfError as error:
        raise KgError(str(error)) from None
    return Literal(text, datatype=NamedNode(EDTF))


@dataclass(frozen=True)
class Source:
    """What is given of a source: the file of its text, which is looked for in a folder of texts, its name,
    labels, language, date and publisher.
    """

    file: Path
    name: str
    labels: Texts
    language: str
    issued: str = ""
    publisher: str = ""
    comment: Texts = field(default_factory=dict)
    folder: Path = Path("texts")

    @property
    def path(self) -> str:
        """The path of the text below the folder, as ``kg:file`` has it; of one elsewhere its name."""
        file, folder = self.file.resolve(), self.folder.resolve()
        return file.relative_to(folder).as_posix() if folder in file.parents else file.name

    def text(self, written: Written) -> str:
        """The text. Raises KgError for one that cannot be read, or is described already, and for a second one
        of its name.
        """
        text = read_text(self.file)
        known = {(q.predicate, q.object): q.subject for q in written.loaded.graph("sources")}
        for name, value, what in (
            ("sha256", digest(text), "is this text already"),
            ("file", self.path, f"has another text of the name {self.path}; give the file another name"),
        ):
            if (other := known.get((term(name), Literal(value)))) is not None:
                raise KgError(f"{written.project.prefixed(getattr(other, 'value', ''))} {what}")
        return text


def add_source(written: Written, source: Source) -> tuple[Path, str]:
    """Describe a text; gives the file written, and what to know of how the text's characters are counted.

    Raises KgError for a text that cannot be read, a name that is taken, values that are none, and what would
    stop a build.
    """
    text = source.text(written)
    if not re.fullmatch("[a-z]{2,3}", source.language):
        raise KgError(f"a language is told by its code, such as en (ISO 639), not by {source.language!r}")
    iri = written.new("source", source.name)
    title = in_all(source.labels, written.project.languages, "a label", "--label")
    comment = source.comment and in_all(source.comment, written.project.languages, "a comment", "--comment")
    lines: list[Line] = [
        [(RDF + "type", [term("Source")])],
        [(_COMMENT, tagged(comment))] if comment else [],
        [(_LABEL, tagged(title))],
        [(term("file").value, [Literal(source.path)])],
        [(term("characters").value, [integer(len(text))])],
        [(term("sha256").value, [Literal(digest(text))])],
        [(PREFIXES["dcterms"] + "language", [Literal(source.language)])],
        [(PREFIXES["dcterms"] + "issued", [dated(source.issued)])] if source.issued else [],
        [(PREFIXES["dcterms"] + "publisher", [_publisher(written, source.publisher)])]
        if source.publisher
        else [],
    ]
    path = written.root / SOURCES
    comment_line = "The sources: the length in characters and the SHA-256 of each whole text."
    data = with_blocks(path, [Block(iri, lines)], written.project, {}, comment_line)
    put(written, {path: data})
    return path, counting(text)


def _publisher(written: Written, name: str) -> NamedNode:
    return NamedNode(written.thing(name))


def counting(text: str) -> str:
    """How the characters of a text are counted: which normal form it has, and which ends of lines."""
    form = next((form for form in ("NFC", "NFD") if unicodedata.is_normalized(form, text)), "no normal form")
    ends = "CR LF, two characters each" if "\r\n" in text else "LF"
    return (
        f"{len(text)} characters, counted as they stand in the file: {form}, lines end with {ends}; "
        "a copy in another form has other passages"
    )


@dataclass(frozen=True)
class Entity:
    """What is given of a thing: its name, class, labels, aliases, the scheme of a concept, and its gender."""

    name: str
    kind: str
    labels: Texts
    aliases: Mapping[str, Sequence[str]] = field(default_factory=dict)
    scheme: str = ""
    gender: str = ""


def add_entity(written: Written, entity: Entity) -> Path:
    """Describe a thing in the file where others of its class stand; gives that file.

    Raises KgError for a name that is taken, an unknown class, labels that lack a language, and what would
    stop a build.
    """
    iri = written.new("entity", entity.name)
    kind = written.named_class(entity.kind)
    title = in_all(entity.labels, written.project.languages, "a label", "--label")
    aliases: list[Node] = [
        Literal(one, language=code) for code, several in entity.aliases.items() for one in several
    ]
    path = written.home(kind, f"graph/entities/{local(kind).lower()}.ttl")
    lines: list[Line] = [
        [(RDF + "type", [NamedNode(kind)])],
        [(_LABEL, tagged(title))],
        [(_ALIAS, aliases)] if aliases else [],
        [(term("gender").value, [Literal(entity.gender)])] if entity.gender else [],
        [(SKOS + "inScheme", [NamedNode(written.names.resolve(entity.scheme))])] if entity.scheme else [],
    ]
    put(written, {path: with_blocks(path, [Block(iri, lines)], written.project, {})})
    return path
