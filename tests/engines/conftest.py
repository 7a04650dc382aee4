"""A real SPARQL server on loopback, the built graph in plain rdflib, and the embedded store.

Beside them two servers over the embedded store that answer as QLever and Comunica do.
"""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import rdflib
import uvicorn
from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, Store, serialize
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
    return kg.connect(endpoint, ROOT, timeout=120)  # held to its rows, and rdflib takes its time


def as_qlever(found: dict[str, Any]) -> str:
    """Its own account of the query stands beside the members of the standard, in any order."""
    times = {"query-time-ms": 3, "result-size-total": len(found.get("results", {}).get("bindings", []))}
    if "boolean" in found:
        return json.dumps({"head": {"vars": []}, "boolean": found["boolean"], "meta": times})
    return json.dumps({"meta": times, "results": found["results"], "head": found["head"]})


def as_comunica(found: dict[str, Any]) -> str:
    """Row by row, for it answers before it has found all; what it knows at the end comes last."""
    last = '"metadata": {"httpRequests": 2, "requestTime": 1.5, "sources": [{"url": "http://127.0.0.1"}]}'
    if "boolean" in found:
        return f'{{"head": {{}},\n"boolean":{json.dumps(found["boolean"])},\n{last}}}\n'
    rows = ",\n".join(map(json.dumps, found["results"]["bindings"]))
    head = json.dumps({**found["head"], "link": []})
    return f'{{"head": {head},\n"results": {{ "bindings": [\n{rows}\n],\n"ordered": true, "more": [{{}}] }},\n{last}}}\n'


@contextmanager
def answering(store: Store, style: Callable[[dict[str, Any]], str], triples: RdfFormat) -> Iterator[str]:
    """The address of a server that answers from a store, with rows in a style and triples in one format."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"])).decode()
            found = store.query(query, use_default_graph_as_union=True)
            if isinstance(found, QuerySolutions | QueryBoolean):
                told = json.loads(found.serialize(format=QueryResultsFormat.JSON))
                body, kind = style(told).encode(), "application/sparql-results+json"
            else:
                body, kind = serialize(found, format=triples), triples.media_type
            status = 200 if kind in self.headers["Accept"] else 406
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/sparql"
    server.shutdown()


@pytest.fixture(scope="session")
def qlever(embedded: Graph) -> Iterator[Graph]:
    with answering(embedded.engine.store, as_qlever, RdfFormat.TURTLE) as url:  # type: ignore[attr-defined]
        yield kg.connect(url, ROOT)


@pytest.fixture(scope="session")
def comunica(embedded: Graph) -> Iterator[Graph]:
    with answering(embedded.engine.store, as_comunica, RdfFormat.N_TRIPLES) as url:  # type: ignore[attr-defined]
        yield kg.connect(url, ROOT)


@pytest.fixture(scope="session")
def others(in_rdflib: Graph, remote: Graph, qlever: Graph, comunica: Graph) -> list[Graph]:
    """All engines but the embedded one, which is held to be right."""
    return [in_rdflib, remote, qlever, comunica]
