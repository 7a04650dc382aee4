"""One contract: every question gives the same rows on all engines, without and with its parameters."""

import re

import pytest

from kg.api.graph import Graph
from tests.conftest import ROOT
from tests.queries.test_answers import GIVEN, NAMES


def given(name: str, graph: Graph) -> list[dict[str, str]]:
    """What to ask with: nothing where that is allowed, each parameter's example alone, and all required ones."""
    question = graph.questions()[name]
    required = {
        key.removeprefix("--"): value for key, value in zip(*[iter(GIVEN.get(name, []))] * 2, strict=True)
    }
    found = [required]
    for parameter in question.parameters:
        found.append({**required, parameter.name: parameter.example or ""})
    return found


@pytest.mark.parametrize("name", NAMES)
def test_same_rows_on_every_engine(name: str, embedded: Graph, in_rdflib: Graph, others: list[Graph]) -> None:
    """The server answers by rdflib as well, so that it is asked once: with what is required."""
    for place, asked in enumerate(given(name, embedded)):
        expected = embedded.ask(name, **asked)
        for graph in others if place == 0 else [in_rdflib]:
            found = graph.ask(name, **asked)
            assert found.columns == expected.columns
            assert found.rows == expected.rows, (graph.engine, asked)


def test_grounds_and_disputes_are_the_same(embedded: Graph, others: list[Graph]) -> None:
    expected = embedded.ask("embassies")
    assert expected.disputed
    for graph in others:
        found = graph.ask("embassies")
        assert found.to_table() == expected.to_table()
        assert found.grounds().rows == expected.grounds().rows


def test_a_thing_and_its_claims_and_conflicts_are_the_same(embedded: Graph, others: list[Graph]) -> None:
    for graph in others:
        for name in ("Embassy of Kazakhstan in Israel", "CPC pipeline", "Abraham Accords"):
            assert graph.entity(name) == embedded.entity(name)
        assert graph.conflicts() == embedded.conflicts()
        assert graph.compatibilities() == embedded.compatibilities()
        assert graph.claims(speaker="JD Vance").rows == embedded.claims(speaker="JD Vance").rows


def test_the_catalogue_is_plain_sparql() -> None:
    """No question leans on named graphs or on what one engine adds to SPARQL 1.1."""
    for path in ROOT.glob("queries/*.rq"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(?mi)^(?!#|PREFIX).*\b(GRAPH|SERVICE|LATERAL)\b", text), path


def test_proofs_networks_and_failures_are_the_same_on_every_engine(
    embedded: Graph, others: list[Graph]
) -> None:
    for graph in others:
        triple = ("Israel", "supplied through", "Russia")
        assert graph.explain(*triple) == embedded.explain(*triple)
        lacking = ("China", "supplied through", "Russia")
        assert graph.whynot(*lacking) == embedded.whynot(*lacking)
        assert graph.stop("CPC pipeline") == embedded.stop("CPC pipeline")
        for options in ({"inferred": True}, {"around": "CPC pipeline", "nodes": True}):
            ours, theirs = embedded.network(**options), graph.network(**options)
            assert dict(theirs.nodes(data=True)) == dict(ours.nodes(data=True))
            assert sorted(theirs.edges(keys=True, data=True), key=str) == sorted(
                ours.edges(keys=True, data=True), key=str
            )
        narrow = [one.as_of("1993").inferred(predicate="located in").rows for one in (graph, embedded)]
        assert narrow[0] == narrow[1] != []


def test_yes_or_no_and_triples_are_the_same(embedded: Graph, others: list[Graph]) -> None:
    for query in (
        "ASK { ?s a :State }",
        "ASK { ?s a :State ; :signatory ?s }",
        "CONSTRUCT { ?s :neighbour ?o } WHERE { ?s :borders ?o }",
        "SELECT ?s ?o { ?s a :State OPTIONAL { ?s :borders ?o } }",
    ):
        expected = sorted(map(str, embedded.sparql(query).rows))
        assert expected
        for graph in others:
            assert sorted(map(str, graph.sparql(query).rows)) == expected, (graph.engine, query)
