"""What the sources come to on one triple, in whatever form they state it."""

import pytest

import kg
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
