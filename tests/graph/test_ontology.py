"""The ontology: the OWL 2 RL profile, and what each term must have."""

import re
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import OWL, SKOS

from kg.vocab import NS, XSD
from tests.conftest import ROOT

AG = Namespace(NS)

# OWL 2 Profiles (Second Edition), section 4.2: the datatypes of OWL 2 RL.
XSD_NAMES = [
    "decimal",
    "integer",
    "nonNegativeInteger",
    "nonPositiveInteger",
    "positiveInteger",
    "negativeInteger",
    "long",
    "int",
    "short",
    "byte",
    "unsignedLong",
    "unsignedInt",
    "unsignedShort",
    "unsignedByte",
    "float",
    "double",
    "string",
    "normalizedString",
    "token",
    "language",
    "Name",
    "NCName",
    "NMTOKEN",
    "boolean",
    "hexBinary",
    "base64Binary",
    "anyURI",
    "dateTime",
    "dateTimeStamp",
]
DATATYPES = {
    RDFS.Literal,
    RDF.XMLLiteral,
    URIRef(str(RDF) + "PlainLiteral"),
    *(URIRef(XSD + name) for name in XSD_NAMES),
}
# The axioms that we allow ourselves: all are in the profile when both sides are named (section 4.2.5).
AXIOMS = {
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    RDFS.domain,
    RDFS.range,
    OWL.inverseOf,
    OWL.propertyDisjointWith,
    OWL.disjointWith,
    OWL.equivalentClass,
    OWL.equivalentProperty,
    OWL.versionInfo,
    OWL.imports,
}
KINDS = {
    OWL.Ontology,
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    OWL.NamedIndividual,
    OWL.SymmetricProperty,
    OWL.TransitiveProperty,
    OWL.FunctionalProperty,
    OWL.InverseFunctionalProperty,
    OWL.AsymmetricProperty,
    OWL.IrreflexiveProperty,
}


def outside_the_profile(graph: Graph) -> list[str]:
    """What is not OWL 2 RL in a graph: blank-node expressions, unknown constructs, foreign datatypes."""
    found = []
    for s, p, o in graph:
        if isinstance(s, BNode) or isinstance(o, BNode):
            found.append(f"anonymous expression: {s} {p} {o}")
        elif p == RDF.type and str(o).startswith(str(OWL)) and o not in KINDS:
            found.append(f"construct {o} of {s}")
        elif str(p).startswith((str(OWL), str(RDFS))) and p not in AXIOMS:
            if p not in (RDFS.label, RDFS.comment, RDFS.isDefinedBy, RDFS.seeAlso):
                found.append(f"axiom {p} of {s}")
        elif p == RDFS.range and str(o).startswith((XSD, str(RDF), str(RDFS))) and o not in DATATYPES:
            found.append(f"datatype {o} of {s}")
    return sorted(found)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    graph = Graph()
    for path in sorted(ROOT.glob("ontology/*.ttl")):
        graph.parse(path)
    return graph


def test_profile(ontology: Graph) -> None:
    assert outside_the_profile(ontology) == []


@pytest.mark.parametrize(
    "axiom",
    [
        ":a rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom :b ] .",
        ":p a owl:DatatypeProperty ; rdfs:range xsd:date .",
        ":p a owl:ReflexiveProperty .",
        ":a owl:disjointUnionOf :b .",
    ],
)
def test_the_profile_check_finds_what_is_outside(axiom: str) -> None:
    text = (
        f"@prefix : <{NS}> . @prefix owl: <{OWL}> . @prefix rdfs: <{RDFS}> . @prefix xsd: <{XSD}> . {axiom}"
    )
    assert outside_the_profile(Graph().parse(data=text, format="turtle"))


def terms(graph: Graph) -> list[URIRef]:
    return sorted({s for s in graph.subjects(RDF.type) if isinstance(s, URIRef) and str(s).startswith(NS)})


@pytest.mark.parametrize("about", [RDFS.label, SKOS.definition])
def test_every_term_is_told_in_both_languages(ontology: Graph, about: URIRef) -> None:
    missing = [
        term
        for term in terms(ontology)
        if {o.language for o in ontology.objects(term, about) if isinstance(o, Literal)} != {"en", "he"}
    ]
    assert missing == []
    assert len(terms(ontology)) > 300


def test_every_predicate_has_an_example_and_fits_its_qualifiers(ontology: Graph) -> None:
    qualifiers = set(ontology.subjects(RDF.type, AG.Qualifier))
    qualifiers |= set(ontology.subjects(RDF.type, AG.UniversalQualifier))
    for predicate in ontology.subjects(RDF.type, AG.Predicate):
        assert list(ontology.objects(predicate, SKOS.example)), predicate
        for name in ("allowedQualifier", "requiredQualifier", "identifyingQualifier", "functionalQualifier"):
            assert set(ontology.objects(predicate, AG[name])) <= qualifiers, predicate
        required = set(ontology.objects(predicate, AG.requiredQualifier))
        assert required <= set(ontology.objects(predicate, AG.allowedQualifier)), predicate


def test_every_label_is_taken_once_among_the_same_kind(ontology: Graph) -> None:
    for kind in (OWL.Class, AG.Predicate):
        seen: dict[Literal, URIRef] = {}
        for term in sorted(ontology.subjects(RDF.type, kind)):
            for label in ontology.objects(term, RDFS.label):
                assert seen.setdefault(label, term) == term, label


def test_python_names_no_term_beyond_the_claim_vocabulary(ontology: Graph) -> None:
    """kg/ is generic: a domain term in its code would be a second place that knows the domain."""
    graph = Graph().parse(ROOT / "ontology/claims.ttl")
    domain = {str(t).removeprefix(NS) for t in terms(ontology)} - {
        str(t).removeprefix(NS) for t in terms(graph)
    }
    for path in sorted(Path(ROOT / "kg").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        used = set(re.findall(r'(?:term\("|[ {;|:]:)([A-Za-z]+)', text)) & domain
        assert not used, (path, used)
