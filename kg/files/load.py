"""Read ontology/ and graph/ into a dataset with one named graph for each kind of thing."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import Dataset, NamedNode, Quad, Triple

from kg.errors import KgError
from kg.files.plain import read_text
from kg.files.turtle import line_of, read_turtle
from kg.model.vocab import GRAPHS, rdf, term

_PLACES: tuple[tuple[str, str], ...] = (
    ("ontology", "ontology/*.ttl"),
    ("entities", "graph/entities/*.ttl"),
    ("entities", "graph/quantities.ttl"),
    ("outside", "graph/outside.ttl"),
    ("outside", "graph/identifiers.ttl"),
    ("outside", "graph/dataset.ttl"),
    ("sources", "graph/sources.ttl"),
    ("sources", "graph/coverage/*.ttl"),
    ("claims", "graph/claims/*.ttl"),
    ("statements", "graph/curation.ttl"),
)

_OPTIONAL = {
    "graph/coverage/*.ttl",
    "graph/quantities.ttl",
    "graph/outside.ttl",
    "graph/identifiers.ttl",
    "graph/dataset.ttl",
    "graph/curation.ttl",
}


class Loaded:
    """What was read: the quads, and the file that each subject stands in."""

    def __init__(self) -> None:
        self.data = Dataset()
        self.files: dict[str, Path] = {}
        self.paths: list[Path] = []
        self._read: dict[Path, set[Triple]] = {}

    def graph(self, name: str) -> Iterator[Quad]:
        """The quads of one named graph (see ``kg.model.vocab.GRAPHS``)."""
        return iter(list(self.data.quads_for_graph_name(NamedNode(GRAPHS[name]))))

    def add(self, graph: str, quads: Iterable[Quad]) -> None:
        """Put quads into a named graph."""
        for quad in in_graph(graph, quads):
            self.data.add(quad)

    def keep(self, *names: str) -> None:
        """Forget all named graphs but these; the places of what stood in the others stay known."""
        self.data = Dataset(quad for name in names for quad in self.graph(name))

    def place_of(self, quad: Quad) -> tuple[Path | None, int | None]:
        """The file in which a triple stands, and the line of its subject there; files are read anew, once."""
        for path in self.paths:
            if path not in self._read:
                self._read[path] = {one.triple for one in read_turtle(path)}
            if quad.triple in self._read[path]:
                iri = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
                return path, line_of(read_text(path), iri) if iri else None
        return self.files.get(str(quad.subject)), None  # a blank node, which has another label now

    def place(self, iri: str) -> tuple[Path | None, int | None]:
        """File and line in which the block of a subject begins, as far as known."""
        path = self.files.get(iri)
        if path is None:
            return None, None
        return path, line_of(read_text(path), iri)


def in_graph(graph: str, quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads in a named graph."""
    name = NamedNode(GRAPHS[graph])
    return (Quad(quad.subject, quad.predicate, quad.object, name) for quad in quads)


def load(root: Path) -> Loaded:
    """Read every file of ontology/ and graph/ below ``root``.

    Raises KgError when a folder is missing, a file is malformed, or one claim is written in two places.
    """
    loaded = Loaded()
    claim_type = (rdf("type"), term("Claim"))
    for graph, pattern in _PLACES:
        paths = sorted(root.glob(pattern)) if "*" in pattern else [root / pattern]
        # A link that leads nowhere is there, and is told when it is read.
        paths = [path for path in paths if os.path.lexists(path)]
        if not paths and pattern not in _OPTIONAL:
            raise KgError(f"nothing matches {pattern}; name the project's folder with --root", file=root)
        for path in paths:
            _add(loaded, graph, path, read_turtle(path), claim_type)
    return loaded


def _add(
    loaded: Loaded, graph: str, path: Path, quads: list[Quad], claim_type: tuple[NamedNode, NamedNode]
) -> None:
    loaded.add(graph, quads)
    loaded.paths.append(path)
    counted: dict[str, int] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode):
            iri = quad.subject.value
            if (quad.predicate, quad.object) == claim_type:
                counted[iri] = counted.get(iri, 0) + 1
                if counted[iri] > 1 or iri in loaded.files:
                    other = loaded.files.get(iri, path)
                    raise KgError(f"two claims with one IRI, {iri} (also in {other})", file=path)
            if counted.get(iri) or iri not in loaded.files:
                loaded.files.setdefault(iri, path)
        else:
            loaded.files.setdefault(str(quad.subject), path)
