"""Whatever a server sends, or an address is: the whole answer in time, or one line that tells the address."""

import base64
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

import kg
from kg.engines import select, solve, text
from kg.engines.remote import Remote
from kg.engines.web import Address
from kg.errors import KgError
from tests.conftest import ROOT

JSON = "application/sparql-results+json"
XSD = "http://www.w3.org/2001/XMLSchema#"
SELECT, ASK = "SELECT ?s { ?s ?p ?o }", "ASK { ?s ?p ?o }"
CONSTRUCT = "CONSTRUCT WHERE { ?s ?p ?o }"


def http(
    body: str | bytes, kind: str = JSON, status: str = "200 OK", more: str = "", length: int = 0
) -> bytes:
    """An answer; ``length`` is added to that of its body."""
    data = body.encode() if isinstance(body, str) else body
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(data) + length}\r\n{more}\r\n"
    return head.encode("latin-1") + data


def rows(names: list[str], *found: dict[str, object]) -> str:
    return json.dumps({"head": {"vars": names}, "results": {"bindings": found}})


class Server:
    """Answers each request with the same bytes, or with pieces of them and pauses."""

    def __init__(self) -> None:
        self.answer: bytes | Callable[[str], bytes] = b""
        self.drip: tuple[bytes, float] = (b"", 0)
        self.requests: list[str] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/sparql"
        self.open = True
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while self.open:
            try:
                connection = self._socket.accept()[0]
            except OSError:
                return
            threading.Thread(target=self._one, args=(connection,), daemon=True).start()

    def _one(self, connection: socket.socket) -> None:
        with connection:
            try:
                request = self._read(connection)
                self.requests.append(request)
                connection.sendall(self.answer(request) if callable(self.answer) else self.answer)
                each, pause = self.drip
                while each and self.open:
                    connection.sendall(each)
                    time.sleep(pause)
            except OSError:
                pass

    def _read(self, connection: socket.socket) -> str:
        """A request to its end: a connection with something unread is reset, not closed."""
        with connection.makefile("rb") as file:
            lines = [line.decode() for line in iter(file.readline, b"\r\n")]
            length = next((int(line[15:]) for line in lines if line.startswith("Content-Length:")), 0)
            return "".join(lines) + file.read(length).decode()

    def close(self) -> None:
        self.open = False
        self._socket.close()


@pytest.fixture
def server() -> Iterator[Server]:
    found = Server()
    yield found
    found.close()


def refused(remote: Remote, query: str = SELECT) -> str:
    """What is told of a query that fails, in one short line that names the address."""
    with pytest.raises(KgError) as caught:
        solve(remote, query)
    told = str(caught.value)
    assert "\n" not in told and len(told) < 1000
    return told


TRIPLES = "".join(f"<urn:s{n}> <urn:p> <urn:o> .\n" for n in range(5))


@pytest.mark.parametrize(
    ("query", "body", "kind"),
    [
        (CONSTRUCT, TRIPLES, "application/n-triples"),
        (CONSTRUCT, TRIPLES, "text/turtle"),
        (SELECT, rows(["s"]), JSON),
        (ASK, '{"head":{},"boolean":true}', JSON),
    ],
)
def test_what_was_cut_off_is_no_answer(query: str, body: str, kind: str, server: Server) -> None:
    server.answer = http(body, kind)
    solve(Remote(server.url), query)
    server.answer = http(body, kind, length=30)
    assert f"{server.url} gave an answer that cannot be read" in refused(Remote(server.url), query)
    chunk = f"{len(body) + 30:x}\r\n{body}"
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nTransfer-Encoding: chunked\r\n\r\n"
    server.answer = (head + chunk).encode()
    assert f"{server.url} gave an answer that cannot be read" in refused(Remote(server.url), query)


