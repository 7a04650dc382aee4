"""Describe the built dataset in VoID and DCAT: what is in it, in which files, and how it was made (PROV-O).

No clock: what is told depends on the graph and the version of the software alone.
(VoID, W3C Interest Group Note 2011; DCAT 3, W3C Recommendation 2024; SPDX 2.3 for the digests.)
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.files.project import NAME, release
from kg.files.serialize import turtle
from kg.model.vocab import BASE, GRAPHS, OWL, PREFIXES, PROV, RDF, XSD, integer, local, rdf

VOID, DCAT, SPDX, _DCTERMS = (PREFIXES[name] for name in ("void", "dcat", "spdx", "dcterms"))
_MEDIA = {"ttl": "text/turtle", "nq": "application/n-quads"}
_EXAMPLES = 5
# What the ontology tells of itself, and is true of its data as well.
_TOLD = ("title", "description", "license", "creator", "created", "modified")


def description(
    graphs: Mapping[str, list[Quad]], files: Mapping[str, bytes], read: Mapping[str, bytes]
) -> bytes:
    """The description of a build as Turtle.

    ``graphs`` are its named graphs, ``files`` what was written and ``read`` what it was made of, by path.
    """
    every = {quad.triple for quads in graphs.values() for quad in quads}
    dataset, build = NamedNode(BASE), NamedNode(BASE + "build")
    told = [
        *_header(dataset, graphs),
        *_counts(dataset, every),
        *_partitions(dataset, graphs),
        *_subsets(dataset, graphs),
        *_examples(dataset, graphs["statements"]),
        *_vocabularies(dataset, every),
    ]
    for name, data in files.items():
        told += _distribution(dataset, build, name, data)
    for name, data in read.items():
        told += [
            _triple(build, PROV + "used", NamedNode(BASE + name)),
            *_digest(NamedNode(BASE + name), data),
        ]
    software = NamedNode(f"{BASE}software/{NAME}")
    told += [
        _triple(dataset, PROV + "wasGeneratedBy", build),
        _triple(build, RDF + "type", NamedNode(PROV + "Activity")),
        _triple(build, PROV + "wasAssociatedWith", software),
        _triple(software, RDF + "type", NamedNode(PROV + "SoftwareAgent")),
        _triple(software, OWL + "versionInfo", Literal(release())),
    ]
    return turtle({"description": [Quad(*triple) for triple in told]})


def _triple(subject: NamedNode, predicate: str, value: NamedNode | Literal) -> Triple:
    return Triple(subject, NamedNode(predicate), value)


def _header(dataset: NamedNode, graphs: Mapping[str, list[Quad]]) -> list[Triple]:
    """Title, description, licence and makers: what the project tells of its dataset, else of its ontology."""
    quads = [quad for quad in graphs["outside"] if quad.subject == dataset]
    makers = {quad.object for quad in quads if quad.predicate.value == _DCTERMS + "creator"}
    if not quads:
        headers = {q.subject for q in graphs["ontology"] if q.object == NamedNode(OWL + "Ontology")}
        quads = [quad for quad in graphs["ontology"] if quad.subject in headers]
    told = {_DCTERMS + name for name in _TOLD}
    return [
        _triple(dataset, RDF + "type", NamedNode(VOID + "Dataset")),
        _triple(dataset, RDF + "type", NamedNode(DCAT + "Dataset")),
        _triple(dataset, OWL + "versionInfo", Literal(release())),
        _triple(dataset, VOID + "uriSpace", Literal(BASE)),
        *(Triple(dataset, quad.predicate, quad.object) for quad in quads if quad.predicate.value in told),
        *(quad.triple for quad in graphs["outside"] if quad.subject in makers),
    ]


def _counts(dataset: NamedNode, triples: set[Triple]) -> list[Triple]:
    counts = {
        "triples": len(triples),
        "entities": len({t.subject for t in triples if isinstance(t.subject, NamedNode)}),
        "distinctSubjects": len({t.subject for t in triples}),
        "distinctObjects": len({t.object for t in triples}),
        "properties": len({t.predicate for t in triples}),
        "classes": len({t.object for t in triples if t.predicate == rdf("type")}),
    }
    return [_triple(dataset, VOID + name, integer(count)) for name, count in counts.items()]


def _partitions(dataset: NamedNode, graphs: Mapping[str, list[Quad]]) -> list[Triple]:
    """How many things of each class the graph describes, and how many facts each relation has."""
    classes = Counter(q.object for q in graphs["entities"] if q.predicate == rdf("type"))
    relations = Counter(quad.predicate for quad in graphs["facts"])
    told = []
    for kind, counted, count in (("class", classes, "entities"), ("property", relations, "triples")):
        for node, number in counted.items():
            if isinstance(node, NamedNode):
                part = NamedNode(f"{BASE}partition/{kind}/{local(node.value)}")
                told += [
                    _triple(dataset, f"{VOID}{kind}Partition", part),
                    _triple(part, VOID + kind, node),
                    _triple(part, VOID + count, integer(number)),
                ]
    return told


def _subsets(dataset: NamedNode, graphs: Mapping[str, list[Quad]]) -> list[Triple]:
    """The named graphs."""
    return [
        triple
        for name, quads in graphs.items()
        for triple in (
            _triple(dataset, VOID + "subset", NamedNode(GRAPHS[name])),
            _triple(NamedNode(GRAPHS[name]), RDF + "type", NamedNode(VOID + "Dataset")),
            _triple(NamedNode(GRAPHS[name]), _DCTERMS + "title", Literal(name)),
            _triple(NamedNode(GRAPHS[name]), VOID + "triples", integer(len(quads))),
        )
    ]


def _examples(dataset: NamedNode, statements: Iterable[Quad]) -> list[Triple]:
    """The things of which most is stated."""
    said = Counter(quad.object for quad in statements if quad.predicate == rdf("subject"))
    best = sorted(said.items(), key=lambda pair: (-pair[1], str(pair[0])))[:_EXAMPLES]
    return [_triple(dataset, VOID + "exampleResource", n) for n, _ in best if isinstance(n, NamedNode)]


def _vocabularies(dataset: NamedNode, triples: set[Triple]) -> list[Triple]:
    """The vocabularies whose terms are used as relations or classes."""
    used = {t.predicate.value for t in triples} | {
        t.object.value for t in triples if t.predicate == rdf("type") and isinstance(t.object, NamedNode)
    }
    known = [base for base in PREFIXES.values() if any(iri.startswith(base) for iri in used)]
    return [_triple(dataset, VOID + "vocabulary", NamedNode(base)) for base in known]


def _distribution(dataset: NamedNode, build: NamedNode, name: str, data: bytes) -> list[Triple]:
    file = NamedNode(BASE + name)
    media = f"https://www.iana.org/assignments/media-types/{_MEDIA[name.rpartition('.')[2]]}"
    size = Literal(str(len(data)), datatype=NamedNode(XSD + "nonNegativeInteger"))
    return [
        _triple(dataset, VOID + "dataDump", file),
        _triple(dataset, DCAT + "distribution", file),
        _triple(file, RDF + "type", NamedNode(DCAT + "Distribution")),
        _triple(file, PROV + "wasGeneratedBy", build),
        _triple(file, DCAT + "downloadURL", file),
        _triple(file, DCAT + "mediaType", NamedNode(media)),
        _triple(file, DCAT + "byteSize", size),
        *_digest(file, data),
    ]


def _digest(file: NamedNode, data: bytes) -> list[Triple]:
    digest = NamedNode(f"{file.value}.sha256")
    sha256 = Literal(hashlib.sha256(data).hexdigest(), datatype=NamedNode(XSD + "hexBinary"))
    return [
        _triple(file, SPDX + "checksum", digest),
        _triple(digest, SPDX + "algorithm", NamedNode(SPDX + "checksumAlgorithm_sha256")),
        _triple(digest, SPDX + "checksumValue", sha256),
    ]
