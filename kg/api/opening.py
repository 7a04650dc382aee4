"""Open a graph: a build on disk, a SPARQL endpoint, or an rdflib graph."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.api.graph import Graph
from kg.errors import KgError, keywords
from kg.files import project

if TYPE_CHECKING:
    import rdflib


@keywords
def load(
    root: Path | str | None = None,
    build: Path | str | None = None,
    lang: str | None = None,
    queries: Sequence[Path | str] = (),
) -> Graph:
    """The graph that ``kg build`` made of the project at ``root`` (or in the folder ``build``).

    Without ``root`` that is the project we stand in, else the one that comes with the package, which is built
    when it is first asked. ``queries`` names further folders of questions. Raises KgError when there is no
    build.
    """
    from kg.engines.oxigraph import open_build

    found = project.root_of(root)
    return _checked(Graph(open_build(built(found, build)), _folders(found, queries), lang))


def _silent(_line: str) -> None:
    """Progress that nobody asked for."""


def built(root: Path, build: Path | str | None = None, progress: Callable[[str], None] = _silent) -> Path:
    """The folder of a project's build; what a wheel ships is built when it is first asked for.

    Raises KgError where that cannot be written.
    """
    out = project.build_of(root, build)
    if build is None and project.is_from_wheel(root) and not out.exists():
        _first(root, out, progress)
    return out


def _first(root: Path, out: Path, progress: Callable[[str], None]) -> None:
    """Build beside the place, and move it there when it is whole: another process may do the same."""
    from kg.build import build
    from kg.files.replace import replace_all

    def into(folder: Path) -> None:
        build(root, folder, _silent)

    progress(f"first use: the graph is built into {out}; this takes some seconds")
    try:
        replace_all({out: into})
    except KgError as error:
        if not out.exists():
            raise KgError(f"{error.message}; --root names a project with its own", file=out) from None


@keywords
def connect(
    url: str,
    root: Path | str | None = None,
    lang: str | None = None,
    queries: Sequence[Path | str] = (),
    timeout: float = 30.0,
) -> Graph:
    """The graph behind a SPARQL 1.1 endpoint; the questions are those of the project at ``root``
    (see ``load``).

    ``timeout`` is in seconds. Raises KgError for what is no HTTP address; questions raise it where the
    endpoint cannot be reached, does not answer in time, or answers what cannot be read.
    """
    from kg.engines.remote import Remote

    return Graph(Remote(url, timeout), _folders(project.root_of(root), queries), lang)


@keywords
def over(
    graph: "rdflib.Graph",
    root: Path | str | None = None,
    lang: str | None = None,
    queries: Sequence[Path | str] = (),
) -> Graph:
    """An rdflib graph that holds a build (``build/accord.ttl``, say), asked in the same ways."""
    from kg.engines.rdf import Rdflib

    return _checked(Graph(Rdflib(graph), _folders(project.root_of(root), queries), lang))


def _checked(graph: Graph) -> Graph:
    """The graph, if it can be told in the language asked for."""
    assert graph.lang  # raises KgError for one that it is not told in
    return graph


def _folders(root: Path, queries: Sequence[Path | str]) -> list[Path]:
    return [root / "queries", *map(Path, queries)]
