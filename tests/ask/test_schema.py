"""The ontology as it is used: the tree, the relations, one term; and its query runs."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.ask.schema import Overview, Term
from kg.cli import main
from kg.errors import KgError
from tests.conftest import ROOT, Mini, claim


@pytest.fixture(scope="module")
def graph(built: Path) -> kg.Graph:
    return kg.load(ROOT, built)


def local(things: list[kg.Thing]) -> list[str]:
    return [one.iri.rpartition("#")[2] for one in things]


def test_the_overview_has_each_class_below_its_wider_ones(graph: kg.Graph) -> None:
    found = graph.schema()
    assert isinstance(found, Overview)
    at = [(row["class"].iri.rpartition("#")[2], row["depth"]) for row in found.classes]
    assert [depth for name, depth in at if name == "Spaceport"] == [1, 2]  # of two wider ones
    assert at.index(("Organization", 1)) < at.index(("Company", 2))
    used = {row["predicate"].iri.rpartition("#")[2]: row for row in found.predicates}
    supplies = graph.statements(predicate="supplies")
    assert used["suppliesResource"]["statements"] == len(supplies)
    assert used["suppliedThrough"]["statements"] == 0 < used["suppliedThrough"]["inferred"]
    assert "gloss" not in used and "share" not in used


def test_a_relation_says_what_it_takes_and_how_it_is_asked_for(graph: kg.Graph) -> None:
    found = graph.schema("supplies")
    assert isinstance(found, Term)
    assert (local(found.domain), local(found.range)) == (["Agent"], ["Resource"])
    assert {"share", "recipient", "via"} < {*local(found.qualifiers)}
    answer = graph.sparql(found.query)
    assert {row["statement"] for row in answer.rows} == {
        row["statement"] for row in graph.statements(predicate="supplies").rows
    }
    assert len(answer.grounds()) > 0
    assert found.example == "Iran supplies oil"


def test_every_query_runs_and_finds_what_is_counted(graph: kg.Graph) -> None:
    overview = graph.schema()
    assert isinstance(overview, Overview)
    for row in overview.predicates:
        found = graph.schema(row["predicate"].iri)
        assert isinstance(found, Term)
        assert bool(len(graph.sparql(found.query))) or not found.statements, found.query


def test_a_qualifier_says_which_relations_take_it(graph: kg.Graph) -> None:
    found = graph.schema("share")
    assert isinstance(found, Term)
    assert "suppliesResource" in local(found.qualifies)
    answer = graph.sparql(found.query)
    assert len({row["statement"] for row in answer.rows}) == found.statements > 0


def test_a_symmetric_relation_and_an_inverse_say_so(graph: kg.Graph) -> None:
    rows = graph.sparql("SELECT ?s ?o { ?s owl:inverseOf ?o FILTER(isIRI(?s)) } ORDER BY ?s").rows
    for row in rows:
        ends = [graph.schema(row["s"]), graph.schema(row["o"])]
        assert all(isinstance(one, Term) and one.inverses for one in ends)
    symmetric = graph.schema(":borders")
    assert isinstance(symmetric, Term) and symmetric.symmetric


def test_a_class_says_what_is_of_it_and_what_leads_to_it(graph: kg.Graph) -> None:
    found = graph.schema("pipeline")
    assert isinstance(found, Term)
    assert (local(found.above), found.things) == (["Infrastructure"], 1)
    assert found.some == [kg.Thing(graph.resolve("CPC pipeline"), "CPC pipeline")]
    assert "carries" in local(found.relations_from)
    state = graph.schema("מדינה")
    assert isinstance(state, Term) and len(state.some) == 5 < state.things


def test_show_and_schema_tell_the_same(kg: Callable[..., str], kg_json: Callable[..., Any]) -> None:
    for name in (":suppliesResource", ":Pipeline"):
        for form in ([], ["--json"], ["--csv"], ["--lang", "he"]):
            assert kg("show", name, *form) == kg("schema", name, *form)
    assert "CPC pipeline" in kg("schema", ":Pipeline")
    assert "צינור CPC" in kg("schema", ":Pipeline", "--lang", "he")
    assert kg_json("schema")["classes"][0]["class"]["label"] == "agent"
    assert "  company (8)  :Company" in kg("schema")


def test_what_is_no_term_is_refused_with_the_nearest(graph: kg.Graph) -> None:
    with pytest.raises(KgError, match=r"no class or relation is called 'pipln'; did you mean pipeline\?"):
        graph.schema("pipln")
    with pytest.raises(KgError, match="kg schema lists them"):
        graph.schema("CPC pipeline")


def test_a_small_project_has_its_own_terms(mini: Mini) -> None:
    mini.claims(claim("one", "ardania capital port"))
    assert main(["build", "--root", str(mini.root)]) == 0
    graph = kg.load(mini.root)
    found = graph.schema(":capital")
    assert isinstance(found, Term)
    assert found.statements == len(graph.sparql(found.query)) == 1
    same = kg.over(graph.rdflib())
    assert same.schema(":capital") == found and same.schema() == graph.schema()


def test_the_terms_of_a_project_elsewhere_are_found(foreign: Path) -> None:
    graph = kg.load(foreign)
    found = graph.schema("supplies")
    assert isinstance(found, Term) and found.iri.startswith(graph.project.terms)
    assert len(graph.sparql(found.query)) >= found.statements > 0
    assert graph.search("supplies", 1).rows[0]["name"] == ":suppliesResource"
