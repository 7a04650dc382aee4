"""Spoilt queries and odd parameters, asked of the embedded engine and of rdflib."""

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import kg
from kg.errors import KgError
from tests.fuzz.land import QUESTION
from tests.fuzz.mutate import NAMES, TEXTS, VALUES, Change, budget, changes, spoilt
from tests.fuzz.watch import harmless, in_time, run

SEEDS = [
    QUESTION,
    "PREFIX : <https://w3id.org/accord-graph/ontology#>\nSELECT ?x (COUNT(DISTINCT ?y) AS ?n) { ?x :capital|^:borders+ ?y FILTER(?y != ?x) } GROUP BY ?x HAVING(COUNT(?y) > 0) ORDER BY DESC(?n) LIMIT 5",
    "CONSTRUCT { ?x ?p [] } WHERE { ?x ?p ?y . VALUES (?x ?y) { (UNDEF 'a') (<urn:a> \"\"\"b\"\"\"@en) } MINUS { ?x a ?y } }",
    "ASK { GRAPH ?g { ?x ?p '\\u0022' } FILTER NOT EXISTS { ?x !(<urn:a>|^<urn:b>) ?y } }",
    "SELECT * FROM <https://w3id.org/accord-graph/graph/facts> FROM NAMED <urn:x> { { SELECT ?x { ?x ?p 1.5e3 } LIMIT 1 } UNION { BIND(IF(BOUND(?z), STR(?z), 1/0) AS ?x) } }",
    "DESCRIBE <https://w3id.org/accord-graph/entity/ardania>",
    "CONSTRUCT WHERE { ?x a ?kind }",
    "SELECT ?x (GROUP_CONCAT(?y; SEPARATOR=', ') AS ?all) { ?x ?p ?y FILTER REGEX(STR(?y), '(a+)+$', 'i') BIND(REPLACE(?y, 'a', '$1') AS ?r) } GROUP BY ?x",
    "SELECT ?x { ?x <urn:p>*/(<urn:q>?) ?y FILTER(?y IN (1, true, '2018-01-01'^^<http://www.w3.org/2001/XMLSchema#date>)) BIND(STRDT('a', IRI('b c')) AS ?d) BIND(SHA512(UUID()) AS ?e) }",
]  # fmt: skip
spoils = st.lists(changes(), min_size=1, max_size=4)
bound = st.dictionaries(
    st.sampled_from(["x", "state", "n", "", "a b", "?x", "statement"]),
    st.one_of(st.sampled_from([*TEXTS, *NAMES, *VALUES]), st.text(max_size=5)),
    max_size=2,
)


def harmless_answer(graph: kg.Graph, query: str, given: dict[str, object]) -> None:
    with in_time():
        try:
            answer = graph.sparql(query, **given)
            str(answer), repr(answer[:3]), answer.to_csv(), answer.to_json(), answer._repr_html_()
            answer.grounds().to_records()
            answer.cited().to_csv(), answer.cited().citations("bibtex")
        except KgError as error:
            harmless(error)


@budget(200)
@given(st.sampled_from(SEEDS), spoils, bound)
def test_the_embedded_engine(
    project: Path, query: str, wrong: list[Change], given: dict[str, object]
) -> None:
    text = spoilt(query.encode(), wrong).decode("utf-8", "surrogateescape")
    harmless_answer(kg.load(project), text, given)


@pytest.fixture(scope="module")
def in_rdflib(project: Path) -> kg.Graph:
    return kg.over(kg.load(project).rdflib(), project)


@budget(30)
@given(st.sampled_from(SEEDS), spoils, bound)
def test_rdflib(in_rdflib: kg.Graph, query: str, wrong: list[Change], given: dict[str, object]) -> None:
    text = spoilt(query.encode(), wrong).decode("utf-8", "surrogateescape")
    harmless_answer(in_rdflib, text, given)


@budget(60)
@given(st.sampled_from(SEEDS), spoils, st.sampled_from([(), ("--cite",), ("--csv",), ("--json", "--cite"), ("--csv", "--cite"), ("--quote",), ("--citation",), ("--source", "gazette"), ("--as-of", "1990"), ("--lang", "he")]))  # fmt: skip
def test_the_command(project: Path, query: str, wrong: list[Change], options: tuple[str, ...]) -> None:
    run("sparql", "-", *options, given=spoilt(query.encode(), wrong))


@budget(60)
@given(spoils, st.dictionaries(st.sampled_from(["state", "day", "least", "zz"]), st.sampled_from([*TEXTS, *NAMES]), max_size=2))  # fmt: skip
def test_a_question_of_ones_own(project: Path, wrong: list[Change], given: dict[str, str]) -> None:
    (project / "own").mkdir(exist_ok=True)
    (project / "own/mine.rq").write_bytes(spoilt(QUESTION.encode(), wrong))
    assume(not any("\0" in value for value in given.values()))
    run(
        "query", "mine", "--queries", "own", "--cite", *(f"--{name}={value}" for name, value in given.items())
    )
    run("query", "mine", "--queries", "own", "--help")
    run("queries", "--queries", "own")
