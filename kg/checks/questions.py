"""Hold each question to its exact answer.

Beside the question ``queries/NAME.rq`` stands ``queries/tests/NAME.csv``: what ``kg query NAME --csv``
prints. A further answer stands in ``NAME.CASE.csv``. What is given to the question, and what narrows the
answer, stands in a first line, ``#+ given: {state: Ardania, as_of: 2020}``; ``about: [Ardania]`` are things
that each row must name.
"""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from kg.api.graph import Graph
from kg.ask.narrow import Narrow
from kg.catalogue.question import Question
from kg.catalogue.read import written_questions
from kg.checks.outcome import Outcome, chosen, lacking, unknown
from kg.errors import KgError
from kg.files.headers import files_by_name, read_header
from kg.files.load import CHECKS
from kg.files.replace import replace_all

_NARROWING = {*Narrow._fields}
_HOW = "kg test --write writes what it answers now into {}/{}.csv"


def question_names(root: Path) -> set[str]:
    """The names of the questions, and of those that there are answers to."""
    return set(_files(root / "queries"))


def question_checks(
    root: Path, graph: Graph, only: Collection[str] = (), write: bool = False
) -> Iterator[Outcome]:
    """What comes of the answers of each question, or of ``only`` some; with ``write`` they are first written
    as they are now.

    Raises KgError for a file that cannot be read.
    """
    folder = root / "queries"
    asked = {question.name: question for question in written_questions(folder)}
    paths = _files(folder)
    for name in chosen(paths, only):
        files = paths[name]
        if write and name in asked:
            files = files or [_new(asked[name], folder)]
            replace_all({path: _bytes(*_answer(asked[name], path, graph)) for path in files})
        if name not in asked:
            yield from (unknown("question", path, sorted(asked)) for path in files)
        elif not files:
            yield lacking("question", name, asked[name].path, _HOW.format(CHECKS, name))
        for path in files if name in asked else ():
            yield _outcome(asked[name], path, graph)


def _files(folder: Path) -> dict[str, list[Path]]:
    """The answers to each question by its name; none for one that has none."""
    found: dict[str, list[Path]] = {name: [] for name in files_by_name(folder)}
    for path in sorted(folder.rglob(f"{CHECKS}/*.csv")):
        found.setdefault(path.stem.partition(".")[0], []).append(path)
    return found


def _new(question: Question, folder: Path) -> Path:
    path = folder / CHECKS / f"{question.name}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _bytes(head: str, answer: str) -> bytes:
    return (head + answer).encode()


def _outcome(question: Question, path: Path, graph: Graph) -> Outcome:
    case = path.stem.partition(".")[2]
    try:
        head, answer = _answer(question, path, graph)
    except KgError as error:
        return Outcome("question", question.name, case, path, error.message)
    expected, _ = read_header(path)
    wanted = expected[len(head) :].splitlines()
    return Outcome("question", question.name, case, path, _difference(wanted, answer.splitlines()))


def _answer(question: Question, path: Path, graph: Graph) -> tuple[str, str]:
    """The header of a file, and the answer in CSV to what it gives."""
    text, raw = read_header(path) if path.exists() else ("", None)
    head = "".join(line for line in text.splitlines(keepends=True) if line.startswith("#+"))
    given: dict[str, Any] = {}
    if raw is not None and head:
        if not isinstance(raw, dict) or set(raw) != {"given"} or not isinstance(raw["given"], dict):
            raise KgError("the header says what is given: #+ given: {state: Ardania}", file=path)
        given = {str(name).replace("-", "_"): value for name, value in raw["given"].items()}
    if not head:  # of what must be given, the example
        given = {p.name: p.example for p in question.parameters if p.required}
    about = given.pop("about", [])
    narrow = {name: given.pop(name) for name in _NARROWING & given.keys()}
    narrow = {name: value if isinstance(value, int) else str(value) for name, value in narrow.items()}
    if isinstance(narrow.get("as_of"), int):
        narrow["as_of"] = str(narrow["as_of"])
    shown = graph.narrowed(**narrow) if narrow else graph
    answer = shown.answer(question, given, about if isinstance(about, list) else [about])
    return head, answer.to_csv().rstrip("\n") + "\n"


def _difference(wanted: list[str], found: list[str]) -> str:
    """What the first line is in which the answer is not the one that is wanted."""
    for number, (one, other) in enumerate(zip(wanted, found, strict=False), 1):
        if one != other:
            return f"row {number} is {other!r}, not {one!r}"
    if len(wanted) != len(found):
        more = [*wanted[len(found) :], *found[len(wanted) :]][0]
        return f"has {len(found)} rows, not {len(wanted)}: {more!r} is " + (
            "missing" if len(wanted) > len(found) else "too many"
        )
    return ""
