"""Time a whole `kg query`, paired with `python -c 'import pyoxigraph'`: what our part adds to the start."""

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
OURS = [sys.executable, "-c", "from kg.cli import entry; entry()", "query", "mediators"]
BARE = [sys.executable, "-c", "import pyoxigraph"]


def once(command: list[str]) -> float:
    """Milliseconds of one run."""
    before = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return 1000 * (time.perf_counter() - before)


def main() -> int:
    """Alternate the two commands; print medians and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", default=str(ROOT / "build"), help="a build of the shipped graph")
    parser.add_argument("--runs", type=int, default=30, help="how often each runs")
    arguments = parser.parse_args()
    ours = [*OURS, "--build", arguments.build]
    pairs = [(once(ours), once(BARE)) for _ in range(arguments.runs)]
    whole, bare = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(f"kg query {whole:.0f} ms, import pyoxigraph {bare:.0f} ms: {whole / bare:.1f} times")
    return 0


if __name__ == "__main__":
    sys.exit(main())