@pytest.mark.parametrize(
    "body",
    [
        # Comunica and QLever put members beside those of the standard, Virtuoso into them.
        '{"head":{"vars":["s"]},"results":{"bindings":[{"s":ONE}]},"metadata":{"requestTime":1,"more":[{}]}}',
        '{"meta":{"query-time-ms":3},"results":{"bindings":[{"s":ONE}]},"head":{"vars":["s"]},"status":"OK"}',
        '{"head":{"link":[],"vars":["s"]},"results":{"distinct":false,"ordered":true,"bindings":[{"s":ONE}]}}',
        '{"head":{"vars":["s"]},"results":{"bindings":[{"s":MORE}]}}',
    ],
    ids=["Comunica", "QLever", "Virtuoso", "terms"],
)
def test_members_that_the_standard_does_not_know_are_passed_over(body: str, server: Server) -> None:
    body = body.replace("ONE", '{"type":"uri","value":"urn:a"}')
    body = body.replace("MORE", '{"type":"uri","value":"urn:a","termType":"NamedNode"}')
    server.answer = http(body)
    assert [text(row["s"]) for row in solve(Remote(server.url), SELECT).rows] == ["urn:a"]


@pytest.mark.parametrize(
    "body",
    [
        '{"results":[]}',
        '{"head":{},"results":{}}',
        "[]",
        '{"head":{"vars":["s"]},"results":{"bindings":[1]}}',
    ],
)
def test_what_is_no_result_is_refused(body: str, server: Server) -> None:
    server.answer = http(body)
    assert "cannot be read" in refused(Remote(server.url))


def test_who_asks_is_told_to_the_server_alone(server: Server) -> None:
    other = Server()
    try:
        server.answer = lambda request: (
            http("", status="307 Temporary Redirect", more="Location: /there\r\n")
            if "POST /sparql" in request
            else http(rows(["s"]))
        )
        known = Remote(f"http://me%40home:ge%3Aheim@127.0.0.1:{server.port}/sparql")
        server.answer = http(rows(["s"]))
        solve(known, SELECT)
        pair = base64.b64encode(b"me@home:ge:heim").decode()
        assert f"Authorization: Basic {pair}" in server.requests[-1]
        for status in ("500 No", "401 Unauthorized", "400 Bad"):
            server.answer = http("no", status=status)
            assert "heim" not in refused(known)
        server.answer = http("", status="302 Found", more="Location: /there\r\n")
        assert "heim" not in refused(known) and pair in server.requests[-1], "it is the same server"
        server.answer = http("", status="302 Found", more=f"Location: {other.url}\r\n")
        other.answer = http(rows(["s"]))
        solve(known, SELECT)
        assert other.requests and "Authorization" not in other.requests[-1]
        assert "heim" not in known.url
    finally:
        other.close()


@pytest.mark.parametrize(
    "url",
    [
        "http://me:geheim@127.0.0.1:1/",
        "http://me:geheim@127.0.0.1:abc/",
        "http://me:ge/heim#geheim@127.0.0.1/",
        "http://me:geheim@[::1",
        "http://me:geheim@/",
        "ftp://me:geheim@127.0.0.1/",
        "me:geheim@127.0.0.1",
        "http://me:geheim@127.0.0.1/a b",
    ],
)
def test_no_error_tells_a_password(url: str) -> None:
    with pytest.raises(KgError) as caught:
        kg.connect(url, ROOT).sparql(SELECT)
    assert "heim" not in str(caught.value)


@pytest.mark.parametrize(
    ("answer", "drip"),
    [
        (b"", (b"", 9)),
        (b"", (b"H", 0.1)),
        (b"HTTP/1.1 200 OK\r\n", (b"X: y\r\n", 0.1)),
        (b"", (b"HTTP/1.1 100 Continue\r\n\r\n", 0.1)),
        (b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\n\r\n", (b" ", 0.1)),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", (b"1\r\n \r\n", 0.1)),
    ],
)
def test_the_deadline_is_of_the_whole_answer(
    answer: bytes, drip: tuple[bytes, float], server: Server
) -> None:
    if drip[1] == 9:
        server.answer = lambda _: time.sleep(3) or b""
    else:
        server.answer, server.drip = answer, drip
    begun = time.monotonic()
    assert refused(Remote(server.url, timeout=0.6)) == f"{server.url} did not answer within 0.6 seconds"
    assert time.monotonic() - begun < 2


