"""Time what is done with a large network, and how that grows: layout, classes, chains, groups, betweenness.

python -m benchmarks.networks --edges 100000
"""

import argparse
import random
import sys
import time
from collections.abc import Callable

import networkx

from kg.networks import analysis, reduce
from kg.pictures.layout import spread

KINDS = [f"Kind{number}" for number in range(20)]


def invented(edges: int) -> networkx.MultiDiGraph:
    """A network of invented things, some of them hubs: the same one for the same size."""
    chance = random.Random(1)
    things = edges * 2 // 5
    net = networkx.MultiDiGraph()
    for number in range(things):
        kind = KINDS[number % len(KINDS)]
        look = {"types": kind, "classes": kind, "kind": kind, "colour": "#000000", "symbol": "circle"}
        net.add_node(f"n{number}", label_en=f"Thing {number}", label_he=f"דבר {number}", **look)
    for number in range(edges):
        left, right = chance.randrange(things), int(things * chance.random() ** 3)
        plain = {"label_en": "x", "label_he": "y", "status": "statedAsFact", "origins": 1 + number % 3}
        plain |= {"predicate": f"p{number % 10}", "disputed": False, "inferred": False}
        plain |= {"symmetric": False, "statements": str(number)}
        net.add_edge(f"n{left}", f"n{right}", key=str(number), time="", qualifiers="", **plain)
    return net


def main() -> int:
    """Run on a tenth of the edges and on all, and print the seconds of each and their ratio."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--edges", type=int, default=100_000)
    arguments = parser.parse_args()
    small, large = (invented(edges) for edges in (arguments.edges // 10, arguments.edges))
    names = {kind: {"en": kind, "he": kind} for kind in KINDS}
    todo: dict[str, Callable[[networkx.MultiDiGraph], object]] = {
        "the 400 most spoken of, laid out": lambda net: spread(reduce.largest(net), "en"),
        "one node a class": lambda net: reduce.by_class(net, names),
        "three shortest chains": lambda net: analysis.chains(net, "n5", f"n{len(net) - 1}", 3),
        "groups": lambda net: analysis.groups(net),
        f"betweenness, {analysis.PIVOTS} pivots": lambda net: analysis.central(net),
    }
    print(f"{'edges':36}{arguments.edges // 10:10,}{arguments.edges:10,}     ratio")
    for name, run in todo.items():
        seconds = [timed(run, net) for net in (small, large)]
        print(f"{name:36}{seconds[0]:8.1f} s{seconds[1]:8.1f} s{seconds[1] / seconds[0]:10.1f}", flush=True)
    return 0


def timed(run: Callable[[networkx.MultiDiGraph], object], net: networkx.MultiDiGraph) -> float:
    """The seconds that one run takes."""
    before = time.perf_counter()
    run(net)
    return time.perf_counter() - before


if __name__ == "__main__":
    sys.exit(main())
