"""Whatever a label or a title is: pictures and pages show it as it is written, and are well formed."""

import html
import json
import re
import warnings
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from matplotlib.text import Text
from pyoxigraph import Literal, NamedNode, Quad, Store

import kg
from kg.api.graph import Graph
from kg.engines.oxigraph import Oxigraph
from kg.files.xml_text import for_xml
from kg.pictures import drawing, flows, interactive, style
from kg.pictures.page import page
from kg.pictures.picture import KINDS
from kg.pictures.positions import positions
from tests.conftest import ROOT
from tests.networks.hostile import LABELS, network, relabelled

TITLE = "</title><b>$5_a</b> to $7^ $\\q{$ \\1 __DATA__ \x01 &amp; \"'"
SETTINGS: dict[str, Any] = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.function_scoped_fixture],
    "database": None,
}


@pytest.fixture(scope="module")
def graph(built: Path) -> Graph:
    return relabelled(kg.load(ROOT, built))


def texts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is drawn from here on, as matplotlib gets it."""
    found: list[str] = []
    real = style.as_written

    def kept(drawn: Any) -> None:
        real(drawn)
        all_of = drawn.findobj(Text)
        assert not any(text.get_parse_math() or text.get_usetex() for text in all_of)
        found.extend(text.get_text() for text in all_of)

    monkeypatch.setattr(style, "as_written", kept)
    return found


@pytest.mark.parametrize("ending", [".svg", ".png"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_picture_shows_labels_and_titles_as_they_are(
    graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, ending: str
) -> None:
    options = {"around": "entity:cpc-pipeline"} if kind in ("network", "map") else {}
    found = texts(monkeypatch)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        path = graph.draw(tmp_path / f"a{ending}", TITLE, kind=kind, **options)
    assert any(for_xml(TITLE) in text.replace("\n", " ") for text in found)
    assert "\x07" not in "".join(found) and "\x00" not in "".join(found)
    if ending == ".svg":
        ElementTree.parse(path)


@pytest.fixture(scope="module")
def long(built: Path) -> Graph:
    return relabelled(
        kg.load(ROOT, built), ["A" * 20_000, "many words " * 2_000, "lines\n" * 3_000, " " * 20_000]
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_has_room_for_so_much_of_a_text(
    long: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    options = {"around": "entity:cpc-pipeline"} if kind in ("network", "map") else {}
    found = texts(monkeypatch)
    path = long.draw(tmp_path / "a.png", "T" * 20_000, kind=kind, **options)
    assert max(map(len, found)) < 8_100 and path.stat().st_size < 20_000_000


@settings(max_examples=12, **SETTINGS)
@given(st.text(max_size=40), st.text(max_size=40))
@example("costs $\\frac{1}{$ and \\nope", "$$ -- -->")
@example("\ufffe\x01\x00_", "\udcff")
def test_any_text_can_be_drawn(tmp_path: Path, label: str, title: str) -> None:
    words = dict.fromkeys(("State", "statedAsFact"), label)
    drawing.draw(network(label), tmp_path / "a.svg", "en", title, words)
    ElementTree.parse(tmp_path / "a.svg")
    flows.draw([flows.Flow(label, "", label, label, label, None)], tmp_path / "b.svg", "en", title)
    ElementTree.parse(tmp_path / "b.svg")


def test_dollars_in_a_name_are_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = texts(monkeypatch)
    drawing.draw(network("\\$5 to $7"), tmp_path / "a.svg", "en", "$x$", {"State": "$$"})
    assert {"\\$5 to $7", "$x$", "$$"} <= set(found)


def read(path: Path) -> tuple[str, dict[str, Any]]:
    """The title of a page, and its data."""
    text = path.read_text(encoding="utf-8")
    data = re.search(r'<script id="data" type="application/json">([^<]*)</script>', text)
    title = re.search("<title>([^<]*)</title>", text)
    assert data and title and len(re.findall("</title>", text.partition("<style>")[0])) == 1
    found: dict[str, Any] = json.loads(data[1])
    return html.unescape(title[1]), found


# The replacements of a NUL and of a carriage return by those who read HTML are theirs.
@settings(max_examples=8, **SETTINGS)
@given(st.text(st.characters(exclude_characters="\r"), max_size=40), st.text(max_size=40))
@example("__TITLE__ __DATA__ __PLOTLY__", "A __DATA__ B </script><!--<script> __PLOTLY__")
@example("</title><script>document.body.dataset.ran = 1</script>", "__TITLE__")
@example("\udcff", "\x00\u2028")
def test_any_page_has_its_title_and_its_data(tmp_path: Path, title: str, label: str) -> None:
    path = tmp_path / "a.html"
    page(Oxigraph(Store()), network(label), path, "en", {"en": title, "he": title})
    shown, data = read(path)
    assert shown == for_xml(title) and data["words"]["en"]["title"] == title
    assert {node["en"] for node in data["nodes"]} == {label}


def test_a_page_is_as_long_as_its_data(tmp_path: Path) -> None:
    sizes = []
    for text in ("A __DATA__ B", "A __OTHER B"):
        page(Oxigraph(Store()), network(text), tmp_path / "a.html", "en", {"en": text, "he": text})
        sizes.append((tmp_path / "a.html").stat().st_size)
    assert abs(sizes[0] - sizes[1]) < 100


def test_a_page_tells_a_thing_with_its_article(built: Path, tmp_path: Path) -> None:
    graph = kg.load(ROOT, built)
    net = graph.network(around="CPC pipeline")
    _, data = read(graph.draw(tmp_path / "a.html", around="CPC pipeline"))
    for lang in ("en", "he"):
        told = {edge["id"]: "".join(text for _, text in edge["told"][lang]) for edge in data["edges"]}
        assert told == {key: d[f"sentence_{lang}"] for *_, key, d in net.edges(keys=True, data=True)}


def plotly(figure: Any) -> list[str]:
    """All texts of a figure."""
    shown = [figure["layout"]["title"]["text"]]
    return shown + [text for trace in figure["data"] for text in trace.get("text", [])]


@settings(max_examples=25, **SETTINGS)
@given(st.text(max_size=40), st.sampled_from(["en", "he"]))
@example("<a href='https://evil.example/'>&lt; $x$</a>\x01", "en")
def test_a_figure_for_notebooks_holds_no_markup(label: str, lang: str) -> None:
    found = plotly(interactive.figure(network(label), lang, label))
    for line in (line for text in found for line in text.split("<br>")):
        assert not set(line) & set("<>$\x01\ufffe")
        assert html.unescape(line) in (for_xml(label), f"\u2067{for_xml(label)}\u2069")


def test_a_picture_in_a_notebook_tells_its_title(graph: Graph) -> None:
    shown = graph.picture(TITLE, around="entity:cpc-pipeline")
    assert ElementTree.fromstring(shown.svg).get("aria-label") == for_xml(TITLE)
    assert not any("<a" in text or "<b" in text.replace("<br>", "") for text in plotly(shown.figure))
    assert {*map(for_xml, LABELS)} & {html.unescape(text) for text in plotly(shown.figure)}


def test_a_position_that_is_no_number_is_none() -> None:
    store, geo = Store(), "http://www.w3.org/2003/01/geo/wgs84_pos#"
    decimal = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
    for iri, east in (("urn:a", "1,5"), ("urn:b", "2.5"), ("urn:c", "NaN")):
        store.add(Quad(NamedNode(iri), NamedNode(geo + "long"), Literal(east, datatype=decimal)))
        store.add(Quad(NamedNode(iri), NamedNode(geo + "lat"), Literal("3.5", datatype=decimal)))
    found = positions(Oxigraph(store), dict.fromkeys(("urn:a", "urn:b", "urn:c"), "Nowhere"))
    assert found == {"urn:b": (2.5, 3.5)}
