"""Time validating, reasoning, explaining and changing, on the shipped graph and on copies of it, in one run.

    python -m benchmarks.reasoning                    1, 10 and 100 times the shipped graph
    python -m benchmarks.reasoning --sizes 1 154      as many copies as are named (154: 100 thousand claims)

For each size: seconds of merging and weighing, of each validator (pySHACL up to --reference copies), of our
rules and of owlrl, milliseconds to explain one inferred triple and to retract one claim and add it again,
and how much longer a full run takes than such a change.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from pyoxigraph import NamedNode

from benchmarks.scaled import scaled
from kg.api.workbench import Workbench
from kg.build.shapes import shapes_of
from kg.build.stages import Assembled, assemble, infer, validated
from kg.build.validation import check
from kg.explain.explain import proofs
from kg.model.vocab import RDF
from kg.reason.rules import read_rules


def timed(run: Callable[[], object]) -> tuple[float, object]:
    """Seconds that something takes, and what it gives."""
    before = time.perf_counter()
    found = run()
    return time.perf_counter() - before, found


def measure(root: Path, reference: bool) -> dict[str, float]:
    """What each part takes on one project."""
    found: dict[str, float] = {}
    found["merge s"], made = timed(lambda: assemble(root))
    assert isinstance(made, Assembled)
    loaded = made.loaded
    found["claims"] = sum(len(statement.claims) for statement in made.statements)
    shapes, data = shapes_of(loaded), validated(loaded)
    found["turbo s"], ours = timed(lambda: check(loaded, shapes, data))
    if reference:
        found["pyshacl s"], theirs = timed(lambda: check(loaded, shapes, data, "pyshacl"))
        assert ours == theirs
    rules = read_rules(root / "ontology/rules", loaded.graph("ontology"), loaded.project)
    found["rules s"], inferred = timed(lambda: infer(made, rules))
    found["inferred"] = len(inferred)  # type: ignore[arg-type]
    if reference:
        both, _ = timed(lambda: infer(made, rules, "owlrl"))
        found["owlrl s"] = both - found["rules s"]
    return found | change(root, found["merge s"] + found["turbo s"] + found["rules s"])


def change(root: Path, full: float) -> dict[str, float]:
    """What explaining and a change take, and how much longer a full run does."""
    found: dict[str, float] = {}
    bench = Workbench(root)
    triples = sorted(
        (
            t
            for t in bench.inferred()
            if t.predicate.value != RDF + "type" and isinstance(t.object, NamedNode)
        ),
        key=str,
    )
    chosen = random.Random(1).sample(triples, 20)
    told = [
        timed(lambda t=t: proofs(bench.graph.engine, "en", *(n.value for n in t)))[0]  # type: ignore[misc]
        for t in chosen
    ]
    found["explain ms"] = 1000 * statistics.median(told)
    name = "globes/oil-to-israel"
    text = bench.turtle(name)
    changes = [timed(lambda: bench.retract(name))[0] + timed(lambda: bench.add(text))[0] for _ in range(5)]
    found["change ms"] = 500 * statistics.median(changes)
    found["full/change"] = 1000 * full / found["change ms"]
    return found


def main() -> int:
    """Run and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 10, 100], help="copies of the graph")
    parser.add_argument(
        "--reference", type=int, default=10, help="the most copies that pySHACL and owlrl get"
    )
    arguments = parser.parse_args()
    columns: list[dict[str, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        for size in arguments.sizes:
            columns.append(measure(scaled(size, Path(folder)), size <= arguments.reference))
            print(f"{size} times done", file=sys.stderr, flush=True)
    names = list(dict.fromkeys(name for column in columns for name in column))
    print(f"{'copies':12}" + "".join(f"{size:>12,}" for size in arguments.sizes))
    for name in names:
        digits = 0 if name in ("claims", "inferred") else 2
        cells = [f"{column[name]:12,.{digits}f}" if name in column else f"{'':12}" for column in columns]
        print(f"{name:12}" + "".join(cells))
    return 0


if __name__ == "__main__":
    sys.exit(main())
