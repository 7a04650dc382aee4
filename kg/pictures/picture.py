"""Pictures of the graph: networks as SVG, PNG, or a page to explore; as they show themselves in notebooks."""

import re
import tempfile
from collections.abc import Callable, Sized
from dataclasses import dataclass
from html import escape
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kg.ask.terms import named
from kg.ask.view import View
from kg.engines import labels
from kg.errors import KgError, counted, repeated, wrong_ending
from kg.files.xml_text import for_xml
from kg.model.vocab import NS
from kg.networks.asked import network
from kg.networks.options import AllOptions
from kg.pictures.nothing import nothing, option_names
from kg.words import many, word

if TYPE_CHECKING:
    import networkx


_Drawn = TypeVar("_Drawn", bound=Sized)

FORMATS = (".svg", ".png", ".html")
KINDS = ("network", "map", "timeline", "flows", "ontology")
# What the lines of a picture of the ontology mean.
_ONTOLOGY = {"statedAsFact": "relation", "inferred": "kind of", "Qualifier": "qualifier of relations"}
TAKEN = {"timeline": {"around"}, "flows": {"around"}, "ontology": set[str]()}  # of the options of a network
_CERTAINTY = {  # why a kind of picture takes none
    "timeline": (
        "; it tells any certainty, and --status narrows it",
        "; הוא מראה כל ודאות, ו־‎--status מצמצם",
    ),
    "flows": ("; it is of facts", "; הוא של עובדות"),
    "ontology": ("", ""),
}


def _silent(_line: str) -> None:
    """Progress that nobody asked for."""


@dataclass(frozen=True)
class Look:
    """How to draw: what kind of picture, what stands above it, how many things at most, one node a class."""

    kind: str = "network"
    title: str = ""
    most: int = 400
    by_class: bool = False


def write(
    view: View, path: Path, look: Look, options: AllOptions, progress: Callable[[str], None] = _silent
) -> Path:
    """Write a picture or page, telling ``progress`` what takes time; see ``kg.Graph.draw``."""
    _check(view, path, look, options)
    try:
        if look.kind == "timeline":
            from kg.pictures import timeline

            lines = timeline.dated(view.engine, view.lang, view.keeps(options.get("around")))
            timeline.draw(_some(lines, view, look, options), path, view.lang, look.title)
        elif look.kind == "flows":
            from kg.pictures import flows

            found = flows.flows(view.engine, view.lang, view.keeps(options.get("around")))
            flows.draw(_some(found, view, look, options), path, view.lang, look.title)
        elif look.kind == "map":
            from kg.pictures import map as atlas

            net = _some(network(view, **options), view, look, options)
            atlas.draw(view.engine, net, path, view.lang, look.title, _certainty(view, options))
        else:
            shown = _some(_projected(view, look, options), view, look, options)
            _network(view, path, look, shown, progress)
    except ImportError:
        raise KgError(
            "pictures need more packages: pip install 'accord-graph[pictures]'",
            he="לתמונות נחוצות חבילות נוספות: pip install 'accord-graph[pictures]'",
        ) from None
    return path


def _check(view: View, path: Path, look: Look, options: AllOptions) -> None:
    """Raises KgError for a file, a kind or an option that does not fit the others."""
    if look.kind not in KINDS:
        raise KgError(f"no kind of picture {repeated(look.kind)}; there are {', '.join(KINDS)}")
    if path.suffix not in FORMATS:
        raise wrong_ending(path, FORMATS)
    if path.suffix == ".html" and look.kind in ("map", "timeline", "flows"):
        raise KgError(
            f"a picture of the kind {look.kind} is no page; end it in .svg or .png",
            he=f"תמונה מן הסוג {look.kind} אינה דף; יש לסיים ב־.svg או ב־.png",
            file=path,
        )
    if look.kind in TAKEN:
        unfit = _given(options) - TAKEN[look.kind] | ({"by_class"} if look.by_class else set())
        if look.kind == "timeline" and options.get("status", "") is None:
            unfit.discard("status")  # any certainty is what it tells
        if unfit:
            names, why = option_names(unfit), _CERTAINTY[look.kind] if "status" in unfit else ("", "")
            raise KgError(
                f"{names} does not apply to a picture of the kind {look.kind}: leave it out{why[0]}",
                he=f"{names} אינו חל על תמונה מן הסוג {look.kind}: יש להשמיט{why[1]}",
            )
    if look.kind == "ontology" and view.is_narrowed:
        raise KgError(
            "the ontology is not said by anyone; what counts does not apply to its picture",
            he="האונטולוגיה אינה דבריו של איש; אי אפשר לצמצם את תמונתה",
        )


