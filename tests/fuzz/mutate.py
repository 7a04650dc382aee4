"""Strategies that spoil texts, and the odd values that everything is given; how many examples are tried."""

import os
import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

TIMES = int(os.environ.get("KG_FUZZ", "1"))  # how often the budget of the suite; then examples are random

TEXTS = [
    "", " ", "\0", "\x1b[2J", "a\nkg: error: all is well", "\r\n", "\u2028", "\u202egnol", "\u2066", "\x85", "\ufeff",
    "\ufffe", "\ud800", "\udcff", "é", "e\u0301", "קזחסטן", "😀", "%s %d %(x)s {0} {}", "$\\frac{1}{$", "<b>&amp;", "--", "-", "-1", "0", "--all", "@x",
    "a" * 5000, "a " * 3000, "9" * 5000, "1e400", "nan", "inf", "-0", "٣", "1_000", "true", "None", "*", "?x", "'", '"', "\\", "\\u0022",
    "2018-02-30", "0000", "-0044", "Y170000002", "1984?/..", "../..", "/", "..", "{1990..}", "[1667,1668]", "156u-12-25", "2020/1990", "9999-12-31T23:59:59Z",
    "http://[::1", "http://127.0.0.1:1/", "https://example.org/ says so", "urn:x:", "mailto:", "_:b", "owl:Nothing", "a:b:c", "entity:", ":", "article",
]  # fmt: skip
# What is good in the tiny project, so that odd values get far.
NAMES = [
    "Ardania", "Belmora", "Port", "entity:hill", "ארדניה", "capital is", "borders", "near", "size", "founded", "1991", "is a", "state", "statedAsFact", "possible",
    "asserted", "gazette", "The gazette", "2001", "capitals", "gazette/capital", "any", "Ranking", "facts", "claims", "an official", "Rain fell.", "more.ttl", ".", "texts",
    "x.svg", "x.html", "x.graphml", "x.json", "x.csv", "x.gexf", "x.cyjs", "x.nq", "build", "build/accord.nq", "q.rq", "queries", "1", "2", "3",
]  # fmt: skip
VALUES = [
    None, True, 0, -1, 10**400, 1.5, float("nan"), float("inf"), Decimal("NaN"), Decimal("1e400"), b"bytes", date.min,
    (), [], {}, ["Ardania"], ["Ardania", None], [[]], {"a": 1}, object(), {"state"}, range(3), int, print, iter([]),
]  # fmt: skip

