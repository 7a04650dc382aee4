"""What was read of a project, and where in its files each thing stands."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from kg.files.plain import read_text
from kg.files.turtle import line_of, read_turtle
from kg.model.project import DEFAULT, Project
from kg.model.vocab import GRAPH_NAMES


class Loaded:
    """What was read of a project: the quads, the file in which each subject stands, the files of shapes.

    Quads are held once, by the name of their graph, in the order in which they came; they get the graph's
    IRI where they leave.
    """

    def __init__(self, project: Project = DEFAULT) -> None:
        self.project = project
        self._graphs: dict[str, dict[Quad, None]] = {name: {} for name in GRAPH_NAMES}
        self.files: dict[str, Path] = {}
        self.paths: list[Path] = []
        self.shapes: list[Path] = []
        self._read: dict[Path, set[Quad]] = {}

    def graph(self, name: str) -> Collection[Quad]:
        """A view of one named graph (see ``kg.model.vocab.GRAPH_NAMES``)."""
        return self._graphs[name].keys()

    def add(self, graph: str, quads: Iterable[Quad]) -> None:
        """Put quads, as Turtle gives them, into a named graph."""
        self._graphs[graph].update(dict.fromkeys(quads))

    def remove(self, graph: str, quad: Quad) -> None:
        """Take a quad out of a named graph."""
        self._graphs[graph].pop(quad, None)

    def quads(self) -> Iterator[Quad]:
        """All quads, each with the IRI of its graph."""
        return (quad for name in GRAPH_NAMES for quad in self.within(name, self.graph(name)))

    def within(self, graph: str, quads: Iterable[Quad]) -> Iterator[Quad]:
        """The quads with the IRI of a named graph."""
        name = self.project.graphs[graph]
        return (Quad(quad.subject, quad.predicate, quad.object, name) for quad in quads)

    def keep(self, *names: str) -> None:
        """Forget all named graphs but these; the places of what stood in the others stay known."""
        for name in set(GRAPH_NAMES) - {*names}:
            self._graphs[name].clear()

    def place_of(self, quad: Quad) -> tuple[Path | None, int | None]:
        """The file in which a triple stands, and the line of its subject there; files are read anew, once."""
        for path in self.paths:
            if path not in self._read:
                self._read[path] = {*read_turtle(path, self.project.space)}
            if quad in self._read[path]:
                iri = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
                return path, line_of(read_text(path), iri) if iri else None
        return self.files.get(str(quad.subject)), None  # a blank node, which has another label now

    def place(self, iri: str) -> tuple[Path | None, int | None]:
        """File and line in which the block of a subject begins, as far as known."""
        path = self.files.get(iri)
        if path is None:
            return None, None
        return path, line_of(read_text(path), iri)
