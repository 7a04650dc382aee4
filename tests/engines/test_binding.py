"""A variable that is given means the same on every engine, whatever the query and the value."""

import signal
import subprocess
import sys
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

import kg
from kg.api.graph import Graph
from kg.engines import select
from kg.engines.binding import bind
from kg.engines.oxigraph import Oxigraph
from kg.engines.rdf import Rdflib
from kg.engines.tokens import tokens
from kg.errors import KgError
from kg.model.vocab import BASE, NS
from tests.conftest import ROOT

OIL = BASE + "entity/oil"
P = f"PREFIX : <{NS}> PREFIX entity: <{BASE}entity/> "
# Each gives, of oil, what the same query gives with the resource written out.
CORPUS = [
    "SELECT ?s ?x {{ ?s :suppliesResource {x} }}",
    "SELECT ?s ?x {{ ?s :suppliesResource ?o FILTER(?o = {x}) }}",
    "SELECT ?s ?x {{ BIND({x} AS ?o) ?s :suppliesResource ?o }}",
    "SELECT ?s ?x {{ ?s :suppliesResource ?o BIND({x} AS ?w) FILTER(?o = ?w) }}",
    "SELECT ?s ?x {{ {{ ?s :suppliesResource {x} }} UNION {{ ?s :exports {x} }} }}",
    "SELECT ?s ?x {{ ?s a :State OPTIONAL {{ ?s :suppliesResource ?o FILTER(?o = {x}) }} FILTER(BOUND(?o)) }}",
    "SELECT ?s ?x {{ ?s a :State FILTER EXISTS {{ ?s :suppliesResource {x} }} }}",
    "SELECT ?s ?x {{ ?s a :State FILTER NOT EXISTS {{ ?s :suppliesResource ?o FILTER(?o != {x}) }} }}",
    "SELECT ?s ?x {{ ?s a :State MINUS {{ ?s :suppliesResource {x} }} }}",
    "SELECT ?s ?x {{ {{ SELECT * {{ ?s :suppliesResource {x} }} }} }}",
    "SELECT ?s ?x {{ ?s a :State MINUS {{ ?s :suppliesResource ?o FILTER(?o = {x}) }} }}",
    "SELECT ?s ?x {{ ?s a :State FILTER(EXISTS {{ ?s :exports {x} }} || EXISTS {{ ?s :suppliesResource {x} }}) }}",
    "SELECT ?x (COUNT(?s) AS ?n) {{ ?s :suppliesResource {x} }} GROUP BY ?x HAVING(COUNT(?s) > 0)",
    "SELECT ?s ?x {{ ?s :suppliesResource {x} }} ORDER BY ?x ?s LIMIT 2",
    "SELECT DISTINCT ?p ?x {{ ?s ?p {x} FILTER({x} IN (entity:oil, entity:gold)) }}",
    "SELECT ?s ?x {{ ?s :suppliesResource|:exports {x} . # ?x {{ in a comment\n }}",
    "CONSTRUCT {{ ?s :about {x} }} WHERE {{ ?s :suppliesResource {x} }}",
    "CONSTRUCT WHERE {{ ?s :suppliesResource {x} }}",
    "SELECT ?s ?x {{ VALUES ?o {{ entity:oil entity:gold }} ?s :suppliesResource ?o FILTER(?o = {x}) }}",
]


def rows(graph: Graph, query: str, **bound: object) -> list[list[str]]:
    """The rows without the resource itself."""
    found = [
        [text for text in row.values() if text and text != OIL] for row in graph.sparql(query, **bound).rows
    ]
    return sorted(found)


@pytest.mark.parametrize("query", CORPUS)
def test_a_given_variable_is_a_constant_on_every_engine(
    query: str, embedded: Graph, in_rdflib: Graph, remote: Graph
) -> None:
    expected = rows(embedded, P + query.format(x="entity:oil"))
    assert expected
    for graph in (embedded, in_rdflib, remote):
        assert rows(graph, P + query.format(x="?x"), x=OIL) == expected


