"""The one error type that reaches a user: a cause, and where it lies."""

from pathlib import Path


class KgError(Exception):
    """Something the user can mend.

    ``str()`` gives one line, ``file:line: message``, with what is known of the place.

    >>> str(KgError("unknown predicate", file="claims/a.ttl", line=7))
    'claims/a.ttl:7: unknown predicate'
    """

    def __init__(self, message: str, *, file: Path | str | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.message = " ".join(message.split())
        self.file = None if file is None else str(file)
        self.line = line

    def __str__(self) -> str:
        if self.file is None:
            return self.message
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.message}"
