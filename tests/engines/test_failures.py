"""What an endpoint may do wrong, and queries that run too long: one clear line each."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

import kg
from kg.cli import main
from kg.engines.binding import bind
from kg.engines.rdf import algebra
from kg.errors import KgError
from tests.conftest import ROOT


class Odd(BaseHTTPRequestHandler):
    """Answers as its path says."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/slow":
            time.sleep(3)
        status = {"/broken": 500, "/syntax": 400, "/gone": 404}.get(self.path, 200)
        body = {"/garbage": b"{", "/page": b"<html>"}.get(self.path, b"no such luck")
        kind = "text/html" if self.path == "/page" else "application/sparql-results+json"
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def odd() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Odd)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # who gave up waiting has hung up
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.mark.parametrize(
    ("path", "cause"),
    [
        ("/broken", "answered 500 Internal Server Error: no such luck"),
        ("/gone", "answered 404 Not Found"),
        ("/syntax", "not valid SPARQL: no such luck"),
        ("/garbage", "gave an answer (application/sparql-results+json) that cannot be read"),
        ("/page", "gave an answer (text/html) that cannot be read"),
        ("/slow", "did not answer within 0.5 seconds"),
    ],
)
def test_an_endpoint_that_fails(odd: str, path: str, cause: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(KgError) as caught:
        kg.connect(odd + path, ROOT, timeout=0.5).ask("mediators")
    assert cause in str(caught.value) and "\n" not in str(caught.value)


def test_an_endpoint_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "mediators", "--root", str(ROOT), "--endpoint", "http://127.0.0.1:9/sparql"]) == 1
    assert "cannot reach http://127.0.0.1:9/sparql: " in capsys.readouterr().err
    assert main(["query", "mediators", "--root", str(ROOT), "--endpoint", "127.0.0.1"]) == 1
    assert "begins with http:// or https://" in capsys.readouterr().err


def test_the_command_line_asks_an_endpoint(endpoint: str, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--root", str(ROOT), "--endpoint", endpoint, "--json"]
    assert main(["query", "mediators", "--agreement", "הסכם ישראל–קזחסטן", *where]) == 0
    assert json.loads(capsys.readouterr().out)[0]["mediator"]["label"] == "United States"
    assert main(["show", "CPC pipeline", *where]) == 0
    assert json.loads(capsys.readouterr().out)["labels"]["he"] == "צינור CPC"


SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c < ?f && ?f < ?i) }"


def test_a_query_that_runs_too_long_is_stopped(built: Path, tmp_path: Path) -> None:
    (tmp_path / "slow.rq").write_text(SLOW)
    arguments = ["sparql", str(tmp_path / "slow.rq"), "--build", str(built), "--timeout", "0.5"]
    code = "import sys; from kg.cli import main; sys.exit(main(sys.argv[1:]))"
    begun = time.monotonic()
    found = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, timeout=60
    )
    assert time.monotonic() - begun < 5
    assert (found.returncode, found.stdout) == (1, "")
    assert found.stderr == "kg: error: stopped after 0.5 seconds; --timeout allows more\n"


def test_what_ends_in_time_is_not_stopped(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", "--build", str(built), "--timeout", "60"]) == 0
    with pytest.raises(SystemExit):
        main(["stats", "--build", str(built), "--timeout", "-1"])


@pytest.mark.parametrize(
    "value",
    [
        Literal('" } } DROP ALL #'),
        Literal('\\" } INSERT'),
        Literal("line\nbreak"),
        Literal("ישראל", language="he"),
        NamedNode("https://example.org/a"),
    ],
)
def test_a_value_never_becomes_a_part_of_the_query(value: Literal | NamedNode, endpoint: str) -> None:
    """The value comes back as it went in, and the query answers nothing else."""
    query = 'SELECT ?x (1 AS ?one) { # a { comment\n  FILTER("{" = "{") }'
    remote = kg.connect(endpoint, ROOT)
    found = remote.engine.run(bind(query, {"x": value}))
    assert [row["x"] for row in found.rows] == [value]
    assert bind(query, {"x": value}).count("VALUES") == 1


def test_names_cannot_change_a_query_either(built: Path) -> None:
    graph = kg.load(ROOT, built)
    for name in ('x" } #', "> } DROP ALL", "https://example.org/> . ?s ?p <", "entity:a> ?p ?o . <b"):
        with pytest.raises(KgError):
            graph.ask("mediators", agreement=name)


def test_many_threads_may_parse_at_once(built: Path) -> None:
    """Rules and questions are read by a parser that is not safe for threads by itself."""
    graph = kg.load(ROOT, built)

    def ask(number: int) -> int:
        if number % 2:
            return len(graph.as_of("2018").ask("heads-of-state").rows)
        return (
            len(graph.whynot("China", "supplied through", "Russia").nearest)
            if number % 4
            else algebra_of(number)
        )

    def algebra_of(number: int) -> int:
        return len(algebra(f"SELECT ?a{number} {{ ?a{number} ?b ?c FILTER(?c > {number}) }}").PV)

    with ThreadPoolExecutor(8) as pool:
        assert all(found >= 0 for found in pool.map(ask, range(48)))


def test_what_rdflib_logs_is_for_those_who_set_up_logging() -> None:
    """An ill-typed value in a query or a rule is told by a library, with a traceback, where nobody stops it."""
    code = """
import logging, sys
import rdflib
from kg.engines.rdf import Rdflib, algebra
if sys.argv[1:]:
    logging.basicConfig()
query = "SELECT ?x { BIND('a'^^<http://www.w3.org/2001/XMLSchema#integer> AS ?x) }"
algebra(query)
print(Rdflib(rdflib.Graph()).run(query).rows)
"""
    for more, told in ((), False), (("loud",), True):
        found = subprocess.run(
            [sys.executable, "-c", code, *more], capture_output=True, text=True, check=True
        )
        assert ("Traceback" in found.stderr) is told and "integer" in found.stdout