TRIPLES = """@prefix : <urn:> . :a a :S ; :p :c , :d . :b a :S ; :p :d . :e a :S ; :name "n" . :z :r :c ."""


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # A selection's own variable is another one: it counts what it counted before.
        ("SELECT ?s ?n { ?s :p ?x { SELECT (COUNT(?x) AS ?n) { ?y :p ?x } } }", ["a 3"]),
        ("SELECT ?s { ?s :p ?x { SELECT ?s { ?s :p ?x } } }", ["a", "a"]),
        ("SELECT ?s ?n { ?s :p ?x { SELECT (COUNT(?x) AS ?n) { { SELECT ?x { ?y :p ?x } } } } }", ["a 3"]),
        ("SELECT ?s ?n { ?s a :S OPTIONAL { SELECT ?x (COUNT(*) AS ?n) { ?y :p ?x } GROUP BY ?x } }",
         ["a 1", "b 1", "e 1"]),
        # What a group gives it counts in that group: there is none of the given value in it.
        ("SELECT ?s { ?s a :S FILTER NOT EXISTS { VALUES ?x { :d } ?s :p ?o } }", ["a", "b", "e"]),
        ("SELECT ?s { ?s a :S FILTER NOT EXISTS { VALUES (?y ?x) { (1 :d) } ?s :p ?o } }", ["a", "b", "e"]),
        ("SELECT ?s ?o { ?s a :S OPTIONAL { VALUES ?x { :d } ?s :p ?o } }", ["a -", "b -", "e -"]),
        ("SELECT ?s ?o { ?s a :S OPTIONAL { ?s :p ?o BIND(:d AS ?x) } }", ["a -", "b -", "e -"]),
        ("SELECT ?s ?o { ?s :p :c OPTIONAL { ?s :p ?o BIND(:c AS ?x) FILTER(?s = :a) } }", ["a c", "a d"]),
        ("SELECT ?s { ?s a :S MINUS { ?s :p ?o BIND(:d AS ?x) } }", ["a", "b", "e"]),
        ("SELECT ?s { ?s a :S MINUS { ?s :p ?o { SELECT (:d AS ?x) {} } } }", ["a", "b", "e"]),
        ("SELECT ?s { ?s a :S MINUS { ?s :p ?o { SELECT ?x {} VALUES ?x { :d } } } }", ["a", "b", "e"]),
        # MINUS takes away what shares a variable, which a constant is not.
        ("SELECT ?s { ?s :p ?x MINUS { ?z :r ?x } }", []),
        ("SELECT ?s { ?s a :S MINUS { ?z :r ?x } }", ["a", "b", "e"]),
        ("SELECT ?s { ?s a :S FILTER(?s != ?x) MINUS { ?z :r ?x } }", ["a", "b", "e"]),
        ("SELECT ?s { BIND(:c AS ?x) ?s :p ?x MINUS { ?z :r ?x } }", []),
        # The filter of what is optional sees what stands outside.
        ("SELECT ?s ?o { ?s :p :c OPTIONAL { ?y :p ?o VALUES ?x { :c :d } FILTER(?y = ?s) } }", ["a c", "a d"]),
    ],
)  # fmt: skip
def test_a_variable_is_given_where_it_is_in_scope(query: str, expected: list[str]) -> None:
    store = Store()
    store.load(TRIPLES.encode(), format=RdfFormat.TURTLE)
    for engine in (Oxigraph(store), Rdflib(rdflib.Graph().parse(data=TRIPLES))):
        found = select(engine, f"PREFIX : <urn:> {query}", {"x": NamedNode("urn:c")})
        rows = [" ".join(row[name].removeprefix("urn:") or "-" for name in found[0]) for row in found[1]]
        assert sorted(rows) == expected, engine


NODES = st.sampled_from(["?s", "?y", ":a", ":b"])
VERBS = st.sampled_from([":p", ":q"])
TRIPLE = st.builds("{} {} {} . ".format, NODES, VERBS, st.sampled_from(["?o", ":c", ":d"]))
OF_X = st.builds("{} {} ?x . ".format, NODES, VERBS)
FILTERS = st.sampled_from(["FILTER(?x != ?o) ", "FILTER(?x = :c) ", "FILTER(?x IN (:c, :d)) ", ""])
FORMS = (
    "OPTIONAL {{ {} }} ",
    "MINUS {{ {} }} ",
    "{{ {} }} UNION {{ ?y :q ?x }} ",
    "{{ {} }} ",
    "{{ SELECT ?y {{ {} }} }} ",
    "{{ SELECT DISTINCT ?x ?y {{ {} }} }} ",
    "{{ SELECT (COUNT(?x) AS ?n) {{ {} }} }} ",
    "{{ SELECT ?x (COUNT(*) AS ?m) {{ {} }} GROUP BY ?x }} ",
    "{{ {} VALUES ?x {{ :c :d }} }} ",
    "OPTIONAL {{ BIND(:d AS ?x) {} }} ",
    "MINUS {{ VALUES ?x {{ :d }} {} }} ",
)
PARTS = st.recursive(
    TRIPLE | FILTERS,
    lambda parts: st.builds(
        lambda form, of_x, inner: form.format(of_x + inner),
        st.sampled_from(FORMS),
        OF_X,
        st.lists(parts, max_size=2).map("".join),
    ),
    max_leaves=6,
)
DATA = """@prefix : <urn:> . :a :p :c , :d ; :q :d . :b :p :d ; :q :c . :e :p :c ; :q :c , :e ."""


