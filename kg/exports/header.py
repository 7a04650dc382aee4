"""What a project says of itself that files for other tools repeat: prefixes, licences and title."""

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from kg.model.project import Project
from kg.model.vocab import PREFIXES

_TITLE = NamedNode(PREFIXES["dcterms"] + "title")
_CREATOR = NamedNode(PREFIXES["dcterms"] + "creator")
LICENCE = NamedNode(PREFIXES["dcterms"] + "license")


def prefixes(project: Project) -> dict[str, str]:
    """The prefixes for formats without an empty one: the project's terms have its name as theirs."""
    return {name or project.name: str(iri) for name, iri in project.prefixes.items()}


def licences(ontology: Iterable[Quad]) -> list[NamedNode]:
    """The licences of the data, which are those of the ontology."""
    found = (q.object for q in ontology if q.predicate == LICENCE)
    return sorted({node for node in found if isinstance(node, NamedNode)}, key=str)


def creators(outside: Iterable[Quad], project: Project) -> list[NamedNode]:
    """Who made the dataset, as the project tells."""
    node = NamedNode(project.space)
    found = (q.object for q in outside if q.subject == node and q.predicate == _CREATOR)
    return sorted({maker for maker in found if isinstance(maker, NamedNode)}, key=str)


def title(outside: Iterable[Quad], project: Project) -> str:
    """What the dataset is called, in the first of its languages in which the project tells it."""
    node = NamedNode(project.space)
    told = [q.object for q in outside if q.subject == node and q.predicate == _TITLE]
    names = {o.language or "": o.value for o in told if isinstance(o, Literal)}
    return next((names[code] for code in (*project.languages, "") if code in names), "")
