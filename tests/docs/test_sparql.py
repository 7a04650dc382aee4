"""The page on SPARQL tells statements from claims, and its queries give the same without our code."""

import re
import shlex
from pathlib import Path

import pytest

import kg
from kg.cli.values import variable
from tests.conftest import ROOT

PAGE = (ROOT / "docs/sparql.md").read_text(encoding="utf-8")
PATTERNS = dict(re.findall(r"^\| ([\w, ]+) \| `(\?[^`]+)` \|$", PAGE, re.MULTILINE))
EXAMPLES = re.findall(r"^\$ kg sparql ([^']*'[^']*')$", PAGE, re.MULTILINE)
GRAPHS = "https://w3id.org/accord-graph/graph/"


@pytest.fixture(scope="module")
def graph(built: Path) -> kg.Graph:
    return kg.load(ROOT, built)


@pytest.fixture(scope="module")
def in_rdflib(graph: kg.Graph) -> kg.Graph:
    return kg.over(graph.rdflib(), ROOT)


def found(graph: kg.Graph, names: str, pattern: str) -> list[tuple[str, ...]]:
    """The rows, also those that are there twice."""
    query = f"SELECT {names} (COUNT(*) AS ?n) {{ {pattern} }} GROUP BY {names}"
    rows = [tuple(row.values()) for row in graph.sparql(query).rows]
    assert rows
    return sorted(rows)


@pytest.mark.parametrize(
    ("what", "classes"),
    [("statements", ":Statement"), ("claims", ":Claim"), ("inferences", ":Inference :Corroboration")],
)
def test_a_pattern_matches_each_of_these_once_and_nothing_else(
    graph: kg.Graph, what: str, classes: str
) -> None:
    assert found(graph, "?s", PATTERNS[what]) == found(graph, "?s", f"VALUES ?c {{ {classes} }} ?s a ?c")


def test_what_has_a_subject_is_matched_by_one_of_the_patterns(graph: kg.Graph) -> None:
    told = [
        one for what in ("statements", "claims", "inferences") for one in found(graph, "?s", PATTERNS[what])
    ]
    assert sorted(told) == found(graph, "?s", "?s rdf:subject ?a")


def test_the_pattern_of_facts_matches_plain_triples_alone(graph: kg.Graph) -> None:
    plain = f"GRAPH ?g {{ ?a ?p ?b }} FILTER(?g IN (<{GRAPHS}facts>, <{GRAPHS}inferred>)) ?p a :Predicate"
    told = found(graph, "?a ?p ?b", PATTERNS["facts, stated or inferred"])
    assert {row[:3] for row in told} == {row[:3] for row in found(graph, "?a ?p ?b", plain)}
    open_ended = found(graph, "?a ?p ?b", "?a ?p ?b . ?p a :Predicate")
    assert len(open_ended) > len(told), "or the filter is for nothing"
    for qualifier in (":host", ":purpose", ":announcer"):
        assert found(graph, "?s", f"?s {qualifier} ?b ; :status ?status . {qualifier} a :Predicate")


def test_every_graph_stands_in_the_table(graph: kg.Graph) -> None:
    told = set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE))
    there = graph.sparql("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }").rows
    assert {GRAPHS + name for name in told} == {row["g"] for row in there}


def test_every_term_of_ours_is_declared(graph: kg.Graph) -> None:
    terms = {f":{name}" for name in re.findall(r"(?<![\w/]):([A-Za-z]\w+)", PAGE)}
    query = f"SELECT ?t {{ VALUES ?t {{ {' '.join(sorted(terms))} }} FILTER NOT EXISTS {{ ?t a ?kind }} }}"
    assert graph.sparql(query).rows == []


def test_there_are_ten_examples() -> None:
    assert len(EXAMPLES) == 10


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_gives_the_same_in_rdflib(example: str, graph: kg.Graph, in_rdflib: kg.Graph) -> None:
    *options, _, query = shlex.split(example)
    bound = dict(variable(value) for value in options if value != "--set")
    prefixes = re.findall(r"^PREFIX .*$", PAGE, re.MULTILINE)
    rows = in_rdflib.sparql("\n".join([*prefixes, query]), **bound).rows
    assert rows and rows == graph.sparql(query, **bound).rows
    assert set(re.findall(r"\b(\w+):\w", re.sub(r"<.*?>", "", query))) <= {
        prefix.split(":")[0].removeprefix("PREFIX ") for prefix in prefixes
    }
