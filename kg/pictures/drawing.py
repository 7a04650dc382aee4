"""Draw a network: symbols and colours of the ontology, certainty as line style, disputes in red."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.pictures.layout import LINE as _LINE
from kg.pictures.layout import Place, extent, label_lines, spread
from kg.pictures.style import DISPUTED, INFERRED, LINES, MARKERS, PLAIN, edge_colour, figure, legend, save
from kg.words import word

if TYPE_CHECKING:
    import networkx

_WORDY = 60  # lines up to which each is named
_NAMED, _PLAIN = 2.8, 1.0  # inches of half of all lines, with and without names


def draw(
    graph: "networkx.MultiDiGraph",
    path: Path,
    lang: str,
    title: str = "",
    types: dict[str, str] | None = None,
) -> None:
    """Draw a network into an SVG or PNG file; ``types`` gives the words of classes and statuses.

    The edges between two nodes are one line, of the surest status among them; disputed ones are another, red.
    Lines are named where there are not too many of them. Raises KgError for another ending.
    """
    pairs = {frozenset((left, right)) for left, right, data in graph.edges(data=True) if _says(data)}
    wordy = len(pairs) <= _WORDY
    spots, sizes = spread(graph, lang, _NAMED if wordy else _PLAIN)
    width, height = (max(most, 3.0) for most in extent(spots, sizes))
    drawn, axes = figure(width + 0.2, height + 0.2)
    axes.set_xlim(-0.1, width + 0.1)
    axes.set_ylim(-0.1, height + 0.1)
    axes.set_aspect("equal")
    lines: dict[tuple[str, str, bool], list[tuple[str, dict[str, Any]]]] = {}
    for left, right, data in graph.edges(data=True):
        if left != right:
            lines.setdefault((min(left, right), max(left, right), data["disputed"]), []).append((left, data))
    taken = [(*spot, *sizes[node]) for node, spot in spots.items()]
    named: list[tuple[int, tuple[str, str], Edges, float, str]] = []
    for (left, right, disputed), edges in sorted(lines.items(), key=lambda line: line[0]):
        curve = 0.12 if disputed and (left, right, False) in lines else 0.0
        colour = edge_colour(disputed, all(data["inferred"] for _, data in edges))
        _edge(axes, spots[left], spots[right], left, edges, curve, colour)
        if telling := [edge for edge in edges if wordy and _says(edge[1])]:
            many = len({data["predicate"] for _, data in telling})
            named.append((many, (left, right), telling, curve, colour))
    for _, (left, right), edges, curve, colour in sorted(named, key=lambda one: (-one[0], one[1])):
        _name(axes, spots[left], spots[right], edges, curve, colour, lang, taken)  # most names first
    for node, data in graph.nodes(data=True):
        _node(axes, spots[node], data, lang)
    if title:
        axes.set_title(title, fontsize=14)
    _legend(axes, graph, lang, types or {}, width)
    save(drawn, path)


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


Edges = list[tuple[str, dict[str, Any]]]


def _edge(axes: Any, start: Place, end: Place, first: str, edges: Edges, curve: float, colour: str) -> None:
    """One line for some edges between two nodes, with an arrow for each way that they run."""
    from matplotlib.patches import FancyArrowPatch

    ways = {left == first for left, _ in edges}
    status = min((data["status"] for _, data in edges), key=list(LINES).index)
    axes.add_patch(
        FancyArrowPatch(
            (start[0], start[1] + _LINE / 2),
            (end[0], end[1] + _LINE / 2),
            arrowstyle="<|-|>" if len(ways) == 2 else "-|>" if ways == {True} else "<|-",
            connectionstyle=f"arc3,rad={curve}",
            mutation_scale=9,
            shrinkA=8,
            shrinkB=8,
            color=colour,
            linestyle=LINES[status],
            linewidth=0.8 + 0.3 * min(sum(data["origins"] for _, data in edges), 8),
            alpha=0.75,
            zorder=1,
        )
    )


def _name(
    axes: Any,
    start: Place,
    end: Place,
    edges: Edges,
    curve: float,
    colour: str,
    lang: str,
    taken: list[tuple[float, float, float, float]],
) -> None:
    """The names of a line's edges, where along it least of them covers what is there."""
    names = sorted({data[f"label_{lang}"] for _, data in edges})
    told = names[:3] + ([f"+{len(names) - 3}"] if len(names) > 3 else [])
    wide, high = max(map(len, told)) * 0.062 + 0.05, 0.13 * len(told) + 0.04
    (x, y), (z, w) = start, end
    places: list[tuple[float, int, Place]] = []
    for step in range(0, 31):  # from the middle outwards
        at = 0.5 + (step + 1) // 2 * (-1) ** step * 0.02
        bow = curve * 2 * at * (1 - at)
        spot = x + (z - x) * at + bow * (w - y), y + _LINE / 2 + (w - y) * at - bow * (z - x)
        places.append((_covered(spot, wide, high, taken), len(places), spot))
    _, _, middle = min(places)
    taken.append((*middle, wide, high))
    halo = {"facecolor": "white", "alpha": 0.85, "edgecolor": "none", "pad": 0.3}
    text = "\n".join(told)
    axes.text(*middle, text, fontsize=6.5, color=colour, ha="center", va="center", zorder=2, bbox=halo)


def _covered(spot: Place, wide: float, high: float, taken: list[tuple[float, float, float, float]]) -> float:
    """How much of a box, in square inches, others have taken."""
    return sum(
        max(0.0, (wide + width) / 2 - abs(spot[0] - a)) * max(0.0, (high + height) / 2 - abs(spot[1] - b))
        for a, b, width, height in taken
    )


def _legend(
    axes: Any, graph: "networkx.MultiDiGraph", lang: str, types: dict[str, str], width: float
) -> None:
    """What symbols, line styles and colours mean, of those that are there; below a picture of this width."""
    from matplotlib.lines import Line2D

    looks: dict[tuple[str, str], list[str]] = {}
    for _, data in sorted(graph.nodes(data=True)):
        looks.setdefault((data["symbol"], data["colour"]), []).append(types.get(data["kind"], data["kind"]))
    entries = []
    for (symbol, colour), names in looks.items():
        look: dict[str, Any] = {"marker": MARKERS[symbol], "color": colour, "linestyle": ""}
        entries.append(Line2D([], [], label=", ".join(dict.fromkeys(names)), markersize=9, **look))
    edges = [data for *_, data in graph.edges(data=True)]
    for status, line in LINES.items():
        if any(data["status"] == status for data in edges):
            entries.append(Line2D([], [], color=PLAIN, linestyle=line, label=types.get(status, status)))
    for name, colour in (("disputed", DISPUTED), ("inferred", INFERRED)):
        if any(data[name] for data in edges):
            entries.append(Line2D([], [], color=colour, label=types.get(name) or word(name, lang) or name))
    legend(axes, entries, lang, width)
