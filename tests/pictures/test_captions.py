"""Titles, notes and legends stand around what is drawn: over no label, and no wider than the picture."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx
import pytest

import kg
from kg import load
from kg.api.graph import Graph
from kg.cli import main
from kg.model.edtf import bounds
from kg.pictures import drawing, flows, timeline
from kg.pictures.captions import edge_marks
from kg.pictures.style import BOTH
from kg.words import WORDS, many
from tests.conftest import ROOT, Mini, claim

LONG = {
    "en": "A title that goes on and on, and says in other words what it said before it. " * 3,
    "he": "כותרת שנמשכת ונמשכת, ואומרת במילים אחרות את מה שאמרה לפני כן, שוב ושוב ושוב. " * 3,
}
NAME = {"en": "a thing of a very long name indeed " * 4, "he": "ישות ששמה ארוך מאוד מאוד באמת " * 4}
KINDS = ("network", "map", "timeline", "flows", "ontology")
Box = tuple[float, float, float, float]


@pytest.fixture
def figures(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The figures that are drawn, instead of their files."""
    made: list[Any] = []
    for module in ("drawing", "map", "timeline", "flows"):
        monkeypatch.setattr(f"kg.pictures.{module}.save", lambda figure, path: made.append(figure))
    return made


@pytest.fixture(scope="module")
def graph(built: Path) -> Graph:
    return kg.load(ROOT, built)


def checked(figure: Any) -> list[str]:
    """Hold the captions of a figure against its labels and its sides; gives title and notes, lines joined."""
    (axes,) = figure.axes
    figure.canvas.draw()
    texts = [text for text in (*figure.texts, axes.title) if text.get_text()]
    around = [_box(text) for text in texts]
    if legend := axes.get_legend():
        around.append(_box(legend))
    labels = [_box(text) for text in axes.texts if text.get_text()]
    if axes.axison:
        labels += [_box(text) for text in axes.get_xticklabels() if text.get_text()]
    inside = [_box(axes), *labels]
    assert labels and not [(a, b) for a in around for b in labels if _overlap(a, b)]
    assert not [(a, b) for n, a in enumerate(around) for b in around[:n] if _overlap(a, b)]
    middle = (min(box[0] for box in inside) + max(box[2] for box in inside)) / 2
    half = max(max(box[2] for box in inside) - middle, 3 * figure.dpi) + 2
    assert all(middle - half <= box[0] and box[2] <= middle + half for box in around)
    whole = figure.get_tightbbox()
    assert all(whole.x0 * figure.dpi - 1 <= box[0] and box[3] <= whole.y1 * figure.dpi + 1 for box in around)
    return [" ".join(text.get_text().split()) for text in texts]


def _box(artist: Any) -> Box:
    found = artist.get_window_extent()
    return found.x0, found.y0, found.x1, found.y1


def _overlap(a: Box, b: Box) -> bool:
    return min(a[2], b[2]) - max(a[0], b[0]) > 0.5 and min(a[3], b[3]) - max(a[1], b[1]) > 0.5


@pytest.mark.parametrize("lang", ["en", "he"])
@pytest.mark.parametrize("kind", KINDS)
def test_captions_run_into_no_label(kind: str, lang: str, graph: Graph, figures: list[Any]) -> None:
    there = kg.Graph(graph.engine, [ROOT / "queries"], lang)
    there.draw("a.svg", LONG[lang], kind=kind, **({"status": None, "most": 120} if kind == "network" else {}))
    told = checked(figures[0])
    assert any(LONG[lang][:150] in one for one in told)


@pytest.mark.parametrize("lang", ["en", "he"])
@pytest.mark.parametrize("title", ["", "long"])
def test_captions_of_few_things_with_long_names(lang: str, title: str, figures: list[Any]) -> None:
    """One thing, at every edge at once."""
    name, above = NAME[lang], LONG[lang] if title else ""
    look = {"colour": "#0072b2", "symbol": "circle", "kind": name * 2, "types": "", f"label_{lang}": name}
    net = networkx.MultiDiGraph()
    net.add_node("urn:a", **look)
    drawing.draw(net, Path("a.svg"), lang, above)
    for span in (bounds("1999-01-01/.."), (None, None)):
        lines = [timeline.Dated(name, "1999", span, False, False, "expected", name * 2)]
        timeline.draw(lines, Path("a.svg"), lang, above)
    flows.draw([flows.Flow(name, "", name + ".", name, name, 5.0)], Path("a.svg"), lang, above)
    for figure in figures:
        checked(figure)
    assert len(figures) == 4


