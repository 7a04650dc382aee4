"""Whatever a label is: files of networks are well formed, and hold it."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

import kg
from kg.api.graph import Graph
from kg.engines.oxigraph import Oxigraph
from kg.files.xml_text import for_xml
from kg.model.vocab import NS
from kg.networks import formats
from tests.conftest import ROOT
from tests.networks.hostile import LABELS, network, relabelled

ANY = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)


@pytest.fixture(scope="module")
def graph(built: Path) -> Graph:
    return relabelled(kg.load(ROOT, built))


def test_what_xml_cannot_hold_is_replaced() -> None:
    cannot = [*range(9), 11, 12, *range(14, 32), 0xD800, 0xDFFF, 0xFFFE, 0xFFFF]
    assert for_xml("".join(map(chr, cannot))) == "\ufffd" * len(cannot)
    can = "\t\n\r ~\x7f\x85\u2028\ud7ff\ue000\ufffd\U00010000\U0010ffff"
    assert for_xml(can) == can


@pytest.mark.parametrize("ending", formats.FORMATS)
@ANY
@given(st.text())
@example("\x01\ufffe\r\n\t")
@example("True")
@example(' lastmodifieddate="1" ]]>')
def test_any_label_is_read_back(tmp_path: Path, ending: str, label: str) -> None:
    net, path = network(label), tmp_path / f"net{ending}"
    files = formats.write(net, path)
    held = label
    if ending in (".graphml", ".gexf"):
        held = for_xml(label)
        ElementTree.fromstring(files[0].read_bytes())
    expected, found = network(held), formats.read(path)
    assert dict(found.nodes(data=True)) == dict(expected.nodes(data=True))
    assert list(found.edges(keys=True, data=True)) == list(expected.edges(keys=True, data=True))


@pytest.mark.parametrize("ending", formats.FORMATS)
@pytest.mark.parametrize("nodes", [False, True], ids=["edges", "nodes"])
def test_a_whole_graph_of_such_labels_is_read_back(
    graph: Graph, tmp_path: Path, ending: str, nodes: bool
) -> None:
    net, path = graph.network(nodes=nodes), tmp_path / f"net{ending}"
    formats.write(net, path)
    found = formats.read(path)
    xml = ending in (".graphml", ".gexf")
    assert {data["label_en"] for _, data in net.nodes(data=True)} >= {*LABELS}
    for iri, data in net.nodes(data=True):
        for name in ("label_en", "label_he"):
            assert found.nodes[iri][name] == (for_xml(data[name]) if xml else data[name])


def test_a_text_that_looks_like_an_iri_is_no_thing(graph: Graph) -> None:
    assert isinstance(graph.engine, Oxigraph)
    net = graph.network(nodes=True)
    statement = next(iri for iri, data in net.nodes(data=True) if data["types"] == "Statement")
    text = Literal("https://w3id.org/accord-graph/entity/ says so")
    quad = Quad(NamedNode(statement), NamedNode(NS + "relativeTime"), text, NamedNode(NS + "test"))
    graph.engine.store.add(quad)
    try:
        found = graph.network(nodes=True)
    finally:
        graph.engine.store.remove(quad)
    assert set(found) == set(net) and text.value in found.nodes[statement]["qualifiers"]
