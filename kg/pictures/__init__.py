"""Pictures of the graph: networks as SVG, PNG, or a page to explore; as they show themselves in notebooks."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.engines import labels
from kg.errors import KgError
from kg.vocab import NS
from kg.words import word

if TYPE_CHECKING:
    import networkx

    from kg.graph import Graph

FORMATS = (".svg", ".png", ".html")


def write(
    graph: "Graph", path: Path, title: str, most: int, by_class: bool, network: "networkx.MultiDiGraph"
) -> Path:
    """Write a network as a picture or page; see ``kg.Graph.draw``."""
    from kg.networks.reduce import by_class as merged
    from kg.networks.reduce import largest

    if path.suffix not in FORMATS:
        raise KgError(f"ends in none of {', '.join(FORMATS)}", file=path)
    names = {name for _, data in network.nodes(data=True) for name in data["types"].split(",")}
    names |= {data["status"] for *_, data in network.edges(data=True)}
    known = {lang: labels(graph.engine, lang, {NS + name for name in names}) for lang in ("en", "he")}
    told = {name: {lang: known[lang].get(NS + name, name) for lang in known} for name in names}
    shown = merged(network, told) if by_class else largest(network, most)
    left = None
    if len(shown) < len(network) and not by_class:
        left = {
            lang: str(word("left out", lang)).format(shown=len(shown), all=len(network)) for lang in known
        }
    if path.suffix == ".html":
        from kg.pictures.page import page

        page(graph.engine, shown, path, graph.lang, dict.fromkeys(("en", "he"), title or path.stem), left)
        return path
    try:
        from kg.pictures.drawing import draw

        words = {name: texts[graph.lang] for name, texts in told.items()}
        heading = "\n".join(filter(None, [title, left[graph.lang] if left else ""]))
        draw(shown, path, graph.lang, heading, words)
    except ImportError:
        raise KgError("a picture needs matplotlib: pip install 'accord-graph[pictures]'") from None
    return path


@dataclass(frozen=True)
class Picture:
    """A picture that Jupyter shows: interactive where Plotly can be, else as SVG."""

    svg: str
    figure: dict[str, Any] | None = None

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        found: dict[str, Any] = {"image/svg+xml": self.svg}
        if self.figure is not None:
            found["application/vnd.plotly.v1+json"] = self.figure
        return found


def picture(
    graph: "Graph", title: str, most: int, by_class: bool, network: "networkx.MultiDiGraph"
) -> Picture:
    """A network as a picture for a notebook; see ``kg.Graph.picture``."""
    from kg.networks.reduce import largest
    from kg.pictures.interactive import figure

    with tempfile.TemporaryDirectory() as folder:
        svg = write(graph, Path(folder) / "picture.svg", title, most, by_class, network).read_text("utf-8")
    return Picture(svg, None if by_class else figure(largest(network, most), graph.lang, title))