def crossing(figure: Any) -> list[tuple[str, str]]:
    """The names of lines that cover a label, a node or another name, by their texts."""
    (axes,) = figure.axes
    figure.canvas.draw()
    texts = [text for text in axes.texts if text.get_text()]
    names = [(text.get_text(), _box(text)) for text in texts if text.get_fontsize() < 8]
    labels = [(text.get_text(), _box(text)) for text in texts if text.get_fontsize() == 8]
    half = 0.07 * figure.dpi
    for dots in axes.collections:
        for x, y in axes.transData.transform(dots.get_offsets()):
            labels.append(("node", (x - half, y - half, x + half, y + half)))
    assert names and len(labels) >= 2
    return [
        (one, other)
        for number, (one, a) in enumerate(names)
        for other, b in [*labels, *names[:number]]
        if _overlap(a, b)
    ]


@pytest.mark.parametrize("lang", ["en", "he"])
@pytest.mark.parametrize(
    "options",
    [
        {"around": "CPC pipeline", "status": None, "inferred": True},
        {"around": "Israel-Kazakhstan agreement", "status": None},
        {"around": "Trump"},
        {"kind": "ontology"},
        {"most": 20, "by_class": True},
    ],
    ids=str,
)
def test_names_of_lines_cover_nothing(
    options: dict[str, Any], lang: str, graph: Graph, figures: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "_WORDY", 500)
    kg.Graph(graph.engine, [ROOT / "queries"], lang).draw("a.svg", **options)
    assert crossing(figures[0]) == []
    checked(figures[0])


