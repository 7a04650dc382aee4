"""The shapes, and a small valid graph of invented states on top of the ontology."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, serialize
from rdflib import Graph

from kg.build.shapes import shapes_of
from kg.files.load import load
from kg.files.loaded import Loaded
from tests.conftest import ROOT

HERE = Path(__file__).parent


def as_rdflib(quads: Iterable[Quad]) -> Graph:
    """Quads, for the validators."""
    triples = [quad.triple for quad in quads]
    return Graph().parse(data=serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")


@pytest.fixture(scope="session")
def shipped() -> Loaded:
    """The project, with the base that it imports."""
    return load(ROOT)


@pytest.fixture(scope="session")
def shapes(shipped: Loaded) -> Graph:
    return as_rdflib(shapes_of(shipped))


@pytest.fixture(scope="session")
def valid(shipped: Loaded) -> Graph:
    quads = [*shipped.graph("ontology"), *shipped.project.quads()]
    return as_rdflib(quads).parse(HERE / "valid.ttl")
