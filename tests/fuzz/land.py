"""The tiny project with one of everything: a rule, a question, texts, waivers, curation, quantities, labels."""

from pathlib import Path

from kg.texts.texts import digest
from tests.conftest import ENTITIES, ONTOLOGY, PREFIXES, Mini

TEXT = "Ardania moved its capital to Port. Rain fell. Rain fell.\nBelmora protested."

TERMS = """
:capital :edge true ; rdfs:label "capital is"@en , "בירתה"@he . :borders :edge true ; rdfs:label "borders"@en , "גובלת ב"@he .
:size a owl:ObjectProperty , :Predicate ; :singleValuedObject true ; rdfs:label "size"@en .
:founded a owl:DatatypeProperty , :Predicate ; :singleValuedObject true ; rdfs:label "founded"@en .
:near a owl:ObjectProperty , owl:TransitiveProperty ; :edge true ; :colour "#336699" ; rdfs:label "near"@en .
:statedAsFact a :StatementStatus ; rdfs:label "stated as fact"@en , "עובדה"@he .
:possible a :StatementStatus ; rdfs:label "possible"@en . :asserted rdfs:label "asserted"@en .
:preferredRank a :Rank . :deprecatedRank a :Rank . :rhetoric a :WaiverReason . :differentScope a :CompatibilityReason .
:State :colour "#cc0000" ; :symbol "square" ; rdfs:label "state"@en , "מדינה"@he ; rdfs:subClassOf :Place . :Place a owl:Class . :City rdfs:subClassOf :Place .
:stops a owl:AnnotationProperty . :failsWith a owl:AnnotationProperty .
"""

THINGS = """
entity:ardania rdfs:label "Ardania"@en , "ארדניה"@he . entity:belmora rdfs:label "Belmora"@en .
entity:port rdfs:label "Port"@en ; <http://www.w3.org/2003/01/geo/wgs84_pos#lat> 12.5 ; <http://www.w3.org/2003/01/geo/wgs84_pos#long> 45.0 .
entity:hill rdfs:label "Hill"@en , "גבעה"@he . entity:somebody a :UnnamedSpeaker ; rdfs:label "an official"@en .
"""

QUANTITIES = """
quantity:1-day a :Quantity ; :unit <http://qudt.org/vocab/unit/DAY> ; :value 1.0 ; rdfs:label "1 day"@en .
quantity:some a :Quantity ; :unit <http://qudt.org/vocab/unit/NUM> ; :lowerBound 2 ; :upperBound 3 ; :approximate true ; rdfs:label "two or three"@en .
"""

RULE = """#+ title: {en: "What borders is near", he: "מה שגובל קרוב"}
#+ description: {en: "Borders.", he: "גבולות."}
#+ certainty: possible
PREFIX : <https://w3id.org/accord-graph/ontology#>
CONSTRUCT { ?a :near ?b }
WHERE { ?a :borders ?b . FILTER(?a != ?b) FILTER NOT EXISTS { ?a :capital ?b } }
"""

QUESTION = """#+ title: {en: "Which capitals are there?", he: "אילו בירות יש?"}
#+ description: {en: "Each state with its capital.", he: "כל מדינה ובירתה."}
#+ parameters:
#+   state: {type: iri, en: "a state", he: "מדינה", example: "Ardania"}
#+   day: {type: date, en: "a day", he: "יום"}
#+   least: {type: integer, default: 1, en: "so many", he: "כמה"}
#+ tags: [places]
#+ columns: {state: {en: "state", he: "מדינה"}}
PREFIX : <https://w3id.org/accord-graph/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?state ?capital ?time ?day ?least ?statement {
  ?statement rdf:subject ?state ; rdf:predicate :capital ; rdf:object ?capital ; :originCount ?n .
  OPTIONAL { ?statement :time ?time ; :earliest ?first }
  FILTER(?n >= COALESCE(?least, 0) && COALESCE(?first <= ?day, true))
}
ORDER BY ?state ?statement
"""

CURATION = """
<https://w3id.org/accord-graph/statement/ardania.capital.port> :rank :preferredRank ; :rankReason "It is newer."@en .
<https://w3id.org/accord-graph/compatibility/one> a :Compatibility ; :compatibilityReason :differentScope ;
    :involves <https://w3id.org/accord-graph/statement/ardania.borders.belmora> ,
        <https://w3id.org/accord-graph/statement/ardania.size.1-day> .
"""


def span(name: str, start: int, end: int, kind: str) -> str:
    """A passage of the text, with the digest that it has."""
    return (
        f"{name} a :{kind} ; oa:hasSource source:gazette ; oa:hasSelector {name}.position ;"
        f' :sha256 "{digest(TEXT[start:end])}" .\n'
        f"{name}.position a oa:TextPositionSelector ; oa:start {start} ; oa:end {end} .\n"
    )


def said(name: str, spo: str, rest: str = "", modality: str = "asserted") -> str:
    """A claim; its object is a term of Turtle."""
    subject, predicate, value = spo.split()
    return (
        f"claim:{name} a :Claim ; rdf:subject entity:{subject} ; rdf:predicate :{predicate} ; rdf:object {value} ;\n"
        f'    :modality :{modality} ; :statedIn source:gazette ; :evidence evidence:0-34 ; {rest} :gloss "A gloss."@en , "באור."@he .\n'
    )


CLAIMS = (
    said("capital", "ardania capital entity:port", ':time "1992-04/.."^^edtf:EDTF ;')
    + said("port", "ardania capital entity:port")
    + said("hill", "ardania capital entity:hill", ':time "1995"^^edtf:EDTF ; :speaker entity:somebody ;')
    + said("other", "belmora capital entity:hill", ":share quantity:some ;", "possible")
    + said("borders", "ardania borders entity:belmora")
    + said("size", "ardania size quantity:1-day")
    + said("founded", 'ardania founded "1991"^^edtf:EDTF')
    + said("denied", "belmora capital entity:port", "", "denied")
)


def land(root: Path) -> Path:
    """Write the project; gives its folder. The texts stand in ``texts/``."""
    mini = Mini(root)
    mini.write("ontology/terms.ttl", ONTOLOGY + TERMS)
    mini.write("graph/entities/all.ttl", ENTITIES + THINGS)
    mini.write("graph/quantities.ttl", QUANTITIES)
    mini.write("graph/curation.ttl", CURATION)
    mini.write("graph/coverage/gazette.ttl", span("<w:34>", 34, len(TEXT), "Waiver").replace("<w:34>.position", "<w:34p>") + "<w:34> :waiverReason :rhetoric .")  # fmt: skip
    mini.write("graph/sources.ttl", f'source:gazette a :Source ; rdfs:label "The gazette"@en ; :file "gazette.txt" ; :characters {len(TEXT)} ; :sha256 "{digest(TEXT)}" ; <http://purl.org/dc/terms/issued> "2001-05"^^edtf:EDTF .')  # fmt: skip
    mini.write("graph/claims/gazette.ttl", CLAIMS + span("evidence:0-34", 0, 34, "Evidence"))
    for path, text in {
        "ontology/rules/10-near.rq": RULE,
        "queries/capitals.rq": QUESTION,
        "texts/gazette.txt": TEXT,
        "more.ttl": PREFIXES + said("more", "belmora size quantity:1-day")+ span("evidence:0-7", 0, 7, "Evidence"),
    }.items():  # fmt: skip
        (root / path).parent.mkdir(exist_ok=True, parents=True)
        (root / path).write_text(text, encoding="utf-8")
    return root
