"""Hold the evidence against the texts of the sources: find a passage, verify digests, measure coverage."""

import hashlib
import os
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PureWindowsPath

from pyoxigraph import Quad, Store

from kg.engines import select
from kg.engines.oxigraph import Oxigraph
from kg.errors import KgError
from kg.files.load import project_of
from kg.files.loaded import Loaded
from kg.files.plain import read_text
from kg.files.project import is_folder
from kg.files.turtle import read_turtle
from kg.model.vocab import NS, XSD, local

_PREFIXES = f"PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX : <{NS}> "
SPAN = (
    "oa:hasSource ?source ; oa:hasSelector ?p . ?p oa:start ?start ; oa:end ?end ."
    f" FILTER(datatype(?start) = <{XSD}integer> && datatype(?end) = <{XSD}integer>)"
)


class Texts:
    """The written graph's sources, passages and waivers, and the texts that they speak of.

    ``root`` is the project's folder (graph/ is read, no build is needed), ``folder`` holds the texts:
    ``texts`` are those that can be read, by source, ``unread`` says of the others why not.
    Raises KgError when a file of the graph cannot be read, and where it names no text.
    """

    def __init__(self, root: Path, folder: Path) -> None:
        self._root = root
        self.store = Store()
        self._engine = Oxigraph(self.store)
        self._loaded = Loaded(project_of(root))
        self.project = self._loaded.project
        for pattern in ("graph/sources.ttl", "graph/claims/**/*.ttl", "graph/coverage/**/*.ttl"):
            for path in sorted(root.glob(pattern)):
                self._read(path)
        self.texts: dict[str, str] = {}
        self.unread: dict[str, KgError] = {}
        for row in select(self._engine, _PREFIXES + "SELECT ?s ?f { ?s :file ?f } ORDER BY ?s")[1]:
            try:
                self.texts[row["s"]] = read_text(self._text_file(folder, row["s"], row["f"]))
            except KgError as error:
                self.unread[row["s"]] = error
        if not self.texts and not self.unread:
            raise KgError(
                "names no text (:file); kg source add describes one", file=root / "graph/sources.ttl"
            )

    def _text_file(self, folder: Path, source: str, name: str) -> Path:
        """The file of a source's text. Raises KgError for a path that leads out of the folder."""
        way = PureWindowsPath(name)  # on any system, so that a project is the same everywhere
        if way.anchor or not way.parts or ".." in way.parts:
            path, line = self.place(source)
            of = self.project.prefixed(source)
            cause = f"the text of {of} (:file) is a path below the folder of texts, not {name!r}"
            raise KgError(cause, file=path, line=line)
        return folder / name

    def _read(self, path: Path) -> None:
        quads = read_turtle(path, self.project.space)
        self.store.extend(Quad(*quad.triple) for quad in quads)
        for quad in quads:
            self._loaded.files.setdefault(getattr(quad.subject, "value", ""), path)

    def of(self, source: str) -> str | None:
        """The text of a source; None where none is known. Raises KgError for one that cannot be read."""
        if source in self.unread:
            raise self.unread[source]
        return self.texts.get(source)

    def quote(self, passage: str) -> str:
        """A passage (``source/start-end``) as it stands in its text, which its digest has verified.

        Raises KgError, which says what to do, for one that the written graph does not tell of, whose text
        cannot be read, or is another text than the one that it was taken from.
        """
        row = self._passages.get(self.project.made("evidence", passage))
        if row is None:
            raise KgError(
                f"{passage} cannot be quoted: {self._root}/graph names no such passage; kg build makes the "
                "graph anew",
                he=f"אי אפשר לצטט את {passage}: אין קטע כזה ב־{self._root}/graph; kg build בונה את הגרף מחדש",
            )
        try:
            whole = self.of(row["source"])
        except KgError as error:
            raise _not_quoted(passage, str(error)) from None
        if whole is None:
            raise _not_quoted(passage, f"{local(row['source'])} has no text (:file)")
        found = whole[int(row["start"]) : int(row["end"])]
        if digest(found) != row["sha"]:
            raise KgError(
                f"{passage} cannot be quoted: its digest does not match, this is another text; name the "
                "folder of the right one (--sources DIR, KG_SOURCES), or see kg verify",
                he=f"אי אפשר לצטט את {passage}: טביעת האצבע אינה תואמת, זה טקסט אחר; יש לציין את התיקייה של "
                "הטקסט הנכון (--sources DIR או KG_SOURCES), או להריץ kg verify",
            )
        return found

    @cached_property
    def _passages(self) -> dict[str, dict[str, str]]:
        rows = self.rows(f"?e a :Evidence ; :sha256 ?sha ; {SPAN}")
        return {row["e"]: row for row in rows}

    def place(self, iri: str) -> tuple[Path | None, int | None]:
        """File and line in which the block of a subject begins, as far as known."""
        return self._loaded.place(iri)

    def rows(self, pattern: str) -> list[dict[str, str]]:
        """The solutions of a graph pattern over what was read, sorted by ``?e``."""
        return select(self._engine, f"{_PREFIXES} SELECT * {{ {pattern} }} ORDER BY ?e")[1]


