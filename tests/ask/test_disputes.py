"""What the other side of a conflict says, and that it denies it, where it does."""

import pytest

import kg
from kg.build.stages import build
from kg.model.values import Thing
from kg.model.vocab import NS, RDF
from tests.conftest import Mini, claim

ROWS = f"""PREFIX : <{NS}> PREFIX rdf: <{RDF}>
  SELECT ?status ?statement {{ ?statement a :Statement ; :status ?status }} ORDER BY ?status"""
TERMS = """
:denied rdfs:label "denied"@en , "מוכחש"@he . :asserted rdfs:label "asserted"@en , "נאמר"@he .
:leads a owl:ObjectProperty , :Predicate ; rdfs:label "leads"@en .
:heads a owl:ObjectProperty , :Predicate ; rdfs:label "heads"@en ; rdfs:subPropertyOf :leads .
"""
THINGS = 'entity:ardania rdfs:label "Ardania"@en . entity:port rdfs:label "Port"@en .'
SOURCES = """
source:gazette a :Source ; rdfs:label "Gazette"@en . source:herald a :Source ; rdfs:label "Herald"@en .
"""


@pytest.fixture
def land(mini: Mini) -> Mini:
    mini.write("ontology/more.ttl", TERMS)
    mini.write("graph/entities/more.ttl", THINGS)
    mini.write("graph/sources.ttl", SOURCES)
    return mini


def loaded(land: Mini, lang: str = "en") -> kg.Graph:
    build(land.root, land.root / "out", lambda _: None)
    return kg.load(land.root, land.root / "out", lang)


def test_who_denies_and_who_states_is_told(land: Mini) -> None:
    said = "ardania heads port"
    land.claims(claim("a", said), claim("b", said, "", "denied", "herald"))
    graph = loaded(land)
    assert [cells[-1] for cells in graph.sparql(ROWS).cells()] == ["asserted: Gazette", "denied: Herald"]
    (proof,) = graph.explain("Ardania", "heads", "Port")
    assert proof.disputed == "denied: Herald"
    assert "disputed; but also denied: Herald" in str(graph.tell(proof))
    (hebrew,) = kg.load(land.root, land.root / "out", "he").explain("Ardania", "heads", "Port")
    assert hebrew.disputed == "מוכחש: Herald"


def test_who_denies_in_the_same_source_is_named(land: Mini) -> None:
    said = "ardania heads port"
    land.write(
        "graph/entities/who.ttl", 'entity:mayor a :State ; rdfs:label "the mayor"@en , "ראש העיר"@he .'
    )
    land.claims(claim("a", said), claim("b", said, ":speaker entity:mayor ;", "denied"))
    graph = loaded(land)
    told = [cells[-1] for cells in graph.sparql(ROWS).cells()]
    assert told == ["asserted: Gazette", "denied: the mayor, Gazette"]
    (proof,) = graph.explain("Ardania", "heads", "Port")
    assert "but also denied: the mayor, Gazette" in str(graph.tell(proof))
    (dispute,) = graph.conflicts()
    table = str(graph.tell(dispute))
    assert "denied" in table and "asserted" in table and "the mayor" in table
    (hebrew,) = kg.load(land.root, land.root / "out", "he").explain("Ardania", "heads", "Port")
    assert hebrew.disputed == "מוכחש: ראש העיר, Gazette"


def test_what_a_curator_prefers_is_told_on_either_side(land: Mini) -> None:
    land.claims(claim("a", "ardania capital port"), claim("b", "ardania capital hill", source="herald"))
    made = loaded(land).conflicts()[0]
    side = next(
        one.statement.iri
        for one in made.sides
        if one.statement.object
        == Thing(made.sides[0].statement.subject.iri.replace("ardania", "port"), "Port")
    )
    land.write(
        "graph/curation.ttl",
        f'<{side}> :rank :preferredRank ; :rankReason "Newer."@en , "חדש יותר."@he .',
    )
    graph = loaded(land)
    told = {row["o"]["iri"]: row["disputed"] for row in graph.sparql(ROWS.replace("?status ", "?o ", 1).replace(
        ":status ?status", ":status ?status ; rdf:object ?o")).to_records()}  # fmt: skip
    assert [text.partition(": ")[0] for _, text in sorted(told.items())] == [
        "Port (preferred)",
        "entity:hill (not preferred)",
    ]


def test_a_denial_of_what_follows_is_told_as_one(land: Mini) -> None:
    land.claims(claim("a", "ardania heads port"), claim("b", "ardania leads port", "", "denied", "herald"))
    graph = loaded(land)
    told = [cells[-1] for cells in graph.sparql(ROWS).cells()]
    assert told == ["Ardania heads Port: Gazette", "Ardania leads Port (denied): Herald"]


def test_who_denies_more_beside_another_denial_is_no_other_side(land: Mini) -> None:
    land.claims(
        claim("a", "ardania rankedIn list", ":ordinal 1 ;"),
        claim("b", "ardania rankedIn list", "", "denied", "herald"),
        claim("c", "ardania rankedIn list", ":ordinal 1 ;", "denied", "herald"),
    )
    told = [cells[-1] for cells in loaded(land).sparql(ROWS).cells()]
    assert told[:2] == ["asserted (:ordinal: 1): Gazette"] * 2
    assert told[2] == "denied: Herald; denied (:ordinal: 1): Herald"
