"""Write the exact answers in ``answers/`` anew: ``python -m tests.queries.write_answers``; then review the change.

The graph must be built (``kg build``). What no question has any longer is taken away.
"""

import contextlib
import io

from kg.cli import main
from tests.conftest import ROOT
from tests.queries.test_answers import ANSWERS, GIVEN, NAMES


def write() -> None:
    for old in {path.stem for path in ANSWERS.glob("*.csv")} - set(NAMES):
        (ANSWERS / f"{old}.csv").unlink()
    for name in NAMES:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            if main(["query", name, "--csv", *GIVEN.get(name, []), "--root", str(ROOT)]) != 0:
                raise RuntimeError(f"kg query {name} failed")
        with (ANSWERS / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            file.write(printed.getvalue())


if __name__ == "__main__":
    write()
