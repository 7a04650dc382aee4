"""What the shapes find wrong in a store that changes: only what a change touches is validated anew."""

from pyoxigraph import Quad

from kg.build.shapes import shapes_of
from kg.build.validation import VALIDATED, Violation, check
from kg.files.loaded import Loaded
from kg.workbench.change import Change
from kg.workbench.near import Near
from kg.workbench.owned import Owned


class Checking:
    """The violations of what is kept, by node, as of the last change."""

    def __init__(self, loaded: Loaded, kept: Owned, lang: str) -> None:
        self._loaded = loaded
        self._kept = kept
        self._lang = lang
        self._shapes = shapes_of(loaded)
        self._near = Near(kept.store, loaded.project)
        self._wrong: dict[str, list[Violation]] = {}

    def start(self) -> None:
        """Validate all of it."""
        self._wrong = {}
        for violation in self._check([*self._kept.graphs(*VALIDATED)], None):
            self._wrong.setdefault(violation.claim, []).append(violation)

    @property
    def violations(self) -> list[Violation]:
        """What the shapes find wrong, sorted by node."""
        return [violation for node in sorted(self._wrong) for violation in self._wrong[node]]

    def kept(self) -> dict[str, list[Violation]]:
        """What was found so far, to go back to."""
        return {node: list(violations) for node, violations in self._wrong.items()}

    def back_to(self, wrong: dict[str, list[Violation]]) -> None:
        """Take back what a change that failed has found."""
        self._wrong = wrong

    def after(self, change: Change) -> None:
        """Settle a change, and tell it what is wrong anew in what it touches, and in what is said of that."""
        change.settle(self._kept.store, self._lang)
        focus = self._near.touched((*change.came, *change.went))
        before = {violation for iri in focus for violation in self._wrong.pop(iri, [])}
        for violation in self._check(self._near.around(focus), focus):
            self._wrong.setdefault(violation.claim, []).append(violation)
            if violation not in before:
                change.violations.append(violation)

    def _check(self, data: list[Quad], focus: set[str] | None) -> list[Violation]:
        told = [*self._loaded.project.quads(), *data]
        return check(self._loaded, self._shapes, told, focus=focus)
