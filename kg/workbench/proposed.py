"""Claims that somebody proposes, in Turtle: read, and refused where they are for a curator to say."""

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, serialize

from kg.build.admit import Declared, refused
from kg.build.claims import Registry
from kg.build.validation import InvalidGraphError
from kg.engines import text
from kg.errors import KgError, whole
from kg.files.turtle import read as parsed
from kg.model.figures import TERMS
from kg.model.issued import ISSUED
from kg.model.project import Project
from kg.model.vocab import GRADING, OA, RECORDS, rdf, term

_MADE = {term("earliest"), term("latest")}
_REASONS = {term("rankReason"), term("conflictReason"), term("compatibilityReason")}
_CURATED = {*_REASONS, *GRADING, term("involves")}


def read(turtle: str, project: Project) -> list[Quad]:
    """The quads of a Turtle text in the project's prefixes. Raises KgError with the line of a mistake."""
    prefixes = " ".join(f"@prefix {name}: <{iri}> ." for name, iri in project.prefixes.items())
    return parsed(whole(turtle).encode(), prefixes=prefixes + " ", base=project.space)


def written(claim: Iterable[Quad], project: Project) -> str:
    """The quads of a claim as ``read`` takes them."""
    triples = [quad.triple for quad in claim if quad.predicate not in _MADE]
    text = serialize(sorted(triples, key=str), format=RdfFormat.TURTLE, prefixes=project.prefixes) or b""
    return text.decode()


def registry_with(registry: Registry, quads: Iterable[Quad]) -> Registry:
    """The registry with what the quads describe."""
    typed = [(text(q.subject), q.object) for q in quads if q.predicate == rdf("type")]
    unnamed = {iri for iri, kind in typed if kind == term("UnnamedSpeaker")}
    return Registry(registry.known | {iri for iri, _ in typed}, registry.unnamed | unnamed)


_PARTS = {term("relayedBy"), NamedNode(OA + "hasSelector")}


@dataclass(frozen=True)
class Gate:
    """Refuses what a curator has to write, and what would change what is there already."""

    store: Store
    registry: Registry
    declared: Declared
    project: Project

    def things(self, quads: Iterable[Quad]) -> set[str]:
        """The IRIs of what quads describe that is no record, nor the place of a passage or a link of a chain:
        entities and quantities, new ones and those that are there.
        """
        told = list(quads)
        typed = [quad for quad in told if quad.predicate == rdf("type")]
        parts = {quad.object for quad in told if quad.predicate in _PARTS}
        records = {quad.subject for quad in typed if quad.object in RECORDS} | parts
        found = {q.subject for q in told if isinstance(q.subject, NamedNode)} - records
        new = {quad.subject for quad in typed} | {
            node for node in found if text(node) not in self.registry.known
        }
        old = {node for node in found if self._is_there(node)}
        return {text(node) for node in found & (new | old) if isinstance(node, NamedNode)}

    def _is_there(self, node: object) -> bool:
        entities = self.project.graphs["entities"]
        return isinstance(node, NamedNode) and any(self.store.quads_for_pattern(node, None, None, entities))

    def admit(self, quads: list[Quad], claims: set[str]) -> None:
        """Raises KgError for a quad that may not be added, InvalidGraphError for what no file may hold."""
        for quad in quads:
            self._check(quad, claims)
        things = self.things(quads)
        sorted_out: dict[str, list[Quad]] = {"claims": [], "entities": []}
        for quad in quads:
            new = text(quad.subject) in things and text(quad.subject) not in self.registry.known
            sorted_out["entities" if new else "claims"].append(quad)
        nowhere = (None, None)
        parts = sorted_out.items()
        if wrong := [
            one for graph, some in parts for one in refused(graph, some, self.declared, lambda _: nowhere)
        ]:
            raise InvalidGraphError(wrong)

    def _check(self, quad: Quad, claims: set[str]) -> None:
        """Raises KgError for a quad that may not be added; ``claims`` are those that are added with it."""
        subject, predicate, value = text(quad.subject), quad.predicate, quad.object
        judged = predicate in _CURATED or (predicate == term("rank") and subject not in claims)
        if judged or self.project.is_made(subject, "statement", "conflict"):
            cause = "is for a curator to judge, in graph/curation.ttl"
            raise KgError(f"{self.project.prefixed(subject)} {cause}")
        if predicate == ISSUED:
            cause = "is a source, and its date decides what holds now; it goes into graph/sources.ttl"
            raise KgError(f"{self.project.prefixed(subject)} {cause}")
        redone = predicate in TERMS or (predicate == rdf("type") and value == term("UnnamedSpeaker"))
        described = Quad(quad.subject, predicate, value, self.project.graphs["entities"])
        if redone and subject in self.registry.known and described not in self.store:
            raise KgError(
                f"{self.project.prefixed(subject)} is there already, and other claims may rest on it; "
                f"change its {self.project.prefixed(predicate.value)} in graph/"
            )
