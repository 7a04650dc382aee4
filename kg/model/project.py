"""What a project says of itself: where its own IRIs stand, what it is called, in which languages it tells.

It is told in the description of its dataset (VoID, section 2; VANN), which a build repeats: whoever asks a
graph finds it there. A project without one has the default.

Values of a property have no order in RDF. Which language comes first (the one of what is written without a
code, and that the command line answers in) is English where it is one of them, else the first by its code,
else what ``oa:processingLanguage`` says (Web Annotation Vocabulary: of several languages the one to use).
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import KgError, repeated
from kg.model.vocab import BASE, GRAPH_NAMES, NS, OWL, PREFIXES, RDF, RDFS, Iri, rdf

# What stands under a project's namespace, each kind in a part of its own, whose name is its prefix.
_KINDS = (
    *("entity", "quantity", "source", "statement", "conflict", "compatibility", "query", "resemblance"),
    *("rule", "shape", "parameter", "prefix"),
)
_NO_THINGS = (*(kind for kind in _KINDS if kind != "entity"), "claim", "evidence", "inference", "waiver")
DATASET = NamedNode(PREFIXES["void"] + "Dataset")
SPACE = NamedNode(PREFIXES["void"] + "uriSpace")
TERMS = NamedNode(PREFIXES["vann"] + "preferredNamespaceUri")
NAME = NamedNode(PREFIXES["vann"] + "preferredNamespacePrefix")
LANGUAGE = NamedNode(PREFIXES["dcterms"] + "language")
FIRST = NamedNode(PREFIXES["oa"] + "processingLanguage")
_FORMS = {
    SPACE: (r"[A-Za-z][\w+.-]*:[^\s<>\"{}|\\^`]+[/#:]", "an IRI that ends with /, # or :"),
    TERMS: (r"[A-Za-z][\w+.-]*:[^\s<>\"{}|\\^`]+[/#:]", "an IRI that ends with /, # or :"),
    NAME: (
        r"(?!(?i:ontology|shapes|void|store)$)[A-Za-z][A-Za-z0-9-]{0,30}",
        "a word that begins with a letter, of at most 31 letters, digits and hyphens "
        "(ontology, shapes, store and void are reserved)",
    ),
    **dict.fromkeys((LANGUAGE, FIRST), (r"[a-z]{2,3}", "a language's code such as en (ISO 639)")),
}


class _Told(NamedTuple):
    space: Iri = BASE
    terms: Iri = NS
    name: str = "accord"
    languages: tuple[str, ...] = ("en", "he")


class Project(_Told):
    """The description of a project; one without has what stands here.

    ``space`` is the namespace of its own things, ``terms`` that of what its ontology declares; ``name`` names
    the files of its build and is the prefix of its terms elsewhere; ``languages`` are those of its labels and
    glosses: the first one, and then the others by their codes, English before them.
    """

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> "Project":
        """What is told of the one ``void:Dataset`` among the quads that has a namespace (``void:uriSpace``).

        Raises KgError for two of them, and for a value that cannot be one.
        """
        told = list(quads)
        typed = {q.subject for q in told if q.predicate == rdf("type") and q.object == DATASET}
        nodes = {q.subject for q in told if q.predicate == SPACE} & typed
        if not nodes:
            return DEFAULT
        if len(nodes) > 1:
            names = ", ".join(sorted(map(str, nodes)))
            raise KgError(f"a project is one void:Dataset with one void:uriSpace, not {names}")
        (node,) = nodes
        found = {name: _values([q for q in told if q.subject == node], name) for name in _FORMS}
        space = Iri(found[SPACE][0])
        return cls(
            space,
            Iri((found[TERMS] or [_terms_below(space)])[0]),
            (found[NAME] or [_name_in(space)])[0],
            _ordered(found[LANGUAGE] or DEFAULT.languages, *found[FIRST]),
        )

    def quads(self) -> Iterator[Quad]:
        """The description as RDF."""
        node = NamedNode(self.space)
        yield Quad(node, rdf("type"), DATASET)
        yield Quad(node, SPACE, Literal(self.space))
        yield Quad(node, TERMS, Literal(self.terms))
        yield Quad(node, NAME, Literal(self.name))
        yield from (Quad(node, LANGUAGE, Literal(code)) for code in self.languages)
        if self.languages != _ordered(self.languages):
            yield Quad(node, FIRST, Literal(self.languages[0]))

    def made(self, kind: str, name: str) -> Iri:
        """The IRI of a thing of a kind: an entity, a claim, a statement, an inference.

        >>> str(Project().made("entity", "port"))
        'https://w3id.org/accord-graph/entity/port'
        """
        return Iri(f"{self.space}{kind}/{name}")

    def is_made(self, iri: str, *kinds: str) -> bool:
        """Whether an IRI has the form of those of one of these kinds.

        >>> Project().is_made("https://w3id.org/accord-graph/entity/port", "entity", "quantity")
        True
        """
        return iri.startswith(tuple(f"{self.space}{kind}/" for kind in kinds))

    def is_thing(self, iri: str) -> bool:
        """Whether an IRI may be an entity's: it is no term's, and has the form of nothing else that is made.

        >>> Project().is_thing("https://w3id.org/accord-graph/entity/port"), Project().is_thing(NS + "Claim")
        (True, False)
        """
        return not (self.is_term(iri) or self.is_made(iri, *_NO_THINGS))

    def is_own(self, iri: str, labelled: Collection[str]) -> bool:
        """Whether a term is the project's: in its namespaces, or one of another vocabulary that it labels."""
        return self.is_term(iri) or (iri in labelled and not iri.startswith((OWL, RDFS, RDF)))

    @cached_property
    def graphs(self) -> dict[str, NamedNode]:
        """The named graphs of a build, by their names (``kg.model.vocab.GRAPH_NAMES``)."""
        return {name: NamedNode(self.made("graph", name)) for name in GRAPH_NAMES}

    @property
    def ontology(self) -> NamedNode:
        """The project's ontology, where none of its files declares one."""
        return NamedNode(self.terms.rstrip("#/:"))

    @cached_property
    def vocabularies(self) -> tuple[Iri, ...]:
        """The namespaces of the terms: the project's own, and the claim vocabulary's."""
        return (self.terms,) if self.terms == NS else (self.terms, NS)

    def is_term(self, iri: str) -> bool:
        """Whether an IRI is in a namespace of the terms of the project's ontology or of the claim vocabulary.

        >>> Project().is_term(NS + "Claim"), Project().is_term("http://www.w3.org/ns/prov#Agent")
        (True, False)
        """
        return iri.startswith(self.vocabularies)

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """The prefixes that may be used without being declared; the empty one is that of the project's terms.

        >>> foreign = Project(Iri("https://example.org/"), Iri("https://example.org/terms#"))
        >>> str(foreign.prefixes[""]), foreign.prefixes["kg"] == NS, str(foreign.prefixes["entity"])
        ('https://example.org/terms#', True, 'https://example.org/entity/')
        """
        own: dict[str, str] = {"": self.terms, **({} if self.terms == NS else {"kg": NS})}
        return {**own, **{kind: self.made(kind, "") for kind in _KINDS}, **PREFIXES}

    def local(self, iri: str) -> str:
        """The readable end of an IRI.

        >>> Project().local("https://w3id.org/accord-graph/entity/port/old"), Project().local(NS + "Claim")
        ('port/old', 'Claim')
        """
        for start in (self.made("entity", ""), self.made("quantity", ""), *self.vocabularies):
            if iri.startswith(start):
                return iri[len(start) :]
        return iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]

    def prefixed(self, iri: str) -> str:
        """The short form of an IRI, where a prefix fits.

        >>> Project().prefixed("https://w3id.org/accord-graph/entity/port")
        'entity:port'
        """
        end = len(iri)
        while end:  # each namespace ends with one of these signs
            if (name := self._names.get(iri[:end])) is not None:
                return f"{name}:{iri[end:]}"
            end = max(iri.rfind(sign, 0, end - 1) for sign in "/#:") + 1
        return f"<{iri}>"

    @cached_property
    def _names(self) -> dict[str, str]:
        """The prefix of each namespace."""
        return {start: name for name, start in sorted(self.prefixes.items())}


