"""How certainty, dispute and shape are drawn, and how a figure becomes the same file every time."""

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.write import replace_file

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MARKERS = {"circle": "o", "square": "s", "diamond": "D", "triangle": "^", "pentagon": "p", "hexagon": "h"}
LINES: dict[str, Any] = {
    "factual": "-",
    "attributedStatus": (0, (7, 2, 1, 2)),
    "expectedStatus": "--",
    "plannedStatus": (0, (4, 3)),
    "possibleStatus": ":",
    "deniedStatus": (0, (1, 6)),
    "deprecatedStatus": (0, (1, 6)),
}
DISPUTED, INFERRED, PLAIN = "#b3001b", "#7a9cc6", "#5b5b5b"
_SETTINGS: Any = {
    "font.family": "DejaVu Sans",  # comes with matplotlib, and has Hebrew
    "svg.hashsalt": "accord-graph",
    "svg.fonttype": "path",
}


def figure(width: float, height: float) -> "tuple[Figure, Any]":
    """An empty figure of so many inches, and its axes without ticks."""
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    matplotlib.rcParams.update(_SETTINGS)
    made = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(made)
    axes = made.add_subplot()
    axes.set_axis_off()
    return made, axes


def save(drawn: "Figure", path: Path) -> None:
    """Write a figure as SVG or PNG (200 dots an inch), without a date. Raises KgError for another ending."""
    if path.suffix not in (".svg", ".png"):
        raise KgError("ends in neither .svg nor .png", file=path)
    out = io.BytesIO()
    metadata = {"Date": None} if path.suffix == ".svg" else {"Software": None}
    drawn.savefig(out, format=path.suffix[1:], dpi=200, metadata=metadata, facecolor="white")
    replace_file(path, out.getvalue())


def edge_colour(disputed: bool, inferred: bool) -> str:
    """The colour of an edge: disputed before inferred before plain."""
    return DISPUTED if disputed else INFERRED if inferred else PLAIN
