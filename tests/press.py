"""A tiny project with texts of its own: two sources, one of them with all that a reference may have."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg import load
from kg.api.graph import Graph
from kg.cli import main
from kg.texts.texts import digest
from tests.conftest import ONTOLOGY, PREFIXES, SHAPES

TEXTS = {
    "gazette": "Ardania has had its capital at Port since 2001,\nwhich about 3% of it minds. Hill is next, says its mayor.",
    "herald": "The capital of Ardania is Port.",
}
HOSTILE = "=1+1 \u001b[2J\n«{oil}» 100%"
QUESTION = """#+ title: {en: "Which capitals?", he: "אילו בירות?"}
#+ description: {en: "Capitals.", he: "בירות."}
#+ columns: {state: {en: state, he: מדינה}, city: {en: city, he: עיר}, time: {en: when, he: מתי}, share: {en: share, he: חלק}, length: {en: length, he: אורך}}
PREFIX : <https://w3id.org/accord-graph/ontology#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?state ?city ?time ?share ?length ?status ?statement {
  ?statement rdf:predicate :capital ; rdf:subject ?state ; rdf:object ?city ; :status ?status .
  OPTIONAL { ?statement :time ?time } OPTIONAL { ?statement :share ?share }
  BIND(STRLEN(STR(?city)) AS ?length) }
ORDER BY (?status != :statedAsFact) ?city ?time
"""
_ONTOLOGY = """
:Person a owl:Class .
:headline a owl:AnnotationProperty ; rdfs:seeAlso <http://purl.org/dc/terms/title> .
:writer a owl:ObjectProperty ; rdfs:subPropertyOf <http://purl.org/dc/terms/creator> .
:asserted rdfs:label "asserted"@en , "נאמר"@he . :expected rdfs:label "expected"@en , "צפוי"@he ; a :StatementStatus .
:statedAsFact a :StatementStatus ; rdfs:label "stated as fact"@en , "נאמר כעובדה"@he .
"""
_ENTITIES = """
entity:ardania a :State ; rdfs:label "Ardania"@en , "ארדניה"@he . entity:port a :City ; rdfs:label "Port"@en , "נמל"@he .
entity:hill a :City ; rdfs:label "Hill"@en , "גבעה"@he . entity:mayor a :Person ; rdfs:label "the mayor"@en , "ראש העיר"@he .
quantity:about-3 a :Quantity ; rdfs:label "about 3 percent"@en , "כ־3 אחוזים"@he ; :value 3.0 ; :approximate true ;
  :unit <http://qudt.org/vocab/unit/PERCENT> .
entity:house a :Person ; rdfs:label "Type & Sons"@en , "דפוס ובניו"@he . entity:doe a :Person ; rdfs:label "J. Doe_Roe"@en , "י. דו"@he .
"""
_SOURCES = """
source:gazette a :Source ; rdfs:label "Gazette"@en , "העיתון"@he ; :file "gazette.txt" ; :sha256 "{gazette}" ;
  :headline "הבירה: {{100% ~ \\\\x}} #1"@he ; :writer entity:doe ; <http://purl.org/dc/terms/publisher> entity:house ;
  <http://purl.org/dc/terms/language> "he" ; <https://schema.org/url> <https://example.org/a_b?c=1%20> ;
  <http://purl.org/dc/terms/issued> "2024-05-02"^^edtf:EDTF .
source:herald a :Source ; rdfs:label "Herald"@en , "המבשר"@he ; :file "herald.txt" ; :sha256 "{herald}" .
"""


class Press:
    """The project on disk, built, and what its commands print."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root, self._capsys = root, capsys
        shas = {name: digest(text) for name, text in TEXTS.items()}
        for path, text in {
            "ontology/terms.ttl": ONTOLOGY + _ONTOLOGY,
            "ontology/shapes/claims.ttl": SHAPES,
            "graph/entities/all.ttl": _ENTITIES,
            "graph/sources.ttl": _SOURCES.format(**shas),
            "graph/claims/gazette.ttl": _said(
                "gazette",
                (
                    "since",
                    "port",
                    ':time "2001/.."^^edtf:EDTF ; :share quantity:about-3 ;',
                    "0-47 48-75",
                    HOSTILE,
                ),
                ("next", "hill", ":speaker entity:mayor ;", "76-90", "Hill is to be the capital."),
            ).replace(":modality :asserted ; :speaker", ":modality :expected ; :speaker"),
            "graph/claims/herald.ttl": _said("herald", ("plain", "port", "", "0-30", "Port is the capital.")),
        }.items():
            self.write(path, PREFIXES + text)
        for name, text in TEXTS.items():
            self.write(f"texts/{name}.txt", text)
        self.write("queries/capitals.rq", QUESTION)
        assert main(["build", "--root", str(root)]) == 0

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def graph(self, lang: str = "en") -> Graph:
        return load(self.root, lang=lang)

    def kg(self, *arguments: str, code: int = 0) -> str:
        """What a command prints; where it fails, what it says."""
        self._capsys.readouterr()
        assert main([*arguments, "--root", str(self.root)]) == code
        printed = self._capsys.readouterr()
        return printed.err if code else printed.out

    def json(self, *arguments: str) -> Any:
        return json.loads(self.kg(*arguments, "--json"))


def _said(source: str, *claims: tuple[str, str, str, str, str]) -> str:
    """Claims of a source that Ardania's capital is a city, with their passages."""
    told = [f"@prefix claim: <https://w3id.org/accord-graph/claim/{source}/> ."]
    told.append(f"@prefix evidence: <https://w3id.org/accord-graph/evidence/{source}/> .")
    for name, city, rest, spans, gloss in claims:
        places = " , ".join(f"evidence:{span}" for span in spans.split())
        told.append(
            f"claim:{name} a :Claim ; rdf:subject entity:ardania ; rdf:predicate :capital ; rdf:object entity:{city} ;"
            f" :modality :asserted ; {rest} :statedIn source:{source} ; :evidence {places} ;"
            f' :gloss {json.dumps(gloss)}@en , "באור של {name}"@he .'
        )
        for span in spans.split():
            start, end = map(int, span.split("-"))
            told.append(
                f"evidence:{span} a :Evidence ; oa:hasSource source:{source} ; oa:hasSelector evidence:{span}.position ;"
                f' :sha256 "{digest(TEXTS[source][start:end])}" .'
                f" evidence:{span}.position a oa:TextPositionSelector ; oa:start {start} ; oa:end {end} ."
            )
    return "\n".join(told)


@pytest.fixture
def press(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Press:
    """The project; no folder of texts is named."""
    monkeypatch.delenv("KG_SOURCES", raising=False)
    return Press(tmp_path / "press", capsys)
