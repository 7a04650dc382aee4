"""What the sources come to on one triple, in whatever form they state it."""

import pytest

import kg
from kg.ask.statements import bearing
from kg.build.stages import build
from tests.conftest import Mini, claim

TERMS = """
:denied rdfs:label "denied"@en .
:near a owl:ObjectProperty , owl:SymmetricProperty , :Predicate ; rdfs:label "near"@en .
:abuts a owl:ObjectProperty , :Predicate ; rdfs:label "abuts"@en ; rdfs:subPropertyOf :near .
:leads a owl:ObjectProperty , :Predicate ; rdfs:label "leads"@en .
:heads a owl:ObjectProperty , :Predicate ; rdfs:label "heads"@en ; rdfs:subPropertyOf :leads ;
    owl:inverseOf :headedBy .
:headedBy a owl:ObjectProperty , :Predicate ; rdfs:label "headed by"@en .
"""


@pytest.mark.parametrize(
    ("said", "modality", "asked", "verdict"),
    [
        ("ardania heads port", "asserted", "ardania leads port", "statedAsFact"),
        ("port headedBy ardania", "asserted", "ardania leads port", "statedAsFact"),
        ("port headedBy ardania", "expected", "ardania leads port", "expected"),
        ("ardania abuts belmora", "asserted", "belmora near ardania", "statedAsFact"),
        ("ardania heads port", "denied", "ardania heads port", "denied"),
        ("ardania heads port", "denied", "ardania leads port", "not stated"),
        ("ardania leads port", "asserted", "ardania heads port", "not stated"),
        ("ardania heads port", "asserted", "port leads ardania", "not stated"),
    ],
)
def test_what_is_stated_in_another_form_is_stated(
    mini: Mini, said: str, modality: str, asked: str, verdict: str
) -> None:
    mini.write("ontology/more.ttl", TERMS)
    mini.claims(claim("a", said, modality=modality))
    build(mini.root, mini.root / "out", lambda _: None)
    subject, predicate, value = asked.split()
    graph = kg.load(mini.root, mini.root / "out")
    assert graph.verdict(f"entity:{subject}", f":{predicate}", f"entity:{value}") == verdict


OWNS = """
:owned a owl:ObjectProperty , :Predicate ; rdfs:label "owned"@en ; :edge true .
:owns a owl:ObjectProperty ; rdfs:label "owns"@en ; owl:inverseOf :owned .
:touches a owl:ObjectProperty ; rdfs:label "touches"@en .
:borders rdfs:subPropertyOf :touches .
"""
REACHED = """#+ summary: "What somebody owns reaches his neighbour"
#+ description: "A neighbour is reached."
#+ translations:
#+   he: {summary: "כלל", description: "כלל"}
#+ certainty: CERTAINTY
PREFIX : <https://w3id.org/accord-graph/ontology#>
CONSTRUCT { ?b :reaches ?c } { ?a :owned ?b . ?a :borders ?c }
"""


@pytest.fixture
def reached(mini: Mini) -> kg.Graph:
    """A graph with a relation that is told from both ends, a wider one, and one that a rule concludes."""
    mini.write(
        "ontology/more.ttl", TERMS + OWNS + ':reaches a owl:ObjectProperty ; rdfs:label "reaches"@en .'
    )
    mini.claims(claim("a", "ardania owned port"), claim("b", "ardania borders belmora"))
    rule = mini.root / "ontology/rules/1-reached.rq"
    rule.parent.mkdir()
    rule.write_text(REACHED.replace("CERTAINTY", "statedAsFact"), encoding="utf-8")
    build(mini.root, mini.root / "out", lambda _: None)
    return kg.load(mini.root, mini.root / "out")


def test_what_follows_is_told_as_following(reached: kg.Graph) -> None:
    triple = ("entity:port", ":reaches", "entity:belmora")
    assert reached.verdict(*triple) == "follows"
    told = bearing(reached, *reached.ends(*triple))
    assert not told["stated"] and [len(row.claims) for row in told["rule"]] == [2]
    assert reached.verdict("entity:port", ":reaches", "entity:hill") == "not stated"


def test_a_relation_is_asked_from_either_end(reached: kg.Graph) -> None:
    assert reached.verdict("entity:port", "owns", "entity:ardania") == "statedAsFact"
    told = bearing(reached, *reached.ends("entity:port", "owned", "entity:ardania"))
    assert [str(row.subject) for row in told["turned"]] == ["ardania"] and not told["stated"]
    assert not bearing(reached, *reached.ends("entity:ardania", "owned", "entity:port"))["turned"]


def test_what_is_stated_in_another_form_is_nowhere_called_inferred(reached: kg.Graph) -> None:
    assert {str(row.predicate) for row in reached.inferred() if "type" not in row.predicate.iri} == {
        "reaches"
    }
    assert [reached.schema(name).inferred for name in ("owns", "touches", "reaches")] == [0, 0, 1]
    edges = [data for *_, data in reached.network(status=None, inferred=True).edges(data=True)]
    assert {data["predicate"] for data in edges if data["inferred"]} == {"reaches"}
    assert "owns" not in {data["predicate"] for data in edges}
    assert "touches" in {data["predicate"] for data in edges}
    told = str(reached.tell(reached.explain("entity:ardania", "touches", "entity:belmora")))
    assert "[stated in another form:" in told
