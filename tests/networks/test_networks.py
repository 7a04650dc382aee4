"""Networks of the shipped graph: what is in them, files and back, analysis, pictures."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx
import pandas
import pytest

import kg
from kg.api.graph import Graph
from kg.errors import KgError
from kg.networks import analysis, formats
from kg.networks.analysis import Step
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
    assert {d["status"] for d in edges(net).values()} == {"statedAsFact"}


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
    supplied = [d for d in edges(inferred).values() if d["predicate"] == "suppliedThrough"]
    assert supplied and all(d["inferred"] for d in supplied)
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
    supply = [n for n in nodes if n.endswith("via-cpc-pipeline")]
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


@pytest.mark.parametrize("ending", formats.FORMATS)
@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[[[[", b"<a/>", b"\xff\xfe", b"id,origins\nx,y\n", b'{"elements": 1}']
)
def test_what_is_no_network_is_refused(tmp_path: Path, ending: str, data: bytes) -> None:
    for name in (f"net{ending}", "net.nodes.csv", "net.edges.csv"):
        (tmp_path / name).write_bytes(data)
    if data or ending != ".csv":  # empty tables are an empty network
        with pytest.raises(KgError, match=r"net.*: (holds no network|is not UTF-8)"):
            formats.read(tmp_path / f"net{ending}")
    with pytest.raises(KgError, match="cannot read"):
        formats.read(tmp_path / f"none{ending}")


def test_two_tables_are_written_or_none(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "net.edges.csv").mkdir()
    with pytest.raises(KgError, match=r"net\.edges\.csv: cannot write"):
        formats.write(graph.network(), tmp_path / "net.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["net.edges.csv"]


def test_other_programs_read_the_files(graph: Graph, tmp_path: Path) -> None:
    """What their own readers take: networkx for GraphML and GEXF, Cytoscape's JSON by its layout."""
    net = graph.network()
    for ending in (".graphml", ".gexf", ".cyjs"):
        formats.write(net, tmp_path / f"net{ending}")
    assert len(networkx.read_graphml(tmp_path / "net.graphml")) == len(net)
    assert len(networkx.read_gexf(tmp_path / "net.gexf")) == len(net)
    raw = json.loads((tmp_path / "net.cyjs").read_text(encoding="utf-8"))
    assert {"data", "elements"} <= set(raw) and len(raw["elements"]["nodes"]) == len(net)
    formats.write(net, tmp_path / "net.json")
    plain = networkx.node_link_graph(json.loads((tmp_path / "net.json").read_text(encoding="utf-8")))
    assert edges(plain) == edges(net)
    formats.write(net, tmp_path / "net.csv")
    tables = [pandas.read_csv(tmp_path / f"net.{kind}.csv") for kind in ("nodes", "edges")]
    assert [len(table) for table in tables] == [len(net), net.number_of_edges()]
    named = networkx.read_graphml(tmp_path / "net.graphml").nodes[graph.resolve("Chevron")]
    assert named["label"] == "Chevron"
    assert "Chevron" in [node["data"]["name"] for node in raw["elements"]["nodes"]]
    with pytest.raises(KgError, match="ends in none of"):
        formats.write(net, tmp_path / "net.txt")


def small(*pairs: str) -> networkx.MultiDiGraph:
    net = networkx.MultiDiGraph()
    for number, pair in enumerate(pairs):
        net.add_edge(*pair, key=f"{number}", status="statedAsFact", origins=1, statements=f"{number}")
    return net


def test_betweenness_and_articulation() -> None:
    rows = {row["thing"]: row for row in analysis.central(small("ab", "bc", "cd", "ce"))}
    assert rows["c"]["betweenness"] == 0.833 and rows["b"]["cuts"] is rows["c"]["cuts"] is True
    assert rows["a"]["cuts"] is False and rows["c"]["neighbours"] == 3


