"""Draw what has a known position where it lies, and what runs between such things.

The background is the raster of Natural Earth that comes with Cartopy: no borders, and none are meant.
"""

import math
import textwrap
from pathlib import Path
from statistics import quantiles
from typing import TYPE_CHECKING, Any

from kg.engines import Engine, labels, select
from kg.errors import KgError
from kg.model.vocab import NS, local
from kg.pictures.layout import LINE, Place, apart, label_lines
from kg.pictures.positions import positions
from kg.pictures.style import LINES, MARKERS, edge_colour, figure, legend, save
from kg.words import word

if TYPE_CHECKING:
    import networkx

_CLASSES = f"PREFIX : <{NS}> SELECT ?c ?as {{ ?c :onMap ?as }} ORDER BY ?c"
_ORDER = f"PREFIX : <{NS}> SELECT ?p ?n {{ ?p :routeOrder ?n }} ORDER BY ?n ?p"
_KINDS = ("", "line", "point", "area")  # of two that a thing's classes say, the later one holds
_WIDTH = 14.0  # inches
_MARGIN, _EDGE = 8.0, 2.0  # degrees
_MANY = 10  # things from which on the map leaves its outermost ones at its edge
_COLOURS = ("#d55e00", "#7b3294", "#00735c", "#a6005a", "#0059a8", "#5b4a00")

Data = dict[str, Any]


def draw(engine: Engine, graph: "networkx.MultiDiGraph", path: Path, lang: str, title: str = "") -> None:
    """Draw the map of a network into an SVG or PNG file.

    What the ontology calls a point (``:onMap``) stands at its position, an area at its capital; a line of
    such things leads from one point to the next, in the order of its relations (``:routeOrder``), and rings
    the areas. Of many things the outermost stand at the edge, as arrows. Raises KgError for another ending.
    """
    from cartopy.crs import PlateCarree

    said = {local(row["c"]): row["as"] for row in select(engine, _CLASSES)[1]}
    kinds = {iri: _kind(data, said) for iri, data in graph.nodes(data=True)}
    placed = {iri: data for iri, data in graph.nodes(data=True) if kinds[iri] in ("point", "area")}
    true = positions(engine, labels(engine, "en", set(placed)))
    if not true:
        raise _nothing(len(placed))
    wide, high = (_range([spot[axis] for spot in true.values()]) for axis in (0, 1))
    at = {iri: (_within(x, wide), _within(y, high)) for iri, (x, y) in true.items()}
    squeeze = math.cos(math.radians(sum(high) / 2))  # a degree of longitude is shorter away from the equator
    inch = (wide[1] - wide[0]) / _WIDTH  # degrees of longitude
    drawn, axes = figure(_WIDTH, (high[1] - high[0]) / (inch * squeeze), PlateCarree())
    axes.stock_img().set(alpha=0.45, interpolation="bicubic")
    axes.gridlines(color="#ffffff", linewidth=0.5, alpha=0.6)
    for left, right, data in sorted(graph.edges(data=True), key=lambda edge: (edge[0], edge[1])):
        if left in at and right in at:
            look: Data = {"color": edge_colour(data["disputed"], data["inferred"]), "linewidth": 0.7}
            ends = zip(at[left], at[right], strict=True)
            axes.plot(*ends, linestyle=LINES[data["status"]], alpha=0.35, **look)
    lines = {iri: data for iri, data in graph.nodes(data=True) if kinds[iri] == "line"}
    order = [local(row["p"]) for row in select(engine, _ORDER)[1]]
    handles, rings = _routes(axes, graph, lines, at, kinds, lang, order)
    away = {iri: math.copysign(1, true[iri][0] - x) for iri, (x, _) in at.items() if true[iri][0] != x}
    room = {iri: 0.14 + _ring(rings.get(iri, -1)) / 144 for iri in at}  # of 72 points an inch
    _points(axes, {iri: placed[iri] for iri in sorted(at)}, at, away, room, lang, (inch, inch * squeeze))
    axes.set_extent([*wide, *high])
    axes.set_aspect(1 / squeeze)
    missing = len(placed) + len(lines) - len(at) - len(handles)
    note = textwrap.fill(str(word("unplaced", lang)).format(count=missing), 100)
    axes.set_title("\n".join(filter(None, [title, note])), fontsize=11)
    legend(axes, handles, lang, _WIDTH)
    save(drawn, path)


