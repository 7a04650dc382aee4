"""The catalogue in the built graph: as many questions as files, each running as it stands there."""

from pathlib import Path

from rdflib import RDF, RDFS, Graph
from rdflib.namespace import SH

from kg.model.vocab import BASE
from tests.queries.test_answers import NAMES


def test_every_question_is_published_and_runs_as_it_is_published(built: Path) -> None:
    graph = Graph().parse(built / "accord.ttl")
    found = {
        str(s).removeprefix(BASE + "query/"): s for s in graph.subjects(RDF.type, SH.SPARQLSelectExecutable)
    }
    assert sorted(found) == NAMES
    for node in found.values():
        assert {label.language for label in graph.objects(node, RDFS.label)} == {"en", "he"}  # type: ignore[attr-defined]
        graph.query(str(graph.value(node, SH.select)))
    assert len(list(graph.subjects(RDF.type, SH.Parameter))) > 30


def test_the_catalogue_can_be_queried(built: Path) -> None:
    graph = Graph().parse(built / "accord.ttl")
    query = """SELECT ?q { ?q a sh:SPARQLExecutable ; schema:keywords "mediation" ; sh:parameter/sh:name "agreement" }"""
    rows = graph.query(query, initNs={"sh": SH, "schema": "https://schema.org/"})
    assert [str(row.q).rpartition("/")[2] for row in rows] == ["mediators"]  # type: ignore[union-attr]
