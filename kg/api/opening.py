"""Open a graph: a build on disk, a SPARQL endpoint, or an rdflib graph."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.api.graph import Graph

if TYPE_CHECKING:
    import rdflib


def load(
    root: Path | str = ".",
    build: Path | str | None = None,
    lang: str = "en",
    queries: Sequence[Path | str] = (),
) -> Graph:
    """The graph that ``kg build`` made of the project at ``root`` (or in the folder ``build``).

    ``queries`` names further folders of questions. Raises KgError when there is no build.
    """
    from kg.engines.oxigraph import open_build

    out = Path(root) / "build" if build is None else Path(build)
    return Graph(open_build(out), _folders(root, queries), lang)


def connect(
    url: str,
    root: Path | str = ".",
    lang: str = "en",
    queries: Sequence[Path | str] = (),
    timeout: float = 30.0,
) -> Graph:
    """The graph behind a SPARQL 1.1 endpoint; the questions are those of the project at ``root``.

    ``timeout`` is in seconds. Raises KgError for what is no HTTP address; questions raise it where the
    endpoint cannot be reached, does not answer in time, or answers what cannot be read.
    """
    from kg.engines.remote import Remote

    return Graph(Remote(url, timeout), _folders(root, queries), lang)


def over(
    graph: "rdflib.Graph", root: Path | str = ".", lang: str = "en", queries: Sequence[Path | str] = ()
) -> Graph:
    """An rdflib graph that holds a build (``build/accord.ttl``, say), asked in the same ways."""
    from kg.engines.rdf import Rdflib

    return Graph(Rdflib(graph), _folders(root, queries), lang)


def _folders(root: Path | str, queries: Sequence[Path | str]) -> list[Path]:
    return [Path(root) / "queries", *map(Path, queries)]