def _nothing(count: int) -> KgError:
    """The error of a map on which there would be nothing."""
    if not count:
        return KgError(
            "nothing to draw: no thing here is of a class that stands on a map (:onMap in ontology/)",
            he="אין מה לצייר: אף ישות כאן אינה ממחלקה שעומדת על מפה (‎:onMap ב־ontology/)",
        )
    return KgError(
        f"nothing to draw: of {count} things none has a position that is known; geo:lat and geo:long go into "
        "graph/outside.ttl",
        he=f"אין מה לצייר: מיקומן של {count} ישויות אינו ידוע; geo:lat ו־geo:long מקומם ב־graph/outside.ttl",
    )


def _range(ends: list[float]) -> Place:
    """What the map shows of one axis: of many things the middle eight tenths of them, with a margin."""
    first, last = min(ends, default=0.0), max(ends, default=0.0)
    if len(ends) >= _MANY:
        tenths = quantiles(ends, n=10)
        first, last = tenths[0], tenths[-1]
    return first - _MARGIN, last + _MARGIN


def _within(value: float, ends: Place) -> float:
    """A position, moved to the edge of the map (and a little inwards) where it lies beyond."""
    return min(max(value, ends[0] + _EDGE), ends[1] - _EDGE)


def _kind(data: Data, said: dict[str, str]) -> str:
    """How a thing is drawn, by what is said of its classes."""
    return max((said.get(name, "") for name in data["classes"].split(",")), key=_KINDS.index, default="")


def _routes(
    axes: Any,
    graph: "networkx.MultiDiGraph",
    lines: dict[str, Data],
    at: dict[str, Place],
    kinds: dict[str, str],
    lang: str,
    order: list[str],
) -> tuple[list[Any], dict[str, int]]:
    """Each line: from one of its points to the next, with rings around its areas.

    Gives the entries of the legend, and how many rings each area has.
    """
    from matplotlib.lines import Line2D

    handles: list[Any] = []
    rings: dict[str, int] = {}
    for iri, data in sorted(lines.items()):
        stops = [
            (order.index(edge["predicate"]), other)
            for _, other, edge in graph.out_edges(iri, data=True)
            if other in at and edge["predicate"] in order
        ]
        if not stops:
            continue
        colour = _COLOURS[len(handles) % len(_COLOURS)]
        points = [at[other] for _, other in sorted(set(stops)) if kinds[other] == "point"]
        if len(points) > 1:
            axes.plot(*zip(*points, strict=True), color=colour, linewidth=2.5, zorder=3)
        for other in sorted({other for _, other in stops if kinds[other] == "area"}):
            rings[other] = rings.get(other, 0) + 1
            axes.scatter(
                *at[other],
                s=_ring(rings[other]) ** 2,
                facecolors="none",
                edgecolors=colour,
                linewidths=2,
                zorder=3,
            )
        look: Data = {"marker": "o", "markersize": 11, "markerfacecolor": "none", "markeredgewidth": 2}
        handles.append(Line2D([], [], color=colour, linewidth=2, label=data[f"label_{lang}"], **look))
    return handles, rings


def _ring(number: int) -> float:
    """How wide the ring with a number is, in points; 4 for none."""
    return 9.0 + 5.0 * number


def _points(
    axes: Any,
    points: dict[str, Data],
    at: dict[str, Place],
    away: dict[str, float],
    room: dict[str, float],
    lang: str,
    inch: tuple[float, float],
) -> None:
    """The things, each at its place, their names beside them without overlapping.

    ``away`` are those that lie further west (-1) or east (1) than the map; ``room`` is how far below a thing
    its name begins, in inches; ``inch`` is how many degrees an inch has, across and up.
    """
    names = {iri: label_lines(data[f"label_{lang}"]) for iri, data in points.items()}
    sizes = {iri: (max(map(len, told)) * 0.075 + 0.1, LINE * len(told) + 0.04) for iri, told in names.items()}
    below = {
        iri: (at[iri][0] / inch[0], at[iri][1] / inch[1] - room[iri] - sizes[iri][1] / 2) for iri in points
    }
    halo = {"facecolor": "white", "alpha": 0.75, "edgecolor": "none", "pad": 0.5}
    for iri, (across, up) in apart(below, sizes).items():
        (x, y), (z, w), data = at[iri], (across * inch[0], up * inch[1]), points[iri]
        marker = {-1: "<", 1: ">"}.get(int(away.get(iri, 0)), MARKERS[data["symbol"]])
        look: Data = {"marker": marker, "color": data["colour"], "edgecolors": "white"}
        axes.scatter(x, y, s=45, zorder=4, **look)
        axes.plot([x, z], [y, w], color="#666666", linewidth=0.5, zorder=2)
        told = "\n".join(names[iri])
        axes.text(z, w, told, ha="center", va="center", fontsize=8, zorder=5, bbox=halo)
