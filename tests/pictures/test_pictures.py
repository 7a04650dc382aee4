"""Pictures of the shipped graph: what they show, that nothing overlaps, that they are the same every time."""

import itertools
import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import networkx
import pytest

import kg
from kg import load
from kg.api.graph import Graph
from kg.cli import main
from kg.errors import KgError
from kg.networks import reduce
from kg.pictures import flows, timeline
from kg.pictures.drawing import lines
from kg.pictures.layout import apart, spread
from kg.pictures.positions import geonames, positions
from tests.conftest import ROOT, Mini, claim


@pytest.fixture(scope="module")
def graph(built: Path) -> Graph:
    return kg.load(ROOT, built)


def test_boxes_are_pushed_apart() -> None:
    sizes = {name: (2.0, 1.0) for name in "abcdef"}
    spots = apart({name: (0.1 * n, 0.0) for n, name in enumerate("abcdef")}, sizes)
    assert not overlaps(spots, sizes)


def overlaps(
    spots: dict[str, tuple[float, float]], sizes: dict[str, tuple[float, float]]
) -> list[tuple[str, str]]:
    return [
        (a, b)
        for a, b in itertools.combinations(spots, 2)
        if all(abs(spots[a][i] - spots[b][i]) < (sizes[a][i] + sizes[b][i]) / 2 - 1e-6 for i in (0, 1))
    ]


@pytest.mark.parametrize("lang", ["en", "he"])
def test_no_label_overlaps_another_at_the_shipped_size(graph: Graph, lang: str) -> None:
    spots, sizes = spread(graph.network(status=None), lang)
    assert len(spots) > 200 and overlaps(spots, sizes) == []


def test_pictures_are_the_same_every_time(graph: Graph, tmp_path: Path) -> None:
    for ending in ("svg", "png", "html"):
        files = [
            graph.draw(tmp_path / f"{n}.{ending}", "CPC", around="CPC pipeline", inferred=True)
            for n in (1, 2)
        ]
        assert files[0].read_bytes().replace(b"1.", b"2.") == files[1].read_bytes().replace(b"1.", b"2.")
    assert ElementTree.parse(tmp_path / "1.svg").getroot().tag.endswith("svg")
    with pytest.raises(KgError, match="ends in none of"):
        graph.draw(tmp_path / "a.pdf")


def test_a_large_network_says_what_is_left_out(graph: Graph, tmp_path: Path) -> None:
    net = graph.network(status=None)
    assert len(reduce.largest(net, 50)) == 50 and graph.resolve("Kazakhstan") in reduce.largest(net, 50)
    page = graph.draw(tmp_path / "few.html", most=20, status=None).read_text(encoding="utf-8")
    assert f"20 of {len(net)} things" in page and f"20 מתוך {len(net)} ישויות" in page
    names = {n: {"en": n, "he": n} for _, d in net.nodes(data=True) for n in d["types"].split(",")}
    merged = reduce.by_class(net, names)
    assert (
        merged.nodes["State"]["label_en"]
        == f"State ({sum(d['types'] == 'State' for _, d in net.nodes(data=True))})"
    )
    assert sum(d["origins"] for *_, d in merged.edges(data=True)) == net.number_of_edges()
    assert {d["status"] for *_, d in merged.edges(data=True)} == {
        d["status"] for *_, d in net.edges(data=True)
    }


def test_a_timeline_tells_what_is_dated_and_disputed(graph: Graph) -> None:
    lines = timeline.dated(graph.engine, "en")
    by_text = {one.text: one for one in lines}
    assert by_text["Launch of Amos 4"].point and by_text["Launch of Amos 4"].span[0] == "2013-01-01T00:00:00Z"
    tokayev = by_text["Kassym-Jomart Tokayev is head of state of Kazakhstan"]
    assert not tokayev.point and tokayev.span == ("2019-01-01T00:00:00Z", None) and not tokayev.disputed
    assert by_text["The Embassy of Kazakhstan in Israel is seated in Jerusalem"].disputed
    assert [one.span[0] or "" for one in lines] == sorted(one.span[0] or "" for one in lines)


