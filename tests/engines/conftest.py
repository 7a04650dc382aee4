"""A real SPARQL server on loopback, the built graph in plain rdflib, and the embedded store."""

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
import uvicorn
from rdflib_endpoint import SparqlEndpoint

import kg
from kg.api.graph import Graph
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def plain(built: Path) -> rdflib.Graph:
    """The Turtle file in plain rdflib, as somebody has it who only got the file."""
    return rdflib.Graph().parse(built / "accord.ttl")


@pytest.fixture(scope="session")
def endpoint(plain: rdflib.Graph) -> Iterator[str]:
    """The address of a server that answers SPARQL 1.1 Protocol requests over the built graph."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = SparqlEndpoint(graph=plain, path="/sparql")
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(100):
        if server.started:
            break
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}/sparql"
    server.should_exit = True
    thread.join(5)


@pytest.fixture(scope="session")
def embedded(built: Path) -> Graph:
    return kg.load(ROOT, built)


@pytest.fixture(scope="session")
def in_rdflib(plain: rdflib.Graph) -> Graph:
    return kg.over(plain, ROOT)


@pytest.fixture(scope="session")
def remote(endpoint: str) -> Graph:
    return kg.connect(endpoint, ROOT)