@settings(max_examples=300, deadline=None)
@given(OF_X, st.lists(PARTS, max_size=3).map("".join))
def test_what_is_given_keeps_the_rows_that_have_it(first: str, rest: str) -> None:
    """Of a query whose every group has the variable, in whatever forms these stand."""
    store = Store()
    store.load(DATA.encode(), format=RdfFormat.TURTLE)
    query = f"PREFIX : <urn:> SELECT ?s ?y ?o ?n ?m ?x {{ {first} {rest} }}"
    _, every = select(Oxigraph(store), query)
    kept = [tuple(row.values()) for row in every if row["x"] == "urn:c"]
    _, bound = select(Oxigraph(store), query, {"x": NamedNode("urn:c")})
    assert sorted(tuple(row.values()) for row in bound) == sorted(kept)


@pytest.mark.parametrize("pattern", ["?s ?x ?o", "?x ?p ?o", "OPTIONAL { ?s ?x ?o } FILTER(BOUND(?s))"])
def test_a_text_may_be_given_where_none_can_stand(pattern: str) -> None:
    store = Store()
    store.load(TRIPLES.encode(), format=RdfFormat.TURTLE)
    query = f"PREFIX : <urn:> SELECT ?s {{ {pattern} }}"
    for engine in (Oxigraph(store), Rdflib(rdflib.Graph().parse(data=TRIPLES))):
        assert select(engine, query, {"x": Literal("n")})[1] == []


def test_what_only_a_selection_knows_is_told(embedded: Graph) -> None:
    query = f"{P} SELECT ?s {{ {{ SELECT ?s {{ ?s :suppliesResource ?x }} }} }}"
    with pytest.raises(KgError, match=r"\?x stands only in a selection that does not give it back"):
        embedded.sparql(query, x=OIL)


def test_a_question_of_yes_or_no(embedded: Graph, in_rdflib: Graph, remote: Graph) -> None:
    query = f"{P} ASK {{ ?s :suppliesResource ?x FILTER(STR(?x) != '?x {{' && BOUND(?x)) }}"
    for graph in (embedded, in_rdflib, remote):
        assert rows(graph, query, x=OIL) == [["true"]]
        assert rows(graph, query, x=BASE + "entity/israel") == [["false"]]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?x { VALUES ?x { entity:gold entity:oil } }",
        "SELECT ?x { VALUES (?x ?y) { (entity:gold 1) (entity:oil 2) } }",
        "SELECT ?x { { BIND(entity:gold AS ?x) } UNION { BIND(entity:oil AS ?x) } }",
        "SELECT ?x { { SELECT ?x { VALUES ?x { entity:gold entity:oil } } } }",
        "SELECT ?x { { SELECT (entity:oil AS ?x) {} } }",
    ],
)
def test_where_the_query_gives_it_a_value_only_the_given_one_counts(
    query: str, embedded: Graph, in_rdflib: Graph, remote: Graph
) -> None:
    for graph in (embedded, in_rdflib, remote):
        assert len(graph.sparql(P + query, x=OIL).rows) == 1


@pytest.mark.parametrize(
    ("value", "term"),
    [
        (1.5, "1.5e0"),
        (Decimal("1.50"), "1.5"),
        (3, "3"),
        (True, "true"),
        (date(2025, 11, 6), "'2025-11-06'^^<http://www.w3.org/2001/XMLSchema#date>"),
        (Literal("a text"), "'a text'"),
        (rdflib.Literal("טקסט", lang="he"), "'טקסט'@he"),
        (rdflib.Literal(3), "3"),
        (NamedNode(OIL), "entity:oil"),
        (rdflib.URIRef(OIL), "entity:oil"),
        (OIL, "entity:oil"),
        ("entity:oil", "entity:oil"),
        ("oil", "entity:oil"),
        ("נפט", "entity:oil"),
    ],
)
def test_python_values_are_bound_as_what_they_are(
    value: object, term: str, embedded: Graph, in_rdflib: Graph
) -> None:
    for graph in (embedded, in_rdflib):
        query = f"{P} SELECT ?x ?y {{ VALUES ?y {{ {term} }} FILTER(?x = ?y) }}"
        assert len(graph.sparql(query, x=value).rows) == 1