def test_what_is_only_expected_stands_on_a_timeline_as_such(tmp_path: Path) -> None:
    """Dashed, or as an empty point, with its certainty in the legend."""
    mini = Mini(tmp_path / "project")
    mini.write(
        "ontology/more.ttl",
        ":capital :edge true . :held a owl:DatatypeProperty , :Predicate ; :datesSubject true ."
        ' :expected rdfs:label "expected"@en .',
    )
    dated = claim("held", "ardania held port", modality="expected").replace(
        "entity:port", '"2030-05"^^edtf:EDTF'
    )
    mini.claims(
        claim("fact", "ardania capital port", ':time "2001/2005"^^edtf:EDTF ;'),
        claim("hoped", "ardania capital hill", ':time "2027/.."^^edtf:EDTF ;', "expected"),
        dated,
        claim("denied", "belmora capital hill", ':time "2027/.."^^edtf:EDTF ;', "denied"),
    )
    assert main(["build", "--root", str(mini.root)]) == 0
    told = {(one.status, one.point) for one in timeline.dated(load(mini.root).engine, "en")}
    assert told == {("statedAsFact", False), ("expected", False), ("expected", True)}
    drawn = load(mini.root).draw(tmp_path / "a.svg", kind="timeline").read_text(encoding="utf-8")
    assert "stroke-dasharray" in drawn and "<!-- expected -->" in drawn


def test_when_something_happened_stands_on_a_timeline(tmp_path: Path) -> None:
    """A date that is the object of an event's predicate, as in the history of its subject."""
    mini = Mini(tmp_path / "project")
    edtf = "rdfs:range rdfs:Literal ; rdfs:seeAlso edtf:EDTF"
    mini.write(
        "ontology/more.ttl",
        f':lentIn a owl:DatatypeProperty , :Predicate , :EventPredicate ; {edtf} ; rdfs:label "was lent in"@en .'
        " :size a owl:DatatypeProperty , :Predicate , :EventPredicate .",
    )
    mini.write("graph/entities/names.ttl", 'entity:hill rdfs:label "Hill"@en .')
    mini.claims(
        claim("a", "hill lentIn port").replace("entity:port", '"2025-01"^^edtf:EDTF'),
        claim("b", "hill size port").replace("entity:port", "7"),
    )
    assert main(["build", "--root", str(mini.root)]) == 0
    (one,) = timeline.dated(load(mini.root).engine, "en")
    assert (one.text, one.date, one.point) == ("Hill was lent in January 2025", "", True)
    drawn = load(mini.root).draw(tmp_path / "a.svg", kind="timeline").read_text(encoding="utf-8")
    assert "<!-- Hill was lent in January 2025 -->" in drawn


@pytest.mark.parametrize(
    ("kind", "spo", "rest", "modality", "told"),
    [
        ("Event", "ardania toured port", ':time "1999-05"', "asserted", ("May 1999", True, "statedAsFact")),
        ("Event", "ardania toured port", ':time "2030"', "expected", ("2030", True, "expected")),
        ("Event", "ardania toured port", ':time "1990/1994"', "planned", ("1990–1994", False, "planned")),
        ("State", "ardania toured port", ':time "1999/.."', "asserted", ("since 1999", False, "statedAsFact")),
        ("State", "ardania toured port", ':asOf "1999"', "asserted", ("as of 1999", True, "statedAsFact")),
        ("State", "ardania toured port", ':time "-0043/Y12000"', "asserted", ("-0043/Y12000", False, "statedAsFact")),
        ("Event", "ardania toured 7", ':time "1999-05"', "asserted", ("May 1999", True, "statedAsFact")),
    ],
)  # fmt: skip
def test_a_timeline_has_all_that_is_dated(
    kind: str, spo: str, rest: str, modality: str, told: tuple[str, bool, str], tmp_path: Path
) -> None:
    """Whatever stands at either end, edge or not; a picture of it can be drawn."""
    mini = Mini(tmp_path / "project")
    mini.write(
        "ontology/more.ttl",
        f':toured a owl:ObjectProperty , :Predicate , :{kind}Predicate ; rdfs:label "toured"@en .'
        ' :asOf rdfs:label "as of"@en .',
    )
    mini.write("graph/entities/names.ttl", 'entity:ardania rdfs:label "Ardania"@en .')
    mini.claims(claim("a", spo, f"{rest}^^edtf:EDTF ;", modality).replace("entity:7", "7"))
    assert main(["build", "--root", str(mini.root)]) == 0
    (one,) = timeline.dated(load(mini.root).engine, "en")
    assert (one.date, one.point, one.status) == told
    drawn = load(mini.root).draw(tmp_path / "a.svg", kind="timeline").read_text(encoding="utf-8")
    assert f"({told[0]}) -->" in drawn


