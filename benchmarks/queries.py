"""Time every question of the catalogue on the shipped graph, embedded store against rdflib in memory.

    python -m benchmarks.queries

For each question: the median and 95th percentile in milliseconds, how many rows, and how much slower rdflib
is. How they grow with the graph, benchmarks.scale tells.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import rdflib
from pyoxigraph import RdfFormat, Store, serialize

import kg
from benchmarks.scale import given
from kg.api.graph import Graph
from kg.engines.oxigraph import Oxigraph

ROOT = Path(__file__).parent.parent


def timed(run: Callable[[], object], seconds: float, most: int = 30) -> list[float]:
    """Milliseconds of some runs: at least two, at most ``most``, and no more than fit into the time."""
    found: list[float] = []
    begun = time.perf_counter()
    while len(found) < 2 or (len(found) < most and time.perf_counter() - begun < seconds):
        before = time.perf_counter()
        run()
        found.append(1000 * (time.perf_counter() - before))
    return found


def percentile(values: list[float]) -> float:
    """The 95th percentile (nearest rank)."""
    return sorted(values)[max(round(0.95 * len(values)) - 1, 0)]


def measure(graph: Graph, seconds: float) -> dict[str, tuple[float, float, int]]:
    """Median, 95th percentile and rows of each question."""
    found = {}
    for name, told in given(graph).items():
        rows = len(graph.ask(name, **told))
        times = timed(lambda name=name, told=told: graph.ask(name, **told), seconds)  # type: ignore[misc]
        found[name] = (statistics.median(times), percentile(times), rows)
    return found


def in_rdflib(store: Store) -> Graph:
    """The same quads in an rdflib dataset."""
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=serialize(store, format=RdfFormat.N_QUADS), format="nquads")
    return kg.over(dataset, ROOT)


def main() -> int:
    """Run and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--build", type=Path, default=ROOT / "build", help="a build of the shipped graph")
    parser.add_argument("--seconds", type=float, default=0.5, help="the time for each question and engine")
    arguments = parser.parse_args()
    if not (arguments.build / "accord.nq").is_file():
        print("there is no built graph; run kg build first", file=sys.stderr)
        return 1
    ours = kg.load(ROOT, arguments.build)
    assert isinstance(ours.engine, Oxigraph)
    base = measure(ours, arguments.seconds)
    theirs = measure(in_rdflib(ours.engine.store), arguments.seconds)
    print(f"{'':28}{'median':>9}{'p95':>9}{'rows':>8}{'rdflib':>10}{'ratio':>8}")
    for name, (median, p95, rows) in base.items():
        other = theirs[name][0]
        print(f"{name:28}{median:9.2f}{p95:9.2f}{rows:8}{other:10.1f}{other / median:8.0f}")
    ratio = statistics.median(theirs[name][0] / base[name][0] for name in base)
    print(f"rdflib takes {ratio:.0f} times as long, in the median of the questions")
    return 0


if __name__ == "__main__":
    sys.exit(main())
