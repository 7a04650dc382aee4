"""The entailment rules of OWL 2 RL that our ontologies need (OWL 2 Profiles, section 4.3, tables 4 to 9).

Each bears the name that the tables give it. ``REASONED`` lists the constructs that they cover: an ontology
that uses another one needs another rule here. What the tables call false is of the class ``owl:Nothing``.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from pyoxigraph import NamedNode, Quad

from kg.model.vocab import OWL, RDF, RDFS
from kg.reason.rule import Rule, compiled

_PREFIXES = f"PREFIX rdf: <{RDF}> PREFIX rdfs: <{RDFS}> PREFIX owl: <{OWL}> "
_RULES = {
    "scm-sco": (
        "{ ?a rdfs:subClassOf ?c } WHERE { ?a rdfs:subClassOf ?b . ?b rdfs:subClassOf ?c }",
        "A class of a class is one of its class too",
        "מחלקה של מחלקה שייכת גם למחלקה שמעליה",
    ),
    "scm-spo": (
        "{ ?a rdfs:subPropertyOf ?c } WHERE { ?a rdfs:subPropertyOf ?b . ?b rdfs:subPropertyOf ?c }",
        "A narrower relation's narrower relation is narrower too",
        "יחס צר מיחס צר הוא צר גם מזה שמעליו",
    ),
    "prp-spo1": (
        "{ ?x ?q ?y } WHERE { ?p rdfs:subPropertyOf ?q . ?x ?p ?y }",
        "What holds narrowly holds broadly",
        "מה שנכון ביחס הצר נכון ביחס הרחב",
    ),
    "prp-symp": (
        "{ ?y ?p ?x } WHERE { ?p rdf:type owl:SymmetricProperty . ?x ?p ?y }",
        "The relation holds both ways",
        "היחס נכון לשני הכיוונים",
    ),
    "prp-trp": (
        "{ ?x ?p ?z } WHERE { ?p rdf:type owl:TransitiveProperty . ?x ?p ?y . ?y ?p ?z }",
        "The relation goes on along a chain",
        "היחס נמשך לאורך שרשרת",
    ),
    "prp-inv1": (
        "{ ?y ?q ?x } WHERE { ?p owl:inverseOf ?q . ?x ?p ?y }",
        "The relation, told from the other end",
        "היחס, מסופר מן הקצה השני",
    ),
    "prp-inv2": (
        "{ ?y ?p ?x } WHERE { ?p owl:inverseOf ?q . ?x ?q ?y }",
        "The relation, told from the other end",
        "היחס, מסופר מן הקצה השני",
    ),
    "prp-dom": (
        "{ ?x rdf:type ?c } WHERE { ?p rdfs:domain ?c . ?x ?p ?y }",
        "What the relation starts from is of its class",
        "מה שהיחס יוצא ממנו הוא מן המחלקה שלו",
    ),
    "prp-rng": (
        "{ ?y rdf:type ?c } WHERE { ?p rdfs:range ?c . ?x ?p ?y }",
        "What the relation leads to is of its class",
        "מה שהיחס מוביל אליו הוא מן המחלקה שלו",
    ),
    "cax-sco": (
        "{ ?x rdf:type ?b } WHERE { ?a rdfs:subClassOf ?b . ?x rdf:type ?a }",
        "What is of a class is of the class above it",
        "מה ששייך למחלקה שייך גם למחלקה שמעליה",
    ),
    "prp-irp": (
        "{ ?x rdf:type owl:Nothing } WHERE { ?p rdf:type owl:IrreflexiveProperty . ?x ?p ?x }",
        "Nothing stands in this relation to itself",
        "דבר אינו ביחס הזה אל עצמו",
    ),
    "prp-asyp": (
        "{ ?x rdf:type owl:Nothing } WHERE { ?p rdf:type owl:AsymmetricProperty . ?x ?p ?y . ?y ?p ?x }",
        "The relation cannot hold both ways",
        "היחס אינו יכול להתקיים לשני הכיוונים",
    ),
    "prp-pdw": (
        "{ ?x rdf:type owl:Nothing } WHERE { ?p owl:propertyDisjointWith ?q . ?x ?p ?y . ?x ?q ?y }",
        "Relations that exclude each other",
        "יחסים שסותרים זה את זה",
    ),
    "cax-dw": (
        "{ ?x rdf:type owl:Nothing } WHERE { ?a owl:disjointWith ?b . ?x rdf:type ?a . ?x rdf:type ?b }",
        "Classes that exclude each other",
        "מחלקות שסותרות זו את זו",
    ),
}

REASONED = {RDFS + name for name in ("subClassOf", "subPropertyOf", "domain", "range")}
REASONED |= {OWL + name for name in ("inverseOf", "propertyDisjointWith", "disjointWith")}
REASONED |= {OWL + f"{name}Property" for name in ("Symmetric", "Transitive", "Irreflexive", "Asymmetric")}
_DECLARING = (
    *("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "NamedIndividual"),
    *("Ontology", "versionIRI", "versionInfo", "imports", "deprecated"),
)


def unreasoned(ontology: Iterable[Quad]) -> list[str]:
    """The constructs of OWL that an ontology uses and no rule covers, by name: nothing follows from them."""
    used = {
        node.value
        for quad in ontology
        for node in (quad.predicate, quad.object)
        if isinstance(node, NamedNode) and node.value.startswith(OWL)
    }
    return sorted(used - REASONED - {OWL + name for name in _DECLARING})


@cache
def owl_rules() -> tuple[Rule, ...]:
    """The rules, in the order of the tables; taken apart once."""
    return tuple(
        replace(
            compiled(name, f"{_PREFIXES} CONSTRUCT {text}"),
            title={"en": english, "he": hebrew},
            description={"en": f"OWL 2 RL, rule {name}", "he": f"OWL 2 RL, כלל {name}"},
        )
        for name, (text, english, hebrew) in _RULES.items()
    )
