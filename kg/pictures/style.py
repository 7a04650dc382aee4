"""How certainty, dispute and shape are drawn, and how a figure becomes the same file every time."""

import io
import math
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import wrong_ending
from kg.files.replace import replace_file
from kg.files.xml_text import for_xml

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_MOST, _LINES = 200, 40  # letters of a line that is drawn, and lines of one text
MARKERS = {"circle": "o", "square": "s", "diamond": "D", "triangle": "^", "pentagon": "p", "hexagon": "h"}
LINES: dict[str, Any] = {
    "statedAsFact": "-",
    "judgement": (0, (7, 2, 1, 2)),
    "expected": "--",
    "planned": (0, (4, 3)),
    "possible": ":",
    "denied": (0, (1, 6)),
    "deprecated": (0, (1, 6)),
    "Qualifier": (0, (2, 2)),  # of the ontology: what a qualifier of relations leads to
}
DISPUTED, INFERRED, BOTH, PLAIN = "#b3001b", "#7a9cc6", "#8e3fa8", "#5b5b5b"
_SETTINGS: Any = {
    "font.family": "DejaVu Sans",  # comes with matplotlib, and has Hebrew
    "svg.hashsalt": "accord-graph",
    "svg.fonttype": "path",
}


def figure(width: float, height: float, projection: Any = None) -> "tuple[Figure, Any]":
    """A figure and its axes, without ticks and of so many inches, in a projection of Cartopy if given.

    What stands outside the axes (title, legend) makes the picture larger.
    """
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    matplotlib.rcParams.update(_SETTINGS)
    made = Figure(figsize=(width, height))
    FigureCanvasAgg(made)
    axes = made.add_axes((0, 0, 1, 1), projection=projection)
    axes.set_axis_off()
    return made, axes


def save(drawn: "Figure", path: Path) -> None:
    """Write a figure as SVG or PNG (200 dots an inch), without a date. Raises KgError for another ending.

    Every text is drawn as it is written: a dollar sign begins no mathematics.
    """
    if path.suffix not in (".svg", ".png"):
        raise wrong_ending(path, (".svg", ".png"))
    out = io.BytesIO()
    metadata = {"Date": None} if path.suffix == ".svg" else {"Software": None}
    # Cut to what is drawn, so that nothing stands outside, whatever the letters of a label take.
    cut: Any = {"bbox_inches": "tight", "pad_inches": 0.15}
    as_written(drawn)
    with warnings.catch_warnings():
        # A letter that the font does not have is drawn as a box.
        warnings.filterwarnings("ignore", "Glyph .* missing from font")
        drawn.savefig(out, format=path.suffix[1:], dpi=200, metadata=metadata, facecolor="white", **cut)
    replace_file(path, out.getvalue())


def as_written(drawn: Any) -> None:
    """Let every text in a figure or a part of it be no mathematics, no TeX, nothing that SVG cannot hold."""
    from matplotlib.text import Text

    for text in drawn.findobj(Text):
        text.set(parse_math=False, usetex=False, text=drawable(text.get_text()))


def drawable(text: str) -> str:
    """A text as long as a picture has room for, of what SVG can hold.

    >>> len(drawable("A" * 20_000))
    200
    """
    lines = for_xml(text).split("\n")
    cut = [f"{line[: _MOST - 1]}…" if len(line) > _MOST else line for line in lines]
    return "\n".join(cut if len(cut) <= _LINES else [*cut[: _LINES - 1], "…"])


def number(written: str) -> float | None:
    """The number that a value is; None for a text that is none, or none that can be drawn.

    >>> number("22.5"), number(""), number("1,5"), number("NaN")
    (22.5, None, None, None)
    """
    try:
        found = float(written)
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def edge_colour(disputed: bool, inferred: bool) -> str:
    """The colour of an edge: of one that is disputed, inferred or both, else a plain one."""
    return {(True, True): BOTH, (True, False): DISPUTED, (False, True): INFERRED}.get(
        (disputed, inferred), PLAIN
    )
