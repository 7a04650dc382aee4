"""What other vocabularies look for is in the graph, and follows from ours by what the ontology declares."""

from pathlib import Path

import pytest
import rdflib
from pyoxigraph import RdfFormat, parse
from rdflib.namespace import DCTERMS, PROV, RDF, RDFS, SKOS

from kg.build.align import Alignment, concepts
from kg.model.project import DEFAULT
from kg.model.vocab import NS

AG = rdflib.Namespace(NS)
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
PREFIXES = """@prefix : <https://w3id.org/accord-graph/ontology#> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def quads(text: str) -> list:
    return list(parse(PREFIXES + text, format=RdfFormat.TURTLE))


def told(found: object) -> set[str]:
    names = ("subject", "predicate", "object")
    return {" ".join(str(getattr(q, name)).rsplit("#", 1)[-1].rstrip(">") for name in names) for q in found}


def test_a_relation_is_told_by_all_broader_ones_of_others() -> None:
    ontology = quads(":hasClaim rdfs:subPropertyOf :near . :near rdfs:subPropertyOf prov:wasDerivedFrom .")
    found = Alignment(ontology, DEFAULT).beside("statements", quads(":s :hasClaim :c ; :other :d ."))
    assert told(found) == {"s wasDerivedFrom c"}


@pytest.mark.parametrize(("graph", "classes"), [("claims", {"c type Entity"}), ("entities", set())])
def test_classes_are_told_where_reasoning_does_not(graph: str, classes: set[str]) -> None:
    ontology = quads(":Claim rdfs:subClassOf :Thing . :Thing rdfs:subClassOf prov:Entity .")
    assert told(Alignment(ontology, DEFAULT).beside(graph, quads(":c a :Claim ."))) == classes


def test_concepts_have_preferred_labels_and_schemes_their_tops() -> None:
    found = concepts(
        quads(
            ':s a skos:ConceptScheme ; rdfs:label "schemes"@en . :oil skos:inScheme :s ; rdfs:label "oil"@en .'
            ':crude skos:inScheme :s ; skos:broader :oil . :x rdfs:label "no concept"@en .'
        )
    )
    assert told(found) == {
        's prefLabel "schemes"@en',
        'oil prefLabel "oil"@en',
        "oil topConceptOf s",
        "s hasTopConcept oil",
    }


@pytest.fixture(scope="module")
def plain(built: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(built / "accord.ttl")


@pytest.mark.parametrize(
    ("predicate", "value"),
    [
        (RDF.type, PROV.Agent),
        (RDF.type, SKOS.Concept),
        (RDF.type, OA.SpecificResource),
        (PROV.wasDerivedFrom, None),
        (SKOS.prefLabel, None),
        (SKOS.inScheme, None),
        (SKOS.hasTopConcept, None),
        (DCTERMS.creator, None),
    ],
)
def test_the_file_has_what_readers_of_others_look_for(plain: rdflib.Graph, predicate, value) -> None:
    assert (None, predicate, value) in plain


def test_every_statement_leads_to_the_source_by_provenance_alone(plain: rdflib.Graph) -> None:
    """As a reader of PROV-O finds it, who knows no term of ours."""
    for statement in plain.subjects(RDF.type, AG.Statement):
        derived = set(plain.transitive_objects(statement, PROV.wasDerivedFrom)) - {statement}
        assert any((one, RDF.type, AG.Source) in plain for one in derived), statement


def test_every_concept_has_one_preferred_label_a_language_and_a_scheme(plain: rdflib.Graph) -> None:
    """SKOS Reference, integrity condition S14."""
    for concept in plain.subjects(RDF.type, SKOS.Concept):
        languages = [label.language for label in plain.objects(concept, SKOS.prefLabel)]
        assert sorted(languages) == sorted(set(languages)) and {"en", "he"} <= set(languages), concept
        assert (concept, SKOS.inScheme, None) in plain, concept
        assert set(plain.objects(concept, RDFS.label)) == set(plain.objects(concept, SKOS.prefLabel))