_XSD, _NS = "http://www.w3.org/2001/XMLSchema#", "https://w3id.org/accord-graph/"
PIECES = [
    *TEXTS[:24], "<", ">", "[", "(", "{", "]", ")", "}", ".", ";", ",", "[]", "()", "_:b", "a", "true", "<<( ", " )>>", "<< :a :b :c >>", "{| :a :b |}",
    "[ " * 150, "( " * 300, "{ " * 3000, "[" * 20000, "<", "<>", "<a b>", "<http://[broken>", "<urn:x>", "<../x>", "<https://example.org/%zz>", f"<{_NS}ontology#>", f"<{_NS}entity/>",
    f"<{_NS}claim/gazette/capital>", f"<{_NS}entity/a b>", f"<{_NS}entity/a'\"b>", f"<{_NS}entity/%00>", '"x"@en--ltr', '"x"@' + "e" * 40, '"\\u0000"', '"\\ud800"', '"\\uFFFE"', '"a\\u202Eb"', '""', '"  "@he',
    f'"1,5"^^<{_XSD}decimal>', f'"a"^^<{_XSD}integer>', f'"{"9" * 5000}"^^<{_XSD}integer>', "1e400", "9" * 400, "-1", "1.", f'"INF"^^<{_XSD}double>', f'"maybe"^^<{_XSD}boolean>',
    f'"2018-02-30"^^<{_XSD}date>', f'"-44-01-01"^^<{_XSD}date>', f'"99999-01-01T00:00:00Z"^^<{_XSD}dateTime>', f'"P1Y"^^<{_XSD}duration>', '"x"^^<urn:none>', '"<p"^^rdf:XMLLiteral', '"{"^^rdf:JSON',
    *(f'"{time}"^^edtf:EDTF' for time in ("0000", "-0044", "Y170000002", "1993-02-29", "2020/1990", "../..", "1984?/2004~", "156u-12-25", "2001-21", "[1667,1668]", "", "a")),
    "@prefix : <urn:x:> .", "@base <urn:y> .", "PREFIX", "SELECT", "CONSTRUCT", "ASK", "DESCRIBE", "FILTER", "BIND", "AS", "UNION", "OPTIONAL", "VALUES", "MINUS", "GRAPH", "SERVICE", "FROM", "NAMED",
    "GROUP BY", "ORDER BY", "LIMIT", "HAVING", "DISTINCT", "NOT EXISTS", "INSERT", "DROP", "UNDEF", "(COUNT(*) AS ?n)", "?state", "?x", "$y", "*", "+", "/", "|", "^", "!", "=", "<=", "&&", "rdf:type*",
    "{0}", "{1990..}", "%s", "null", "-1e999", "[[]]", "{}", '{"type":"bnode","value":"b"}', '{"type":"triple"}', "!!python/object:x", "&a [*a]", "*a", "? x", "|\n", "title: x", "2018-02-30", "12:30:45", "!!timestamp x", "0x", "~",
    "sh:path [ sh:inversePath :x ] ;", "sh:minCount \"two\" ;", "sh:pattern \"(\" ;", "sh:sparql [ sh:select \"SELECT\" ] ;", "sh:node :LabelShape ;", "sh:targetNode 5 ;", "owl:sameAs", "rdfs:subClassOf", "owl:Class", ":Claim", ":Inference", "rdf:first", "rdf:nil",
]  # fmt: skip
_TOKEN = re.compile(
    rb'"[^"\n]*"(?:@[\w-]+|\^\^\S+)?|<[^<>\s]*>|[?$@]?[\w:.\xd7\x90-\xd7\xaa-]*[\w\x90-\xaa:]|\S'
)

Change = Callable[[bytes], bytes]


def changes() -> st.SearchStrategy[Change]:
    """Ways to spoil bytes, each of which does the same to the same."""

    def tokens(data: bytes) -> list[re.Match[bytes]]:
        return list(_TOKEN.finditer(data)) or list(re.finditer(b"", data))

    def token(at: int, piece: bytes) -> Change:
        def change(data: bytes) -> bytes:
            found = (all_ := tokens(data))[at % len(all_)]
            return data[: found.start()] + piece + data[found.end() :]

        return change

    def other(at: int, by: int) -> Change:
        return lambda data: token(at, (all_ := tokens(data))[by % len(all_)][0])(data)

    def put(at: int, piece: bytes) -> Change:
        return lambda data: data[: at % (len(data) + 1)] + piece + data[at % (len(data) + 1) :]

    def cut(at: int, size: int) -> Change:
        return lambda data: data[: at % (len(data) + 1)] + data[at % (len(data) + 1) + size :]

    def flip(at: int, to: int) -> Change:
        return lambda data: put(at, bytes([to]))(cut(at, 1)(data))

    def line(at: int, to: int, times: int) -> Change:
        def change(data: bytes) -> bytes:
            lines = data.split(b"\n")
            lines[to % len(lines) : to % len(lines)] = [lines[at % len(lines)]] * times
            return b"\n".join(lines)

        return change

    at, piece = (
        st.integers(0, 9999),
        st.sampled_from([one.encode("utf-8", "surrogatepass") for one in PIECES]),
    )
    return st.one_of(
        st.builds(token, at, piece),
        st.builds(other, at, at),
        st.builds(put, at, piece),
        st.builds(cut, at, st.sampled_from([1, 2, 9, 60, 9999])),
        st.builds(flip, at, st.integers(0, 255)),
        st.builds(line, at, at, st.sampled_from([1, 2, 3])),
    )


def spoilt(data: bytes, changes: Sequence[Change]) -> bytes:
    """What comes of all changes, one after another."""
    for change in changes:
        data = change(data)
    return data


def budget(examples: int) -> settings:
    """So many examples, the same each time; with KG_FUZZ so many times more, and others each time."""
    return settings(
        max_examples=examples * TIMES,
        derandomize=TIMES == 1,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )
