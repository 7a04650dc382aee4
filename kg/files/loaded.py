"""What was read of a project, and where in its files each thing stands."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import Dataset, NamedNode, Quad, Triple

from kg.files.plain import read_text
from kg.files.turtle import line_of, read_turtle
from kg.model.project import DEFAULT, Project


class Loaded:
    """What was read of a project: the quads, the file in which each subject stands, the files of shapes."""

    def __init__(self, project: Project = DEFAULT) -> None:
        self.project = project
        self.data = Dataset()
        self.files: dict[str, Path] = {}
        self.paths: list[Path] = []
        self.shapes: list[Path] = []
        self._read: dict[Path, set[Triple]] = {}

    def graph(self, name: str) -> Iterator[Quad]:
        """The quads of one named graph (see ``kg.model.vocab.GRAPH_NAMES``)."""
        return iter(list(self.data.quads_for_graph_name(self.project.graphs[name])))

    def add(self, graph: str, quads: Iterable[Quad]) -> None:
        """Put quads into a named graph."""
        for quad in self.within(graph, quads):
            self.data.add(quad)

    def within(self, graph: str, quads: Iterable[Quad]) -> Iterator[Quad]:
        """The quads in a named graph."""
        name = self.project.graphs[graph]
        return (Quad(quad.subject, quad.predicate, quad.object, name) for quad in quads)

    def keep(self, *names: str) -> None:
        """Forget all named graphs but these; the places of what stood in the others stay known."""
        self.data = Dataset(quad for name in names for quad in self.graph(name))

    def place_of(self, quad: Quad) -> tuple[Path | None, int | None]:
        """The file in which a triple stands, and the line of its subject there; files are read anew, once."""
        for path in self.paths:
            if path not in self._read:
                self._read[path] = {one.triple for one in read_turtle(path, self.project.space)}
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
