"""Draw who supplies whom through what as ribbons, as wide as the share that they are."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.engines import Engine, Row, labels, select
from kg.model.vocab import NS, RDF, Iri
from kg.pictures.captions import around
from kg.pictures.style import figure, number, save
from kg.words import from_right, word

_PREFIXES = f"PREFIX : <{NS}> PREFIX rdf: <{RDF}> "
_FLOWS = """SELECT ?s ?subject ?object ?via ?to ?quantity ?percent ?whole {
  ?predicate :flowTo ?q . ?s rdf:predicate ?predicate ; rdf:subject ?subject ; rdf:object ?object ;
    :status :statedAsFact ; ?q ?to .
  OPTIONAL { ?predicate :flowVia ?v . ?s ?v ?via }
  OPTIONAL { ?predicate :partQualifier ?p . ?s ?p ?quantity . OPTIONAL { ?quantity :value ?percent } }
  OPTIONAL { ?predicate :wholeKey ?k . ?s ?k ?whole
    FILTER(?k NOT IN (rdf:subject, rdf:object)) } } ORDER BY ?s"""
_COLOURS = ("#8c6d31", "#0072b2", "#009e73", "#cc79a7", "#e69f00")
_THIN = 1.5  # the width of what has no share

_Stop = tuple[str, ...]  # a name, or the two ends of a flow that names nothing on its way
_Place = tuple[float, float]


@dataclass(frozen=True)
class Flow:
    """One supply by its labels: from where, through what, to whom, of what; percent None without a share."""

    start: str
    via: str
    end: str
    what: str
    share: str
    percent: float | None


def flows(engine: Engine, lang: str, keep: Callable[[list[Row]], list[Row]] = list) -> list[Flow]:
    """The factual statements of predicates that the ontology calls a flow (``:flowTo``, ``:flowVia``).

    ``keep`` chooses among rows with ``s``, ``subject``, ``object``, ``via`` and ``to``.
    """
    rows = keep(select(engine, _PREFIXES + _FLOWS)[1])
    known = labels(engine, lang, {value for row in rows for value in row.values() if isinstance(value, Iri)})
    return [
        Flow(
            known.get(row["subject"], ""),
            known.get(row["via"], ""),
            known.get(row["to"], ""),
            known.get(row["object"], ""),
            " · ".join(known[row[part]] for part in ("quantity", "whole") if row[part] in known),
            number(row["percent"]),
        )
        for row in rows
    ]


def draw(found: list[Flow], path: Path, lang: str, title: str = "") -> None:
    """Draw the flows into an SVG or PNG file, with a word on what their widths mean.

    Raises KgError for another ending.
    """
    colours = {what: _COLOURS[n % len(_COLOURS)] for n, what in enumerate(sorted({f.what for f in found}))}
    drawn, axes = figure(12, 2.5 + 0.07 * sum(map(_wide, found)) + 0.5 * len(found))
    stops = [_stops(flow) for flow in found]
    columns = _columns(found, stops)
    outs, ins = _slots(found, stops, columns, 1), _slots(found, stops, columns, -1)
    for at, flow in enumerate(found):
        wide = _wide(flow)
        for here in (0, 1):
            # What flows past the middle goes on there without a break.
            left = here + (0.0 if here == 1 and not flow.via else 0.03)
            right = here + 1 - (0.0 if here == 0 and not flow.via else 0.03)
            _ribbon(axes, (left, outs[at, here]), (right, ins[at, here + 1]), wide, colours[flow.what])
        words = f"{flow.what}: {flow.share}" if flow.share else flow.what
        begins = "right" if from_right(lang) else "left"
        axes.text(0.06, outs[at, 0] - wide / 2, words, ha=begins, va="center", fontsize=9, zorder=3)
    for n, column in enumerate(columns):
        for stop, (top, size) in column.items():
            if len(stop) == 1:
                axes.fill_between([n - 0.03, n + 0.03], top - size, top, color="#333333")
                axes.text(n, top + 1.0, stop[0], ha="center", va="bottom", fontsize=10, weight="bold")
    axes.set_xlim(*((2.35, -0.35) if from_right(lang) else (-0.35, 2.35)))  # Hebrew is read from the right
    axes.margins(y=0.08)
    around(axes, lang, title, str(word("widths", lang)))
    save(drawn, path)


def _wide(flow: Flow) -> float:
    return flow.percent or _THIN


def _stops(flow: Flow) -> list[_Stop]:
    """Where a flow passes the three columns."""
    return [(flow.start,), (flow.via,) if flow.via else (flow.start, flow.end), (flow.end,)]


def _columns(found: list[Flow], stops: list[list[_Stop]]) -> list[dict[_Stop, _Place]]:
    """The blocks of each column with their tops and sizes: the largest on top, the middle as its ends lie."""
    sizes: list[dict[_Stop, float]] = [{}, {}, {}]
    for flow, names in zip(found, stops, strict=True):
        for column, name in zip(sizes, names, strict=True):
            column[name] = column.get(name, 0.0) + _wide(flow)
    first, last = (
        _stacked(column, sorted(column, key=lambda name: (-column[name], name)))
        for column in (sizes[0], sizes[2])
    )
    heights: dict[_Stop, list[float]] = {}
    for start, via, end in stops:
        heights.setdefault(via, []).append(first[start][0] + last[end][0])
    order = sorted(heights, key=lambda name: (-sum(heights[name]) / len(heights[name]), name))
    return [first, _stacked(sizes[1], order), last]


def _stacked(sizes: dict[_Stop, float], order: list[_Stop]) -> dict[_Stop, _Place]:
    """Where each block begins and how high it is, from the top down, all around the middle."""
    gap = 8.0
    top = (sum(sizes.values()) + gap * (len(sizes) - 1)) / 2
    found = {}
    for name in order:
        found[name] = (top, sizes[name])
        top -= sizes[name] + gap
    return found


def _slots(
    found: list[Flow], stops: list[list[_Stop]], columns: list[dict[_Stop, _Place]], way: int
) -> dict[tuple[int, int], float]:
    """Where each flow leaves (``way`` 1) or reaches (-1) a block, so that few cross."""
    wanted: dict[tuple[int, _Stop], list[tuple[float, int]]] = {}
    for at, names in enumerate(stops):
        for here in (0, 1) if way == 1 else (2, 1):
            other = columns[here + way][names[here + way]][0]
            wanted.setdefault((here, names[here]), []).append((-other, at))
    slots: dict[tuple[int, int], float] = {}
    for (column, name), flows_of in wanted.items():
        top, _ = columns[column][name]
        for _, at in sorted(flows_of):
            slots[at, column] = top
            top -= _wide(found[at])
    return slots


def _ribbon(axes: Any, start: _Place, end: _Place, wide: float, colour: str) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path as Outline

    (x, y), (z, w) = start, end
    middle = (x + z) / 2
    upper = [(x, y), (middle, y), (middle, w), (z, w)]
    lower = [(z, w - wide), (middle, w - wide), (middle, y - wide), (x, y - wide)]
    codes = [Outline.MOVETO, *[Outline.CURVE4] * 3, Outline.LINETO, *[Outline.CURVE4] * 3, Outline.CLOSEPOLY]
    outline = Outline([*upper, *lower, (x, y)], codes)
    axes.add_patch(PathPatch(outline, facecolor=colour, alpha=0.45, edgecolor="none"))