def sources_folder(given: Path | None, root: Path) -> Path:
    """The folder of texts: as given, else ``$KG_SOURCES``, else ``texts/`` of the project.

    Raises KgError where there is none.
    """
    named = given or (Path(os.environ["KG_SOURCES"]) if os.environ.get("KG_SOURCES") else root / "texts")
    if not given and not os.environ.get("KG_SOURCES") and not is_folder(named):
        raise KgError(
            "name the folder of the source texts with --sources DIR or KG_SOURCES",
            he="יש לציין את תיקיית הטקסטים של המקורות: ‎--sources DIR או KG_SOURCES",
        )
    if not is_folder(named):
        raise KgError("there is no such folder of source texts", he="אין תיקייה כזאת של טקסטים", file=named)
    return named


def _not_quoted(passage: str, cause: str) -> KgError:
    return KgError(
        f"{passage} cannot be quoted: {cause}; name the folder of the texts (--sources DIR, KG_SOURCES)",
        he=f"אי אפשר לצטט את {passage}: {cause}; יש לציין את תיקיית הטקסטים (--sources DIR או KG_SOURCES)",
    )


def digest(text: str) -> str:
    """SHA-256 of the UTF-8 bytes of a passage, in hexadecimal.

    >>> digest("oil")[:8]
    'ab7902bc'
    """
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True)
class Problem:
    """What is wrong with one passage or source: its IRI, the cause, and where it is written."""

    iri: str
    cause: str
    file: str | None
    line: int | None

    def __str__(self) -> str:
        return str(KgError(f"<{self.iri}>: {self.cause}", file=self.file, line=self.line))


def verify(texts: Texts) -> tuple[int, list[Problem]]:
    """Check every passage (of evidence and waivers) and source: how many passages, and what is wrong."""
    problems: list[Problem] = []

    def wrong(iri: str, cause: str) -> None:
        path, line = texts.place(iri)
        problems.append(Problem(iri, cause, None if path is None else str(path), line))

    for row in texts.rows("?e :file ?f OPTIONAL { ?e :sha256 ?sha } OPTIONAL { ?e :characters ?n }"):
        if row["e"] in texts.unread:
            wrong(row["e"], str(texts.unread[row["e"]]))
            continue
        text = texts.texts[row["e"]]
        if row["sha"] and row["sha"] != digest(text):
            now = f"its digest is {digest(text)} now, its length {len(text)}"
            wrong(row["e"], f"the text has changed: {now}; write them here, and mend the passages told below")
        elif row["n"] and row["n"] != str(len(text)):
            wrong(row["e"], f"the text has {len(text)} characters, not {row['n']}")
    passages = texts.rows(f"VALUES ?kind {{ :Evidence :Waiver }} ?e a ?kind ; :sha256 ?sha ; {SPAN}")
    for row in (row for row in passages if row["source"] not in texts.unread):
        whole, start, end = texts.texts.get(row["source"]), int(row["start"]), int(row["end"])
        if whole is None:
            wrong(row["e"], f"its source {local(row['source'])} has no text")
        elif not 0 <= start < end <= len(whole):
            wrong(row["e"], f"{start}-{end} does not lie within the {len(whole)} characters of its source")
        elif digest(whole[start:end]) != row["sha"]:
            wrong(row["e"], f"the digest does not match the passage at {start}-{end}")
    for row in texts.rows("VALUES ?kind { :Evidence :Waiver } ?e a ?kind"):
        if row["e"] not in {passage["e"] for passage in passages}:
            wrong(row["e"], "needs a source, a selector with start and end, and a digest")
    return len(passages), problems


@dataclass(frozen=True)
class Locator:
    """Where a passage stands: source name, offsets (half-open, in characters), and its digest."""

    source: str
    start: int
    end: int
    sha256: str

    @property
    def name(self) -> str:
        """The name of the passage, as ``kg.model.iris.Passage`` reads it."""
        return f"{self.source}/{self.start}-{self.end}"


def anchor(texts: Texts, source: str, passage: str, nth: int | None = None) -> Locator:
    """Where a passage stands in a source (an IRI): exactly once, or the ``nth`` time, counted from 1.

    Raises KgError when it is missing (telling where it stands but for spaces), when it stands there more than
    once and nobody says which is meant, when there are not so many, and for a text that cannot be read.
    """
    whole = texts.of(source)
    name = local(source)
    if whole is None:
        known = ", ".join(local(iri) for iri in sorted(texts.texts | texts.unread))
        raise KgError(f"no source {name!r}; there are {known}")
    if not passage.strip():
        raise KgError("give the words of a passage")
    starts = [m.start() for m in re.finditer(f"(?={re.escape(passage)})", whole)]
    if len(starts) > 1 and nth is None:
        places = ", ".join(f"{start}-{start + len(passage)}" for start in starts[:8])
        raise KgError(
            f"the passage stands {len(starts)} times in {name} ({places}); give a longer one, or say which "
            "(--nth, or #2 behind it in a table)"
        )
    if not starts:
        loose = re.search(r"\s+".join(re.escape(word) for word in passage.split()), whole)
        hint = f"; with other spaces it stands at {loose.start()}-{loose.end()}" if loose else ""
        raise KgError(f"the passage does not stand in {name}{hint}")
    if nth is not None and nth > len(starts):
        raise KgError(f"the passage stands only {len(starts)} times in {name}, not {nth}")
    start = starts[(nth or 1) - 1]
    return Locator(name, start, start + len(passage), digest(passage))
