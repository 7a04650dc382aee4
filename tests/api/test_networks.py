"""Networks of the shipped graph: what is in them, files and back, analysis, pictures."""

import itertools
import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx
import pytest

import kg
from kg.errors import KgError
from kg.graph import Graph
from kg.networks import analysis, formats, reduce
from kg.pictures import flows, timeline
from kg.pictures import map as atlas
from kg.pictures.layout import apart, spread
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def graph(built: Path) -> Graph:
    return kg.load(ROOT, built)


def edges(net: networkx.MultiDiGraph) -> dict[tuple[str, str, str], dict[str, Any]]:
    return {(a, b, key): data for a, b, key, data in net.edges(keys=True, data=True)}


def test_nodes_and_edges_tell_what_a_picture_needs(graph: Graph) -> None:
    net = graph.network()
    kazakhstan = net.nodes[graph.resolve("Kazakhstan")]
    assert (kazakhstan["label_en"], kazakhstan["label_he"], kazakhstan["types"]) == (
        "Kazakhstan",
        "קזחסטן",
        "State",
    )
    assert "Agent" in kazakhstan["classes"].split(",")
    assert {data["symbol"] for _, data in net.nodes(data=True)} <= {
        "circle",
        "square",
        "diamond",
        "triangle",
        "pentagon",
        "hexagon",
    }
    company = net.nodes[graph.resolve("Chevron")]
    assert (
        company["colour"]
        == net.nodes[graph.resolve("Shanghai Cooperation Organisation")]["colour"]
        != kazakhstan["colour"]
    )
    owned = next(d for (_, b, _), d in edges(net).items() if b == graph.resolve("Chevron"))
    assert owned["qualifiers"] == "share: 28 percent" and owned["origins"] == 1 and not owned["disputed"]
    assert any(d["disputed"] for d in edges(net).values())
    assert {d["status"] for d in edges(net).values()} == {"factual"}


def test_choices(graph: Graph) -> None:
    everything = graph.network(status=None)
    expected = graph.network(status="expected")
    assert 0 < len(edges(expected)) < len(edges(everything))
    assert {d["predicate"] for d in edges(graph.network(predicates=["owned by"])).values()} == {"ownedBy"}
    near = graph.network(around="CPC pipeline")
    assert set(near) == {
        graph.resolve("CPC pipeline"),
        *networkx.all_neighbors(graph.network(), graph.resolve("CPC pipeline")),
    }
    assert set(near) < set(graph.network(around="CPC pipeline", distance=2))
    states = graph.network(classes=["state"])
    assert all("State" in states.nodes[a]["classes"] + states.nodes[b]["classes"] for a, b in states.edges())
    inferred = graph.network(inferred=True)
    relies = [d for d in edges(inferred).values() if d["predicate"] == "reliesOn"]
    assert relies and all(d["inferred"] for d in relies)
    assert len(edges(graph.as_of("1990").network())) < len(edges(graph.network()))
    with pytest.raises(KgError, match="no edge in this network"):
        graph.network(around="Elbit Systems", predicates=["owned by"])


def test_events_fold_into_edges_and_statements_into_nodes(graph: Graph) -> None:
    summit = graph.resolve("C5+1 summit")
    folded = graph.network(fold=["event"])
    assert summit in graph.network() and summit not in folded
    uzbek, trump = graph.resolve("Uzbekistan"), graph.resolve("Trump")
    met = [
        d
        for (a, b, _), d in edges(folded).items()
        if {a, b} == {uzbek, trump} and d["predicate"] == "c5-plus-1-summit"
    ]
    assert [d["label_en"] for d in met] == ["C5+1 summit"]
    nodes = graph.network(nodes=True, predicates=["supplies"])
    supply = [n for n in nodes if n.endswith("oil.recipient-israel.via-cpc-pipeline")]
    assert {nodes.edges[e]["predicate"] for e in nodes.out_edges(supply[0], keys=True)} == {
        "subject",
        "object",
        "recipient",
        "via",
        "shareOf",
    }


