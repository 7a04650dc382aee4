"""A tiny project of invented states, enough to run the whole way of the data on."""

from pathlib import Path

import pytest

PREFIXES = """@prefix : <https://w3id.org/accord-graph/ontology#> .
@prefix entity: <https://w3id.org/accord-graph/entity/> .
@prefix source: <https://w3id.org/accord-graph/source/> .
@prefix quantity: <https://w3id.org/accord-graph/quantity/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix claim: <https://w3id.org/accord-graph/claim/gazette/> .
@prefix evidence: <https://w3id.org/accord-graph/evidence/gazette/> .
"""

ONTOLOGY = """
:State a owl:Class . :City a owl:Class .
:time a :UniversalQualifier . :rank a owl:ObjectProperty .
:share a :Qualifier . :ordinal a :Qualifier .
:capital a owl:ObjectProperty , :Predicate ; :singleValuedObject true ; rdfs:range :City .
:borders a owl:ObjectProperty , owl:SymmetricProperty , :Predicate .
:rankedIn a owl:ObjectProperty , :Predicate ; :identifyingQualifier :ordinal ; :functionalQualifier :ordinal .
:before a owl:ObjectProperty , :Predicate ; owl:propertyDisjointWith :after .
:after a owl:ObjectProperty , :Predicate .
:asserted a :Modality . :expected a :Modality . :possible a :Modality . :denied a :Modality . :reported a :Modality .
"""

ENTITIES = """
entity:ardania a :State . entity:belmora a :State . entity:port a :City . entity:hill a :City . entity:list a :Ranking .
"""

SHAPES = """
:LabelShape a sh:NodeShape ; sh:targetClass :Claim ; sh:property :GlossShape .
:GlossShape sh:path :gloss ; sh:minCount 1 ; sh:message "Add a gloss."@en , "יש להוסיף באור."@he .
"""


def claim(name: str, spo: str, rest: str = "", modality: str = "asserted", source: str = "gazette") -> str:
    """One claim of the tiny project in Turtle."""
    return f"""
claim:{name} a :Claim ; rdf:subject entity:{spo.split()[0]} ; rdf:predicate :{spo.split()[1]} ;
    rdf:object entity:{spo.split()[2]} ; :modality :{modality} ; :statedIn source:{source} ; {rest}
    :evidence evidence:0-4 ; :gloss "A gloss."@en .
"""


class Mini:
    """The tiny project on disk; ``claims`` replaces what its one source says."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for path, text in {
            "ontology/terms.ttl": ONTOLOGY,
            "ontology/shapes/claims.ttl": SHAPES,
            "graph/entities/all.ttl": ENTITIES,
            "graph/sources.ttl": "source:gazette a :Source . source:herald a :Source .",
        }.items():
            self.write(path, text)
        self.claims(claim("capital", "ardania capital port"))

    def write(self, path: str, text: str) -> Path:
        """Write one file of the project below the prefixes."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(PREFIXES + text, encoding="utf-8")
        return target

    def claims(self, *claims: str) -> Path:
        """Let the source say these claims and nothing else."""
        return self.write(
            "graph/claims/gazette.ttl",
            "".join(claims)
            + "\nevidence:0-4 a :Evidence ; oa:hasSource source:gazette ; oa:hasSelector evidence:0-4.position .\n",
        )


@pytest.fixture
def mini(tmp_path: Path) -> Mini:
    return Mini(tmp_path / "project")
