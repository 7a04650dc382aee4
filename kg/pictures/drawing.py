"""Draw a network: symbols and colours of the ontology, certainty as line style, disputes in a colour."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.pictures.captions import around, edge_marks
from kg.pictures.layout import LINE as _LINE
from kg.pictures.layout import LOOP, Place, extent, label_lines, spread
from kg.pictures.lettering import Name, letter
from kg.pictures.style import LINES, MARKERS, as_written, edge_colour, figure, save

if TYPE_CHECKING:
    import networkx

_WORDY = 60  # lines up to which each is named
_BEND = 0.14  # how much further one of several lines between two nodes bends than the next
_SYMBOL = 0.16  # inches of a node's symbol
_NAMED, _PLAIN = 2.8, 1.0  # inches of half of all lines, with and without names


@dataclass(frozen=True)
class Line:
    """Edges that are drawn as one line, since they look alike: from where to where, and how bent.

    A line from a node to itself is a loop, and ``bend`` tells which of several it is.
    """

    start: str
    end: str
    edges: list[dict[str, Any]]
    bend: float

    @property
    def colour(self) -> str:
        """Disputed, inferred, both or plain."""
        return edge_colour(self.edges[0]["disputed"], self.edges[0]["inferred"])


def draw(
    graph: "networkx.MultiDiGraph",
    path: Path,
    lang: str,
    title: str = "",
    types: dict[str, str] | None = None,
    note: str = "",
) -> None:
    """Draw a network into an SVG or PNG file; ``types`` gives the words of classes and statuses.

    Lines are named where there are not too many of them. Raises KgError for another ending.
    """
    pairs = {frozenset((left, right)) for left, right, data in graph.edges(data=True) if _says(data)}
    wordy = len(pairs) <= _WORDY
    spots, sizes = spread(graph, lang, _NAMED if wordy else _PLAIN)
    width, height = (max(most, 1.0) for most in extent(spots, sizes))
    drawn, axes = figure(width + 0.2, height + 0.2)
    axes.set_xlim(-0.1, width + 0.1)
    axes.set_ylim(-0.1, height + 0.1)
    axes.set_aspect("equal")
    found = lines(graph)
    # A symbol stands at the top of its box, its label below it.
    looped = {line.start for line in found if line.start == line.end}
    at = {
        node: (x, y + sizes[node][1] / 2 - 1.5 * _LINE - LOOP * (node in looped))
        for node, (x, y) in spots.items()
    }
    for line in found:
        _edge(axes, at[line.start], at[line.end], line)
    taken: list[Any] = [(x, y + _LINE / 2, _SYMBOL, _SYMBOL) for x, y in at.values()]
    for node, data in graph.nodes(data=True):
        taken += _node(axes, at[node], data, lang)
    as_written(drawn)
    named = [line for line in found if wordy and _says(line.edges[0])]
    names = [
        Name(
            sorted({data[f"label_{lang}"] for data in line.edges}),
            line.colour,
            _way(line, at[line.start], at[line.end]),
        )  # most names first
        for line in sorted(named, key=lambda line: (-len(line.edges), line.start, line.end))
    ]
    numbers = letter(axes, names, taken)
    around(axes, lang, title, note, [*_marks(graph, lang, types or {}), *numbers])
    save(drawn, path)


def lines(graph: "networkx.MultiDiGraph") -> list[Line]:
    """The lines of a network: edges between the same two are one only where they say it alike.

    They are when they run the same way (or are symmetric) and agree in status, dispute and inference. Several
    lines between two nodes bend apart; those from a node to itself are loops.
    """
    alike: dict[tuple[str, str], dict[tuple[Any, ...], list[dict[str, Any]]]] = {}
    for left, right, data in graph.edges(data=True):
        ends = tuple(sorted((left, right))) if data["symmetric"] else (left, right)
        look = (*ends, data["symmetric"], data["disputed"], data["inferred"], data["status"])
        group = alike.setdefault((min(left, right), max(left, right)), {})
        group.setdefault(look, []).append(data)
    found = []
    for (first, last), group in sorted(alike.items()):
        for number, (look, edges) in enumerate(sorted(group.items())):
            bend = number if first == last else _BEND * (number - (len(group) - 1) / 2)
            found.append(Line(look[0], look[1], edges, bend if look[0] == first else -bend))
    return found


def _node(axes: Any, spot: tuple[float, float], data: dict[str, Any], lang: str) -> list[Any]:
    """Draw a node with its label; gives the lines of the label."""
    x, y = spot
    look: dict[str, Any] = {"marker": MARKERS[data["symbol"]], "color": data["colour"], "edgecolors": "white"}
    axes.scatter([x], [y + _LINE / 2], s=110, linewidths=0.8, zorder=3, **look)
    halo = {"facecolor": "white", "alpha": 0.75, "edgecolor": "none", "pad": 0.4}
    told: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": 8, "zorder": 4, "bbox": halo}
    lines_of = enumerate(label_lines(data[f"label_{lang}"]))
    return [axes.text(x, y - _LINE * (0.75 + number), line, **told) for number, line in lines_of]


def _says(data: dict[str, Any]) -> bool:
    """Whether an edge needs a name: that one class is a kind of another its look tells."""
    return bool(data["predicate"])


def _edge(axes: Any, start: Place, end: Place, line: Line) -> None:
    """A line as strong as its origins are many, with an arrow unless it is symmetric."""
    from matplotlib.patches import FancyArrowPatch
    from matplotlib.path import Path as Outline

    ends: dict[str, Any] = {
        "posA": (start[0], start[1] + _LINE / 2),
        "posB": (end[0], end[1] + _LINE / 2),
        "connectionstyle": f"arc3,rad={line.bend}",
    }
    if line.start == line.end:
        ends = {"path": Outline(_loop(line, start), [Outline.MOVETO, *[Outline.CURVE4] * 3])}
    axes.add_patch(
        FancyArrowPatch(
            **ends,
            arrowstyle="-" if line.edges[0]["symmetric"] else "-|>",
            mutation_scale=9,
            shrinkA=8,
            shrinkB=8,
            color=line.colour,
            linestyle=LINES[line.edges[0]["status"]],
            linewidth=0.8 + 0.3 * min(sum(data["origins"] for data in line.edges), 8),
            alpha=0.75,
            zorder=1,
        )
    )


def _way(line: Line, start: Place, end: Place) -> Callable[[float], Place]:
    """The place of each part of a line, from 0 at its start to 1 at its end."""
    (x, y), (z, w) = start, end

    def bent(at: float) -> Place:
        bow = line.bend * 2 * at * (1 - at)
        return x + (z - x) * at + bow * (w - y), y + _LINE / 2 + (w - y) * at - bow * (z - x)

    def round_(at: float) -> Place:
        corners = _loop(line, start)
        parts = ((1 - at) ** 3, 3 * at * (1 - at) ** 2, 3 * at**2 * (1 - at), at**3)
        across, up = (sum(p * c[axis] for p, c in zip(parts, corners, strict=True)) for axis in (0, 1))
        return across, up

    return round_ if line.start == line.end else bent


def _loop(line: Line, spot: Place) -> list[Place]:
    """The corners of a loop above a symbol, as of a cubic Bézier curve; one within the other."""
    x, y = spot[0], spot[1] + _LINE / 2
    high, wide = LOOP * 1.3 * 0.75**line.bend, LOOP * 0.75**line.bend
    return [(x - 0.06, y + 0.06), (x - wide, y + high), (x + wide, y + high), (x + 0.06, y + 0.06)]


def _marks(graph: "networkx.MultiDiGraph", lang: str, types: dict[str, str]) -> list[Any]:
    """What symbols, line styles and colours mean, of those that are there."""
    from matplotlib.lines import Line2D

    looks: dict[tuple[str, str], list[str]] = {}
    for _, data in sorted(graph.nodes(data=True)):
        looks.setdefault((data["symbol"], data["colour"]), []).append(types.get(data["kind"], data["kind"]))
    entries = []
    for (symbol, colour), names in looks.items():
        look: dict[str, Any] = {"marker": MARKERS[symbol], "color": colour, "linestyle": ""}
        entries.append(Line2D([], [], label=", ".join(dict.fromkeys(names)), markersize=9, **look))
    return [*entries, *edge_marks([data for *_, data in graph.edges(data=True)], types, lang)]
