"""The files of a build hold what they say they hold."""

from pathlib import Path

import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import RDF

from kg.model.vocab import GRAPHS
from tests.conftest import ROOT


def test_shapes_are_all_in_one_file(built: Path) -> None:
    written = rdflib.Graph()
    for path in ROOT.glob("ontology/shapes/*.ttl"):
        written.parse(path)
    assert isomorphic(rdflib.Graph().parse(built / "shapes.ttl"), written)


def test_the_ontology_alone_is_that_of_the_graph(built: Path) -> None:
    graph = rdflib.Dataset().parse(built / "accord.nq", format="nquads")
    ontology = graph.graph(rdflib.URIRef(GRAPHS["ontology"]))
    assert isomorphic(rdflib.Graph().parse(built / "ontology.ttl"), ontology)


def test_the_turtle_is_the_union_of_all_graphs(built: Path) -> None:
    """With what follows: plain rdflib, that infers nothing, finds it there."""
    plain = rdflib.Graph().parse(built / "accord.ttl")
    triples = {
        (s, p, o) for s, p, o, _ in rdflib.Dataset().parse(built / "accord.nq", format="nquads").quads()
    }
    assert len(plain) == len(triples)
    inference = rdflib.URIRef("https://w3id.org/accord-graph/ontology#Inference")
    assert (None, RDF.type, inference) in plain
