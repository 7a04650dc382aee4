"""Draw a network: symbols and colours of the ontology, certainty as line style, disputes in a colour."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.pictures.captions import around, edge_marks
from kg.pictures.layout import LINE as _LINE
from kg.pictures.layout import Place, extent, label_lines, spread
from kg.pictures.style import LINES, MARKERS, edge_colour, figure, save

if TYPE_CHECKING:
    import networkx

_WORDY = 60  # lines up to which each is named
_BEND = 0.14  # how much further one of several lines between two nodes bends than the next
_NAMED, _PLAIN = 2.8, 1.0  # inches of half of all lines, with and without names


@dataclass(frozen=True)
class Line:
    """Edges that are drawn as one line, since they look alike: from where to where, and how bent."""

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
    at = {node: (x, y + sizes[node][1] / 2 - 1.5 * _LINE) for node, (x, y) in spots.items()}
    for line in found:
        _edge(axes, at[line.start], at[line.end], line)
    taken = [(*spot, *sizes[node]) for node, spot in spots.items()]
    named = [line for line in found if wordy and _says(line.edges[0])]
    for line in sorted(named, key=lambda line: (-len(line.edges), line.start, line.end)):
        _name(axes, at[line.start], at[line.end], line, lang, taken)  # most names first
    for node, data in graph.nodes(data=True):
        _node(axes, at[node], data, lang)
    around(axes, lang, title, note, _marks(graph, lang, types or {}))
    save(drawn, path)


def lines(graph: "networkx.MultiDiGraph") -> list[Line]:
    """The lines of a network: edges between the same two are one only where they say it alike.

    They are when they run the same way (or are symmetric) and agree in status, dispute and inference. Several
    lines between two nodes bend apart.
    """
    alike: dict[tuple[str, str], dict[tuple[Any, ...], list[dict[str, Any]]]] = {}
    for left, right, data in graph.edges(data=True):
        if left != right:
            ends = tuple(sorted((left, right))) if data["symmetric"] else (left, right)
            look = (*ends, data["symmetric"], data["disputed"], data["inferred"], data["status"])
            group = alike.setdefault((min(left, right), max(left, right)), {})
            group.setdefault(look, []).append(data)
    found = []
    for (first, _), group in sorted(alike.items()):
        for number, (look, edges) in enumerate(sorted(group.items())):
            bend = _BEND * (number - (len(group) - 1) / 2)
            found.append(Line(look[0], look[1], edges, bend if look[0] == first else -bend))
    return found


def _node(axes: Any, spot: tuple[float, float], data: dict[str, Any], lang: str) -> None:
    x, y = spot
    look: dict[str, Any] = {"marker": MARKERS[data["symbol"]], "color": data["colour"], "edgecolors": "white"}
    axes.scatter([x], [y + _LINE / 2], s=110, linewidths=0.8, zorder=3, **look)
    for number, line in enumerate(label_lines(data[f"label_{lang}"])):
        halo = {"facecolor": "white", "alpha": 0.75, "edgecolor": "none", "pad": 0.4}
        below = y - _LINE * (0.75 + number)
        axes.text(x, below, line, ha="center", va="center", fontsize=8, zorder=4, bbox=halo)


def _says(data: dict[str, Any]) -> bool:
    """Whether an edge needs a name: that one class is a kind of another its look tells."""
    return bool(data["predicate"])


def _edge(axes: Any, start: Place, end: Place, line: Line) -> None:
    """A line as strong as its origins are many, with an arrow unless it is symmetric."""
    from matplotlib.patches import FancyArrowPatch

    axes.add_patch(
        FancyArrowPatch(
            (start[0], start[1] + _LINE / 2),
            (end[0], end[1] + _LINE / 2),
            arrowstyle="-" if line.edges[0]["symmetric"] else "-|>",
            connectionstyle=f"arc3,rad={line.bend}",
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


def _name(
    axes: Any,
    start: Place,
    end: Place,
    line: Line,
    lang: str,
    taken: list[tuple[float, float, float, float]],
) -> None:
    """The names of a line's edges, where along it least of them covers what is there."""
    names = sorted({data[f"label_{lang}"] for data in line.edges})
    told = names[:3] + ([f"+{len(names) - 3}"] if len(names) > 3 else [])
    wide, high = max(map(len, told)) * 0.062 + 0.05, 0.13 * len(told) + 0.04
    (x, y), (z, w) = start, end
    places: list[tuple[float, int, Place]] = []
    for step in range(0, 31):  # from the middle outwards
        at = 0.5 + (step + 1) // 2 * (-1) ** step * 0.02
        bow = line.bend * 2 * at * (1 - at)
        spot = x + (z - x) * at + bow * (w - y), y + _LINE / 2 + (w - y) * at - bow * (z - x)
        places.append((_covered(spot, wide, high, taken), len(places), spot))
    _, _, middle = min(places)
    taken.append((*middle, wide, high))
    halo = {"facecolor": "white", "alpha": 0.85, "edgecolor": "none", "pad": 0.3}
    text = "\n".join(told)
    axes.text(*middle, text, fontsize=6.5, color=line.colour, ha="center", va="center", zorder=2, bbox=halo)


def _covered(spot: Place, wide: float, high: float, taken: list[tuple[float, float, float, float]]) -> float:
    """How much of a box, in square inches, others have taken."""
    return sum(
        max(0.0, (wide + width) / 2 - abs(spot[0] - a)) * max(0.0, (high + height) / 2 - abs(spot[1] - b))
        for a, b, width, height in taken
    )


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
