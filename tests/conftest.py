"""The shipped graph, built once; and a tiny project of invented states to run the way of the data on."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.cli import main
from tests.abroad import abroad

ROOT = Path(__file__).parent.parent
SOURCES = Path(os.environ.get("KG_SOURCES", ROOT / "../shared/sources"))
if "KG_SOURCES" in os.environ and not SOURCES.is_dir():
    raise RuntimeError("KG_SOURCES names no folder")
os.environ.pop("COLUMNS", None)  # what is printed shall not depend on who runs the tests, and where
needs_sources = pytest.mark.skipif(not SOURCES.is_dir(), reason="the source texts are not here")

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
:time a :UniversalQualifier . :asOf a :UniversalQualifier . :over a :UniversalQualifier .
:relativeTime a :UniversalQualifier ; :words :time . :rank a owl:ObjectProperty .
:share a :Qualifier . :ordinal a :Qualifier .
:capital a owl:ObjectProperty , :Predicate , :StatePredicate ; :singleValuedObject true ; rdfs:range :City .
:borders a owl:ObjectProperty , owl:SymmetricProperty , :Predicate .
:rankedIn a owl:ObjectProperty , :Predicate , :StatePredicate ; :functionalQualifier :ordinal .
:before a owl:ObjectProperty , :Predicate ; owl:propertyDisjointWith :after .
:after a owl:ObjectProperty , :Predicate .
:asserted a :Modality . :expected a :Modality . :possible a :Modality . :planned a :Modality . :denied a :Modality . :reported a :Modality .
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
def mini(tmp_path: Path) -> Iterator[Mini]:
    """The tiny project. With ``KG_ABROAD=1`` whatever a test makes of it is built once more, elsewhere."""
    made = Mini(tmp_path / "project")
    yield made
    if os.environ.get("KG_ABROAD"):
        from tests.abroad import same_abroad

        same_abroad(made.root, tmp_path / "abroad")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a build of the shipped graph."""
    folder = tmp_path_factory.mktemp("built")
    assert main(["build", "--root", str(ROOT), "--build", str(folder)]) == 0
    return folder


@pytest.fixture(scope="session")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped project with its IRIs elsewhere, built."""
    root = abroad(ROOT, tmp_path_factory.mktemp("abroad"))
    assert main(["build", "--root", str(root)]) == 0
    return root


@pytest.fixture
def kg(built: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Run one command on the shipped graph; gives what it prints."""

    def run(*arguments: str, code: int = 0) -> str:
        capsys.readouterr()
        assert main([*arguments, "--root", str(ROOT), "--build", str(built)]) == code
        printed = capsys.readouterr()
        return printed.err if code else printed.out

    return run


@pytest.fixture
def kg_json(kg: Callable[..., str]) -> Callable[..., Any]:
    """Run one command on the shipped graph with --json; gives the value."""
    return lambda *arguments: json.loads(kg(*arguments, "--json"))
