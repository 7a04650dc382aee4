"""Quads with owners: each stays as long as one of those that put it there does."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from pyoxigraph import Quad, Store

from kg.model.project import Project
from kg.workbench.change import Change

Owner = tuple[str, str]  # a kind of thing, and its name


class Owned:
    """A store of quads, and who owns which of them; it knows what owners had before the change at hand."""

    def __init__(self, project: Project, beside: Callable[[str, Iterable[Quad]], Iterable[Quad]]) -> None:
        """``beside`` gives what quads of a named graph bring along, in others' terms."""
        self._graphs = project.graphs
        self._names: dict[object, str] = {node: name for name, node in self._graphs.items()}
        self.store = Store()
        self._beside = beside
        self.clear()

    def clear(self) -> None:
        """Forget all quads and owners."""
        self._owned: dict[Owner, tuple[Quad, ...]] = {}
        self._before: dict[Owner, tuple[Quad, ...]] = {}
        self._more: Counter[Quad] = Counter()  # owners of a quad besides one, where there are several
        self.store.clear()

    def begin(self) -> None:
        """From here on a change may have to be taken back."""
        self._before = {}

    def before(self) -> dict[Owner, tuple[Quad, ...]]:
        """What each owner had before the change at hand."""
        return self._owned | self._before

    def of(self, kind: str, name: str, graph: str) -> list[Quad]:
        """What an owner has in a named graph."""
        return [quad for quad in self._owned[kind, name] if quad.graph_name == self._graphs[graph]]

    def graphs(self, *names: str) -> Iterator[Quad]:
        """The quads of some named graphs."""
        for name in names:
            yield from self.store.quads_for_pattern(None, None, None, self._graphs[name])

    def put(self, change: Change, kind: str, name: str, quads: Iterable[Quad], keep: bool = False) -> None:
        """Let an owner have these quads and no others, or with ``keep`` besides those that it has."""
        owned = self._owned.get((kind, name), ())
        self._before.setdefault((kind, name), owned)
        before, after = set(owned), set(quads)
        beside = (one for quad in after for one in self._beside(self._names[quad.graph_name], [quad]))
        aligned = self._graphs["aligned"]
        after |= {Quad(one.subject, one.predicate, one.object, aligned) for one in beside}
        if keep:
            after |= before
        for quad in before - after:
            if self._more[quad]:
                self._more[quad] -= 1
            else:
                self.store.remove(quad)
                change.went.append(quad)
        for quad in after - before:
            if quad in self.store:
                self._more[quad] += 1
            else:
                self.store.add(quad)
                change.came.append(quad)
        self._owned[kind, name] = tuple(after)
