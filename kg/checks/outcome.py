"""What came of one check."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KgError, meant


@dataclass(frozen=True)
class Outcome:
    """One check: of which ``kind`` (rule, shape, question) and of what by ``name``, which ``case`` of it.

    ``problem`` tells what is wrong, and is empty where nothing is; ``file`` is where the check stands, or,
    where there ``is_check`` not, where that stands which has none.
    """

    kind: str
    name: str
    case: str
    file: Path
    problem: str = ""
    is_check: bool = True
    line: int | None = None

    @property
    def outcome(self) -> str:
        """``passed``, ``failed``, or ``unchecked`` of what has no check."""
        return "unchecked" if not self.is_check else "failed" if self.problem else "passed"

    def __str__(self) -> str:
        of = f"{self.case}: " if self.case else ""
        return str(KgError(of + self.problem, file=self.file, line=self.line))


def tried(kind: str, file: Path, found: Callable[[], Iterable[Outcome]]) -> list[Outcome]:
    """What is ``found`` by a check, or why the check itself cannot be read: the others are none the worse."""
    try:
        return list(found())
    except KgError as error:
        return [Outcome(kind, file.stem, "", file, error.message, line=error.line)]


def lacking(kind: str, name: str, file: Path, how: str) -> Outcome:
    """The outcome of what has no check, and ``how`` to write one."""
    return Outcome(kind, name, "", file, f"has no check; {how}", is_check=False)


def unknown(kind: str, file: Path, known: list[str]) -> Outcome:
    """The outcome of a check of what is not there."""
    return Outcome(kind, file.stem, "", file, f"checks no {kind} of this name{meant(file.stem, known)[0]}")


def chosen(names: Iterable[str], only: Collection[str]) -> list[str]:
    """The names to check, sorted: those asked for, or all where none is."""
    return sorted(name for name in set(names) if not only or name in only)