def test_what_cannot_be_bound_is_told(embedded: Graph) -> None:
    query = "SELECT ?x { ?x a ?z }"
    with pytest.raises(KgError, match=r"the query has no variable \?y; there are: \?x, \?z$"):
        embedded.sparql(query, y=1)
    with pytest.raises(KgError, match=r"there are: none$"):
        embedded.sparql("ASK {}", y=1)
    with pytest.raises(KgError, match="list has no form in RDF"):
        embedded.sparql(query, x=[1])
    with pytest.raises(KgError, match="no thing is called 'Kazkhstn'; did you mean Kazakhstan"):
        embedded.sparql(query, x="Kazkhstn")


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_any_text_comes_back_as_it_went_in(text: str) -> None:
    """Also those that hold what some parsers read before they know where a text ends."""
    query = bind("SELECT ?x { FILTER('{' = \"{\") }", {"x": Literal(text)})
    (row,) = Store().query(query)
    assert row["x"].value == text
    (told,) = rdflib.Graph().query(query)
    assert str(told[0]) == text


@pytest.mark.parametrize(
    "text", ["\\u0022", "\\\\u0022 } #", "a\\U0000007Db", '" } ?a ?b ?c . #', "'''", "\\", 'a"""b']
)
def test_a_text_that_looks_like_an_escape_is_none(text: str, in_rdflib: Graph, remote: Graph) -> None:
    for graph in (in_rdflib, remote):
        (row,) = graph.sparql("SELECT ?x { FILTER(true) }", x=Literal(text)).rows
        assert row["x"] == text


def test_from_tells_which_graphs_are_asked(embedded: Graph, built: Path) -> None:
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(built / "accord.nq", format="nquads")
    facts, none = f"FROM <{BASE}graph/facts>", "FROM <http://127.0.0.1:9/none>"
    for graph in (embedded, kg.over(dataset)):
        count = {
            told: int(graph.sparql(f"SELECT (COUNT(*) AS ?n) {told} {{ ?s ?p ?o }}").rows[0]["n"])
            for told in ("", facts, none)
        }
        assert count[none] == 0 < count[facts] < count[""]
        named = (
            f"PREFIX g: <{BASE}graph/> SELECT DISTINCT ?g FROM NAMED g:facts {{ GRAPH ?g {{ ?s ?p ?o }} }}"
        )
        assert len(graph.sparql(named).rows) == 1
    with pytest.raises(KgError, match="FROM needs a dataset"):
        kg.over(rdflib.Graph()).sparql(f"SELECT * {facts} {{ ?s ?p ?o }}")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * " + "{ " * 10_000 + "?s ?p ?o" + " }" * 10_000,
        "SELECT (" + "(" * 10_000 + "1" + ")" * 10_000 + " AS ?x) {}",
        "SELECT * { {?s ?p 0}" + " UNION {?s ?p 1}" * 100_000 + "}",
        "SELECT " + " ".join(f"({n} AS ?c{n})" for n in range(40_000)) + " {}",
    ],
)
def test_a_query_that_is_too_deep_or_long_is_refused(query: str, embedded: Graph) -> None:
    with pytest.raises(KgError, match=r"1000 deep|longer than"):
        embedded.sparql(query)


def test_a_deep_query_is_answered(embedded: Graph) -> None:
    query = "SELECT * " + "{ " * 900 + "VALUES ?x { 1 }" + " }" * 900
    assert len(embedded.sparql(query).rows) == 1


def test_ctrl_c_ends_a_query_that_runs(built: Path, tmp_path: Path) -> None:
    slow = tmp_path / "slow.rq"
    slow.write_text("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(?c = ?f && ?a != ?d) }")
    kg = Path(sys.executable).with_name("kg")
    command = [str(kg), "sparql", str(slow), "--root", str(ROOT), "--build", str(built)]

    def heard() -> None:  # what runs in the background of a shell is deaf to Ctrl-C, and so would this be
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=heard) as running:
        try:
            time.sleep(3)
            assert running.poll() is None
            running.send_signal(signal.SIGINT)
            _, told = running.communicate(timeout=20)
        finally:
            running.kill()
    assert running.returncode == 130
    assert told == "kg: interrupted; what was there before is kept\n"


def test_only_variables_are_replaced() -> None:
    query = 'SELECT ?x { ?s ?p ?x ; ?q "?x" ; <urn:?x> ?xs . # ?x\n }'
    made = bind(query, {"x": NamedNode("urn:a")})
    assert [token.text for token in tokens(made)].count("<urn:a>") == 2
    assert '"?x"' in made and "<urn:?x>" in made and "?xs" in made and "# ?x" in made