def test_a_failure_that_never_ends_is_told_in_time(server: Server) -> None:
    server.answer, server.drip = b"HTTP/1.1 500 Broken\r\n\r\n", (b"x", 0.1)
    begun = time.monotonic()
    assert refused(Remote(server.url, timeout=0.6)) == f"{server.url} answered 500 Broken:"
    assert time.monotonic() - begun < 2


def test_redirects_take_no_more_time_than_one_answer(server: Server) -> None:
    def answer(_: str) -> bytes:
        time.sleep(0.2)
        return http("", status="302 Found", more=f"Location: /{len(server.requests)}\r\n")

    server.answer = answer
    begun = time.monotonic()
    assert "did not answer within 0.6 seconds" in refused(Remote(server.url, timeout=0.6))
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize("seconds", [0, -1, float("nan")])
def test_a_timeout_is_more_than_nothing(seconds: float) -> None:
    with pytest.raises(KgError, match="a timeout is a number of seconds above 0"):
        kg.connect("http://127.0.0.1:1/", ROOT, timeout=seconds)


def test_a_timeout_may_be_very_long(server: Server) -> None:
    server.answer = http(rows(["s"]))
    for seconds in (1e10, float("inf")):
        assert solve(Remote(server.url, timeout=seconds), SELECT).rows == []


URI, TEXT = {"type": "uri", "value": "urn:a"}, {"type": "literal", "value": "a"}


@pytest.mark.parametrize(
    ("query", "body", "kind", "cause"),
    [
        (SELECT, rows(["other"], {"other": TEXT}), JSON, "it lacks ?s"),
        (SELECT, rows([]), JSON, "it lacks ?s"),
        (SELECT, rows([], {}), JSON, "it lacks ?s"),
        ("SELECT * { ?s ?p ?o }", rows(["s", "o"]), JSON, "it lacks ?p"),
        ("SELECT (COUNT(*) AS ?n) ?s { ?s ?p ?o } GROUP BY ?s", rows(["s"]), JSON, "it lacks ?n"),
        (SELECT, '{"head":{},"boolean":true}', JSON, "true or false, not rows"),
        ("SELECT ?answer { ?answer ?p ?o }", '{"head":{},"boolean":true}', JSON, "true or false, not rows"),
        (SELECT, TRIPLES, "application/n-triples", "triples, not rows"),
        (ASK, rows(["s"]), JSON, "rows, not true or false"),
        (ASK, rows(["answer"]), JSON, "rows, not true or false"),
        (CONSTRUCT, rows(["s"]), JSON, "rows, not triples"),
        (CONSTRUCT, rows(["subject", "predicate", "object"]), JSON, "rows, not triples"),
    ],
)
def test_an_answer_to_something_else(query: str, body: str, kind: str, cause: str, server: Server) -> None:
    server.answer = http(body, kind)
    told = refused(Remote(server.url), query)
    assert told == f"{server.url} gave an answer that does not fit the query: {cause}"


@pytest.mark.parametrize("body", ['{"head":{},"boolean":true}', rows(["other"], {"other": TEXT}), rows([])])
def test_nothing_that_is_asked_falls_over_it(body: str, server: Server) -> None:
    server.answer = http(body)
    graph = kg.connect(server.url, ROOT)
    for ask in (
        graph.stats, graph.network, graph.claims, graph.conflicts, graph.statements, graph.questions()["relations"] and
        (lambda: graph.ask("relations")), lambda: graph.entity("Kazakhstan"), lambda: graph.resolve("Kazakhstan"),
        lambda: graph.history("Kazakhstan"), lambda: graph.whynot("a", "b", "c"),
    ):  # fmt: skip
        with pytest.raises(KgError):
            ask()


def test_columns_that_nobody_asked_for_are_left_out(server: Server) -> None:
    server.answer = http(rows(["x", "s"], {"x": TEXT, "s": URI}, {"x": TEXT}))
    assert select(Remote(server.url), SELECT) == (["s"], [{"s": "urn:a"}, {"s": ""}])


