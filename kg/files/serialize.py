"""Write datasets: sorted, grouped by subject, byte-identical for identical data, whole or not at all."""

import re
from collections.abc import Iterable, Mapping

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Quad,
    RdfFormat,
    Triple,
    serialize,
)

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


def canonical(quads: Iterable[Quad]) -> list[Quad]:
    """Quads with stable blank-node labels (RDFC-1.0), sorted."""
    data = Dataset(quads)
    if any(isinstance(node, BlankNode) for quad in data for node in (quad.subject, quad.object)):
        data.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(data, key=_order)


def _order(quad: Quad) -> tuple[str, str, bool, str, str]:
    subject, predicate = quad.subject, quad.predicate.value
    return (str(quad.graph_name), str(subject), predicate != RDF + "type", predicate, str(quad.object))


def nquads(quads: Iterable[Quad]) -> bytes:
    """N-Quads text of all quads, sorted by graph and subject."""
    return serialize(canonical(quads), format=RdfFormat.N_QUADS) or b""


def readable(graphs: Mapping[str, Iterable[Quad]]) -> dict[str, list[Quad]]:
    """The sections of the document that people read: facts with the entities."""
    sections = {name: list(graphs[name]) for name in _TITLES}
    sections["entities"] += graphs["facts"]
    return sections


def turtle(sections: dict[str, list[Quad]], project: Project) -> bytes:
    """One Turtle document with a heading for each named section, sorted and grouped by subject."""
    labelled = canonical(Quad(*q.triple) for quads in sections.values() for q in quads)
    # What holds a blank node goes into one section, the first: their labels are given to all together.
    first = next(iter(sections), "")
    homes: dict[Triple, str] = {
        q.triple: first
        for q in labelled
        if isinstance(q.subject, BlankNode) or isinstance(q.object, BlankNode)
    }
    prefixes = dict(project.prefixes)
    subjects = {getattr(quad.subject, "value", "") for quads in sections.values() for quad in quads}
    for kind in ("claim", "evidence", "waiver"):
        start = project.made(kind, "")
        for owner in {iri[len(start) :].partition("/")[0] for iri in subjects if iri.startswith(start)}:
            prefixes[f"{kind}-{owner}"] = f"{start}{owner}/"
    parts = ["".join(f"@prefix {name}: <{prefixes[name]}> .\n" for name in sorted(prefixes))]
    for name, quads in sections.items():
        own = {q.triple for q in quads}
        triples = [
            q.triple for q in labelled if homes.get(q.triple, name if q.triple in own else None) == name
        ]
        text = whole_lines(serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes) or b"").decode()
        body = "".join(
            ("\n" if not line.startswith(("\t", " ")) else "") + line
            for line in text.splitlines(keepends=True)
            if not line.startswith("@prefix ")
        )
        parts.append(f"\n# {_TITLES.get(name, name)}\n{body}")
    return "".join(parts).encode()


def whole_lines(data: bytes) -> bytes:
    """Turtle or TriG in which what some readers take for a line's end, or cannot show, is an escape."""
    return _SIGNS.sub(lambda sign: f"\\u{ord(sign[0]):04X}", data.decode()).encode()