@pytest.mark.parametrize("loops", [3, 12])
def test_a_name_without_room_is_a_number_that_the_legend_tells(loops: int, figures: list[Any]) -> None:
    """Among many lines between two nodes, and many from one node to itself."""
    net = networkx.MultiDiGraph()
    look = {"colour": "#0072b2", "symbol": "circle", "kind": "k", "types": ""}
    net.add_node("urn:a", label_en="one", **look)
    net.add_node("urn:b", label_en="other", **look)
    names = [f"a relation with a very long name indeed, number {number}" for number in range(12)]
    statuses = ("statedAsFact", "expected", "planned", "possible", "judgement", "denied")
    for number, name in enumerate(names):
        edge = {
            "predicate": "p",
            "origins": 1,
            "disputed": number % 2 > 0,
            "inferred": False,
            "symmetric": False,
        }
        net.add_edge(
            "urn:a",
            "urn:a" if number < loops else "urn:b",
            label_en=name,
            status=statuses[number // 2],
            **edge,
        )
    drawing.draw(net, Path("a.svg"), "en")
    (figure,) = figures
    assert crossing(figure) == []
    (axes,) = figure.axes
    told = [text.get_text() for text in axes.texts]
    legend = [" ".join(text.get_text().split()) for text in axes.get_legend().get_texts()]
    numbers = [text for text in told if text.isdigit()]
    assert numbers and sum(name in told for name in names) + sum(name in legend for name in names) == 12
    assert len(numbers) == sum(name in legend for name in names)


@pytest.mark.parametrize(("lang", "told"), [("en", "inferred, disputed"), ("he", "מוסק, שנוי במחלוקת")])
def test_what_is_inferred_and_disputed_is_told_as_both(lang: str, told: str) -> None:
    look = {"status": "statedAsFact", "symmetric": False, "predicate": "p", "origins": 1}
    net = networkx.MultiDiGraph()
    for start, end, disputed, inferred in ((1, 2, True, True), (2, 3, False, True), (3, 1, False, False)):
        net.add_edge(start, end, **look, disputed=disputed, inferred=inferred)
    marks = {
        mark.get_label(): mark.get_color()
        for mark in edge_marks([d for *_, d in net.edges(data=True)], {}, lang)
    }
    drawn = {(line.start, line.end): line.colour for line in drawing.lines(net)}
    assert marks[told] == drawn[1, 2] == BOTH and len(set(drawn.values())) == 3
    assert WORDS["disputed"][lang == "he"] not in marks and drawn[2, 3] in marks.values()


def test_a_timeline_tells_marks_that_are_there_alone(figures: list[Any]) -> None:
    span = bounds("1999")
    point, bar = (timeline.Dated(name, "1999", span, name == "a", False) for name in "ab")
    for lines, marks in (
        ([point], ["at a date"]),
        ([bar], ["for a while"]),
        ([point, replace(bar, disputed=True)], ["at a date", "disputed"]),
    ):
        timeline.draw(lines, Path("a.svg"), "en")
        assert [text.get_text() for text in figures[-1].axes[0].get_legend().get_texts()] == marks


@pytest.fixture
def ports(mini: Mini) -> Mini:
    """Two states with ports, some of which stand on a map: the others have no position, or no place on one."""
    mini.write(
        "ontology/more.ttl",
        ':statedAsFact a :StatementStatus ; rdfs:label "fact"@en , "עובדה"@he . :City :onMap "point" .'
        ' :expected a :StatementStatus ; rdfs:label "expected"@en , "צפוי"@he .'
        ' :State :onMap "area" . :capital :edge true . :borders :edge true . :rankedIn :edge true .',
    )
    where = "@prefix geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> ."
    spots = "".join(
        f" entity:{n} geo:lat {lat} ; geo:long {long} ."
        for n, lat, long in (("port", 40, 20), ("ardania", 41, 22))
    )
    mini.write("graph/outside.ttl", where + spots)
    return mini


@pytest.mark.parametrize(
    ("claims", "lang", "status", "told"),
    [
        (["ardania capital port"], "en", "statedAsFact", "two things, one relation (facts only) AREA nothing is left out"),
        (["ardania capital port"], "he", "statedAsFact", "שתי ישויות, יחס אחד (עובדות בלבד) AREA דבר לא הושמט"),
        (["ardania capital hill"], "en", None, "one thing, no relations (of any certainty) AREA left out: one thing whose position is not known, one relation"),
        (["ardania capital hill"], "he", None, "ישות אחת, אין יחסים (בכל מידת ודאות) AREA לא מוצגים: ישות אחת שמקומה אינו ידוע, יחס אחד"),
        (
            ["ardania capital port", "belmora capital hill", "ardania borders belmora", "ardania rankedIn list"], "en", "statedAsFact",
            "two things, one relation (facts only) AREA left out: 2 things whose position is not known, one thing of a kind that stands on no map, 3 relations",
        ),
        (
            ["ardania capital port", "belmora capital hill", "ardania borders belmora", "ardania rankedIn list"], "he", "statedAsFact",
            "שתי ישויות, יחס אחד (עובדות בלבד) AREA לא מוצגים: שתי ישויות שמקומן אינו ידוע, ישות אחת מסוג שאין לו מקום על מפה, 3 יחסים",
        ),
    ],
)  # fmt: skip
def test_a_map_tells_what_it_shows_and_what_not(
    ports: Mini, figures: list[Any], claims: list[str], lang: str, status: str | None, told: str
) -> None:
    ports.claims(*(claim(f"c{n}", one) for n, one in enumerate(claims)))
    assert main(["build", "--root", str(ports.root)]) == 0
    load(ports.root, lang=lang).draw("a.svg", kind="map", status=status)
    (note,) = checked(figures[0])
    assert note == told.replace("AREA", WORDS["map areas"][lang == "he"])


def test_what_is_only_expected_is_told_in_the_legend_of_a_map(ports: Mini, figures: list[Any]) -> None:
    ports.claims(claim("hoped", "ardania capital port", modality="expected"))
    assert main(["build", "--root", str(ports.root)]) == 0
    for lang, certainty, mark in (("en", "(only: expected)", "expected"), ("he", "(רק: צפוי)", "צפוי")):
        load(ports.root, lang=lang).draw("a.svg", kind="map", status="expected")
        assert certainty in checked(figures[-1])[0]
        (legend,) = figures[-1].axes[0].get_legend().get_texts()
        assert legend.get_text() == mark


@pytest.mark.parametrize(
    "name", ["things", "relations", "things without a position", "things of other kinds"]
)
@pytest.mark.parametrize("lang", ["en", "he"])
def test_numbers_agree_with_what_is_counted(name: str, lang: str) -> None:
    told = [many(name, number, lang) for number in (0, 1, 2, 3, 21)]
    assert len(set(told)) == 5 and "21" in told[4] and not any(char.isdigit() for char in told[0] + told[1])