def test_a_map_of_nothing_says_why(graph: Graph, tmp_path: Path) -> None:
    mini = Mini(tmp_path / "project")
    status = ':statedAsFact a :StatementStatus ; rdfs:label "fact"@en . :capital :edge true .'
    mini.write("ontology/more.ttl", status)
    assert main(["build", "--root", str(mini.root)]) == 0
    with pytest.raises(KgError, match="no thing here is of a class that stands on a map"):
        load(mini.root).draw(tmp_path / "a.svg", kind="map")
    mini.write("ontology/more.ttl", status + ' :State :onMap "area" . :City :onMap "point" .')
    assert main(["build", "--root", str(mini.root)]) == 0
    with pytest.raises(KgError, match=r"of 2 things none has a position .* graph/outside\.ttl"):
        load(mini.root).draw(tmp_path / "a.svg", kind="map")
    assert not (tmp_path / "a.svg").exists()


def test_flows_are_as_wide_as_their_shares(graph: Graph) -> None:
    found = {(one.start, one.via, one.end): one for one in flows.flows(graph.engine, "en")}
    oil = found["Kazakhstan", "CPC pipeline", "Israel"]
    assert (oil.what, oil.percent, oil.share) == ("oil", 22.0, "about 22 percent · Israel's oil consumption")
    assert found["Iran", "", "China"].percent == 13.0


@pytest.mark.parametrize("kind", ["map", "timeline", "flows", "ontology"])
def test_other_pictures_are_the_same_every_time(graph: Graph, tmp_path: Path, kind: str) -> None:
    made = [graph.draw(tmp_path / f"{n}.svg", kind=kind).read_bytes() for n in (1, 2)]
    assert made[0] == made[1] and len(made[0]) > 5000


