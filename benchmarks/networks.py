"""Time what is done with a large network: making it small enough to draw, chains, groups, betweenness.

python -m benchmarks.networks --edges 100000
"""

import argparse
import random
import sys
import time

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
        look = {"types": kind, "classes": kind, "colour": "#000000", "symbol": "circle"}
        net.add_node(f"n{number}", label_en=f"Thing {number}", label_he=f"דבר {number}", **look)
    for number in range(edges):
        left, right = chance.randrange(things), int(things * chance.random() ** 3)
        plain = {"label_en": "x", "label_he": "y", "status": "factual", "origins": 1 + number % 3}
        plain |= {"predicate": f"p{number % 10}", "disputed": False, "inferred": False}
        net.add_edge(f"n{left}", f"n{right}", key=str(number), time="", qualifiers="", **plain)
    return net


def main() -> int:
    """Run and print the seconds of each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--edges", type=int, default=100_000)
    arguments = parser.parse_args()
    net = invented(arguments.edges)
    names = {kind: {"en": kind, "he": kind} for kind in KINDS}
    last = f"n{len(net) - 1}"
    for name, run in (
        ("the 400 most spoken of, laid out", lambda: spread(reduce.largest(net), "en")),
        ("one node a class", lambda: reduce.by_class(net, names)),
        ("three shortest chains", lambda: analysis.chains(net, "n5", last, 3)),
        ("groups", lambda: analysis.groups(net)),
        (f"betweenness, {analysis.PIVOTS} pivots", lambda: analysis.central(net)),
    ):
        before = time.perf_counter()
        run()
        print(f"{name:36}{time.perf_counter() - before:8.1f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
