"""The entailment rules of OWL 2 RL that our ontologies need (OWL 2 Profiles, section 4.3, tables 4 to 9).

Each bears the name that the tables give it. ``REASONED`` lists the constructs that they cover: an ontology
that uses another one needs another rule here.
"""

from kg.rules import Rule, compiled
from kg.vocab import OWL, RDF, RDFS

_PREFIXES = f"PREFIX rdf: <{RDF}> PREFIX rdfs: <{RDFS}> PREFIX owl: <{OWL}> "
_RULES = {
    "scm-sco": "{ ?a rdfs:subClassOf ?c } WHERE { ?a rdfs:subClassOf ?b . ?b rdfs:subClassOf ?c }",
    "scm-spo": "{ ?a rdfs:subPropertyOf ?c } WHERE { ?a rdfs:subPropertyOf ?b . ?b rdfs:subPropertyOf ?c }",
    "prp-spo1": "{ ?x ?q ?y } WHERE { ?p rdfs:subPropertyOf ?q . ?x ?p ?y }",
    "prp-symp": "{ ?y ?p ?x } WHERE { ?p rdf:type owl:SymmetricProperty . ?x ?p ?y }",
    "prp-trp": "{ ?x ?p ?z } WHERE { ?p rdf:type owl:TransitiveProperty . ?x ?p ?y . ?y ?p ?z }",
    "prp-inv1": "{ ?y ?q ?x } WHERE { ?p owl:inverseOf ?q . ?x ?p ?y }",
    "prp-inv2": "{ ?y ?p ?x } WHERE { ?p owl:inverseOf ?q . ?x ?q ?y }",
    "prp-dom": "{ ?x rdf:type ?c } WHERE { ?p rdfs:domain ?c . ?x ?p ?y }",
    "prp-rng": "{ ?y rdf:type ?c } WHERE { ?p rdfs:range ?c . ?x ?p ?y }",
    "cax-sco": "{ ?x rdf:type ?b } WHERE { ?a rdfs:subClassOf ?b . ?x rdf:type ?a }",
}

REASONED = {
    RDFS + "subClassOf",
    RDFS + "subPropertyOf",
    RDFS + "domain",
    RDFS + "range",
    OWL + "inverseOf",
    OWL + "SymmetricProperty",
    OWL + "TransitiveProperty",
}


def owl_rules() -> list[Rule]:
    """The rules, in the order of the tables."""
    return [compiled(name, f"{_PREFIXES} CONSTRUCT {text}") for name, text in _RULES.items()]