def test_no_picture_of_another_kind(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(KgError, match="no kind of picture"):
        graph.draw(tmp_path / "a.svg", kind="song")
    with pytest.raises(KgError, match="a picture of the kind timeline is no page"):
        graph.draw(tmp_path / "a.html", kind="timeline")


def test_positions_are_those_of_geonames_and_never_guessed() -> None:
    found = geonames({"Kazakhstan", "Almaty", "Jerusalem", "Mongol steppe", "CPC pipeline"})
    assert set(found) == {"Kazakhstan", "Almaty", "Jerusalem"}
    assert found["Kazakhstan"] == pytest.approx((71.4, 51.2), abs=0.2)
    assert found["Almaty"] == pytest.approx((76.9, 43.25), abs=0.2)


def test_a_position_of_the_graph_itself_comes_first(graph: Graph) -> None:
    tengiz, kazakhstan = graph.resolve("Tengiz field"), graph.resolve("Kazakhstan")
    found = positions(graph.engine, {tengiz: "Jerusalem", kazakhstan: "Kazakhstan", "urn:none": "Nowhere"})
    assert found[tengiz] == (53.383, 46.153) and found[kazakhstan][0] == pytest.approx(71.4, abs=0.2)
    assert set(found) == {tengiz, kazakhstan}


@pytest.mark.parametrize(
    "drawn",
    [
        ["draw", "a.svg", "--around", "Kazakhstan", "--inferred", "--certainty", "any"],
        ["draw", "a.svg", "--by-class"],
        ["draw", "a.svg", "--kind", "map"],
        ["draw", "a.html", "--most", "60", "--inferred"],
        ["network", "a.graphml", "--around", "Trump", "--distance", "2"],
    ],
    ids=["network", "classes", "map", "page", "file"],
)
def test_the_order_of_sets_does_not_show(drawn: list[str], built: Path, tmp_path: Path) -> None:
    """Python orders sets of texts anew in each run; what is written does not tell."""
    made = []
    for seed in ("1", "2"):
        path = tmp_path / seed / drawn[1]
        path.parent.mkdir()
        command = [sys.executable, "-c", "from kg.cli import entry; entry()", drawn[0], str(path), *drawn[2:]]
        given = [*command, "--root", str(ROOT), "--build", str(built)]
        subprocess.run(given, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True)
        made.append(path.read_bytes())
    assert made[0] == made[1] and len(made[0]) > 1000


def small(*edges: tuple[str, str, dict[str, Any]]) -> networkx.MultiDiGraph:
    net = networkx.MultiDiGraph()
    plain = {"status": "statedAsFact", "origins": 1, "disputed": False, "inferred": False, "symmetric": False}
    for number, (left, right, data) in enumerate(edges):
        net.add_edge(left, right, key=str(number), **plain | data)
    return net


def test_edges_are_one_line_only_where_they_say_it_alike() -> None:
    one: dict[str, Any] = {}
    found = lines(
        small(("a", "b", one), ("a", "b", one), ("b", "a", one), ("a", "b", {"status": "possible"}))
    )
    assert [(line.start, line.end, len(line.edges)) for line in found] == [
        ("a", "b", 1),
        ("a", "b", 2),
        ("b", "a", 1),
    ]
    assert len({line.bend if line.start == "a" else -line.bend for line in found}) == 3
    loops = lines(small(("a", "a", one), ("a", "a", one), ("a", "a", {"status": "possible"})))
    assert [(line.start, line.end, len(line.edges)) for line in loops] == [("a", "a", 1), ("a", "a", 2)]
    assert len({line.bend for line in loops}) == 2
    both = lines(small(("a", "b", {"symmetric": True}), ("b", "a", {"symmetric": True})))
    assert [(line.start, line.end, len(line.edges)) for line in both] == [("a", "b", 2)]
    colours = [
        line.colour for line in lines(small(("a", "b", {"disputed": True}), ("a", "b", {"inferred": True})))
    ]
    assert len(set(colours)) == 2


def test_what_counts_narrows_timelines_and_flows(graph: Graph) -> None:
    of_china = flows.flows(graph.engine, "en", graph.keeps("China"))
    assert {flow.end for flow in of_china} == {"China"}
    assert flows.flows(graph.engine, "en", graph.narrowed(min_origins=2).keeps()) == []
    told = timeline.dated(graph.engine, "en", graph.narrowed(source="report").keeps())
    assert 0 < len(told) < len(timeline.dated(graph.engine, "en"))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"kind": "timeline", "fold": ["event"]}, "fold does not apply to a picture of the kind timeline"),
        ({"kind": "ontology", "around": "Israel"}, "around does not apply to a picture of the kind ontology"),
        ({"predicates": ["supplies"], "status": "planned"}, r"as asked for; leave out predicates .*, status"),
        (
            {"kind": "timeline", "status": "planned"},
            r"status \(--certainty\) does not apply .* leave it out; it",
        ),
        ({"kind": "timeline", "status": "statedAsFact"}, "status .* does not apply"),
        ({"kind": "flows", "status": None}, "status .* does not apply .* leave it out; it is of facts"),
        ({"kind": "flows", "by_class": True}, "by_class .* does not apply"),
        ({"kind": "flows", "around": "Amos 4"}, "no statement is as asked for; leave out around"),
    ],
)
def test_options_that_do_not_fit_are_told(
    graph: Graph, tmp_path: Path, options: dict[str, Any], message: str
) -> None:
    with pytest.raises(KgError, match=message):
        graph.draw(tmp_path / "a.svg", **options)
    assert not (tmp_path / "a.svg").exists()


