"""What a project says of itself that files for other tools repeat: prefix, licences and title."""

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from kg.model.vocab import BASE, NS, PREFIXES

_PREFERRED = NamedNode(PREFIXES["vann"] + "preferredNamespacePrefix")
_TITLE = NamedNode(PREFIXES["dcterms"] + "title")
LICENCE = NamedNode(PREFIXES["dcterms"] + "license")


def prefixes(ontology: Iterable[Quad]) -> dict[str, str]:
    """The prefixes for formats without an empty one: our terms have the one that the ontology prefers."""
    own = (q.object.value for q in ontology if q.predicate == _PREFERRED and isinstance(q.object, Literal))
    return {name: str(iri) for name, iri in PREFIXES.items() if name} | dict.fromkeys(own, str(NS))


def licences(ontology: Iterable[Quad]) -> list[NamedNode]:
    """The licences of the data, which are those of the ontology."""
    return [q.object for q in ontology if q.predicate == LICENCE and isinstance(q.object, NamedNode)]


def title(outside: Iterable[Quad]) -> str:
    """What the dataset is called in English, where the project tells it."""
    names = (q.object for q in outside if q.subject == NamedNode(BASE) and q.predicate == _TITLE)
    return next((o.value for o in names if isinstance(o, Literal) and o.language == "en"), "")
