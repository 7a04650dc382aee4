"""``kg export``."""

import argparse
import sys
from functools import partial
from pathlib import Path

from kg.cli.output import out_folder
from kg.export import export as write_as
from kg.write import replace_file


def export(arguments: argparse.Namespace) -> int:
    """Write the built graph in the format asked for."""
    data = write_as(out_folder(arguments) / "accord.nq", arguments.format, arguments.graph or ())
    if arguments.out is None:
        sys.stdout.buffer.write(data)
        return 0
    replace_file(arguments.out, partial(_write, data))
    print(f"{arguments.out}: {len(data)} bytes", file=sys.stderr)
    return 0


def _write(data: bytes, path: Path) -> None:
    path.write_bytes(data)
