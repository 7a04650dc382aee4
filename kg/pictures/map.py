"""Draw what has a known position where it lies, and what runs between such things.

The background is the raster of Natural Earth that comes with Cartopy: no borders, and none are meant.
"""

import math
from collections.abc import Collection
from pathlib import Path
from statistics import quantiles
from typing import TYPE_CHECKING, Any

from kg.engines import Engine, labels, select
from kg.errors import KgError
from kg.model.vocab import NS, local
from kg.pictures.captions import around, edge_marks
from kg.pictures.layout import LINE, Place, apart, label_lines
from kg.pictures.positions import positions
from kg.pictures.style import LINES, MARKERS, edge_colour, figure, save
from kg.words import many, word

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


def draw(
    engine: Engine,
    graph: "networkx.MultiDiGraph",
    path: Path,
    lang: str,
    title: str = "",
    certainty: str = "",
) -> None:
    """Draw the map of a network, of a ``certainty`` in words, into an SVG or PNG file.

    What the ontology calls a point (``:onMap``) stands at its position, an area at its capital; a line of
    such things leads from one point to the next, in the order of its relations (``:routeOrder``), and rings
    the areas. Of many things the outermost stand at the edge, as arrows. A note tells how many things and
    relations there are, and how many of the network are left out. Raises KgError for another ending.
    """
    from cartopy.crs import PlateCarree

    said = {local(row["c"]): row["as"] for row in select(engine, _CLASSES)[1]}
    kinds = {iri: _kind(data, said) for iri, data in graph.nodes(data=True)}
    placed = {iri: data for iri, data in graph.nodes(data=True) if kinds[iri] in ("point", "area")}
    # What has no name in English has a position where the graph itself gives one.
    true = positions(engine, dict.fromkeys(placed, "") | labels(engine, "en", set(placed)))
    if not true:
        raise _nothing(len(placed))
    wide, high = (_range([spot[axis] for spot in true.values()]) for axis in (0, 1))
    at = {iri: (_within(x, wide), _within(y, high)) for iri, (x, y) in true.items()}
    squeeze = math.cos(math.radians(sum(high) / 2))  # a degree of longitude is shorter away from the equator
    inch = (wide[1] - wide[0]) / _WIDTH  # degrees of longitude
    drawn, axes = figure(_WIDTH, (high[1] - high[0]) / (inch * squeeze), PlateCarree())
    axes.stock_img().set(alpha=0.45, interpolation="bicubic")
    axes.gridlines(color="#ffffff", linewidth=0.5, alpha=0.6)
    between = [edge for edge in graph.edges(data=True) if edge[0] != edge[1] and {*edge[:2]} <= at.keys()]
    for left, right, data in sorted(between, key=lambda edge: (edge[0], edge[1])):
        look: Data = {"color": edge_colour(data["disputed"], data["inferred"]), "linewidth": 0.7}
        axes.plot(*zip(at[left], at[right], strict=True), linestyle=LINES[data["status"]], alpha=0.35, **look)
    lines = {iri: data for iri, data in graph.nodes(data=True) if kinds[iri] == "line"}
    order = [local(row["p"]) for row in select(engine, _ORDER)[1]]
    handles, rings, led = _routes(axes, graph, lines, at, kinds, lang, order)
    away = {iri: math.copysign(1, true[iri][0] - x) for iri, (x, _) in at.items() if true[iri][0] != x}
    room = {iri: 0.14 + _ring(rings.get(iri, -1)) / 144 for iri in at}  # of 72 points an inch
    _points(axes, {iri: placed[iri] for iri in sorted(at)}, at, away, room, lang, (inch, inch * squeeze))
    axes.set_extent([*wide, *high])
    axes.set_aspect(1 / squeeze)
    shown = {iri for iri, _, _ in led} | at.keys()
    relations = {(left, right, data["predicate"]) for left, right, data in between} | led
    reading = {
        "map areas": any(kinds[iri] == "area" for iri in at),
        "map lines": bool(handles),
        "map beyond": bool(away),
    }
    how = "; ".join(str(word(name, lang)) for name, is_so in reading.items() if is_so)
    first = _shown(len(shown), len(relations), certainty, lang)
    last = _left(graph, shown, placed.keys() | lines.keys(), relations, lang)
    note = "\n".join(filter(None, [first, how, last]))
    around(axes, lang, title, note, [*handles, *_marks(engine, [data for *_, data in between], lang)])
    save(drawn, path)


def _shown(things: int, relations: int, certainty: str, lang: str) -> str:
    """How much a map shows, and of what certainty."""
    counts = {"things": many("things", things, lang), "relations": many("relations", relations, lang)}
    return str(word("map shows", lang)).format(certainty=certainty, **counts)


def _left(
    graph: "networkx.MultiDiGraph",
    shown: Collection[str],
    placeable: Collection[str],
    relations: set[tuple[str, str, str]],
    lang: str,
) -> str:
    """What of a network is not on the map: things without a position, things of other kinds, relations."""
    things = {iri for iri, data in graph.nodes(data=True) if "statements" not in data}  # which is a statement
    every = {(left, right, data["predicate"]) for left, right, data in graph.edges(data=True)}
    counts = {
        "things without a position": len({*placeable} - {*shown}),
        "things of other kinds": len(things - {*placeable}),
        "relations": len(every - relations),
    }
    parts = [many(name, number, lang) for name, number in counts.items() if number]
    return str(word("map left" if parts else "map nothing left", lang)).format(parts=", ".join(parts))


def _marks(engine: Engine, edges: list[Data], lang: str) -> list[Any]:
    """The entries of a legend for relations; none where all are facts of one look."""
    if all(e["status"] == "statedAsFact" and not (e["disputed"] or e["inferred"]) for e in edges):
        return []
    words = labels(engine, lang, {NS + data["status"] for data in edges})
    return edge_marks(edges, {local(iri): told for iri, told in words.items()}, lang)


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
) -> tuple[list[Any], dict[str, int], set[tuple[str, str, str]]]:
    """Each line: from one of its points to the next, with rings around its areas.

    Gives the entries of the legend, how many rings each area has, and the triples that are shown so.
    """
    from matplotlib.lines import Line2D

    handles: list[Any] = []
    rings: dict[str, int] = {}
    led: set[tuple[str, str, str]] = set()
    for iri, data in sorted(lines.items()):
        stops = [
            (order.index(edge["predicate"]), other)
            for _, other, edge in graph.out_edges(iri, data=True)
            if other in at and edge["predicate"] in order
        ]
        points = sorted({stop for stop in stops if kinds[stop[1]] == "point"})
        if len(points) == 1:  # from which no line leads anywhere
            stops = [stop for stop in stops if stop not in points]
        if not stops:
            continue
        led |= {(iri, other, order[number]) for number, other in stops}
        colour = _COLOURS[len(handles) % len(_COLOURS)]
        if len(points) > 1:
            spots = [at[other] for _, other in points]
            axes.plot(*zip(*spots, strict=True), color=colour, linewidth=2.5, zorder=3)
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
    return handles, rings, led


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
