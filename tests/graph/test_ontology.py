"""The ontology: the OWL 2 RL profile, and what each term must have."""

import re
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import OWL, SKOS

from kg.model.vocab import NS, XSD
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
    OWL.versionIRI,
    OWL.versionInfo,
    OWL.deprecated,
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
    for path in (*sorted(ROOT.glob("ontology/*.ttl")), *sorted(ROOT.glob("kg/base/*.ttl"))):
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
        for name in ("allowedQualifier", "requiredQualifier", "functionalQualifier"):
            assert set(ontology.objects(predicate, AG[name])) <= qualifiers, predicate
        required = set(ontology.objects(predicate, AG.requiredQualifier))
        assert required <= set(ontology.objects(predicate, AG.allowedQualifier)), predicate


def relations(ontology: Graph) -> set[URIRef]:
    """The relations that are told in sentences: of claims, and those that rules conclude."""
    found = {p for p in ontology.subjects(RDF.type, AG.Predicate) if isinstance(p, URIRef)}
    for path in ROOT.glob("ontology/rules/*.rq"):
        head = path.read_text(encoding="utf-8").split("CONSTRUCT")[1].split("WHERE")[0]
        found |= {AG[name] for name in re.findall(r"\s:([a-z]\w*)\s", head)}
    return found


def untold(ontology: Graph, relation: URIRef) -> list[str]:
    """What the sentences of a relation lack, or have wrongly."""

    def texts(name: URIRef, lang: str) -> list[str]:
        found = (text for text in ontology.objects(relation, name) if isinstance(text, Literal))
        return [str(text) for text in found if text.language == lang]

    found = []
    for lang, forms, least, most in (("en", ["pluralForm"], 2, 2), ("he", FORMS, 3, 4)):
        patterns = texts(AG.sentence, lang)
        if not patterns and not all(len(texts(AG[form], lang)) == 1 for form in forms):
            found.append(f"{lang}: neither a sentence nor each of {forms}")
        if len(patterns) > 1:
            found.append(f"{lang}: several sentences")
        for pattern in patterns:
            bare = re.sub(r"\{(subject|object):([^{}]*)\}", "", pattern)
            names = re.findall(r"\{([^{}]*)\}", bare)
            if "subject" not in names or not {"object", "when", "object~subject"} & set(names):
                found.append(f"{lang}: does not name both ends")
            if set(names) - {"subject", "object", "when", "object~subject"} or "|" in bare:
                found.append(f"{lang}: an unknown part")
            if ("when" in names) != ((relation, RDFS.seeAlso, EDTF) in ontology):
                found.append(f"{lang}: a date is {{when}}, and nothing else is")
            for _, choice in re.findall(r"\{(subject|object):([^{}]*)\}", pattern):
                if not least <= choice.count("|") + 1 <= most:
                    found.append(f"{lang}: {choice} has not as many forms as agreement needs")
    return found


FORMS = ["feminineForm", "pluralForm", "femininePluralForm"]
EDTF = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")


def test_every_relation_is_told_in_both_languages(ontology: Graph) -> None:
    told = relations(ontology)
    assert len(told) > 120
    assert {str(relation): lack for relation in told if (lack := untold(ontology, relation))} == {}


@pytest.mark.parametrize(
    "grammar",
    [
        ':pluralForm "supply"@en ; :feminineForm "מספקת"@he',
        ':sentence "{subject} supplies"@en , "{subject} {subject:מספק|מספקת|מספקים} {object}"@he',
        ':sentence "{subject} {subject:supplies} {object}"@en , "{subject} מספק {object}"@he',
        ':sentence "{subject} supplies {object}"@en , "{subject} {subject:מספק|מספקת} {object}"@he',
        ':sentence "{subject} supplies {object} {when}"@en , "{subject} מספק {object}"@he',
        ':sentence "{subject} supplies {things}"@en , "{subject} מספק {object}"@he',
    ],
)
def test_a_relation_that_makes_no_sentence_is_found(grammar: str) -> None:
    text = f"@prefix : <{NS}> . :supplies {grammar} ."
    assert untold(Graph().parse(data=text, format="turtle"), AG.supplies)


def test_every_class_has_a_gender(ontology: Graph) -> None:
    ours = [one for one in terms(ontology) if (one, RDF.type, OWL.Class) in ontology]
    assert len(ours) > 80
    for one in ours:
        assert [str(o) for o in ontology.objects(one, AG.gender)] in (["masculine"], ["feminine"]), one


def test_grammar_says_nothing_else() -> None:
    graph = Graph()
    for path in [
        *ROOT.glob("ontology/*.ttl"),
        *ROOT.glob("kg/base/*.ttl"),
        *ROOT.glob("graph/entities/*.ttl"),
        ROOT / "graph/sources.ttl",
    ]:
        graph.parse(path)
    assert {str(o) for o in graph.objects(None, AG.gender)} == {"masculine", "feminine"}
    assert {str(o) for o in graph.objects(None, AG.number)} == {"singular", "plural"}
    articles = {(str(o), getattr(o, "language", None)) for o in graph.objects(None, AG.article)}
    assert articles <= {("the", "en"), ("a", "en"), ("an", "en"), ("", "en"), ("ה", "he")}
    for thing in graph.subjects(AG.article, Literal("ה", lang="he")):
        hebrew = [str(o) for o in graph.objects(thing, RDFS.label) if getattr(o, "language", "") == "he"]
        assert hebrew and hebrew[0].startswith("ה"), thing


def test_every_person_has_a_gender() -> None:
    graph = Graph()
    for path in ROOT.glob("graph/entities/*.ttl"):
        graph.parse(path)
    assert not [one for one in graph.subjects(RDF.type, AG.Person) if not list(graph.objects(one, AG.gender))]


def test_quantities_are_told_as_hebrew_writes_them() -> None:
    """Percents and tonnes by one form each, thousands with commas, «about» as one letter."""
    graph = Graph().parse(ROOT / "graph/quantities.ttl")
    for quantity in graph.subjects(RDF.type, AG.Quantity):
        (told,) = [str(o) for o in graph.objects(quantity, RDFS.label) if getattr(o, "language", "") == "he"]
        (unit,) = [str(o).rpartition("/")[2] for o in graph.objects(quantity, AG.unit)]
        word = {"PERCENT": "אחוזים", "TONNE": "טון", "CCY_USD": "דולר", "KiloM": "קילומטרים"}.get(unit, "")
        assert told.endswith(word) or "אחד" in told, told
        assert not re.search(r"\d{4}|\d %|%|בערך כ|כ-\d|כ\d", told), told


def test_every_label_is_taken_once_among_the_same_kind(ontology: Graph) -> None:
    for kind in (OWL.Class, AG.Predicate):
        seen: dict[Literal, URIRef] = {}
        for term in sorted(ontology.subjects(RDF.type, kind)):
            for label in ontology.objects(term, RDFS.label):
                assert seen.setdefault(label, term) == term, label


def test_python_names_no_term_beyond_the_claim_vocabulary(ontology: Graph) -> None:
    """kg/ is generic: a domain term in its code would be a second place that knows the domain."""
    graph = Graph()
    for path in ROOT.glob("kg/base/*.ttl"):
        graph.parse(path)
    domain = {str(t).removeprefix(NS) for t in terms(ontology)} - {
        str(t).removeprefix(NS) for t in terms(graph)
    }
    for path in sorted(Path(ROOT / "kg").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        used = set(re.findall(r'(?:term\("|[ {;|:]:)([A-Za-z]+)', text)) & domain
        assert not used, (path, used)