@pytest.mark.parametrize("ending", formats.FORMATS)
@pytest.mark.parametrize(
    "options", [{}, {"status": None, "inferred": True, "fold": ["event"]}], ids=["facts", "all"]
)
def test_files_and_back(graph: Graph, tmp_path: Path, ending: str, options: dict[str, Any]) -> None:
    net = graph.network(**options)
    path = tmp_path / f"net{ending}"
    files = formats.write(net, path)
    first = [file.read_bytes() for file in files]
    found = formats.read(path)
    assert dict(found.nodes(data=True)) == dict(net.nodes(data=True))
    assert edges(found) == edges(net)
    assert [file.read_bytes() for file in formats.write(net, path)] == first


def test_other_programs_read_the_files(graph: Graph, tmp_path: Path) -> None:
    """What their own readers take: networkx for GraphML and GEXF, Cytoscape's JSON by its layout."""
    net = graph.network()
    for ending in (".graphml", ".gexf", ".cyjs"):
        formats.write(net, tmp_path / f"net{ending}")
    assert len(networkx.read_graphml(tmp_path / "net.graphml")) == len(net)
    assert len(networkx.read_gexf(tmp_path / "net.gexf")) == len(net)
    raw = json.loads((tmp_path / "net.cyjs").read_text(encoding="utf-8"))
    assert {"data", "elements"} <= set(raw) and len(raw["elements"]["nodes"]) == len(net)
    with pytest.raises(KgError, match="ends in none of"):
        formats.write(net, tmp_path / "net.txt")


def small(*pairs: str) -> networkx.MultiDiGraph:
    net = networkx.MultiDiGraph()
    for number, pair in enumerate(pairs):
        net.add_edge(*pair, key=f"{number}", status="factual", origins=1)
    return net


def test_betweenness_and_articulation() -> None:
    rows = {row["thing"]: row for row in analysis.central(small("ab", "bc", "cd", "ce"))}
    assert rows["c"]["betweenness"] == "0.833" and rows["b"]["cuts"] == rows["c"]["cuts"] == "yes"
    assert rows["a"]["cuts"] == "" and rows["c"]["neighbours"] == "3"


def test_strength_counts_origins_and_no_mentions() -> None:
    net = small("ab")
    net.add_edge("a", "c", key="x", status="factual", origins=3)
    assert {r["thing"]: r["strength"] for r in analysis.central(net)} == {"a": "4", "b": "1", "c": "3"}


def test_chains_are_the_shortest_first_and_name_the_best_edge() -> None:
    net = small("ab", "bc", "cd", "ad")
    net.add_edge("d", "a", key="better", status="factual", origins=2)
    assert analysis.chains(net, "a", "d", 2) == [
        [("d", "a", "better")],
        [("a", "b", "0"), ("b", "c", "1"), ("c", "d", "2")],
    ]
    assert analysis.chains(small("ab", "cd"), "a", "d") == []
    assert analysis.groups(small("ab", "bc", "ca", "de", "ef", "fd")) == [["a", "b", "c"], ["d", "e", "f"]]


def test_paths_carry_their_evidence(graph: Graph) -> None:
    first, second = graph.paths("Trump", "CPC pipeline", most=2)
    assert [graph.label(row["subject"]) for row in first.rows] == ["Donald Trump", "Chevron", "CPC pipeline"]
    assert "globes/1783-1794" in [row["passage"] for row in first.grounds().rows]
    assert first.rows != second.rows
    assert graph.paths("Trump", "CPC pipeline", predicates=["owned by"]) == []
    with pytest.raises(KgError, match="are one thing"):
        graph.paths("Israel", "ישראל")


def test_what_stops_with_a_pipeline(graph: Graph) -> None:
    lost = graph.stop("צינור CPC")
    (supply,) = lost.facts
    assert graph.label(supply["object"]) == "Oil"
    assert ("share", "about 22 percent") in [
        (graph.label(q), graph.label(v)) for q, v in lost.details[supply["s"]]
    ]
    told = {
        (graph.label(r["subject"]), graph.label(r["predicate"]), graph.label(r["object"]))
        for r in lost.inferences
    }
    assert ("Israel", "relies on", "Russia") in told and ("China", "relies on", "Iran") not in told


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
    assert f"20 of {len(net)} things" in page and f"20 מתוך {len(net)} דברים" in page
    names = {n: {"en": n, "he": n} for _, d in net.nodes(data=True) for n in d["types"].split(",")}
    merged = reduce.by_class(net, names)
    assert (
        merged.nodes["State"]["label_en"]
        == f"State ({sum(d['types'] == 'State' for _, d in net.nodes(data=True))})"
    )
    assert sum(d["origins"] for d in edges(merged).values()) == net.number_of_edges()


