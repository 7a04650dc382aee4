"""Draw what is dated in the order of time: what has one date as points, what holds for a while as bars."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.ask.dates import told
from kg.ask.sentences import Sentences
from kg.engines import Engine, Row, labels, select
from kg.model.edtf import Instant, NotEdtfError, Span, bounds
from kg.model.vocab import EDTF, NS, RDF, local
from kg.pictures.captions import around
from kg.pictures.style import DISPUTED, LINES, PLAIN, figure, save
from kg.words import capital, joined, word

_PREFIXES = f"PREFIX : <{NS}> PREFIX rdf: <{RDF}> "
_DATED = """SELECT DISTINCT ?s ?subject ?date ?status { ?predicate :datesSubject true .
  ?s rdf:predicate ?predicate ; rdf:subject ?subject ; rdf:object ?date ; :status ?status
  FILTER(?status IN (STATUSES)) } ORDER BY ?s"""
_HAPPENED = f"""SELECT DISTINCT ?s ?subject ?predicate ?date ?status {{ ?predicate a :EventPredicate
  FILTER NOT EXISTS {{ ?predicate :datesSubject true }}
  ?s rdf:predicate ?predicate ; rdf:subject ?subject ; rdf:object ?date ; :status ?status
  FILTER(?status IN (STATUSES) && isLiteral(?date) && datatype(?date) = <{EDTF}>) }} ORDER BY ?s"""
_DURING = """SELECT DISTINCT ?s ?subject ?predicate ?object ?date ?qualifier ?status {
  ?s rdf:predicate ?predicate ; rdf:subject ?subject ; rdf:object ?object ; :status ?status
  { ?s :time ?date BIND(:time AS ?qualifier) }
  UNION { ?s :asOf ?date BIND(:asOf AS ?qualifier) FILTER NOT EXISTS { ?s :time ?other } }
  FILTER(?status IN (STATUSES)) } ORDER BY ?s"""
_DISPUTED = "SELECT DISTINCT ?s { ?c a :Conflict ; :involves ?s }"
_EVENTS = "SELECT ?p { ?p a :EventPredicate }"
_PARTS = ("subject", "predicate", "object", "qualifier")
_FACT = "statedAsFact"
_STATUSES = ", ".join(f":{name}" for name in (_FACT, "expected", "planned", "possible"))
_SHORT = 1.1  # years of what is a point
_COLOURS = {True: "#009e73", False: "#0072b2"}


@dataclass(frozen=True)
class Dated:
    """One line of a timeline: its words, its date in words, its span, whether it is a point, and disputed.

    The date is "" where the words tell it. What happened is a point too where it took little time.
    ``status`` is how certain it is, by its name, and ``certainty`` in words.
    """

    text: str
    date: str
    span: Span
    point: bool
    disputed: bool
    status: str = _FACT
    certainty: str = ""


def dated(engine: Engine, lang: str, keep: Callable[[list[Row]], list[Row]] = list) -> list[Dated]:
    """What is dated, the earliest first: things by their own dates, statements by the time at which they hold
    or as of which they are told, or by their values; what is only expected, planned or possible too, as such.

    ``keep`` chooses among rows with ``s``, ``subject`` and, of statements with a time, ``object``.
    """
    disputed = {row["s"] for row in select(engine, _PREFIXES + _DISPUTED)[1]}
    asked = [_PREFIXES + query.replace("STATUSES", _STATUSES) for query in (_DATED, _HAPPENED, _DURING)]
    rows = [row for query in asked for row in keep(select(engine, query)[1])]
    certainties = labels(engine, lang, {row["status"] for row in rows})
    known = Sentences(engine, (row[part] for row in rows for part in _PARTS if part in row))
    events = {row["p"] for row in select(engine, _PREFIXES + _EVENTS)[1]}
    found = []
    for row in rows:
        try:
            span = bounds(row["date"])
        except NotEdtfError:
            continue
        date, how = row["date"], row.get("qualifier", "")
        at_once = "/" not in date or not how or row["predicate"] in events
        point = at_once and None not in span and _year(span[1], 0) - _year(span[0], 0) < _SHORT
        when = joined(known.name(how, lang) if how == NS + "asOf" else "", told(date, lang))
        if "predicate" not in row:
            text = capital(known.name(row["subject"], lang))
        else:
            text = known.sentence(row["subject"], row["predicate"], row.get("object", date), lang)
            when = when if how else ""
        status = local(row["status"])
        certainty = certainties.get(row["status"], status)
        found.append(Dated(text, when, span, point, row["s"] in disputed, status, certainty))
    return sorted(set(found), key=lambda one: (one.span[0] or "", one.span[1] or "~", one.text))


def draw(lines: list[Dated], path: Path, lang: str, title: str = "") -> None:
    """Draw the timeline into an SVG or PNG file. Raises KgError for another ending."""
    years = [end.year for one in lines for end in one.span if end]
    first, last = min(years, default=2000) - 1, max(years, default=2000) + 1.5
    drawn, axes = figure(10, 0.3 + 0.27 * len(lines))
    axes.set_axis_on()
    for at, one in enumerate(lines):
        start, end = (
            _year(instant, default) for instant, default in zip(one.span, (first, last), strict=True)
        )
        colour = DISPUTED if one.disputed else _COLOURS[one.point]
        if one.point:
            fill = colour if one.status == _FACT else "white"
            axes.plot([(start + end) / 2], [at], marker="o", color=colour, mfc=fill, markersize=6)
        else:
            look = (
                {"linewidth": 5} if one.status == _FACT else {"linewidth": 2, "linestyle": LINES[one.status]}
            )
            axes.plot([start, end], [at, at], color=colour, solid_capstyle="butt", alpha=0.8, **look)
        for open_end, sign, place in ((one.span[0], "<", first), (one.span[1], ">", last)):
            if open_end is None:
                axes.plot([place], [at], marker=sign, color=colour, markersize=7, clip_on=False)
        text = f"{one.text}  ({one.date})" if one.date else one.text
        late = start > (first + last) / 2
        axes.annotate(
            text,
            (start if late else end, at),
            xytext=(-9 if late else 9, 0),
            textcoords="offset points",
            ha="right" if late else "left",
            va="center",
            fontsize=8,
            color="black",
            annotation_clip=False,
            bbox={"facecolor": "white", "alpha": 0.7, "edgecolor": "none", "pad": 0.2},
        )
    axes.set_xlim(first, last)
    axes.set_ylim(len(lines) - 0.3, -0.7)
    axes.set_yticks([])
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.xaxis.set_major_locator(_years())
    axes.grid(axis="x", color="#dddddd", linewidth=0.6, zorder=0)
    axes.tick_params(axis="x", colors=PLAIN)
    from matplotlib.lines import Line2D

    looks: dict[bool, Any] = {True: {"marker": "o", "linestyle": ""}, False: {"linewidth": 5}}
    marks: list[Any] = [
        Line2D([], [], color=_COLOURS[point], label=word(name, lang), **looks[point])
        for name, point in (("at a date", True), ("for a while", False))
        if any(one.point == point and not one.disputed for one in lines)
    ]
    for status, certainty in sorted({(o.status, o.certainty) for o in lines if o.status != _FACT}):
        hollow = {"marker": "o", "markerfacecolor": "white", "linestyle": LINES[status]}
        marks.append(Line2D([], [], color=PLAIN, linewidth=2, label=certainty, **hollow))
    if any(one.disputed for one in lines):
        marks.append(Line2D([], [], color=DISPUTED, linewidth=5, label=word("disputed", lang)))
    around(axes, lang, title, entries=marks)
    save(drawn, path)


def _years() -> object:
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(integer=True, nbins=14)


def _year(instant: Instant | None, default: float) -> float:
    """An instant as a year with its fraction."""
    if instant is None:
        return default
    month, day = instant[instant.index("-", 1) + 1 :].split("T")[0].split("-")
    return instant.year + (int(month) - 1) / 12 + (int(day) - 1) / 372
