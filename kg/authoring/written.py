"""The project as it is written, whole or not: what its names stand for, and where something belongs."""

from collections import Counter
from functools import cached_property
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.ask.names import Names
from kg.engines import labels
from kg.engines.oxigraph import Oxigraph
from kg.errors import KgError
from kg.files.load import load
from kg.model.iris import is_iri
from kg.model.schema import Schema
from kg.model.vocab import OWL, RDFS, rdf, term

_OF_SAYING = ("saidAt", "citing")  # which belong to the claim, and tell no statements apart


class Written:
    """The project below ``root``, without a build. Raises KgError for a file that is malformed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.loaded = load(root, whole=False)
        self.project = self.loaded.project
        self.engine = Oxigraph(Store())
        self.engine.store.extend(self.loaded.quads())

    @cached_property
    def names(self) -> Names:
        """What things and terms are called."""
        return Names(self.engine)

    @cached_property
    def _things(self) -> Names:
        """What entities and sources are called, and nothing else."""
        quads = [quad for graph in ("entities", "sources", "outside") for quad in self.loaded.graph(graph)]
        engine = Oxigraph(Store())
        engine.store.extend(quads)
        return Names(engine)

    def thing(self, name: str) -> str:
        """The thing that a name stands for. Raises KgError, with the names of things that are near."""
        try:
            return self.names.resolve(name)
        except KgError:
            try:
                return self._things.resolve(name)
            except KgError as error:
                raise KgError(f"{error.message}; kg entity add describes a new one") from None

    @cached_property
    def _qualifiers(self) -> tuple[Names, list[str]]:
        """What a claim may say beside its triple: its names, and what is called so in the first language."""
        engine, kind = Oxigraph(Store()), term("Qualifier")
        engine.store.extend(self.loaded.graph("ontology"))
        iris = {*self.schema.qualifiers, *(term(name).value for name in _OF_SAYING)}
        engine.store.extend(Quad(NamedNode(iri), rdf("type"), kind) for iri in iris)
        called = labels(engine, self.project.languages[0], iris)
        return Names(engine), sorted(called.values())

    def qualifier(self, name: str) -> str:
        """What a claim may say beside its triple, by name: a qualifier, or what belongs to the saying.

        Raises KgError, with what there is.
        """
        names, every = self._qualifiers
        try:
            return names.resolve(name, "Qualifier")
        except KgError as error:
            more = "" if ";" in error.message else f"; there are {', '.join(every)}"
            raise KgError(error.message + more) from None

    @cached_property
    def labels(self) -> dict[str, str]:
        """The things that were there, by each of their labels."""
        label = NamedNode(RDFS + "label")
        quads = (quad for quad in self.loaded.graph("entities") if quad.predicate == label)
        return {
            quad.object.value: quad.subject.value
            for quad in quads
            if isinstance(quad.object, Literal) and isinstance(quad.subject, NamedNode)
        }

    @cached_property
    def schema(self) -> Schema:
        """What the ontology declares."""
        return Schema.of(self.loaded.graph("ontology"), self.project)

    @cached_property
    def classes(self) -> set[str]:
        """The classes that the ontology declares."""
        return self._of_kind(NamedNode(OWL + "Class"))

    def _of_kind(self, kind: NamedNode) -> set[str]:
        quads = self.engine.store.quads_for_pattern(None, rdf("type"), kind)
        return {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}

    def named_class(self, name: str) -> str:
        """The class that a name stands for. Raises KgError, with suggestions, where there is none."""
        try:
            return self.names.resolve(name, OWL + "Class")
        except KgError as error:
            told = error.message.replace("no Class is", "no class is")
            more = "" if ";" in told else "; kg term add class declares one"
            raise KgError(told + more) from None

    def named_property(self, name: str) -> str:
        """The property that a name stands for. Raises KgError, with how to go on, where there is none."""
        try:
            return self.names.resolve(name)
        except KgError as error:
            told = error.message.replace("no thing is", "no property is")
            more = "" if ";" in told else "; write it with its prefix (skos:altLabel), or declare it first"
            raise KgError(told + more) from None

    def ranges(self, iri: str) -> set[str]:
        """What the ontology says that a predicate's objects, or a qualifier's values, are."""
        quads = self.engine.store.quads_for_pattern(NamedNode(iri), NamedNode(RDFS + "range"), None)
        return {quad.object.value for quad in quads if isinstance(quad.object, NamedNode)}

    def is_there(self, iri: str) -> bool:
        """Whether something is said of an IRI already."""
        return any(self.engine.store.quads_for_pattern(NamedNode(iri), None, None))

    def new(self, kind: str, name: str) -> str:
        """The IRI of a new thing of a kind (entity, source), or of a term, where the kind is empty.

        Raises KgError for a name that no IRI can have, and for one that is taken.
        """
        iri = self.project.made(kind, name) if kind else self.project.terms + name
        if not name.strip() or not is_iri(iri) or "/" in name:
            raise KgError(f"{name!r} cannot be a name; take letters, digits and hyphens")
        if self.is_there(iri):
            path, line = self.loaded.place(iri)
            raise KgError(f"{self.project.prefixed(iri)} is there already", file=path, line=line)
        return iri

    def home(self, kind: str, otherwise: str) -> Path:
        """The file below the root in which most things of a class stand; ``otherwise`` where none does."""
        paths = Counter(
            self.loaded.files[iri] for iri in self._of_kind(NamedNode(kind)) if iri in self.loaded.files
        )
        inside = {path: count for path, count in paths.items() if self.root in path.parents}
        return min(inside, key=lambda path: (-inside[path], path), default=self.root / otherwise)
