"""What an ontology declares."""

from pyoxigraph import RdfFormat, parse

from kg.model.project import DEFAULT
from kg.model.schema import Schema

TURTLE = """
@prefix : <https://example.org/boats/ontology#> .
@prefix kg: <https://w3id.org/accord-graph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:sails a kg:Predicate .
:since a kg:Qualifier .
:crewAs rdfs:range kg:Predicate , kg:Qualifier .
"""


def test_what_has_predicates_as_its_values_is_none_itself() -> None:
    schema = Schema.of(parse(TURTLE, format=RdfFormat.TURTLE), DEFAULT)
    assert [iri.rpartition("#")[2] for iri in schema.predicates] == ["sails"]
    assert {iri.rpartition("#")[2] for iri in schema.qualifiers} == {"since"}