def _terms_below(space: str) -> str:
    """Where the terms stand of a project that does not say so."""
    return (space.removesuffix("#") + "/" if space.endswith("#") else space) + "ontology#"


def _ordered(codes: Iterable[str], first: str = "") -> tuple[str, ...]:
    """Languages, the first one before the others. Raises KgError for one that is none of them."""
    ordered = tuple(sorted(set(codes), key=lambda code: (code != first, code != "en", code)))
    if first and ordered[0] != first:
        told = f"the project's {DEFAULT.prefixed(FIRST.value)} is one of its dcterms:language"
        raise KgError(f"{told} ({', '.join(ordered)}), not {first!r}")
    return ordered


def _name_in(space: str) -> str:
    """The last part of a namespace that can be the name of a project that has none.

    >>> _name_in("https://example.org/ports/2024/ontology#"), _name_in("urn:x:"), _name_in("urn:1:")
    ('ports', 'urn-x', 'urn-1')
    """
    parts = re.sub(r"^\w+://", "", space).rstrip("/#:").split("/")
    names = (re.sub(r"[^A-Za-z0-9-]+", "-", part).strip("-") for part in reversed(parts))
    return next((name for name in names if re.fullmatch(_FORMS[NAME][0], name)), "graph")


def _values(quads: Iterable[Quad], name: NamedNode) -> list[str]:
    """The values of a property, sorted. Raises KgError for one that cannot be one, and for several of one."""
    form, words = _FORMS[name]
    found = sorted({getattr(q.object, "value", str(q.object)) for q in quads if q.predicate == name})
    short = DEFAULT.prefixed(name.value)
    for value in found:
        if re.fullmatch(form, value) is None:
            raise KgError(f"the project's {short} is {words}, not {repeated(value)}")
        taken = [prefix for prefix, start in PREFIXES.items() if start.startswith(value)]
        if taken and name in (SPACE, TERMS):
            raise KgError(f"the project's {short} is a namespace of its own, not that of {taken[0]}:")
    if len(found) > 1 and name != LANGUAGE:
        raise KgError(f"a project has one {short}, not {len(found)}")
    return found


DEFAULT = Project()