def test_certainty_and_status_of_a_timeline(graph: Graph, built: Path, tmp_path: Path) -> None:
    """Any certainty is what it shows; that statuses narrow networks to any certainty does not concern it."""
    for options in (["--certainty", "any"], ["--status", "expected"]):
        path = tmp_path / f"{options[1]}.svg"
        command = [
            "draw",
            str(path),
            "--kind",
            "timeline",
            *options,
            "--root",
            str(ROOT),
            "--build",
            str(built),
        ]
        assert main(command) == 0
    assert "Launch of Amos 4" in (tmp_path / "any.svg").read_text(encoding="utf-8")
    assert "Launch of Amos 4" not in (tmp_path / "expected.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("kind", "ontology", "modality", "told"),
    [
        ("network", "", "asserted", "no predicate is drawn as a line (:edge true in ontology/)"),
        ("network", ":capital :edge true .", "possible", "status=None) draws what is less certain too"),
        ("network", ":borders :edge true .", "asserted", "no such relation is stated as a fact that holds"),
        ("timeline", "", "asserted", "nothing has a date: no statement a :time"),
        ("flows", "", "asserted", "no predicate tells where something flows (:flowTo"),
        ("flows", ":capital :flowTo :ordinal .", "asserted", "no fact of a predicate with :flowTo"),
        ("map", "", "asserted", "no predicate is drawn as a line"),
    ],
)
def test_why_there_is_nothing_to_draw(
    kind: str, ontology: str, modality: str, told: str, mini: Mini, tmp_path: Path
) -> None:
    mini.write("ontology/more.ttl", f':statedAsFact a :StatementStatus ; rdfs:label "fact"@en . {ontology}')
    mini.claims(claim("a", "ardania capital port", modality=modality))
    assert main(["build", "--root", str(mini.root)]) == 0
    for lang in ("en", "he"):
        with pytest.raises(KgError) as caught:
            load(mini.root, lang=lang).draw(tmp_path / "a.svg", kind=kind)
    assert told in caught.value.message and "asked for" not in caught.value.message
    assert "אין מה לצייר" in caught.value.told("he") and "\n" not in str(caught.value)


def test_the_ontology_is_said_by_nobody(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(KgError, match="what counts does not apply"):
        graph.narrowed(source="report").draw(tmp_path / "a.svg", kind="ontology")


def test_a_legend_names_the_class_that_a_look_comes_from(graph: Graph) -> None:
    net = graph.network()
    assert net.nodes[graph.resolve("Chevron")]["kind"] == "Organization"
    assert net.nodes[graph.resolve("Tengiz field")]["kind"] == "Place"


def test_nothing_of_a_picture_is_cut_off(graph: Graph, tmp_path: Path) -> None:
    """The last letters of titles and legends stand inside the picture, whose edge is white."""
    from matplotlib.image import imread

    for lang in ("en", "he"):
        path = kg.Graph(graph.engine, [ROOT / "queries"], lang).draw(
            tmp_path / f"{lang}.png",
            "A title longer than the picture itself, which is not cut off " * 2,
            around="Embassy of Israel in Kazakhstan",
        )
        shown = imread(path)
        edges = [shown[0], shown[-1], shown[:, 0], shown[:, -1]]
        assert all((edge[..., :3] == 1).all() for edge in edges)


@pytest.mark.parametrize("lang", ["en", "he"])
def test_labels_as_they_are_drawn_overlap_neither_each_other_nor_the_legend(
    graph: Graph, lang: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    drawn: list[Any] = []
    monkeypatch.setattr("kg.pictures.drawing.save", lambda figure, path: drawn.append(figure))
    there = kg.Graph(graph.engine, [ROOT / "queries"], lang)
    for options in ({"around": "Israel-Kazakhstan agreement"}, {}):
        there.draw(tmp_path / "a.svg", status=None, **options)
    for figure in drawn:
        (axes,) = figure.axes
        figure.canvas.draw()
        texts = [(t.get_position()[0], t.get_window_extent()) for t in axes.texts if t.get_fontsize() == 8]
        labels: list[list[Any]] = []
        before: tuple[float, Any] | None = None
        for x, box in sorted(texts, key=lambda text: (text[0], -text[1].y0)):
            # Lines of one label stand close below each other.
            if before and before[0] == x and before[1].y0 - box.y1 < box.height:
                labels[-1].append(box)
            else:
                labels.append([box])
            before = (x, box)
        boxes = [
            (
                min(b.x0 for b in some),
                min(b.y0 for b in some),
                max(b.x1 for b in some),
                max(b.y1 for b in some),
            )
            for some in labels
        ]
        legend = axes.get_legend().get_window_extent()
        boxes.append((legend.x0, legend.y0, legend.x1, legend.y1))
        slack = 2  # pixels
        assert len(boxes) > 8
        assert not [
            (a, b)
            for a, b in itertools.combinations(boxes, 2)
            if min(a[2], b[2]) - max(a[0], b[0]) > slack and min(a[3], b[3]) - max(a[1], b[1]) > slack
        ]