def _given(options: AllOptions) -> set[str]:
    """The options of a network that were given; a certainty that is the usual one is given too."""
    plain = signature(network).parameters
    return {name for name, value in options.items() if name == "status" or value != plain[name].default}


def _some(found: _Drawn, view: View, look: Look, options: AllOptions) -> _Drawn:
    if len(found):
        return found
    given = set() if look.kind == "ontology" else _given(options)
    raise nothing(view.engine, look.kind, given, view.is_narrowed, lambda: network(view, status=None))


def _certainty(view: View, options: AllOptions) -> str:
    """Of what certainty a network is, in words."""
    status = options.get("status", "statedAsFact")
    if status is None:
        return str(word("any certainty", view.lang))
    iri = view.resolve(status, "StatementStatus")
    if iri == NS + "statedAsFact":
        return str(word("facts only", view.lang))
    told = labels(view.engine, view.lang, [iri]).get(iri, status)
    return str(word("certainty only", view.lang)).format(status=told)


def _projected(view: View, look: Look, options: AllOptions) -> "networkx.MultiDiGraph":
    if look.kind == "network":
        return network(view, **options)
    from kg.networks.ontology import ontology

    return ontology(view.engine, view.lang)


def _network(
    view: View,
    path: Path,
    look: Look,
    network: "networkx.MultiDiGraph",
    progress: Callable[[str], None],
) -> None:
    from kg.networks.reduce import by_class, largest

    names = {name for _, data in network.nodes(data=True) for name in data["types"].split(",")}
    names |= {data["kind"] for _, data in network.nodes(data=True)}
    names |= {data[name] for *_, data in network.edges(data=True) for name in ("status", "predicate")}
    terms = named(view.engine, names - {""})
    known = {lang: labels(view.engine, lang, terms.values()) for lang in view.project.languages}
    told = {name: {lang: known[lang].get(iri, name) for lang in known} for name, iri in terms.items()}
    shown = by_class(network, told) if look.by_class else largest(network, counted(look.most, "things"))
    left = {lang: _left(network, len(shown), look, lang) for lang in known}
    progress(f"laying out {len(shown)} things and {shown.number_of_edges()} statements")
    if path.suffix == ".html":
        from kg.pictures.page import page

        titles = dict.fromkeys(view.project.languages, look.title or path.stem)
        page(view.engine, shown, path, view.lang, titles, left if any(left.values()) else None)
    else:
        from kg.pictures.drawing import draw

        words = {name: texts[view.lang] for name, texts in told.items()}
        if look.kind == "ontology":
            words |= {name: str(word(told, view.lang)) for name, told in _ONTOLOGY.items()}
        draw(shown, path, view.lang, look.title, words, left[view.lang])


def _left(network: "networkx.MultiDiGraph", shown: int, look: Look, lang: str) -> str:
    """What of a network is not drawn, in words; "" where nothing is left out."""
    lines = []
    if shown < len(network) and not look.by_class:
        lines.append(str(word("left out", lang)).format(shown=shown, all=len(network)))
    if counts := network.graph.get("left"):
        parts = [
            str(word(name, lang)).format(many("relations", counts[name], lang)) for name in sorted(counts)
        ]
        lines.append(str(word("map left", lang)).format(parts=", ".join(parts)))
    return "\n".join(lines)


@dataclass(frozen=True, repr=False)
class Picture:
    """A picture that Jupyter shows: interactive where Plotly can be, else as SVG."""

    svg: str
    figure: dict[str, Any] | None = None

    def __repr__(self) -> str:
        return f"<Picture, {'interactive' if self.figure else 'SVG'}>"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        found: dict[str, Any] = {"image/svg+xml": self.svg}
        if self.figure is not None:
            found["application/vnd.plotly.v1+json"] = self.figure
        return found


def picture(view: View, look: Look, options: AllOptions) -> Picture:
    """A picture for a notebook; see ``kg.Graph.picture``."""
    with tempfile.TemporaryDirectory() as folder:
        svg = write(view, Path(folder) / "picture.svg", look, options).read_text(encoding="utf-8")
    # As wide as the notebook, and no wider than drawn; and for those who do not see it, what it shows.
    told = escape(for_xml(look.title or look.kind), quote=True)
    sized = re.compile(r'(<svg[^>]*?) width="([\d.]+pt)" height="[^"]*"')
    svg = sized.sub(
        lambda own: f'{own[1]} role="img" aria-label="{told}" style="width: 100%; max-width: {own[2]}"',
        svg,
        count=1,
    )
    if look.kind != "network" or look.by_class:
        return Picture(svg)
    from kg.networks.reduce import largest
    from kg.pictures.interactive import figure

    shown = largest(network(view, **options), counted(look.most, "things"))
    return Picture(svg, figure(shown, view.lang, look.title))