def test_the_commands(kg: Callable[..., str], kg_json: Callable[..., Any], tmp_path: Path) -> None:
    kg("network", str(tmp_path / "a.gexf"), "--certainty", "any", "--inferred")
    assert (tmp_path / "a.gexf").stat().st_size > 1000
    assert "ends in none of" in kg("network", str(tmp_path / "a.xls"), code=1)
    kg("draw", str(tmp_path / "a.svg"), "--around", "צינור CPC", "--lang", "he")
    assert (tmp_path / "a.svg").stat().st_size > 1000
    assert kg("central", "--most", "3").splitlines()[2].startswith("Kazakhstan")
    assert "Kazakhstan" in kg("groups", "--most", "2").splitlines()[2]
    assert len(kg_json("groups")) > 5
    assert "owned by" in kg("path", "Trump", "CPC pipeline")
    assert len(kg_json("path", "Trump", "CPC pipeline", "-k", "3")) == 3
    assert "nothing leads" in kg("path", "Trump", "CPC pipeline", "--predicate", "owned by", code=1)
    assert "runs through it" in kg("stop", "CPC pipeline")
    assert kg("stop", "Uzbekistan", "--lang", "he").strip("\u2068\u2069\n") == "שום דבר אחר לא ייפסד"


def test_a_timeline_tells_what_is_dated_and_disputed(graph: Graph) -> None:
    lines = timeline.dated(graph.engine, "en")
    by_text = {one.text: one for one in lines}
    assert by_text["Launch of Amos 4"].point and by_text["Launch of Amos 4"].span[0] == "2013-01-01T00:00:00Z"
    tokayev = by_text["Kassym-Jomart Tokayev head of state of Kazakhstan"]
    assert not tokayev.point and tokayev.span == ("2019-01-01T00:00:00Z", None) and not tokayev.disputed
    assert by_text["Embassy of Kazakhstan in Israel seated in Jerusalem"].disputed
    assert [one.span[0] or "" for one in lines] == sorted(one.span[0] or "" for one in lines)


def test_flows_are_as_wide_as_their_shares(graph: Graph) -> None:
    found = {(one.start, one.via, one.end): one for one in flows.flows(graph.engine, "en")}
    oil = found["Kazakhstan", "CPC pipeline", "Israel"]
    assert (oil.what, oil.percent, oil.share) == ("Oil", 22.0, "about 22 percent · Israel's oil consumption")
    assert found["Iran", "", "China"].percent == 13.0


@pytest.mark.parametrize("kind", ["map", "timeline", "flows", "ontology"])
def test_other_pictures_are_the_same_every_time(graph: Graph, tmp_path: Path, kind: str) -> None:
    made = [graph.draw(tmp_path / f"{n}.svg", kind=kind).read_bytes() for n in (1, 2)]
    assert made[0] == made[1] and len(made[0]) > 5000


def test_no_picture_of_another_kind(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(KgError, match="no kind of picture"):
        graph.draw(tmp_path / "a.svg", kind="song")
    with pytest.raises(KgError, match="no page of this kind"):
        graph.draw(tmp_path / "a.html", kind="timeline")


def test_positions_are_those_of_geonames_and_never_guessed() -> None:
    found = atlas.positions({"Kazakhstan", "Almaty", "Jerusalem", "Mongol steppe", "CPC pipeline"})
    assert set(found) == {"Kazakhstan", "Almaty", "Jerusalem"}
    assert found["Kazakhstan"] == pytest.approx((71.4, 51.2), abs=0.2)
    assert found["Almaty"] == pytest.approx((76.9, 43.25), abs=0.2)
