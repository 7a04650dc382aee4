"""What answers show: things by their labels, texts as they are, whatever an endpoint says."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.api.graph import Graph
from kg.engines import Result
from kg.engines.oxigraph import Oxigraph
from kg.errors import KgError
from kg.model.vocab import NS, RDFS

PORT = "urn:isbn:123"


def test_a_text_that_looks_like_a_thing_is_none() -> None:
    store = Store()
    store.add(Quad(NamedNode(PORT), NamedNode(RDFS + "label"), Literal("Port", language="en")))
    graph = Graph(Oxigraph(store), [])
    (row,) = graph.sparql(f'SELECT ?s ("{PORT}" AS ?text) {{ ?s ?p ?o }}').to_records()
    assert row == {"s": {"iri": PORT, "label": "Port"}, "text": PORT}
    start = graph.project.space
    assert graph.sparql(f'SELECT ("{start}entity/x" AS ?text) {{}}').cells() == [[f"{start}entity/x"]]


@pytest.mark.parametrize(
    ("column", "lang", "heading"),
    [
        ("museum", "en", "house of art"),
        ("museum", "he", "מוזאון"),
        ("share", "en", "part"),  # a qualifier before a class of that name
        ("old_name", "en", "old name"),
    ],
)
def test_a_column_is_headed_by_the_term_that_it_is_called_after(column: str, lang: str, heading: str) -> None:
    store = Store()
    for term, label, of in (
        ("Museum", "house of art", "en"),
        ("Museum", "מוזאון", "he"),
        ("Share", "paper", "en"),
        ("share", "part", "en"),
    ):
        about = NamedNode(Graph(Oxigraph(store), []).project.terms + term)
        store.add(Quad(about, NamedNode(RDFS + "label"), Literal(label, language=of)))
    answer = Graph(Oxigraph(store), [], lang).sparql(f"SELECT (1 AS ?{column}) {{}}")
    assert answer.headings() == [heading]


def test_what_a_column_rests_on_is_told_beside_its_value_where_it_is_no_fact() -> None:
    store = Store()
    for name, label in (("possible", "possible"), ("status", "status")):
        store.add(Quad(NamedNode(NS + name), NamedNode(RDFS + "label"), Literal(label, language="en")))
    answer = Graph(Oxigraph(store), []).sparql(
        """SELECT ?who ?fee ?status_fee ?status ?statement ?statement_fee {
          VALUES (?who ?fee ?status_fee ?status ?statement ?statement_fee) {
            ("Ann" 1 :possible :statedAsFact <urn:a> <urn:b>) ("Ben" 2 :statedAsFact :statedAsFact <urn:c> <urn:d>)
            ("Cid" UNDEF UNDEF :statedAsFact <urn:e> UNDEF) } }"""
    )
    lines = answer.to_table().splitlines()
    assert [line.split("  ") for line in (lines[0], *lines[2:])] == [
        ["who", "fee"],
        ["Ann", "1 (possible)"],
        ["Ben", "2"],
        ["Cid"],
    ]
    assert answer.to_csv().splitlines()[0] == "who,fee,status_fee,status"
    assert "status: fee" in answer.to_table(ids=True).splitlines()[0]
    assert answer.to_records()[0]["status_fee"]["iri"] == NS + "possible"


class Texts:
    """An engine that gives a text for whatever it is asked."""

    def run(self, query: str) -> Result:
        names = query.partition("SELECT")[2].partition("{")[0].replace("DISTINCT", "").split()
        plain = [name.strip("?") for name in names if name.startswith("?")] or ["answer"]
        odd = Literal("abc\x00", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))
        return Result(plain, [dict.fromkeys(plain, odd)])


def test_a_text_where_a_thing_belongs_is_one_error() -> None:
    graph = Graph(Texts(), [])
    for call in (lambda: graph.entity("Ardania"), lambda: graph.claims(subject="Ardania")):
        with pytest.raises(KgError) as caught:
            call()
        assert "\n" not in str(caught.value)


def test_an_unknown_relation_is_told_as_one(tmp_path: object) -> None:
    graph = Graph(Oxigraph(Store()), [])
    with pytest.raises(KgError, match=r"no [Pp]redicate is called 'nope'"):
        graph.predicate("nope")
