"""Proofs on the shipped graph: every inferred triple leads back to claims with evidence, or to axioms alone."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from kg.engines import select
from kg.explain import Proof
from kg.graph import Graph
from kg.vocab import NS, RDF
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def graph(built: Path) -> Graph:
    return kg.load(ROOT, built)


def test_a_proof_goes_down_to_the_passages(graph: Graph) -> None:
    (proof,) = graph.explain("Israel", "relies on", "Russia")
    assert proof.rule.endswith("18-recipients-rely-on-transit")
    assert sorted(c["passage"] for leaf in proof.leaves() for c in leaf.claims) == [
        "globes/1691-1745",
        "globes/1853-1867",
    ]
    assert graph.explain("ישראל", "נשען על", "רוסיה") == [proof]


def test_every_distinct_proof_the_shortest_first(graph: Graph) -> None:
    found = graph.explain("United States", "has a stake in", "CPC pipeline")
    assert len(found) == 2 and found[0].size <= found[1].size
    stated = graph.explain("CPC pipeline", "owned by", "Chevron")
    assert [p.statement.rpartition("/")[2] for p in stated] == ["cpc-pipeline.ownedBy.chevron"]


def test_axioms_are_told(graph: Graph) -> None:
    (proof,) = graph.explain("Embassy of Kazakhstan in Israel", "located in", "Jerusalem")
    assert proof.axioms == [":seatedIn rdfs:subPropertyOf :locatedIn"]


@pytest.mark.parametrize(
    "triple",
    [
        ("Syria", "joins", "Abraham Accords"),
        ("Israel", "participant in", "Abraham Accords"),
        ("China", "relies on", "Russia"),
    ],
)
def test_what_does_not_hold_has_no_proof(graph: Graph, triple: tuple[str, str, str]) -> None:
    assert graph.explain(*triple) == []


def test_every_inferred_triple_has_a_proof_that_reaches_claims(graph: Graph) -> None:
    query = f"""PREFIX : <{NS}> PREFIX rdf: <{RDF}> SELECT DISTINCT ?s ?p ?o {{
      ?i a :Inference ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }}"""
    from kg.explain import proofs

    triples = select(graph.engine, query)[1]
    assert len(triples) > 300
    for row in triples:
        proof = min(proofs(graph.engine, "en", row["s"], row["p"], row["o"]), key=lambda p: p.size)
        assert _grounded(proof), row
        if not row["p"].endswith("#type"):
            assert proof.leaves(), row


def _grounded(proof: Proof) -> bool:
    if proof.statement:
        return bool(proof.claims) and all(claim["passage"] for claim in proof.claims)
    return bool(proof.premises or proof.axioms) and all(map(_grounded, proof.premises))


def test_the_command(kg_json: Callable[..., object], kg: Callable[..., str]) -> None:
    told = kg("explain", "Israel", "relies on", "Russia")
    assert (
        told.splitlines()[0]
        == "Israel relies on Russia  [A recipient relies on every state that the pipeline crosses]"
    )
    assert "globes/1853-1867" in told
    assert "מי שמקבל אספקה" in kg("explain", "ישראל", "נשען על", "רוסיה", "--lang", "he")
    assert len(kg_json("explain", "United States", "has a stake in", "CPC pipeline", "--all")) == 2  # type: ignore[arg-type]
    assert "neither stated as a fact nor inferred" in kg(
        "explain", "Syria", "joins", "Abraham Accords", code=1
    )
    assert json.loads(kg("explain", "Israel", "relies on", "Kazakhstan", "--json"))[0]["rule"]