def test_strength_counts_origins_and_no_mentions() -> None:
    net = small("ab")
    net.add_edge("a", "c", key="x", status="statedAsFact", origins=3)
    assert {r["thing"]: r["strength"] for r in analysis.central(net)} == {"a": 4, "b": 1, "c": 3}


def test_chains_are_the_shortest_first_and_name_the_best_edge() -> None:
    net = small("ab", "bc", "cd", "ad")
    net.add_edge("d", "a", key="better", status="statedAsFact", origins=2, statements="better")
    assert analysis.chains(net, "a", "d", 2) == [
        [Step("a", "d", ["better"])],
        [Step("a", "b", ["0"]), Step("b", "c", ["1"]), Step("c", "d", ["2"])],
    ]
    assert analysis.chains(small("ab", "cd"), "a", "d") == []
    assert analysis.groups(small("ab", "bc", "ca", "de", "ef", "fd")) == [["a", "b", "c"], ["d", "e", "f"]]


def test_paths_carry_their_evidence(graph: Graph) -> None:
    first, second = graph.paths("Trump", "CPC pipeline", most=2)
    assert [graph.label(row["subject"]) for row in first.rows] == ["Donald Trump", "Chevron", "CPC pipeline"]
    assert "globes/1736-1794" in [row["passage"] for row in first.grounds().rows]
    assert first.rows != second.rows
    assert graph.paths("Trump", "CPC pipeline", predicates=["owned by"]) == []
    with pytest.raises(KgError, match="are one thing"):
        graph.paths("Israel", "ישראל")


def test_a_chain_tells_which_way_it_runs(graph: Graph) -> None:
    (chain,) = graph.paths("Trump", "CPC pipeline", most=1)
    assert [row["way"] for row in chain.rows] == ["→", "←", "←"]
    (folded,) = graph.paths("Uzbekistan", "Trump", most=1, fold="event")
    assert [row["way"] for row in folded.rows] == ["←", "→"]
    assert len({row["subject"] for row in folded.rows}) == 1 and len(folded.grounds()) >= 2
    with pytest.raises(TypeError, match="does not take 'nodes'"):
        graph.paths("Trump", "CPC pipeline", nodes=True)  # type: ignore[call-arg]
    with pytest.raises(KgError, match="from 1 to"):
        graph.paths("Trump", "CPC pipeline", most=0)


def test_a_symmetric_relation_is_one_edge(graph: Graph) -> None:
    net = graph.network(predicates=["borders", "neighbour of"], inferred=True)
    ends = [(*sorted((one, other)), data["predicate"]) for one, other, data in net.edges(data=True)]
    assert len(ends) == len(set(ends)) > 2
    assert all(data["symmetric"] and not data["inferred"] for *_, data in net.edges(data=True))


def test_numbers_are_numbers(graph: Graph) -> None:
    first = graph.central()[0]
    assert first.betweenness > 0.4 and first.strength > 50 and first.cuts is True
    assert list(graph.central().to_pandas().dtypes.astype(str))[2:] == ["float64", "int64", "bool", "int64"]


def test_what_fails_with_a_thing_fails_in_turn(graph: Graph) -> None:
    lost = graph.stop("Russia")
    assert [str(one.subject) for one in lost.stops] == ["CPC pipeline"]
    assert [str(one.object) for one in lost.facts] == ["oil"]
    assert lost.inferences == graph.stop("CPC pipeline").inferences
    field = graph.stop("Tengiz field")
    assert field.facts == lost.facts
    owner = graph.stop("Chevron")
    assert not (owner.stops or owner.facts or owner.inferences)
    with pytest.raises(KgError, match="no thing that could fail"):
        graph.stop("supplies")


@pytest.mark.parametrize("found", ["groups", "paths", "conflicts"])
def test_lists_are_told_too(graph: Graph, found: str) -> None:
    made = graph.paths("Trump", "CPC pipeline") if found == "paths" else getattr(graph, found)()
    told = str(graph.tell(made))
    assert "Kazakhstan" in told or "Chevron" in told
    assert "<table" in graph.tell(made)._repr_html_()


