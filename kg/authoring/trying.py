"""Write into a project what a build of it takes: files are tried on a copy first."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from kg.authoring.written import Written
from kg.build import Violation, validate
from kg.catalogue.read import checked_questions
from kg.errors import KgError
from kg.files.load import load
from kg.files.replace import replace_all
from kg.reason.rules import check_names, read_rules

_FOLDERS = ("ontology", "graph", "queries")


def put(written: Written, files: Mapping[Path, bytes]) -> None:
    """Write files below the root, whole or not at all; the project may lack what a build needs besides.

    Raises KgError, in the words of a build, for what stops one that the project as it is would not stop.
    """
    wrong = _flaws(written, files)
    if wrong:
        before = {message for message, _ in _flaws(written, {})}
        for message, error in wrong:
            if message not in before:
                raise error
    replace_all({with_folder(path): data for path, data in files.items()})


def violations(root: Path, files: Mapping[Path, bytes]) -> list[Violation]:
    """What the shapes would find wrong in a project with these files, as far as it goes; files and lines are
    those of the copy, which is gone. Raises KgError for what else stops a build.
    """
    with _copied(root, files) as copy:
        return [one for one in validate(copy, whole=False) if one.severity == "Violation"]


def _flaws(written: Written, files: Mapping[Path, bytes]) -> list[tuple[str, KgError]]:
    """What would stop a build of the project with these files: each in words, and as an error."""
    root = written.root
    try:
        if any(path.suffix == ".rq" for path in files):
            with _copied(root, files) as copy:
                _check_queries(copy)
            return []
        found = violations(root, files)
    except KgError as error:
        return [(error.message, KgError(error.message))]
    return [(f"{one.claim} {one.mend()}", _told(written, one, files)) for one in found]


def _check_queries(root: Path) -> None:
    """Raises KgError for rules and questions that stop a build."""
    loaded = load(root, whole=False)
    ontology = loaded.graph("ontology")
    check_names(read_rules(root / "ontology/rules", ontology, loaded.project), ontology, loaded.project)
    checked_questions(root / "queries", loaded.project)


def _told(written: Written, one: Violation, files: Mapping[Path, bytes]) -> KgError:
    """A violation as a build tells it, with its place where that is there already."""
    path, line = written.loaded.place(one.claim)
    is_there = path is not None and path not in files
    message = f"{written.project.prefixed(one.claim)}: {one.mend()}"
    return KgError(message, file=path if is_there else None, line=line if is_there else None)


@contextmanager
def _copied(root: Path, files: Mapping[Path, bytes]) -> Iterator[Path]:
    """A copy of a project with these files."""
    with TemporaryDirectory(prefix="kg-try-") as folder:
        for name in _FOLDERS:
            if (root / name).is_dir():
                copytree(root / name, Path(folder) / name)
        for path, data in files.items():
            with_folder(Path(folder) / path.relative_to(root)).write_bytes(data)
        yield Path(folder)


def with_folder(path: Path) -> Path:
    """The path, whose folder is made where it is not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
