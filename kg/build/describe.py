"""Describe the built dataset in VoID and DCAT: what is in it, in which files, and how it was made (PROV-O).

No clock: what is told depends on the graph and the version of the software alone.
(VoID, W3C Interest Group Note 2011; DCAT 3, W3C Recommendation 2024; SPDX 2.3 for the digests.)
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.files.project import release
from kg.files.serialize import turtle
from kg.model.dataset import VERSION, of_dataset, version
from kg.model.project import Project
from kg.model.vocab import OWL, PREFIXES, PROV, RDF, SOFTWARE, XSD, Node, integer, rdf

VOID, DCAT, SPDX, _DCTERMS = (PREFIXES[name] for name in ("void", "dcat", "spdx", "dcterms"))
_MEDIA = {"ttl": "text/turtle", "nq": "application/n-quads"}
_EXAMPLES = 5
# What a dataset or, in its place, its ontology tells of itself.
_TOLD = ("title", "description", "license", "creator", "created", "modified")


def description(
    project: Project,
    graphs: Mapping[str, Collection[Quad]],
    files: Mapping[str, Sequence[bytes]],
    read: Mapping[str, bytes],
) -> bytes:
    """The description of a build as Turtle.

    ``graphs`` are its named graphs, ``files`` what was written and ``read`` what it was made of, by path.
    """
    every, kind = set[Quad]().union(*graphs.values()), rdf("type")
    ends, predicates, classes = (set[Node](), set[Node]()), set[Node](), set[Node]()
    for subject, predicate, value, _ in every:
        ends[0].add(subject)
        ends[1].add(value)
        predicates.add(predicate)
        if predicate == kind:
            classes.add(value)
    dataset, build = NamedNode(project.space), NamedNode(project.space + "build")
    told = [
        *_header(project, graphs),
        *_counts(dataset, len(every), *ends, len(predicates), len(classes)),
        *_partitions(project, graphs),
        *_subsets(project, graphs),
        *_examples(dataset, graphs["statements"]),
        *_vocabularies(project, predicates | classes),
    ]
    for name, data in files.items():
        told += _distribution(project, build, name, data)
    for name, one in read.items():
        told += [
            _triple(build, PROV + "used", NamedNode(project.space + name)),
            *_digest(NamedNode(project.space + name), [one]),
        ]
    software = NamedNode(SOFTWARE)
    told += [
        _triple(dataset, PROV + "wasGeneratedBy", build),
        _triple(build, RDF + "type", NamedNode(PROV + "Activity")),
        _triple(build, PROV + "wasAssociatedWith", software),
        _triple(software, RDF + "type", NamedNode(PROV + "SoftwareAgent")),
        _triple(software, OWL + "versionInfo", Literal(release())),
    ]
    return turtle({"description": [Quad(*triple) for triple in told]}, project)


def _triple(subject: NamedNode, predicate: str, value: NamedNode | Literal) -> Triple:
    return Triple(subject, NamedNode(predicate), value)


def _header(project: Project, graphs: Mapping[str, Collection[Quad]]) -> list[Triple]:
    """Title, description, licence, makers and version: what the project tells of its dataset or ontology."""
    dataset = NamedNode(project.space)
    names = [NamedNode(_DCTERMS + name) for name in _TOLD]
    told = [(name, value) for name in names for value in of_dataset(graphs, project, name)]
    makers = {value for name, value in told if name.value == _DCTERMS + "creator"}
    if one := version(graphs, project):
        told += [(name, Literal(one)) for name in VERSION]
    return [
        *(quad.triple for quad in project.quads()),
        _triple(dataset, RDF + "type", NamedNode(DCAT + "Dataset")),
        *(Triple(dataset, name, value) for name, value in told),
        *(quad.triple for quad in graphs["outside"] if quad.subject in makers),
    ]


def _counts(
    dataset: NamedNode, triples: int, subjects: set[Node], objects: set[Node], properties: int, classes: int
) -> list[Triple]:
    counts = {
        "triples": triples,
        "entities": sum(isinstance(subject, NamedNode) for subject in subjects),
        "distinctSubjects": len(subjects),
        "distinctObjects": len(objects),
        "properties": properties,
        "classes": classes,
    }
    return [_triple(dataset, VOID + name, integer(count)) for name, count in counts.items()]


def _partitions(project: Project, graphs: Mapping[str, Collection[Quad]]) -> list[Triple]:
    """How many things of each class the graph describes, and how many facts each relation has."""
    classes = Counter(q.object for q in graphs["entities"] if q.predicate == rdf("type"))
    relations = Counter(quad.predicate for quad in graphs["facts"])
    told, dataset = [], NamedNode(project.space)
    for kind, counted, count in (("class", classes, "entities"), ("property", relations, "triples")):
        for node, number in counted.items():
            if isinstance(node, NamedNode):
                part = NamedNode(project.made("partition", f"{kind}/{project.local(node.value)}"))
                told += [
                    _triple(dataset, f"{VOID}{kind}Partition", part),
                    _triple(part, VOID + kind, node),
                    _triple(part, VOID + count, integer(number)),
                ]
    return told


def _subsets(project: Project, graphs: Mapping[str, Collection[Quad]]) -> list[Triple]:
    """The named graphs."""
    dataset, named = NamedNode(project.space), project.graphs
    return [
        triple
        for name, quads in graphs.items()
        for triple in (
            _triple(dataset, VOID + "subset", named[name]),
            _triple(named[name], RDF + "type", NamedNode(VOID + "Dataset")),
            _triple(named[name], _DCTERMS + "title", Literal(name)),
            _triple(named[name], VOID + "triples", integer(len(quads))),
        )
    ]


def _examples(dataset: NamedNode, statements: Iterable[Quad]) -> list[Triple]:
    """The things of which most is stated."""
    said = Counter(quad.object for quad in statements if quad.predicate == rdf("subject"))
    best = sorted(said.items(), key=lambda pair: (-pair[1], str(pair[0])))[:_EXAMPLES]
    return [_triple(dataset, VOID + "exampleResource", n) for n, _ in best if isinstance(n, NamedNode)]


def _vocabularies(project: Project, terms: set[Node]) -> list[Triple]:
    """The vocabularies whose terms are used as relations or classes."""
    used = {term.value for term in terms if isinstance(term, NamedNode)}
    dataset = NamedNode(project.space)
    known = [base for base in project.prefixes.values() if any(iri.startswith(base) for iri in used)]
    return [_triple(dataset, VOID + "vocabulary", NamedNode(base)) for base in known]


def _distribution(project: Project, build: NamedNode, name: str, data: Sequence[bytes]) -> list[Triple]:
    dataset, file = NamedNode(project.space), NamedNode(project.space + name)
    media = f"https://www.iana.org/assignments/media-types/{_MEDIA[name.rpartition('.')[2]]}"
    size = Literal(str(sum(map(len, data))), datatype=NamedNode(XSD + "nonNegativeInteger"))
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


def _digest(file: NamedNode, data: Sequence[bytes]) -> list[Triple]:
    digest, found = NamedNode(f"{file.value}.sha256"), hashlib.sha256()
    for part in data:
        found.update(part)
    sha256 = Literal(found.hexdigest(), datatype=NamedNode(XSD + "hexBinary"))
    return [
        _triple(file, SPDX + "checksum", digest),
        _triple(digest, SPDX + "algorithm", NamedNode(SPDX + "checksumAlgorithm_sha256")),
        _triple(digest, SPDX + "checksumValue", sha256),
    ]
