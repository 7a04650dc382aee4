"""The claim vocabulary: the only terms that Python knows. Everything else is the ontology's."""

from pyoxigraph import Literal, NamedNode

BASE = "https://w3id.org/accord-graph/"
NS = BASE + "ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"

GRAPH_NAMES = (
    "ontology",
    "entities",
    "outside",
    "sources",
    "claims",
    "statements",
    "facts",
    "inferred",
    "queries",
)
GRAPHS = {name: BASE + "graph/" + name for name in GRAPH_NAMES}

PREFIXES: dict[str, str] = {
    "": NS,
    "entity": BASE + "entity/",
    "quantity": BASE + "quantity/",
    "source": BASE + "source/",
    "statement": BASE + "statement/",
    "conflict": BASE + "conflict/",
    "compatibility": BASE + "compatibility/",
    "query": BASE + "query/",
    "resemblance": BASE + "resemblance/",
    "rule": BASE + "rule/",
    "shape": BASE + "shape/",
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "oa": OA,
    "prov": PROV,
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "unit": "http://qudt.org/vocab/unit/",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "org": "http://www.w3.org/ns/org#",
    "qudt": "http://qudt.org/schema/qudt/",
    "sh": "http://www.w3.org/ns/shacl#",
}


def term(name: str) -> NamedNode:
    """The term ``name`` of the claim vocabulary.

    >>> term("Claim").value
    'https://w3id.org/accord-graph/ontology#Claim'
    """
    return NamedNode(NS + name)


def rdf(name: str) -> NamedNode:
    """The term ``name`` of RDF (RDF Schema 1.1, section 5)."""
    return NamedNode(RDF + name)


def integer(number: int) -> Literal:
    """A whole number as a literal.

    >>> integer(3).datatype.value.rpartition("#")[2]
    'integer'
    """
    return Literal(str(number), datatype=NamedNode(XSD + "integer"))


def local(iri: str) -> str:
    """The readable end of an IRI.

    >>> local("https://w3id.org/accord-graph/entity/astana")
    'astana'
    """
    for base in (BASE + "entity/", BASE + "quantity/", NS):
        if iri.startswith(base):
            return iri[len(base) :]
    return iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]
