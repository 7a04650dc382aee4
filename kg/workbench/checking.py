"""What the shapes find wrong in a store that changes: only what a change touches is validated anew."""

from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad

from kg.build.shapes import shapes_of
from kg.build.validation import VALIDATED, Violation, check
from kg.files.loaded import Loaded
from kg.workbench.change import Change
from kg.workbench.near import Near
from kg.workbench.owned import Owned


class Checking:
    """The violations of what is kept, by node, as of the last change.

    All of it is validated when all is asked for: who asks what a change does waits for no more than that.
    """

    def __init__(self, loaded: Loaded, kept: Owned, lang: str) -> None:
        self._loaded = loaded
        self._kept = kept
        self._lang = lang
        self._shapes = shapes_of(loaded)
        self._near = Near(kept.store, loaded.project)
        self._wrong: dict[str, list[Violation]] = {}
        self._is_whole = False  # whether all of it was looked at, or only what changes touched

    @property
    def violations(self) -> list[Violation]:
        """What the shapes find wrong, sorted by node."""
        if not self._is_whole:
            found = self._check([*self._kept.graphs(*VALIDATED)], None)
            self._wrong, self._is_whole = _by_node(found), True
        return self.met

    @property
    def met(self) -> list[Violation]:
        """What they find wrong in all that was looked at so far: at the least in what changes touched."""
        return [violation for node in sorted(self._wrong) for violation in self._wrong[node]]

    def kept(self) -> tuple[dict[str, list[Violation]], bool]:
        """What was found so far, to go back to."""
        return dict(self._wrong), self._is_whole

    def back_to(self, kept: tuple[dict[str, list[Violation]], bool]) -> None:
        """Take back what a change that failed has found."""
        self._wrong, self._is_whole = kept

    def after(self, change: Change) -> None:
        """Settle a change, and tell it what is wrong anew in what it touches, and in what is said of that."""
        change.settle(self._kept.store, self._lang)
        focus = self._near.touched((*change.came, *change.went))
        found = self._check(self._near.around(focus), focus)
        before = {violation for iri in focus for violation in self._wrong.pop(iri, [])}
        if found and not self._is_whole:
            before |= {*self._check(self._before(change, focus), focus)}
        self._wrong |= _by_node(found)
        change.violations += [violation for violation in found if violation not in before]

    def _before(self, change: Change, focus: set[str]) -> list[Quad]:
        """What stood near some nodes before a change, and more."""
        ends = {
            node.value for q in change.went for node in (q.subject, q.object) if isinstance(node, NamedNode)
        }
        came = {*change.came}
        return [*(quad for quad in self._near.around(focus | ends) if quad not in came), *change.went]

    def _check(self, data: list[Quad], focus: set[str] | None) -> list[Violation]:
        told = [*self._loaded.project.quads(), *data]
        return check(self._loaded, self._shapes, told, focus=focus)


def _by_node(found: Iterable[Violation]) -> dict[str, list[Violation]]:
    wrong: dict[str, list[Violation]] = {}
    for violation in found:
        wrong.setdefault(violation.claim, []).append(violation)
    return wrong
