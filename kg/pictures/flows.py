"""Draw who supplies whom through what as ribbons, as wide as the share that they are."""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from kg.engines import Engine, labels, select
from kg.pictures.style import figure, save
from kg.vocab import NS, RDF

_PREFIXES = f"PREFIX : <{NS}> PREFIX rdf: <{RDF}> "
_FLOWS = """SELECT ?s ?subject ?object ?via ?to ?quantity ?percent ?whole {
  ?predicate :flowTo ?q . ?s rdf:predicate ?predicate ; rdf:subject ?subject ; rdf:object ?object ;
    :status :factual ; ?q ?to .
  OPTIONAL { ?predicate :flowVia ?v . ?s ?v ?via }
  OPTIONAL { ?predicate :partQualifier ?p . ?s ?p ?quantity . OPTIONAL { ?quantity :value ?percent } }
  OPTIONAL { ?predicate :wholeKey ?k . ?s ?k ?whole
    FILTER(?k NOT IN (rdf:subject, rdf:object)) } } ORDER BY ?s"""
_COLOURS = ("#8c6d31", "#0072b2", "#009e73", "#cc79a7", "#e69f00")
_THIN = 1.5  # the width of what has no share


@dataclass(frozen=True)
class Flow:
    """One supply by its labels: from where, through what, to whom, of what; percent None without a share."""

    start: str
    via: str
    end: str
    what: str
    share: str
    percent: float | None


def flows(engine: Engine, lang: str) -> list[Flow]:
    """The factual statements of predicates that the ontology calls a flow (``:flowTo``, ``:flowVia``)."""
    rows = select(engine, _PREFIXES + _FLOWS)[1]
    known = labels(engine, lang, {value for row in rows for value in row.values() if "://" in value})
    return [
        Flow(
            known.get(row["subject"], ""),
            known.get(row["via"], ""),
            known.get(row["to"], ""),
            known.get(row["object"], ""),
            " · ".join(known[row[part]] for part in ("quantity", "whole") if row[part] in known),
            float(row["percent"]) if row["percent"] else None,
        )
        for row in rows
    ]


def draw(engine: Engine, path: Path, lang: str, title: str = "") -> None:
    """Draw the flows into an SVG or PNG file. Raises KgError for another ending."""
    found = flows(engine, lang)
    colours = {what: _COLOURS[n % len(_COLOURS)] for n, what in enumerate(sorted({f.what for f in found}))}
    drawn, axes = figure(12, 2.5 + 0.07 * sum(f.percent or _THIN for f in found) + 0.5 * len(found))
    columns: list[dict[str, float]] = [{}, {}, {}]
    for flow in found:
        for column, name in zip(columns, (flow.start, flow.via, flow.end), strict=True):
            if name:
                column[name] = column.get(name, 0.0) + (flow.percent or _THIN)
    tops = [_stacked(column) for column in columns]
    stops = [[(n, name) for n, name in enumerate((f.start, f.via, f.end)) if name] for f in found]
    outs, ins = _slots(found, stops, tops, 1), _slots(found, stops, tops, -1)
    for at, flow in enumerate(found):
        wide = flow.percent or _THIN
        for here, there in pairwise(stops[at]):
            start, end = (here[0] + 0.03, outs[at, here[0]]), (there[0] - 0.03, ins[at, there[0]])
            _ribbon(axes, start, end, wide, colours[flow.what])
        (first, _), (then, _) = stops[at][:2]
        x, y, w = first + 0.22, outs[at, first], ins[at, then]
        words = f"{flow.what}: {flow.share}" if flow.share else flow.what
        steep = ((x - first) / (then - first)) ** 2 * (3 - 2 * (x - first) / (then - first))
        axes.text(x - 0.12, y + (w - y) * steep - wide / 2, words, va="center", fontsize=9, zorder=3)
    for n, column in enumerate(columns):
        for name, size in column.items():
            axes.fill_between([n - 0.03, n + 0.03], tops[n][name] - size, tops[n][name], color="#333333")
            axes.text(n, tops[n][name] + 1.0, name, ha="center", va="bottom", fontsize=10, weight="bold")
    axes.set_xlim(-0.35, 2.35)
    axes.margins(y=0.08)
    if title:
        axes.set_title(title, fontsize=14)
    save(drawn, path)


def _slots(
    found: list[Flow], stops: list[list[tuple[int, str]]], tops: list[dict[str, float]], way: int
) -> dict[tuple[int, int], float]:
    """Where each flow leaves (``way`` 1) or reaches (-1) a block, so that few cross."""
    wanted: dict[tuple[int, str], list[tuple[float, int]]] = {}
    for at, places in enumerate(stops):
        ordered = places[::way]
        for here, there in pairwise(ordered):
            wanted.setdefault(here, []).append((-tops[there[0]][there[1]], at))
    slots: dict[tuple[int, int], float] = {}
    for (column, name), flows_of in wanted.items():
        top = tops[column][name]
        for _, at in sorted(flows_of):
            slots[at, column] = top
            top -= found[at].percent or _THIN
    return slots


def _stacked(column: dict[str, float]) -> dict[str, float]:
    """Where each block begins, from the top down, all around the middle."""
    gap = 8.0
    top = (sum(column.values()) + gap * (len(column) - 1)) / 2
    found = {}
    for name in sorted(column, key=lambda name: (-column[name], name)):
        found[name] = top
        top -= column[name] + gap
    return found


def _ribbon(
    axes: Any, start: tuple[float, float], end: tuple[float, float], wide: float, colour: str
) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path as Outline

    (x, y), (z, w) = start, end
    middle = (x + z) / 2
    upper = [(x, y), (middle, y), (middle, w), (z, w)]
    lower = [(z, w - wide), (middle, w - wide), (middle, y - wide), (x, y - wide)]
    codes = [Outline.MOVETO, *[Outline.CURVE4] * 3, Outline.LINETO, *[Outline.CURVE4] * 3, Outline.CLOSEPOLY]
    outline = Outline([*upper, *lower, (x, y)], codes)
    axes.add_patch(PathPatch(outline, facecolor=colour, alpha=0.45, edgecolor="none"))
