"""The graph on a workbench: asked like any other while claims come and go."""

from pathlib import Path

from kg.api.graph import Graph
from kg.engines.oxigraph import Oxigraph
from kg.errors import keywords
from kg.files.project import root_of
from kg.workbench.bench import Bench


@keywords
class Workbench(Bench):
    """A project's graph in memory, as a build would make it, ready to be changed.

    ``graph`` asks it like any other; ``violations`` is what the shapes find wrong in all of it.
    """

    def __init__(self, root: Path | str | None = None, lang: str = "en") -> None:
        found = root_of(root)
        super().__init__(found, lang)
        self.graph = Graph(Oxigraph(self.store), [found / "queries"], lang)

    def __repr__(self) -> str:
        return f"<Workbench of {len(self.store)} quads>"
