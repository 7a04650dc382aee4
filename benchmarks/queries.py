"""Time every question of the catalogue, embedded store against rdflib in memory, in one run.

    python -m benchmarks.queries                      the shipped graph and 100 thousand claims
    python -m benchmarks.queries --claims 1000000     a larger synthetic graph

For each question: the median and 95th percentile in milliseconds, how many rows, how much slower rdflib is,
and (for the synthetic graphs) how the time grows beside the answer. A question that must be told something
is told a thing of the graph. rdflib is left out above --rdflib claims: it holds about 1 kB a triple.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import rdflib
from pyoxigraph import RdfFormat, Store, serialize

import kg
from benchmarks.synthetic import shipped, synthetic
from kg.api.graph import Graph
from kg.engines.oxigraph import Oxigraph

ROOT = Path(__file__).parent.parent
TOLD = {
    "pipeline-stops": {"pipeline": "entity:pipeline-0"},
    "resting-on-publication": {"publication": "entity:ynet-eichner-2017-01-05"},
    "sayings": {"speaker": "entity:jd-vance"},
    "single-origin": {"subject": "entity:state-1"},
}
SHIPPED = {
    "pipeline-stops": {"pipeline": "entity:cpc-pipeline"},
    "single-origin": {"subject": "entity:kazakhstan"},
}


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


def measure(
    graph: Graph, told: dict[str, dict[str, str]], seconds: float
) -> dict[str, tuple[float, float, int]]:
    """Median, 95th percentile and rows of each question."""
    found = {}
    for name, question in graph.questions().items():
        given = told.get(name) or {p.name: p.example for p in question.parameters if p.required}
        rows = len(graph.ask(name, **given))
        times = timed(lambda name=name, given=given: graph.ask(name, **given), seconds)  # type: ignore[misc]
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
    parser.add_argument("--claims", type=int, default=100_000, help="the size of the synthetic graph")
    parser.add_argument(
        "--rdflib", type=int, default=1_000, help="the most claims that rdflib is given, 0: none"
    )
    parser.add_argument("--seconds", type=float, default=0.5, help="the time for each question and engine")
    parser.add_argument(
        "--lookup", action="store_true", help="of the synthetic graph, only all of one entity"
    )
    arguments = parser.parse_args()
    if not (arguments.build / "accord.nq").is_file():
        print("there is no built graph; run kg build first", file=sys.stderr)
        return 1
    ours = kg.load(ROOT, arguments.build)
    assert isinstance(ours.engine, Oxigraph)
    told = {**TOLD, **SHIPPED}
    base = measure(ours, told, arguments.seconds)
    theirs = measure(in_rdflib(ours.engine.store), told, arguments.seconds) if arguments.rdflib else {}
    print(f"{'shipped graph':28}{'median':>9}{'p95':>9}{'rows':>8}{'rdflib':>10}{'ratio':>8}")
    for name, (median, p95, rows) in base.items():
        other = f"{theirs[name][0]:10.1f}{theirs[name][0] / median:8.0f}" if theirs else ""
        print(f"{name:28}{median:9.2f}{p95:9.2f}{rows:8}{other}")
    if theirs:
        medians = [theirs[name][0] / base[name][0] for name in base]
        print(
            f"rdflib takes {statistics.median(medians):.0f} times as long, in the median of the questions\n"
        )
    sizes = (arguments.claims // 10, arguments.claims)
    with tempfile.TemporaryDirectory() as folder:
        results = [_synthetic(size, Path(folder) / str(size), arguments) for size in sizes]
    small, large = results
    print(f"{'synthetic':28}{sizes[0]:>13,}{sizes[1]:>20,} claims")
    print(f"{'':28}{'median':>9}{'rows':>8}{'median':>10}{'p95':>9}{'rows':>9}{'time':>8}{'answer':>8}")
    for name, (median, p95, rows) in large.items():
        before, _, fewer = small[name]
        time_grows, answer_grows = median / before, (rows + 1) / (fewer + 1)
        mark = (
            "  grows faster than its answer" if time_grows > 2 * max(answer_grows, 1) and median > 5 else ""
        )
        print(
            f"{name:28}{before:9.2f}{fewer:8}{median:10.2f}{p95:9.2f}{rows:9}{time_grows:8.1f}{answer_grows:8.1f}{mark}"
        )
    return 0


def _synthetic(
    claims: int, folder: Path, arguments: argparse.Namespace
) -> dict[str, tuple[float, float, int]]:
    begun = time.perf_counter()
    store = Store(str(folder))
    store.bulk_extend(quad for part in (shipped(arguments.build), synthetic(claims)) for quad in part)
    store.optimize()
    size = len(store)
    print(f"{claims:,} claims, {size:,} quads, made in {time.perf_counter() - begun:.0f} s", flush=True)
    graph = Graph(Oxigraph(store), [ROOT / "queries"])
    found = {} if arguments.lookup else measure(graph, TOLD, arguments.seconds)
    lookups = timed(lambda: graph.entity("State 1"), arguments.seconds)
    found["(all of one entity)"] = (statistics.median(lookups), percentile(lookups), 1)
    lookups = timed(lambda: graph.statements(subject="State 1"), arguments.seconds)
    rows = len(graph.statements(subject="State 1"))
    found["(statements of one entity)"] = (statistics.median(lookups), percentile(lookups), rows)
    if claims <= arguments.rdflib and not arguments.lookup:
        other = measure(in_rdflib(store), TOLD, arguments.seconds)
        ratios = [other[name][0] / found[name][0] for name in other]
        print(f"rdflib takes {statistics.median(ratios):.0f} times as long here", flush=True)
    return found


if __name__ == "__main__":
    sys.exit(main())
