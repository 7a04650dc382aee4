"""No question hides what is not stated as fact: each tells it, with its status, after the facts."""

import re
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, Store, parse

from kg.api.graph import Graph
from kg.api.opening import load
from kg.engines.oxigraph import Oxigraph
from kg.model.statement import FACT
from kg.model.vocab import NS, term
from tests.conftest import ROOT
from tests.queries.test_answers import GIVEN, NAMES

OF_ITSELF = {
    "candidates-not-members": "asks who does not join as a fact; its own rows have any status",
    "corroborated": "asks which facts several say",
    "denials": "asks what is denied",
    "expectations": "asks what is not yet so",
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


@pytest.mark.parametrize("name", sorted(set(NAMES) - OF_ITSELF.keys()))
def test_what_is_no_fact_is_found_with_its_status(graph: Graph, expecting: Graph, name: str) -> None:
    facts, others = graph.ask(name, **given(name)), expecting.ask(name, **given(name))
    assert {row["statement"] for row in facts.rows} == {row["statement"] for row in others.rows}
    if "status" in facts.columns:
        assert not any(row["status"] == NS + FACT for row in others.rows)


@pytest.mark.parametrize("name", sorted({*NAMES} - OF_ITSELF.keys() - {"compatible"}))  # of pairs
def test_facts_come_first(graph: Graph, name: str) -> None:
    answer = graph.ask(name, **given(name))
    told = [row["status"] == NS + FACT for row in answer.rows if row.get("status")]
    assert told == sorted(told, reverse=True)


@pytest.mark.parametrize("path", sorted(ROOT.glob("queries/*.rq")), ids=lambda path: path.stem)
def test_no_question_asks_for_facts_alone(path: Path) -> None:
    query = path.read_text("utf-8").partition("SELECT")[2]
    silent = re.findall(r"\?statement\b[^.{}]*:status :statedAsFact", query)
    assert not silent or path.stem in OF_ITSELF
