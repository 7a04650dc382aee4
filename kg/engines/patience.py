"""Answer what people ask so that it can be interrupted, and that no query, however deep, ends the process."""

import threading
from collections.abc import Callable
from typing import TypeVar

from kg.engines import Engine, Result, solve
from kg.engines.binding import Bindings
from kg.engines.tokens import forbidden
from kg.errors import KgError

Made = TypeVar("Made")
_STACK = 256 * 1024 * 1024  # bytes; a parser goes down one level for each bracket
_STEP = 0.1  # seconds after which an interruption is noticed
_starting = threading.Lock()


def solve_patiently(
    engine: Engine,
    query: str,
    bound: Bindings | None = None,
    *,
    file: str | None = None,
    before: str = "",
) -> Result:
    """Run a query that somebody wrote; see ``kg.engines.solve``.

    Raises KgError too for what a question must not do, and for one that is longer or deeper than can be read.
    """
    refused = forbidden(query)
    if refused:
        raise KgError(f"not valid SPARQL for a question: {refused}", file=file)
    return patiently(lambda: solve(engine, query, bound, file=file, before=before))


def patiently(run: Callable[[], Made]) -> Made:
    """What a function gives, run with a large stack, and such that Ctrl-C ends the waiting."""
    made: list[Made] = []
    failed: list[BaseException] = []

    def work() -> None:
        try:
            made.append(run())
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=work, daemon=True)
    with _starting:
        before = threading.stack_size(_STACK)
        try:
            thread.start()
        except RuntimeError:  # where there is no room for such a stack
            return run()
        finally:
            threading.stack_size(before)
    while thread.is_alive():
        thread.join(_STEP)
    if failed:
        raise failed[0]
    return made[0]
