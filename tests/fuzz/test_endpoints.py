"""What a server sends, spoilt: true answers to what is asked, and their headers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat, Store, serialize

import kg
from kg.errors import KgError
from tests.engines.test_web import JSON, Server, http
from tests.fuzz.mutate import Change, budget, changes, spoilt
from tests.fuzz.watch import harmless, in_time, run

_KINDS = [JSON, "application/n-triples", "text/turtle", "text/html; charset=x", "", "a/b\tc;;=,"]
_STATUS = ["200 OK", "500 \x1b[31mNo", "204 No Content", "302 Found", "401 Who", "999 \xff", "OK"]
_MORE = ["", "Transfer-Encoding: chunked\r\n", "Content-Encoding: gzip\r\n", "Location: http://[::1\r\n", "Location: /sparql\r\n", "X: " + "y" * 9999 + "\r\n", "Content-Length: 9\r\n", ": \r\n"]  # fmt: skip
ASKED = [
    ["show", "Ardania"], ["claims"], ["conflicts"], ["history", "Ardania", "--lang", "he"], ["stats", "--csv"], ["query", "capitals", "--cite"], ["path", "Ardania", "Hill"],
    ["explain", "Ardania", "near", "Belmora", "--all"], ["whynot", "Belmora", "near", "Port"], ["central"], ["groups"], ["stop", "Port"], ["export", "trig"],
    ["draw", "e.html", "--certainty", "any"], ["network", "e.gexf", "--certainty", "any"], ["network", "e.csv", "--inferred"], ["claims", "--source", "gazette", "--json"],
]  # fmt: skip


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    found = Server()
    yield found
    found.close()


@pytest.fixture(scope="module")
def store(project: Path) -> Store:
    return Store.read_only(str(project / "build/store"))


def true_answer(store: Store, request: str) -> bytes:
    """What an endpoint that works would send for a request."""
    length = int(request.partition("Content-Length: ")[2].partition("\r\n")[0] or 0)
    query = request.encode()[-length:].decode() if length else "ASK {}"
    found = store.query(query, use_default_graph_as_union=True)
    if isinstance(found, QueryTriples):
        return bytes(serialize(found, format=RdfFormat.N_TRIPLES) or b"")
    return bytes(found.serialize(format=QueryResultsFormat.JSON) or b"")


spoils = st.lists(changes(), max_size=3)
Drawn = tuple[list[Change], str, str, str, int, int]
answers = st.tuples(
    spoils,
    st.sampled_from([JSON] * 6 + _KINDS),
    st.sampled_from(_STATUS[:1] * 9 + _STATUS),
    st.sampled_from(_MORE[:1] * 9 + _MORE),
    st.sampled_from([0] * 9 + [-1, 1, 99]),
    st.integers(0, 6),
)


class _Spoiler:
    """Answers truly until the request that it spoils, and from there on as drawn."""

    def __init__(self, store: Store, drawn: Drawn) -> None:
        self._store = store
        self._spoils, *self._head, self._first = drawn
        self._count = 0

    def __call__(self, request: str) -> bytes:
        self._count += 1
        true = true_answer(self._store, request)
        if self._count <= self._first:
            return http(true, JSON if true[:1] == b"{" else "application/n-triples")
        kind, status, more, length = self._head
        return http(spoilt(true, self._spoils), kind, status, more, length)  # type: ignore[arg-type]


@budget(120)
@given(st.sampled_from(ASKED), answers)
def test_a_command(project: Path, server: Server, store: Store, command: list[str], drawn: Drawn) -> None:
    server.answer = _Spoiler(store, drawn)
    run(*command, "--endpoint", server.url)


@budget(30)
@given(st.sampled_from(["CONSTRUCT WHERE { ?s ?p ?o }", "DESCRIBE ?s { ?s a ?c }", "SELECT * { ?s ?p ?o }", "ASK { ?s ?p ?o }", "SELECT nonsense"]), st.lists(changes(), max_size=3), st.sampled_from(_KINDS))  # fmt: skip
def test_python(project: Path, server: Server, store: Store, query: str, wrong: list[Change], kind: str) -> None:  # fmt: skip
    def answer(request: str) -> bytes:
        asked = request if "nonsense" not in request else ""
        return http(spoilt(true_answer(store, asked), wrong), kind)

    server.answer = answer
    with in_time():
        try:
            found = kg.connect(server.url, project).sparql(query)
            str(found), found.to_json(), found.to_csv(), list(found), found.disputed
        except KgError as error:
            harmless(error)


@budget(40)
@given(st.binary(max_size=60), spoils)
def test_no_http(project: Path, server: Server, data: bytes, wrong: list[Change]) -> None:
    server.answer = spoilt(http('{"head":{"vars":["s"]},"results":{"bindings":[]}}'), wrong) + data
    run("sparql", "-", "--endpoint", server.url, given=b"SELECT ?s { ?s ?p ?o }")
