"""No question hides what is not stated as fact: each tells it, with its status, after the facts."""

import re
from hashlib import sha256
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, Store, parse

from kg.api.graph import Graph
from kg.api.opening import load
from kg.ask.narrow import column_of, grounds_of_rows, statuses_of_columns
from kg.engines.oxigraph import Oxigraph
from kg.model.statement import FACT, JUDGED, SUREST
from kg.model.vocab import NS, term
from tests.conftest import ROOT
from tests.queries.test_answers import GIVEN, NAMES

OF_ITSELF = {
    "candidates-not-members": "asks who does not join as a fact; its own rows have any status",
    "compatible": "asks of two, and why by their statuses too",
    "corroborated": "asks which facts several say",
    "denials": "asks what is denied",
    "expectations": "asks what is not yet so",
    "grades": "a curator gives them, to sources and to claims of any status",
    "joint-shares": "adds up what is a fact",
    "open-matters": "asks what is not yet so",
    "probably-same": "a curator says so, and no source",
    "remainders": "adds up, the facts and what would come to them",
    "single-origin": "asks which facts one alone says",
    "sources": "counts",
}
"""Questions of one status by what they ask, with the reason."""


def given(name: str) -> dict[str, str]:
    words = GIVEN.get(name, [])
    return {key.removeprefix("--"): value for key, value in zip(words[::2], words[1::2], strict=True)}


def _body(name: str) -> str:
    return (ROOT / f"queries/{name}.rq").read_text("utf-8").partition("SELECT")[2]


@pytest.fixture(scope="module")
def graph(built: Path) -> Graph:
    return load(ROOT, built, lang="en")


@pytest.fixture(scope="module")
def expecting(built: Path) -> Graph:
    """The shipped graph as it would be if all that is stated as fact were only expected."""
    fact, expected = term(FACT), term("expected")
    store = Store()
    quads = parse(path=str(built / "accord.nq"), format=RdfFormat.N_QUADS)
    store.bulk_extend(
        Quad(q.subject, q.predicate, expected if q.object == fact else q.object, q.graph_name)
        if q.predicate in (term("status"), term("certainty"))
        else q
        for q in quads
        if not q.graph_name.value.endswith("graph/facts")
    )
    return Graph(Oxigraph(store), [ROOT / "queries"], "en")


@pytest.fixture(scope="module")
def mixed(built: Path) -> tuple[Graph, dict[str, str]]:
    """The shipped graph as it would be if what is stated as fact were of any certainty, and that of each."""
    kinds = [name for name in SUREST if name != JUDGED]
    store, known = Store(), {}
    for q in parse(path=str(built / "accord.nq"), format=RdfFormat.N_QUADS):
        if q.predicate in (term("status"), term("certainty")):
            if q.object == term(FACT):
                place = sha256(q.subject.value.encode()).digest()[0] % len(kinds)
                q = Quad(q.subject, q.predicate, term(kinds[place]), q.graph_name)
            known[q.subject.value] = q.object.value.removeprefix(NS)
        if not q.graph_name.value.endswith("graph/facts"):
            store.add(q)
    return Graph(Oxigraph(store), [ROOT / "queries"], "en"), known


JOINED = [
    name for name in NAMES if re.search(r"\?statement2\b", _body(name)) and "?status2" not in _body(name)
]


@pytest.mark.parametrize("name", sorted(set(JOINED) - OF_ITSELF.keys()))
def test_a_row_is_as_certain_as_the_least_sure_of_its_grounds(
    mixed: tuple[Graph, dict[str, str]], name: str
) -> None:
    graph, known = mixed
    answer = graph.ask(name, **given(name))
    grounds = [one for one in grounds_of_rows(answer.columns) if not column_of(one)]
    for row in answer.rows:
        under = [known[row[one]] for one in grounds if row[one]]
        if any("/inference/" in row[one] for one in grounds):  # which has a certainty of its own already
            continue
        assert row["status"].removeprefix(NS) == max(under, key=SUREST.index), row


@pytest.mark.parametrize("name", sorted(set(NAMES) - OF_ITSELF.keys()))
def test_what_is_no_fact_is_found_with_its_status(graph: Graph, expecting: Graph, name: str) -> None:
    facts, others = graph.ask(name, **given(name)), expecting.ask(name, **given(name))
    assert {row["statement"] for row in facts.rows} == {row["statement"] for row in others.rows}
    told = {"status", *statuses_of_columns(others.columns).values()}
    for name in told & {*others.columns}:
        assert not any(row[name] == NS + FACT for row in others.rows)


# The details of a compatibility are as sure as the statement whose they are, which the row tells.
@pytest.mark.parametrize("name", [n for n in NAMES if "statement_" in _body(n) and n != "compatible"])
def test_a_column_of_its_own_statement_tells_its_status(graph: Graph, expecting: Graph, name: str) -> None:
    facts, others = graph.ask(name, **given(name)), expecting.ask(name, **given(name))
    own = {column_of(one) for one in facts.columns} - {""}
    assert own == statuses_of_columns(facts.columns).keys()
    for column in own:
        ground = f"statement_{column}"
        assert {row[ground] for row in facts.rows} == {row[ground] for row in others.rows}
        assert all(bool(row[f"status_{column}"]) == bool(row[column]) for row in others.rows)


def test_facts_alone_leave_a_column_empty_with_its_status(graph: Graph) -> None:
    rows = graph.narrowed(status=NS + FACT).ask("agreement-statuses").rows
    less = [row for row in graph.ask("agreement-statuses").rows if row["status_signedOn"] == NS + "possible"]
    alone = [row for row in rows if row["agreement"] in {one["agreement"] for one in less}]
    assert less and alone
    assert all(row["signedOn"] == row["status_signedOn"] == row["statement_signedOn"] == "" for row in alone)


@pytest.mark.parametrize("name", sorted({*NAMES} - OF_ITSELF.keys()))
def test_facts_come_first(graph: Graph, name: str) -> None:
    answer = graph.ask(name, **given(name))
    told = [row["status"] == NS + FACT for row in answer.rows if row.get("status")]
    assert told == sorted(told, reverse=True)


@pytest.mark.parametrize("path", sorted(ROOT.glob("queries/*.rq")), ids=lambda path: path.stem)
def test_no_question_asks_for_facts_alone(path: Path) -> None:
    silent = re.findall(r"\?statement\w*[^.{}]*:(?:status|certainty) :statedAsFact", _body(path.stem))
    assert not silent or path.stem in OF_ITSELF
