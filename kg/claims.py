"""Read the claims out of the loaded graph and check what no shape can be asked before merging."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.errors import KgError
from kg.read import Loaded
from kg.schema import Schema
from kg.vocab import rdf, term

Node = NamedNode | BlankNode | Literal | Triple


@dataclass
class Claim:
    """One claim; ``qualifiers`` maps a property IRI to its values; ``unnamed``: nobody names the speaker."""

    iri: str
    subject: str
    predicate: str
    object: Node
    modality: str
    source: str
    speaker: str | None
    rank: str | None
    unnamed: bool = False
    qualifiers: dict[str, list[Node]] = field(default_factory=dict)


@dataclass
class Registry:
    """The IRIs of everything that is described somewhere, and of the speakers whom nobody names."""

    known: set[str]
    unnamed: set[str]

    @classmethod
    def of(cls, loaded: Loaded) -> "Registry":
        """Read them from the loaded graph."""
        typed = [
            (q.subject.value, q.object)
            for name in ("entities", "sources", "ontology", "claims")
            for q in loaded.graph(name)
            if q.predicate == rdf("type") and isinstance(q.subject, NamedNode)
        ]
        unnamed = {iri for iri, kind in typed if kind == term("UnnamedSpeaker")}
        return cls({iri for iri, _ in typed}, unnamed)


def read_claims(
    loaded: Loaded, schema: Schema, quads: Iterable[Quad] | None = None, registry: Registry | None = None
) -> list[Claim]:
    """The claims among the quads (all that were loaded where it is None), sorted by IRI.

    Raises KgError naming file, line and claim for a missing part, an unknown predicate or an unknown entity.
    """
    registry = registry or Registry.of(loaded)
    blocks: dict[str, dict[str, list[Node]]] = {}
    for quad in loaded.graph("claims") if quads is None else quads:
        if isinstance(quad.subject, NamedNode):
            blocks.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object)
    claims = [
        _claim(loaded, schema, registry.known, iri, block)
        for iri, block in sorted(blocks.items())
        if term("Claim") in block.get(rdf("type").value, [])
    ]
    for claim in claims:
        claim.unnamed = claim.speaker in registry.unnamed
    if not claims:
        raise KgError("graph/claims holds no claim" if quads is None else "there is no claim in this")
    return claims


def _claim(loaded: Loaded, schema: Schema, known: set[str], iri: str, block: dict[str, list[Node]]) -> Claim:
    def fail(message: str) -> KgError:
        path, line = loaded.place(iri)
        return KgError(f"claim <{iri}> {message}", file=path, line=line)

    def one(name: NamedNode) -> Node:
        values = block.get(name.value, [])
        if len(values) != 1:
            raise fail(f"needs exactly one {name.value}, has {len(values)}")
        return values[0]

    def maybe(name: NamedNode) -> str | None:
        values = block.get(name.value, [])
        return values[0].value if values and isinstance(values[0], NamedNode) else None

    subject, predicate = one(rdf("subject")), one(rdf("predicate"))
    modality, source = one(term("modality")), one(term("statedIn"))
    for node in (subject, predicate, modality, source):
        if not isinstance(node, NamedNode):
            raise fail(f"has {node} where an IRI is needed")
    assert isinstance(subject, NamedNode) and isinstance(predicate, NamedNode)
    assert isinstance(modality, NamedNode) and isinstance(source, NamedNode)
    if predicate.value not in schema.predicates:
        raise fail(f"has the unknown predicate <{predicate.value}>; declare it in ontology/")
    if not block.get(term("evidence").value):
        raise fail("has no evidence; find its passage with kg anchor")
    for property_, values in block.items():
        for value in values:
            if isinstance(value, NamedNode) and property_ != rdf("type").value and value.value not in known:
                if value.value.startswith("http://qudt.org/"):
                    continue
                raise fail(f"names the unknown <{value.value}>; add it to graph/ or mend the name")
    return Claim(
        iri=iri,
        subject=subject.value,
        predicate=predicate.value,
        object=one(rdf("object")),
        modality=modality.value,
        source=source.value,
        speaker=maybe(term("speaker")),
        rank=maybe(term("rank")),
        qualifiers={
            name: sorted(values, key=str)
            for name, values in sorted(block.items())
            if name in schema.qualifiers
        },
    )
