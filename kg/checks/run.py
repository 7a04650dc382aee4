"""Run all checks of a project."""

import tempfile
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from kg.api.opening import load as open_graph
from kg.build import build
from kg.checks.outcome import Outcome, chosen
from kg.checks.questions import question_checks, question_names
from kg.checks.rules import rule_checks
from kg.checks.shapes import shape_checks
from kg.files.load import load


def checks(
    root: Path,
    built: Path | None,
    progress: Callable[[str], None],
    only: Collection[str] = (),
    write: bool = False,
) -> Iterator[Outcome]:
    """What comes of the checks of rules, of shapes and of questions, in this order, or of ``only`` some.

    Questions are asked of the build in the folder ``built``, else of one that is made for it and thrown away.
    Raises KgError for what cannot be read, and for a project that cannot be built.
    """
    loaded = load(root)
    yield from rule_checks(root, loaded, only)
    yield from shape_checks(root, loaded, only)
    if not chosen(question_names(root), only):
        return
    if built is not None:
        yield from question_checks(root, open_graph(root, built), only, write)
        return
    with tempfile.TemporaryDirectory(prefix="kg-test-") as folder:
        made = Path(folder) / "build"
        build(root, made, progress)
        graph = open_graph(root, made)
        yield from question_checks(root, graph, only, write)
        del graph  # the store is closed before its folder goes
