"""The one error type that reaches a user: a cause, and where it lies."""

from collections.abc import Sequence
from pathlib import Path


class KgError(Exception):
    """Something the user can mend.

    ``str()`` gives one line, ``file:line: message``, with what is known of the place; ``told("he")`` gives it
    in Hebrew where ``he`` says it. Those who ask the graph are told in both languages; of what is wrong in
    its files, Turtle and SPARQL, the message is English.

    >>> str(KgError("unknown predicate", file="claims/a.ttl", line=7))
    'claims/a.ttl:7: unknown predicate'
    >>> KgError("nothing to draw", he="אין מה לצייר").told("he")
    'אין מה לצייר'
    """

    def __init__(
        self, message: str, *, he: str = "", file: Path | str | None = None, line: int | None = None
    ) -> None:
        super().__init__(message)
        self.message = " ".join(message.split())
        self.hebrew = " ".join(he.split())
        self.file = None if file is None else str(file)
        self.line = line

    def __str__(self) -> str:
        return self.told()

    def told(self, lang: str = "en") -> str:
        """The line in a language."""
        message = self.hebrew or self.message if lang == "he" else self.message
        if self.file is None:
            return message
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {message}"


def wrong_ending(path: Path, endings: Sequence[str]) -> KgError:
    """The error of a file whose name ends in none of these."""
    told = ", ".join(endings)
    return KgError(f"ends in none of {told}", he=f"אינו מסתיים באחד מאלה: {told}", file=path)
