"""Stop a command that runs too long."""

import os
import sys
from collections.abc import Callable


def within(seconds: float | None, run: Callable[..., int], *given: object) -> int:
    """What ``run`` gives; after so many seconds the process ends with a message and the code 1.

    No engine can be interrupted from outside, but they let a watching thread run, which ends the process.
    """
    if seconds is None:
        return run(*given)
    from threading import Timer

    from kg.files.replace import abandon

    def stop() -> None:
        abandon()
        sys.stdout.flush()
        print(
            f"kg: error: stopped after {seconds:g} seconds; --timeout allows more",
            file=sys.stderr,
            flush=True,
        )
        os._exit(1)

    watch = Timer(seconds, stop)
    watch.daemon = True
    watch.start()
    try:
        return run(*given)
    finally:
        watch.cancel()