def test_what_stops_with_a_pipeline(graph: Graph) -> None:
    lost = graph.stop("צינור CPC")
    (supply,) = lost.facts
    assert str(supply.object) == "oil" and all(one.rule for one in lost.inferences)
    assert ("share", "about 22 percent") in [(str(q), str(v)) for q, v in supply.qualifiers]
    told = {(str(r.subject), str(r.predicate), str(r.object)) for r in lost.inferences}
    assert ("Israel", "supplied through", "Russia") in told and ("China", "supplied by", "Iran") not in told


def test_the_commands(kg: Callable[..., str], kg_json: Callable[..., Any], tmp_path: Path) -> None:
    kg("network", str(tmp_path / "a.gexf"), "--certainty", "any", "--inferred")
    assert (tmp_path / "a.gexf").stat().st_size > 1000
    assert "ends in none of" in kg("network", str(tmp_path / "a.xls"), code=1)
    kg("draw", str(tmp_path / "a.svg"), "--around", "צינור CPC", "--lang", "he")
    assert (tmp_path / "a.svg").stat().st_size > 1000
    assert kg("central", "--most", "3").splitlines()[2].startswith("Kazakhstan")
    assert "Kazakhstan" in kg("groups", "--most", "2").splitlines()[2]
    assert len(kg_json("groups")) > 5
    assert "owned wholly or partly by" in kg("path", "Trump", "CPC pipeline")
    assert len(kg_json("path", "Trump", "CPC pipeline", "-k", "3")) == 3
    assert "nothing leads" in kg("path", "Trump", "CPC pipeline", "--predicate", "owned by", code=1)
    assert "about 22 percent" in kg("stop", "CPC pipeline")
    assert {row["way"] for row in kg_json("path", "Trump", "CPC pipeline")[0]["steps"]} == {"→", "←"}
    assert set(kg_json("groups", "--most", "1")[0]) == {"group", "thing"}
    with pytest.raises(SystemExit, match="2"):
        kg("path", "Trump", "CPC pipeline", "-k", "0")
    assert "nothing found" in kg("central", "--min-origins", "99")
    assert "Iran" not in kg("query", "joining", "--source", "report", "--cite")
    assert kg("stop", "Uzbekistan", "--lang", "he").strip("\u2068\u2069\n") == "שום דבר אחר לא ילך לאיבוד"
    assert "is no thing that could fail" in kg("stop", "joins", code=1)


def test_files_have_what_other_tools_look_for(graph: Graph, tmp_path: Path) -> None:
    """Gephi colours nodes, Cytoscape needs an id for each edge, a list of edges is read without the nodes."""
    net = graph.network(around="CPC pipeline")
    formats.write(net, tmp_path / "a.gexf")
    root = ElementTree.parse(tmp_path / "a.gexf").getroot()
    colours = {
        node.get("id"): {key: int(one.get(key, "")) for key in ("r", "g", "b")}
        for node in root.iter("{http://www.gexf.net/1.2draft}node")
        for one in node.iter("{http://www.gexf.net/1.2draft/viz}color")
    }
    assert set(colours) == set(net)
    for iri, colour in colours.items():
        assert "#{r:02x}{g:02x}{b:02x}".format(**colour) == net.nodes[iri]["colour"].lower()
    formats.write(net, tmp_path / "a.cyjs")
    data = json.loads((tmp_path / "a.cyjs").read_text(encoding="utf-8"))["elements"]
    ids = [edge["data"]["id"] for edge in data["edges"]] + [node["data"]["id"] for node in data["nodes"]]
    assert len(set(ids)) == len(ids) == len(net) + net.number_of_edges()
    formats.write(net, tmp_path / "a.csv")
    edges_of = pandas.read_csv(tmp_path / "a.edges.csv")
    for row in edges_of.to_dict("records"):
        for end in ("source", "target"):
            for lang in ("en", "he"):
                assert row[f"{end}_label_{lang}"] == net.nodes[row[end]][f"label_{lang}"]
