"""Measure how all that the project does grows with its data, on copies of the shipped graph.

    python -m benchmarks.scale                          1, 4 and 16 copies (benchmarks/copies.py makes them)
    python -m benchmarks.scale --copies 1 64            as many as are named
    python -m benchmarks.scale --only build --sums FILE digests of what is built, to compare two checkouts

Everything is measured in a process of its own, in seconds of CPU with those of its children, and in
megabytes at the peak. ``exponent`` is the slope of the logarithms: 1 is linear, 2 quadratic. Parts:

    build      each stage of a build, and all of it
    floor      pyoxigraph parses, bulk-loads and dumps the same quads
    plain      rdflib reads them, owlrl reasons and pySHACL validates: no merging, conflicts or proofs
    questions  every question: its rows, as `kg query` tells it, and with --cite; the sum and the longest
    start      a question in a whole process, and importing pyoxigraph alone
    change     a claim of the graph in memory taken back and added again, and explaining an inferred triple
"""

import argparse
import contextlib
import hashlib
import io
import math
import multiprocessing
import re
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api.graph import Graph

Figures = dict[str, float]  # by what was measured
ROOT = Path(__file__).parent.parent
STAGE = re.compile(r"(\w+) +[\d.]+ s")
COUNTS = ("claims", "conflicts", "inferred")
WAYS = ("rows", "told", "cited")
MOST = 5  # the longest questions of each way are named


def seconds() -> float:
    """The CPU seconds of this process and of its children that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def timed(run: Callable[[], object]) -> float:
    """The CPU seconds that something takes."""
    before = seconds()
    run()
    return seconds() - before


def build(root: Path, out: Path) -> Figures:
    """Each stage of a build."""
    from kg.build import build as built

    found: Figures = {}
    before = begun = seconds()

    def stage(line: str) -> None:
        nonlocal before
        if told := STAGE.fullmatch(line):
            found[f"build: {told[1]}"] = seconds() - before
            before = seconds()

    done = built(root, out, stage)
    found["build"] = seconds() - begun
    return found | {name: float(done.counts[name]) for name in COUNTS}


def floor(root: Path, out: Path) -> Figures:
    """What no build goes below that writes such files."""
    from pyoxigraph import RdfFormat, Store, parse

    data = (out / "accord.nq").read_bytes()

    def run() -> None:
        for _ in parse(data, format=RdfFormat.N_QUADS):
            pass
        store = Store()
        store.bulk_load(data, format=RdfFormat.N_QUADS)
        store.dump(io.BytesIO(), format=RdfFormat.N_QUADS)

    return {"floor": timed(run)}


def plain(root: Path, out: Path) -> Figures:
    """What who takes the libraries as they are does with the same quads."""
    import owlrl
    import pyshacl
    from rdflib import Dataset, Graph, URIRef

    from kg.build.validation import VALIDATED
    from kg.model.project import DEFAULT

    def run() -> None:
        whole = Dataset()
        whole.parse(out / "accord.nq", format="nquads")

        def of(*names: str) -> Graph:
            made = Graph()
            for name in names:
                made += whole.graph(URIRef(DEFAULT.graphs[name].value))
            return made

        known = of("ontology", "entities", "sources", "facts")
        owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(known)
        shapes = Graph().parse(out / "shapes.ttl")
        pyshacl.validate(of(*VALIDATED), shacl_graph=shapes, inference="none", advanced=True)

    return {"plain": timed(run)}


def given(graph: "Graph") -> dict[str, dict[str, str]]:
    """What each question is told: nothing, or its own example where it must be."""
    return {
        name: {one.name: one.example for one in question.parameters if one.required}
        for name, question in graph.questions().items()
    }


def questions(root: Path, out: Path) -> Figures:
    """All questions in the three ways in which they are answered."""
    import kg
    from kg.cli import main as command

    graph = kg.load(root, out)
    asked = given(graph)

    def told(name: str, *options: str) -> None:
        named = [word for key, value in asked[name].items() for word in (f"--{key}", value)]
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            code = command(["query", name, *named, *options, "--root", str(root), "--build", str(out)])
        assert code == 0 or "--cite" in options, name  # some rows rest on nothing

    ways: tuple[Callable[[str], object], ...] = (
        lambda name: graph.ask(name, **asked[name]),
        told,
        lambda name: told(name, "--cite"),
    )
    found: Figures = {}
    for way, run in zip(WAYS, ways, strict=True):
        times = {name: timed(partial(run, name)) for name in asked}
        for name, took in times.items():
            found[f"{way}: {name}"] = took
        found[f"questions: {way}, all"] = sum(times.values())
        found[f"questions: {way}, longest"] = max(times.values())
    return found


def start(root: Path, out: Path) -> Figures:
    """A question in a whole process, in turns with the least that any needs: medians of eleven."""
    entry = "from kg.cli import entry; entry()"
    asked = [sys.executable, "-c", entry, "query", "mediators", "--root", str(root), "--build", str(out)]
    bare = [sys.executable, "-c", "import pyoxigraph"]
    run = partial(subprocess.run, check=True, stdout=subprocess.DEVNULL)
    pairs = [[timed(partial(run, command)) for command in (asked, bare)] for _ in range(11)]
    whole, least = (statistics.median(side) for side in zip(*pairs, strict=True))
    return {"start": whole, "start: import pyoxigraph": least, "start / import pyoxigraph": whole / least}


def change(root: Path, out: Path) -> Figures:
    """One claim changed in the graph in memory, and one inferred triple explained: medians."""
    from pyoxigraph import NamedNode

    from kg.api.workbench import Workbench
    from kg.explain.explain import proofs

    bench = Workbench(root)
    triples = sorted((t for t in bench.inferred() if isinstance(t.object, NamedNode)), key=str)
    chosen = [[node.value for node in triple] for triple in triples[:: max(len(triples) // 20, 1)]]
    explained = [timed(partial(proofs, bench.graph.engine, "en", *triple)) for triple in chosen]
    name = "globes/oil-to-israel"
    text = bench.turtle(name)
    changed = [timed(lambda: bench.retract(name)) + timed(lambda: bench.add(text)) for _ in range(5)]
    return {"change": statistics.median(changed) / 2, "explain": statistics.median(explained)}


PARTS = {part.__name__: part for part in (build, floor, plain, questions, start, change)}


def apart(run: Callable[..., Figures], patience: float, *given: object) -> Figures:
    """What something measures in a process of its own. Raises TimeoutError after so many seconds, and
    BrokenProcessPool where the machine has no room for it."""
    pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
    try:
        return pool.submit(run, *given).result(timeout=patience)
    finally:
        for process in (pool._processes or {}).values():
            process.kill()
        pool.shutdown()


def part_of(name: str, root: Path, out: Path) -> Figures:
    """What one part measures, and the most memory that its process, or one that it began, had."""
    found = PARTS[name](root, out)
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return found if name == "start" else found | {f"{name}: MB": peak / 1024}


def made(number: int, folder: Path) -> Figures:
    """Write so many copies below a folder."""
    from benchmarks.copies import copies

    return {"made": timed(partial(copies, number, folder))}


def measure(number: int, folder: Path, parts: Iterable[str], patience: float = 3600) -> Figures:
    """All figures of a graph of so many copies, which is written and built below ``folder``."""
    root, out = folder / f"project-{number}", folder / f"build-{number}"
    found = apart(made, patience, number, folder)
    for name in parts:
        try:
            found |= apart(part_of, patience, name, root, out)
            told = "done"
        except TimeoutError:
            told = f"ends here: it takes more than {patience:g} s"
        except BrokenProcessPool:
            told = "ends here: the machine has no more memory"
        print(f"{number} copies: {name} {told}", file=sys.stderr, flush=True)
        if not out.is_dir():
            break
    return found


def exponent(figures: dict[int, Figures], name: str) -> float | None:
    """The slope of the logarithms of a figure over those of the copies (least squares); none of one size.

    >>> round(exponent({1: {"all": 3}, 4: {"all": 48}, 16: {"all": 768}}, "all"), 3)
    2.0
    """
    known = {size: of[name] for size, of in figures.items() if of.get(name)}
    if len(known) < 2:
        return None
    along, up = ([math.log(value) for value in side] for side in (known.keys(), known.values()))
    return statistics.linear_regression(along, up).slope


def table(figures: dict[int, Figures], names: Iterable[str]) -> str:
    """The figures, a line for each name and a column for each size, and how they grow."""
    lines = [f"{'copies':34}" + "".join(f"{size:>12,}" for size in figures) + f"{'exponent':>10}"]
    for name in names:
        cells = []
        for of in figures.values():
            digits = 3 if of.get(name, 0) < 10 else 1
            whole = name in COUNTS or name.endswith(" MB")
            cells.append(f"{of[name]:12,.{0 if whole else digits}f}" if name in of else f"{'–':>12}")
        slope = exponent(figures, name)
        lines.append(f"{name:34}" + "".join(cells) + ("" if slope is None else f"{slope:10.2f}"))
    return "\n".join(lines)


def sums(out: Path) -> Iterator[str]:
    """The digest of each file of a build, but of the store, whose bytes are its library's."""
    for path in sorted(out.glob("*.*")):
        yield f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {out.name}/{path.name}"