ODD = {
    "nothing": b"",
    "words": b"HELLO\r\n\r\n",
    "bytes": bytes(range(256)) * 10,
    "no number": b"HTTP/1.1 OK fine\r\n\r\n",
    "another protocol": b"HTTP/9.9 200 OK\r\n\r\n",
    "a low number": b"HTTP/1.1 20 OK\r\n\r\n",
    "no colon": b"HTTP/1.1 200 OK\r\nnonsense\r\n\r\nx",
    "no end": b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n",
    "many headers": b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5000 + b"\r\n",
    "a long header": b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n",
    "a long status": b"HTTP/1.1 200 " + b"y" * 200_000 + b"\r\n\r\n",
    "half a chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n100\r\n{}",
    "no chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
    "a huge chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"f" * 40 + b"\r\n{}\r\n",
    "a length of letters": b"HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\nx",
    "a negative length": b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nx",
    "packed": http(b"\x1f\x8b\x08\0\0\0\0\0", more="Content-Encoding: gzip\r\n"),
    "no content": http("", status="204 No Content"),
    "nothing more": http(""),
    "to no address": http("", status="302 Found", more="Location: http://[::1\r\n"),
    "to no port": http("", status="302 Found", more="Location: http://127.0.0.1:abc/\r\n"),
    "to a file": http("", status="302 Found", more="Location: file:///etc/passwd\r\n"),
    "to ftp": http("", status="302 Found", more="Location: ftp://127.0.0.1:1/\r\n"),
    "nowhere": http("", status="302 Found"),
    "to itself": http("", status="302 Found", more="Location: /sparql\r\n"),
    "to odd letters": http("", status="302 Found", more="Location: /a\tb\\\xe9 x\r\n"),
    "codes": http("\x1b[2J", status="500 \x1b[31mNo"),
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_no_answer_is_one_line(name: str, server: Server) -> None:
    server.answer = ODD[name]
    told = refused(Remote(server.url, timeout=5))
    assert "127.0.0.1" in told and "\x1b" not in told and "root:" not in told


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60), st.sampled_from([b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\n\r\n"]))
def test_no_bytes_are_more_than_one_line(data: bytes, head: bytes) -> None:
    server = Server()
    try:
        server.answer = head + data
        refused(Remote(server.url, timeout=2))
    finally:
        server.close()


ADDRESSES = [
    "", " ", "localhost", "127.0.0.1:1", "file:///etc/passwd", "http://", "https://", "http:///sparql", "http://127.0.0.1:99999/",
    "http://127.0.0.1:abc/", "http://127.0.0.1:-1/", "http://[::1", "http://[zz]/", "http://exa mple/", "http://127.0.0.1/a b",
    "http://127.0.0.1/\r\nX-Evil: yes", "http://127.0.0.1\n:1/", " http://127.0.0.1/", "http://127.0.0.1/\t", "http://127.0.0.1/\xa0",
    "http://127.0.0.1/\0", "http://..", "http://a..b/", "http://" + "a" * 70 + ".invalid/", "http://" + "a" * 5000 + "/", "http://%zz/",
    "http://a.invalid:80:80/", "http://\udcff/", "http://127.0.0.1/\udcff", "http://127.0.0.1/\u202e", "http://a<b/", "http://a\\b/",
]  # fmt: skip


@pytest.mark.parametrize("url", ADDRESSES)
def test_what_is_no_address_is_refused_at_once(url: str) -> None:
    with pytest.raises(KgError) as caught:
        kg.connect(url, ROOT)
    told = str(caught.value)
    assert "\n" not in told and len(told) < 400 and told.isprintable()


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("HTTP://Example.org", "http://example.org/"),
        ("http://example.org:8080/a?b=c&d=%20#e", "http://example.org:8080/a?b=c&d=%20"),
        ("http://קזחסטן.example/דרך?ש=א", "http://xn--bebcd2ai7a.example/%D7%93%D7%A8%D7%9A?%D7%A9=%D7%90"),
        ("https://[::1]:1/", "https://[::1]:1/"),
        ("http://my_host/", "http://my_host/"),
        ("http://example.org/" + "a" * 9000, "http://example.org/" + "a" * 9000),
    ],
)
def test_an_address_of_any_script_is_encoded(url: str, sent: str) -> None:
    assert Remote(url).url == sent


