"""Hold the evidence against the texts of the sources: find a passage, verify every digest."""

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from kg.errors import KgError
from kg.store import select
from kg.vocab import BASE


def sources_folder(given: Path | None) -> Path:
    """The folder of texts: as given, else ``$KG_SOURCES``. Raises KgError when neither is named."""
    if given is None and "KG_SOURCES" not in os.environ:
        raise KgError("name the folder of the source texts with --sources DIR or KG_SOURCES")
    return given or Path(os.environ["KG_SOURCES"])


def read_texts(store: Store, folder: Path) -> dict[str, str]:
    """The text of each source by IRI, newlines as in the file. Raises KgError when one cannot be read."""
    texts = {}
    for row in select(store, f"SELECT ?s ?f {{ ?s <{BASE}ontology#file> ?f }} ORDER BY ?s")[1]:
        path = folder / row["f"]
        try:
            texts[row["s"]] = path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise KgError(f"cannot read the source: {error}", file=path) from None
    return texts


def digest(text: str) -> str:
    """SHA-256 of the UTF-8 bytes of a passage, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def verify(store: Store, folder: Path) -> tuple[int, list[str]]:
    """Check every passage's digest: how many there are, and the IRIs of those that do not match."""
    texts = read_texts(store, folder)
    query = f"""PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX : <{BASE}ontology#>
    SELECT ?e ?source ?start ?end ?sha {{ ?e a :Evidence ; oa:hasSource ?source ; :sha256 ?sha ;
        oa:hasSelector ?p . ?p oa:start ?start ; oa:end ?end }} ORDER BY ?e"""
    rows = select(store, query)[1]
    wrong = [
        row["e"]
        for row in rows
        if digest(texts.get(row["source"], "")[int(row["start"]) : int(row["end"])]) != row["sha"]
    ]
    return len(rows), wrong


def anchor(store: Store, folder: Path, source: str, passage: str) -> str:
    """The locator of a passage that stands once in a source, as Turtle ready to paste.

    Raises KgError for an unknown source, and for a passage that is missing or stands there more than once.
    """
    texts = read_texts(store, folder)
    text = texts.get(f"{BASE}source/{source}")
    if text is None:
        raise KgError(f"no source {source!r}; there are {', '.join(iri.rsplit('/', 1)[1] for iri in texts)}")
    count = text.count(passage) if passage else 0
    if count != 1:
        raise KgError(f"the passage stands {count} times in {source}; give one that stands there once")
    start = text.index(passage)
    name = f"evidence:{start}-{start + len(passage)}"
    return (
        f"{name} a :Evidence ; oa:hasSource source:{source} ; oa:hasSelector {name}.position ;"
        f' :sha256 "{digest(passage)}" .\n'
        f"{name}.position a oa:TextPositionSelector ; oa:start {start} ; oa:end {start + len(passage)} ."
    )


@dataclass(frozen=True)
class Coverage:
    """One source: the share (0 to 1) of its letters and digits under claims, and what nothing explains."""

    source: str
    share: float
    unexplained: list[tuple[int, int, str]]


def coverage(store: Store, folder: Path) -> list[Coverage]:
    """How much of each text claims rest on, and what is neither claimed nor waived (start, end, text)."""
    query = f"""PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX : <{BASE}ontology#>
    SELECT ?kind ?source ?start ?end {{ VALUES ?kind {{ :Evidence :Waiver }}
        ?e a ?kind ; oa:hasSource ?source ; oa:hasSelector ?p . ?p oa:start ?start ; oa:end ?end }}"""
    rows = select(store, query)[1]
    found = []
    for source, text in read_texts(store, folder).items():
        under, explained = bytearray(len(text)), bytearray(len(text))
        for row in rows:
            if row["source"] == source:
                span = slice(int(row["start"]), int(row["end"]))
                length = len(text[span])
                explained[span] = b"\1" * length
                if row["kind"].endswith("#Evidence"):
                    under[span] = b"\1" * length
        letters = [i for i, char in enumerate(text) if char.isalnum()]
        share = sum(under[i] for i in letters) / len(letters) if letters else 1.0
        gaps = [
            (m.start(), m.end(), text[m.start() : m.end()]) for m in re.finditer(b"\0+", bytes(explained))
        ]
        unexplained = [gap for gap in gaps if any(char.isalnum() for char in gap[2])]
        found.append(Coverage(source, share, unexplained))
    return found
