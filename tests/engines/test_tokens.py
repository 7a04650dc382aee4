"""What a query would do is seen before any engine gets it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal

from kg.api.graph import Graph
from kg.engines.tokens import forbidden, missing, tokens
from kg.errors import KgError

ELSEWHERE = "SERVICE <http://127.0.0.1:9/> { ?a ?b ?c }"


@pytest.mark.parametrize(
    "query",
    [
        f"ASK {{ {ELSEWHERE} }}",
        f"ASK {{ {ELSEWHERE.replace('SERVICE', 'serVice SILENT')} }}",
        f"ASK {{ FILTER EXISTS {{ ?a ?b 5{ELSEWHERE} }} }}",
        f"ASK {{ ?a ?b true{ELSEWHERE} }}",
        "ASK { SERVICE<http://127.0.0.1:9/>{ ?a ?b ?c } }",
        f"ASK {{ ?a ?b 'x' # it's\n {ELSEWHERE} }}",
        f'ASK {{ ?a ?b \'\'\'x\'y\'\'\' . ?c ?d """a""b\\""""@en . {ELSEWHERE} }}',
        f"ASK {{ ?a ?b 'it\\'s' . {ELSEWHERE} }}",
        *(
            f"PREFIX : <urn:b:> PREFIX a: <urn:b:> SELECT * {{ {used} {{ ?a ?b ?c }} }}"
            for used in (
                "SERVICE:y",
                "SERVICEa:y",
                "serviceSILENT:y",
                "?a ?b 1.SERVICE:y",
                "?a ?b trueSERVICE:y",
            )
        ),
        "PREFIX service: <urn:x:> ASK { SERVICE service:y { ?a ?b ?c } }",
        "PREFIX a: <urn:b:> SELECT * { { SELECT * { ?s a:service ?o SERVICE a:c { ?a ?b ?c } } } }",
    ],
)
def test_no_engine_asks_another_address(query: str, embedded: Graph, in_rdflib: Graph, remote: Graph) -> None:
    for graph in (embedded, in_rdflib, remote):
        with pytest.raises(KgError, match="SERVICE, which would ask another address"):
            graph.sparql(query)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?a ?b 'SERVICE <x> {' }",
        "ASK { ?a <http://example.org/SERVICE> ?service # SERVICE\n }",
        "PREFIX service: <urn:x:> PREFIX a: <urn:x:> ASK { ?a a:SERVICE $SERVICE }",
        "PREFIX delete: <urn:x:> ASK { ?a delete:insert ?drop }",
        "BASE <http://example.org/DROP> # INSERT\nASK { ?a ?b 'CLEAR ALL' }",
        'ASK { ?a ?b "it\'s \\" SERVICE" . FILTER(?a < 3 && ?b > 2) }',
    ],
)
def test_words_in_texts_names_and_comments_are_none(query: str, embedded: Graph) -> None:
    assert forbidden(query) is None
    assert embedded.sparql(query).columns == ["answer"]


@given(st.text())
def test_a_text_is_one_token_whatever_it_holds(text: str) -> None:
    written = str(Literal(text))
    found = list(tokens(f"ASK {{ ?a ?b {written} SERVICE"))
    assert [token.text for token in found[:5]] == ["ASK", "{", "?a", "?b", written]
    assert [token.text for token in found[5:]] == ["SERVICE"]


@given(st.text())
def test_nothing_is_lost_between_tokens(query: str) -> None:
    """Whatever is asked, the tokens stand where they say, in order, and only spaces and comments are between."""
    end = 0
    for token in tokens(query):
        assert query[token.at :].startswith(token.text)
        between = query[end : token.at]
        assert all(not line.strip() or "#" in line for line in between.splitlines())
        end = token.at + len(token.text)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("SELECT ?a { ?a :mediator entity:united-states }", 1),
        ("#+ title: mine\nSELECT ?a { ?a :mediator entity:united-states ; rdf:type owl:Nothing }", 0),
        ("PREFIX : <urn:other:> SELECT ?a { ?a :mediator entity:united-states }", 0),
        ("PREFIX:<urn:other:>SELECT ?a { ?a :mediator entity:united-states }", 0),
        ("SELECT ?a { ?a :mediator entity:united-states FILTER(str(?a) != 'skos:x') } # sh:Shape <owl:x>", 1),
    ],
)
def test_the_prefixes_of_the_project_need_not_be_declared(
    query: str, count: int, embedded: Graph, in_rdflib: Graph, remote: Graph
) -> None:
    found = [len(graph.sparql(query)) for graph in (embedded, in_rdflib, remote)]
    assert [bool(n) for n in found] == [bool(count)] * 3 and len(set(found)) == 1


def test_prefixes_are_added_where_they_are_used_and_on_the_first_line(embedded: Graph) -> None:
    known = {"": "urn:x:", "a": "urn:a:", "b": "urn:b:"}
    asked = "# a:b\nPREFIX b: <urn:own:>\nASK { <a:x> b:y 'a:z' ; :c ?x FILTER(?x = \"a:\"@en) }"
    assert missing(asked, lambda: known) == "PREFIX : <urn:x:> "
    assert missing("ASK { _:a <a:x> ?a }", lambda: pytest.fail("nothing is missing")) == ""
    with pytest.raises(KgError, match=r"column 10: a prefix that no PREFIX line declares: nobody:$"):
        embedded.sparql("ASK { ?a nobody:knows ?b . ?b :mediator ?c }")


@pytest.mark.parametrize(
    ("query", "place", "cause"),
    [
        ("ASK { ?a :mediator ?b , } # :x", "line 1, column 23", "it cannot be read from , on"),
        ('ASK { ?a rdfs:label "אבגד"@he ) }', "line 1, column 31", "it cannot be read from ) on"),
        ("SELECT * { ?a :mediator ?b\n\t) }", "line 2, column 2", "it cannot be read from ) on"),
        (r'ASK { ?a :p "\u0041" ) }', "line 1, column 22", "it cannot be read from ) on"),
        ("SELECT * { ?a :mediator ?b", "line 1, column 27", "it ends too early"),
        ("SELECT ?a { ?a a ?a . BIND(1 AS ?a) }", "line 1, column 38", "something before it is not allowed"),
    ],
)
def test_the_place_of_a_mistake_is_that_in_what_was_written(
    embedded: Graph, in_rdflib: Graph, query: str, place: str, cause: str
) -> None:
    with pytest.raises(KgError) as caught:
        embedded.sparql(query)
    assert str(caught.value) == f"not valid SPARQL at {place}: {cause}"
    if "BIND" not in query:
        with pytest.raises(KgError, match=f"at {place}: "):
            in_rdflib.sparql(query)
        with pytest.raises(
            KgError, match=f"at {place}: "
        ):  # what is bound changes the text, and not the place
            embedded.sparql(query, a="Kazakhstan")
