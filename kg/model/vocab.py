"""The claim vocabulary, which is the base's: the only terms that Python knows. All else is the ontology's."""

from functools import cache
from typing import Self

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

Node = NamedNode | BlankNode | Literal | Triple


class Iri(str):
    """The text of an IRI: told by its type from a value that looks like one.

    >>> isinstance(NS + "Claim", Iri), isinstance("https://example.org/", Iri)
    (True, False)
    """

    __slots__ = ()

    def __add__(self, end: str) -> Self:
        return type(self)(str(self) + end)


class Scalar(str):
    """The text of a number or a truth: told by its type from a year or a word that looks like one.

    >>> Scalar("12").value, Scalar(0.5).value, Scalar("true").value
    (12, 0.5, True)
    """

    __slots__ = ()

    @property
    def value(self) -> int | float | bool:
        """What it is in JSON."""
        if self in ("true", "false"):
            return self == "true"
        return float(self) if "." in self else int(self)


BASE = Iri("https://w3id.org/accord-graph/")
NS = BASE + "ontology#"
SOFTWARE = BASE + "software/accord-graph"  # wherever a project's own things stand
RDF = Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Iri("http://www.w3.org/2000/01/rdf-schema#")
OWL = Iri("http://www.w3.org/2002/07/owl#")
OA = Iri("http://www.w3.org/ns/oa#")
PROV = Iri("http://www.w3.org/ns/prov#")
SKOS = Iri("http://www.w3.org/2004/02/skos/core#")
XSD = Iri("http://www.w3.org/2001/XMLSchema#")
EDTF = Iri("http://id.loc.gov/datatypes/edtf/EDTF")
FACT, DENIED, DEPRECATED, JUDGED = "statedAsFact", "denied", "deprecated", "judgement"
# From the surest down.
SUREST = (FACT, JUDGED, "expected", "planned", "possible", DENIED, DEPRECATED)

GRAPH_NAMES = (
    "ontology",
    "entities",
    "outside",
    "sources",
    "claims",
    "statements",
    "facts",
    "inferred",
    "aligned",
    "queries",
)
PREFIXES: dict[str, str] = {
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "oa": OA,
    "prov": PROV,
    "edtf": Iri("http://id.loc.gov/datatypes/edtf/"),
    "unit": Iri("http://qudt.org/vocab/unit/"),
    "dcterms": Iri("http://purl.org/dc/terms/"),
    "schema": Iri("https://schema.org/"),
    "org": Iri("http://www.w3.org/ns/org#"),
    "qudt": Iri("http://qudt.org/schema/qudt/"),
    "sh": Iri("http://www.w3.org/ns/shacl#"),
    "vann": Iri("http://purl.org/vocab/vann/"),
    "void": Iri("http://rdfs.org/ns/void#"),
    "dcat": Iri("http://www.w3.org/ns/dcat#"),
    "spdx": Iri("http://spdx.org/rdf/terms#"),
    "geo": Iri("http://www.w3.org/2003/01/geo/wgs84_pos#"),
    "wikidata": Iri("http://www.wikidata.org/entity/"),
}


@cache
def term(name: str) -> NamedNode:
    """The term ``name`` of the claim vocabulary.

    >>> term("Claim").value
    'https://w3id.org/accord-graph/ontology#Claim'
    """
    return NamedNode(NS + name)


def _records() -> frozenset[NamedNode]:
    ours = ("Claim", "Evidence", "Waiver", "Statement", "Conflict", "Compatibility", "Resemblance")
    made = ("Inference", "Corroboration", "Rule", "Assessment", "Curator")
    more = (OA + "TextPositionSelector", PROV + "Attribution")
    return frozenset({*map(term, (*ours, *made)), *map(NamedNode, more)})


# Of these classes is what the graph keeps of who says what; of all others are things that it is kept of.
RECORDS = _records()
# What a curator alone says of a source or a claim: what grades it, and with which grade.
GRADING = frozenset(map(term, ("assesses", "reliability", "credibility")))


@cache
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

    >>> local("https://w3id.org/accord-graph/entity/astana"), local(NS + "Claim")
    ('astana', 'Claim')
    """
    return iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]
