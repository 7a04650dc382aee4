"""A network as a Plotly figure for notebooks: what one points at tells what it is."""

from html import escape
from typing import TYPE_CHECKING, Any

from kg.files.xml_text import for_xml
from kg.pictures.layout import spread
from kg.pictures.style import edge_colour
from kg.words import from_right, joined

if TYPE_CHECKING:
    import networkx

_DASHES = {
    "statedAsFact": "solid",
    "judgement": "longdashdot",
    "expected": "dash",
    "planned": "dashdot",
}
_SYMBOLS = {"triangle": "triangle-up"}


def _written(text: str) -> str:
    """A text that Plotly shows as it is: it reads tags and character references, and between dollars TeX.

    >>> _written("<b>R&D</b> for $5")
    '&lt;b&gt;R&amp;D&lt;/b&gt; for &#36;5'
    """
    return escape(for_xml(text), quote=False).replace("$", "&#36;")


def _inside(text: str, lang: str) -> str:
    """A text for SVG, which takes its direction from the page: Hebrew is marked as such."""
    return f"\u2067{_written(text)}\u2069" if from_right(lang) else _written(text)


def figure(graph: "networkx.MultiDiGraph", lang: str, title: str = "") -> dict[str, Any]:
    """Plotly's JSON of a network: an edge trace for each look, one of the edges' middles, one of nodes."""
    spots, _ = spread(graph, lang, labels=False)
    label = f"label_{lang}"
    looks: dict[tuple[str, str], tuple[list[float | None], list[float | None]]] = {}
    middles: list[tuple[float, float, str]] = []
    for left, right, data in sorted(graph.edges(data=True), key=lambda edge: (edge[0], edge[1])):
        (x, y), (z, w) = spots[left], spots[right]
        xs, ys = looks.setdefault(
            (_DASHES.get(data["status"], "dot"), edge_colour(data["disputed"], data["inferred"])), ([], [])
        )
        xs += [x, z, None]
        ys += [y, w, None]
        ends = (graph.nodes[left][label], data[label], graph.nodes[right][label])
        told = filter(None, [data.get(f"sentence_{lang}") or joined(*ends), data["qualifiers"]])
        middles.append(((x + z) / 2, (y + w) / 2, "<br>".join(_inside(line, lang) for line in told)))
    nodes = sorted(graph.nodes(data=True))
    shared: dict[str, Any] = {"type": "scatter", "hoverinfo": "text", "showlegend": False}
    traces: list[dict[str, Any]] = [
        {
            **shared,
            "mode": "lines",
            "x": xs,
            "y": ys,
            "hoverinfo": "skip",
            "line": {"dash": dash, "color": colour, "width": 1.2},
        }
        for (dash, colour), (xs, ys) in looks.items()
    ]
    traces.append(
        {
            **shared,
            "mode": "markers",
            "marker": {"size": 6, "opacity": 0.25, "color": "#888888"},
            "x": [x for x, _, _ in middles],
            "y": [y for _, y, _ in middles],
            "text": [t for *_, t in middles],
        }
    )
    traces.append(
        {
            **shared,
            "mode": "markers+text" if len(nodes) <= 120 else "markers",
            "textposition": "bottom center",
            "x": [spots[iri][0] for iri, _ in nodes],
            "y": [spots[iri][1] for iri, _ in nodes],
            "text": [_inside(data[label], lang) for _, data in nodes],
            "marker": {
                "size": 13,
                "color": [data["colour"] for _, data in nodes],
                "symbol": [_SYMBOLS.get(data["symbol"], data["symbol"]) for _, data in nodes],
            },
        }
    )
    hidden = {"visible": False}
    layout = {"title": {"text": _written(title)}, "hovermode": "closest", "xaxis": hidden, "height": 650}
    return {"data": traces, "layout": layout | {"yaxis": {**hidden, "scaleanchor": "x"}, "template": "none"}}
