"""The shapes, and a small valid graph of invented states on top of the ontology."""

from pathlib import Path

import pytest
from rdflib import Graph

HERE = Path(__file__).parent
ONTOLOGY = HERE.parent.parent.parent / "ontology"


@pytest.fixture(scope="session")
def shapes() -> Graph:
    graph = Graph()
    for path in sorted((ONTOLOGY / "shapes").glob("*.ttl")):
        graph.parse(path)
    return graph


@pytest.fixture(scope="session")
def valid() -> Graph:
    graph = Graph()
    for path in sorted(ONTOLOGY.glob("*.ttl")):
        graph.parse(path)
    return graph.parse(HERE / "valid.ttl")