def main() -> int:
    """Run and print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--copies", type=int, nargs="+", default=[1, 4, 16], help="copies of the graph")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=[*PARTS], help="measure these parts")
    parser.add_argument("--plain", type=int, default=4, help="the most copies that plain libraries get")
    parser.add_argument("--patience", type=float, default=3600, help="the most seconds for one part")
    parser.add_argument("--each", action="store_true", help="tell every question, not only the longest")
    parser.add_argument("--sums", type=Path, help="write a digest of each file built into this file")
    arguments = parser.parse_args()
    figures: dict[int, Figures] = {}
    digests: list[str] = []
    for number in arguments.copies:
        parts = [name for name in PARTS if name == "build" or name in arguments.only]
        if number > arguments.plain and "plain" in parts:
            parts.remove("plain")
        with tempfile.TemporaryDirectory() as folder:
            figures[number] = measure(number, Path(folder), parts, arguments.patience)
            digests += sums(Path(folder) / f"build-{number}")
    if arguments.sums:
        arguments.sums.write_text("\n".join([*digests, ""]), encoding="utf-8")
    every = list(dict.fromkeys(name for of in figures.values() for name in of))
    asked = [name for name in every if name.partition(": ")[0] in WAYS]
    print(table(figures, [name for name in every if name not in asked]))
    largest = figures[arguments.copies[-1]]
    for way in WAYS:
        named = [name for name in asked if name.startswith(f"{way}: ") and name in largest]
        named.sort(key=lambda name: -largest[name])
        if named:
            print()
            print(table(figures, named if arguments.each else named[:MOST]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
