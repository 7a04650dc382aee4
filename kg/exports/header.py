"""What a project says of itself that files for other tools repeat: prefixes, licences, makers and title."""

from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from kg.model.dataset import of_dataset
from kg.model.project import Project
from kg.model.vocab import PREFIXES

_TITLE, CREATOR, LICENCE = (NamedNode(PREFIXES["dcterms"] + name) for name in ("title", "creator", "license"))
_Graphs = Mapping[str, Iterable[Quad]]


def prefixes(project: Project) -> dict[str, str]:
    """The prefixes for formats without an empty one: the project's terms have its name as theirs."""
    return {name or project.name: str(iri) for name, iri in project.prefixes.items()}


def licences(graphs: _Graphs, project: Project) -> list[NamedNode]:
    """The licences of the data, as the project tells."""
    return [node for node in of_dataset(graphs, project, LICENCE) if isinstance(node, NamedNode)]


def creators(graphs: _Graphs, project: Project) -> list[NamedNode]:
    """Who made the dataset, as the project tells."""
    return [node for node in of_dataset(graphs, project, CREATOR) if isinstance(node, NamedNode)]


def title(graphs: _Graphs, project: Project) -> str:
    """What the dataset is called, in the first of its languages in which the project tells it."""
    found = [node for node in of_dataset(graphs, project, _TITLE) if isinstance(node, Literal)]
    names = {node.language or "": node.value for node in found}
    return next((names[code] for code in (*project.languages, "") if code in names), "")
