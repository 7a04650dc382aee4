"""What a change came to: quads, and what they mean for a person."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from pyoxigraph import BlankNode, NamedNode, Quad, Store, Triple

from kg.build.validation import Violation
from kg.engines import labels, text
from kg.engines.oxigraph import Oxigraph
from kg.model.values import Thing
from kg.model.vocab import Iri, local, rdf, term

Said: TypeAlias = tuple[Thing, Thing, Thing | str]
_Triple: TypeAlias = tuple[str, str, str]


class News(NamedTuple):
    """A statement, inference or conflict that comes or goes: its triple, and how sure it is.

    A conflict is the subject, its reason the object, and it has no status.
    """

    subject: Thing
    predicate: Thing
    object: Thing | str
    status: Thing | None


@dataclass(repr=False)
class Change:
    """What a change came to.

    ``comes`` and ``goes`` are statements and inferences, as subject, predicate, object and status, and
    conflicts with their reason; ``sides`` is what the statements of each of these conflicts say, as subject,
    predicate, object; ``violations`` is what the shapes find wrong anew; ``came`` and ``went`` are all quads.
    """

    came: list[Quad] = field(default_factory=list)
    went: list[Quad] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)
    comes: list[News] = field(default_factory=list)
    goes: list[News] = field(default_factory=list)
    sides: dict[str, list[Said]] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<Change {len(self.comes)} come, {len(self.goes)} go, {len(self.violations)} violations>"

    def settle(self, store: Store, lang: str) -> None:
        """Strike out what both came and went; tell what is left, given the store as it is now, by labels."""
        both = set(self.came) & set(self.went)
        self.came = sorted((quad for quad in self.came if quad not in both), key=str)
        self.went = sorted((quad for quad in self.went if quad not in both), key=str)
        sides: dict[str, list[_Triple]] = {}
        comes, goes = ({*self._news(store, quads, sides)} for quads in (self.came, self.went))
        named = [
            part for parts in (*comes, *goes, *(one for of in sides.values() for one in of)) for part in parts
        ]
        known = labels(Oxigraph(store), lang, {part for part in named if isinstance(part, Iri)})

        def part(value: str) -> Any:
            return Thing(value, known.get(value) or local(value)) if isinstance(value, Iri) else value or None

        self.comes = [News(*map(part, parts)) for parts in sorted(comes - goes)]
        self.goes = [News(*map(part, parts)) for parts in sorted(goes - comes)]
        self.sides = {iri: [(part(s), part(p), part(o)) for s, p, o in of] for iri, of in sides.items()}

    def _news(
        self, store: Store, quads: Iterable[Quad], sides: dict[str, list[_Triple]]
    ) -> Iterator[tuple[str, str, str, str]]:
        stated = {quad.subject for quad in quads if quad.object == term("Corroboration")}
        for quad in quads:
            if quad.predicate in (term("status"), term("certainty")) and quad.subject not in stated:
                yield *self._triple(store, quad.subject), text(quad.object)
            elif quad.predicate == term("conflictReason"):
                said = self._said(store, quad.subject)
                involved = {one.object for one in said if one.predicate == term("involves")}
                told = (self._triple(store, side) for side in involved if isinstance(side, NamedNode))
                sides[text(quad.subject)] = sorted(told)
                yield text(quad.subject), text(quad.predicate), text(quad.object), ""

    def _triple(self, store: Store, node: NamedNode | BlankNode | Triple) -> tuple[str, str, str]:
        """What a statement or an inference says, whether it is there now or was before."""
        said = {quad.predicate: text(quad.object) for quad in self._said(store, node)}
        return said[rdf("subject")], said[rdf("predicate")], said[rdf("object")]

    def _said(self, store: Store, node: NamedNode | BlankNode | Triple) -> list[Quad]:
        """What is said of a node, or was before the change."""
        gone = [quad for quad in self.went if quad.subject == node]
        return [*gone, *store.quads_for_pattern(node, None, None)]
