"""A command pays for what it uses: what takes long to import is left out where it is not needed."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

# What took half of the time of a question: dataclasses bring inspect, argparse would bring shutil.
HEAVY = (
    "dataclasses",
    "inspect",
    "yaml",
    "rdflib",
    "hashlib",
    "decimal",
    "datetime",
    "shutil",
    "csv",
    "difflib",
)
RUN = """
import sys
from kg.cli import main
try:
    main(sys.argv[2:])
except SystemExit:
    pass
print("imported:", *sorted({*sys.argv[1].split(",")} & {*sys.modules}))
"""


@pytest.mark.parametrize(
    ("command", "also"),
    [
        (["query", "mediators"], ()),
        (["query", "mediators", "--help"], ()),
        (["--help"], ("pyoxigraph", "json", "threading")),
        (["nonsense"], ("pyoxigraph", "json", "threading")),
    ],
)
def test_nothing_heavy_is_imported(built: Path, command: list[str], also: tuple[str, ...]) -> None:
    where = ["--root", str(ROOT), "--build", str(built)] if command[0] == "query" else []
    found = subprocess.run(
        [sys.executable, "-S", "-c", RUN, ",".join((*HEAVY, *also)), *command, *where],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert found.stdout.splitlines()[-1] == "imported:", found.stdout + found.stderr