@given(st.text())
def test_any_text_is_an_address_or_refused(tail: str) -> None:
    for given_url in (tail, "http://" + tail, "http://h/" + tail, "http://u:" + tail + "@h/"):
        try:
            assert Address.of(given_url).url.isascii()
        except KgError as error:
            assert "\n" not in str(error)


def _nested(depth: int, escaped: bool) -> str:
    kind = "\\u0074riple" if escaped else "triple"
    opened = '{"type":"' + kind + '","value":{"subject":{"type":"uri","value":"urn:a"},'
    opened += '"predicate":{"type":"uri","value":"urn:a"},"object":'
    term = opened * depth + json.dumps(URI) + "}}" * depth
    return '{"head":{"vars":["s"]},"results":{"bindings":[{"s":' + term + "}]}}"


@pytest.mark.parametrize("escaped", [False, True])
def test_triples_in_triples_do_not_end_the_process(escaped: bool, server: Server) -> None:
    server.answer = http(_nested(20, escaped))
    assert len(solve(Remote(server.url), SELECT).rows) == 1
    server.answer = http(_nested(100_000, escaped))
    assert "cannot be read: triples in it are more than 500 deep in each other" in refused(Remote(server.url))


@pytest.mark.parametrize("kind", ["application/n-triples", "text/turtle"])
def test_nor_do_those_in_triples(kind: str, server: Server) -> None:
    for depth, fits in ((20, True), (100_000, False)):
        term = "<<( <urn:a> <urn:b> " * depth + "<urn:c>" + " )>>" * depth
        server.answer = http(f"<urn:a> <urn:b> {term} .\n", kind)
        if fits:
            assert len(solve(Remote(server.url), CONSTRUCT).rows) == 1
        else:
            assert "more than 500 deep" in refused(Remote(server.url), CONSTRUCT)


def test_texts_may_hold_what_looks_like_it(server: Server) -> None:
    """Many triples side by side, and texts of brackets and quotes."""
    one = {"type": "literal", "value": 'triple {{[[ " \\ <<'}
    triple = {"type": "triple", "value": {"subject": URI, "predicate": URI, "object": one}}
    server.answer = http(rows(["s"], *[{"s": triple}, {"s": one}] * 1000))
    assert len(solve(Remote(server.url), SELECT).rows) == 2000
    server.answer = http(
        "".join(f'<urn:a{n}> <urn:b> "<<" .\n' for n in range(1000)), "application/n-triples"
    )
    assert len(solve(Remote(server.url), CONSTRUCT).rows) == 1000


@pytest.mark.parametrize(
    "body", ["[" * 200_000, '{"a":' * 200_000, '"' + '\\"' * 200_000, "triple" * 600 + '"' + '\\"' * 200_000]
)
def test_what_is_long_and_no_result_is_told_soon(body: str, server: Server) -> None:
    server.answer = http(body)
    begun = time.monotonic()
    assert "cannot be read" in refused(Remote(server.url))
    assert time.monotonic() - begun < 5


def test_a_text_that_is_longer_than_any_is_one_line(server: Server) -> None:
    server.answer = http('{"head":{"vars":["' + "x" * 20_000_000)
    assert "cannot be read" in refused(Remote(server.url))


@pytest.mark.parametrize(
    ("written", "shown"),
    [("abc", "abc"), ("1,5", "1,5"), ("", ""), ("1_0", "1_0"), ("٣", "٣"), ("NaN", "NaN"), ("1e999999999", "1e999999999"),
     ("1.50", "1.5"), ("1E2", "100"), ("0.0", "0"), ("100", "100"), ("12345678901234567890123456789012.50", "12345678901234567890123456789012.5")],
)  # fmt: skip
def test_a_number_that_is_none_is_a_text(written: str, shown: str) -> None:
    for name in ("decimal", "double", "float"):
        assert text(Literal(written, datatype=NamedNode(XSD + name))) == shown
