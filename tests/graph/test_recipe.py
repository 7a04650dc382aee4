"""The recipe of ontology/README.md, followed on a new concept, without a line of Python."""

import json
import shutil
from pathlib import Path

import pytest

from kg.cli import main
from tests.conftest import PREFIXES, ROOT

TERMS = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
:Port a owl:Class ; rdfs:label "port"@en , "נמל"@he ; rdfs:subClassOf :Place ;
    skos:definition "Where ships load."@en , "מקום שאוניות נטענות בו."@he .
:berths a owl:DatatypeProperty , :Qualifier ; rdfs:label "berths"@en , "רציפים"@he ;
    skos:definition "How many ships fit."@en , "כמה אוניות נכנסות."@he .
:portOf a owl:ObjectProperty , :Predicate , :LastingPredicate ; rdfs:label "port of"@en , "נמל של"@he ;
    skos:definition "Serves the state by sea."@en , "משרת את המדינה מן הים."@he ; rdfs:domain :Port ; rdfs:range :State ;
    :allowedQualifier :berths ; :requiredQualifier :berths ; :functionalQualifier :berths .
:shipsTo a owl:ObjectProperty ; rdfs:label "ships to"@en , "משיט אל"@he ;
    skos:definition "Sends ships there."@en , "שולח לשם אוניות."@he .
"""
SHAPE = """
@prefix shape: <https://w3id.org/accord-graph/shape/> .
shape:PortBerths a sh:NodeShape ; sh:targetSubjectsOf :berths ; sh:property shape:PortBerthsNumber .
shape:PortBerthsNumber a sh:PropertyShape ; sh:path :berths ; sh:minInclusive 1 ; sh:severity sh:Violation ;
    sh:message "Give at least one berth."@en , "יש לתת לפחות רציף אחד."@he .
"""
RULE = """#+ title: {en: "Ports ship", he: "נמלים משיטים"}
#+ description: {en: "A port ships to its state.", he: "נמל משיט אל מדינתו."}
PREFIX : <https://w3id.org/accord-graph/ontology#>
CONSTRUCT { ?port :shipsTo ?state } WHERE { ?port :portOf ?state }
"""
QUESTION = """#+ title: {en: "Which ports?", he: "אילו נמלים?"}
#+ description: {en: "Ports.", he: "נמלים."}
#+ tags: [geography]
#+ columns: {port: {en: port, he: נמל}, state: {en: state, he: מדינה}}
PREFIX : <https://w3id.org/accord-graph/ontology#>
SELECT ?port ?state ?berths { ?s a :Statement ; <http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate> :portOf ;
  <http://www.w3.org/1999/02/22-rdf-syntax-ns#subject> ?port ;
  <http://www.w3.org/1999/02/22-rdf-syntax-ns#object> ?state ; :berths ?berths . ?port :shipsTo ?state }
"""
ENTITIES = 'entity:aktau a :Port ; rdfs:label "Aktau"@en , "אקטאו"@he .'


def said(berths: str) -> str:
    return f"""
@prefix claim: <https://w3id.org/accord-graph/claim/globes/> .
@prefix evidence: <https://w3id.org/accord-graph/evidence/globes/> .
claim:port a :Claim ; rdf:subject entity:aktau ; rdf:predicate :portOf ; rdf:object entity:kazakhstan ; {berths}
    :modality :asserted ; :statedIn source:globes ; :evidence evidence:0-4 ; :gloss "A port."@en , "נמל."@he .
evidence:0-4 a :Evidence ; oa:hasSource source:globes ; oa:hasSelector evidence:0-4.position ; :sha256 "{"0" * 64}" .
evidence:0-4.position a oa:TextPositionSelector ; oa:start 0 ; oa:end 4 .
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for folder in ("ontology", "graph", "queries"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    prefixes = PREFIXES.split("@prefix claim:")[0]
    for path, text in {
        "ontology/ports.ttl": prefixes + TERMS,
        "ontology/shapes/ports.ttl": prefixes + SHAPE,
        "ontology/rules/90-ports.rq": RULE,
        "queries/ports.rq": QUESTION,
        "graph/entities/ports.ttl": prefixes + ENTITIES,
        "graph/claims/ports.ttl": prefixes + said(":berths 3 ;"),
    }.items():
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_new_kind_of_thing_needs_no_python(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--root", str(project)]) == 0
    capsys.readouterr()
    assert main(["query", "ports", "--json", "--root", str(project)]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["port"]["label"], row["state"]["label"], row["berths"]) == ("Aktau", "Kazakhstan", 3)
    assert main(["show", "אקטאו", "--root", str(project)]) == 0
    assert "berths: 3" in capsys.readouterr().out
    assert main(["query", "ports", "--lang", "he", "--root", str(project)]) == 0
    assert "רציפים" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("berths", "cause"),
    [("", "Add the qualifier :berths, which the predicate requires."), (":berths 0 ;", "at least one berth")],
)
def test_its_shapes_and_declarations_are_enforced(
    project: Path, capsys: pytest.CaptureFixture[str], berths: str, cause: str
) -> None:
    path = project / "graph/claims/ports.ttl"
    path.write_text(PREFIXES.split("@prefix claim:")[0] + said(berths), encoding="utf-8")
    assert main(["build", "--root", str(project)]) == 1
    error = capsys.readouterr().err.splitlines()[-1]
    assert cause in error and "graph/claims/ports.ttl:" in error
