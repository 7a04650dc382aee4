"""Write datasets: sorted, grouped by subject, byte-identical for identical data, whole or not at all."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, NamedNode, Quad, RdfFormat, serialize

from kg.model.project import Project
from kg.model.vocab import RDF

_TITLES = {
    "ontology": "Ontology: classes, predicates, qualifiers and the claim vocabulary",
    "entities": "Entities and quantities, with their plain facts",
    "outside": "From outside the sources: what no source says, and where it was looked up",
    "sources": "Sources: what was read",
    "claims": "Claims and evidence: what each source says, and where",
    "statements": "Statements and conflicts: what the claims come to together",
    "inferred": "Inferred: what follows, by which rule and from what",
    "aligned": "In other vocabularies: PROV-O, SKOS, Web Annotation, Dublin Core",
    "queries": "Questions: the catalogue, ready for any SPARQL 1.1 engine",
}

_SIGNS = re.compile("[\x0b\x0c\x1c-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ufffe\uffff]")
_PREFIXES = re.compile(r"\A(@prefix .*\n)+")
_BLOCK = re.compile(r"^(?=\S)", re.MULTILINE)
_TYPE = f"<{RDF}type>"
_LINES = 20_000  # that are put together at once


def canonical(quads: Iterable[Quad]) -> list[Quad]:
    """Quads with stable blank-node labels (RDFC-1.0), sorted, each once."""
    told = list(quads)
    return sorted(_sorted(told, _labelled(told), True), key=lambda quad: str(quad.graph_name))


def nquads(graphs: Mapping[NamedNode, Collection[Quad]]) -> Iterator[bytes]:
    """N-Quads text of the triples of named graphs, sorted by graph and subject, in parts of some MB."""
    labelled = _labelled(
        Quad(quad.subject, quad.predicate, quad.object, name)
        for name, quads in graphs.items()
        for quad in quads
        if _is_blank(quad)
    )
    for name in sorted(graphs, key=str):
        own = (Quad(*quad.triple) for quad in labelled.quads_for_graph_name(name))
        keys = sorted({_order(quad) for quad in _among(graphs[name], own, len(labelled) > 0)})
        for start in range(0, len(keys), _LINES):
            yield "".join(_line(key, name) for key in keys[start : start + _LINES]).encode()


def _line(key: str, graph: NamedNode) -> str:
    """A line of N-Quads, from what it is sorted by."""
    subject, predicate, rest = key.split(" ", 2)
    return (
        f"{subject} {predicate}> {rest} {graph} .\n" if predicate else f"{subject} {_TYPE} {rest} {graph} .\n"
    )


def _labelled(quads: Iterable[Quad]) -> Dataset:
    """The quads with blank nodes, which get stable labels: none but these bear on them (RDFC-1.0, 4.4)."""
    found = Dataset(quad for quad in quads if _is_blank(quad))
    found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return found


def _is_blank(quad: Quad) -> bool:
    return isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)


def _among(quads: Iterable[Quad], labelled: Iterable[Quad], blank: bool) -> Iterator[Quad]:
    """The quads without blank nodes, of which there may be some, and those that are labelled."""
    return chain((quad for quad in quads if not _is_blank(quad)) if blank else quads, labelled)


def _sorted(quads: Iterable[Quad], labelled: Iterable[Quad], blank: bool) -> list[Quad]:
    """The quads without blank nodes, each once, among those that are labelled."""
    return sorted(dict.fromkeys(_among(quads, labelled, blank)), key=_order)


def _order(quad: Quad) -> str:
    """By subject, predicate (types first) and object."""
    subject, predicate, rest = str(quad).split(" ", 2)
    return f"{subject} {'' if predicate == _TYPE else predicate[:-1]} {rest}"


def readable(graphs: Mapping[str, Collection[Quad]]) -> dict[str, Collection[Quad]]:
    """The sections of the document that people read: facts with the entities."""
    return {name: graphs[name] for name in _TITLES} | {"entities": [*graphs["entities"], *graphs["facts"]]}


def turtle(sections: Mapping[str, Collection[Quad]], project: Project) -> bytes:
    """One Turtle document with a heading for each named section, sorted and grouped by subject."""
    # What holds a blank node goes into one section, the first: their labels are given to all together.
    labelled = _labelled(quad for quads in sections.values() for quad in quads)
    prefixes = dict(project.prefixes)
    subjects = {getattr(quad.subject, "value", "") for quads in sections.values() for quad in quads}
    for kind in ("claim", "evidence", "waiver"):
        start = project.made(kind, "")
        for owner in {iri[len(start) :].partition("/")[0] for iri in subjects if iri.startswith(start)}:
            prefixes[f"{kind}-{owner}"] = f"{start}{owner}/"
    parts = ["".join(f"@prefix {name}: <{prefixes[name]}> .\n" for name in sorted(prefixes))]
    for place, (name, quads) in enumerate(sections.items()):
        own = _sorted(quads, () if place else labelled, len(labelled) > 0)
        text = (serialize(own, format=RdfFormat.TURTLE, prefixes=prefixes) or b"").decode()
        blocks = _BLOCK.sub("\n", _PREFIXES.sub("", text))
        parts.append(f"\n# {_TITLES.get(name, name)}\n{blocks}")
    return whole_lines("".join(parts).encode())


def whole_lines(data: bytes) -> bytes:
    """Turtle or TriG in which what some readers take for a line's end, or cannot show, is an escape."""
    return _SIGNS.sub(lambda sign: f"\\u{ord(sign[0]):04X}", data.decode()).encode()
