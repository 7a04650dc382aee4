"""What a project tells of its dataset beside where it stands: title, licence, makers, version.

What the description of the dataset leaves out holds of it as of the project's own ontology; never as of the
base, nor of the software.
"""

from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from kg.model.project import Project
from kg.model.vocab import OWL, PREFIXES

# The version in OWL's word, which an ontology has too, and in that of DCAT 3.
VERSION = (NamedNode(OWL + "versionInfo"), NamedNode(PREFIXES["dcat"] + "version"))
_ONTOLOGY = NamedNode(OWL + "Ontology")


def of_dataset(
    graphs: Mapping[str, Iterable[Quad]], project: Project, *names: NamedNode
) -> list[NamedNode | Literal]:
    """The values of a property of the dataset, sorted; several ``names`` are of one property.

    ``graphs`` are the named graphs of a build. Blank nodes are no values here.
    """
    found = [q for q in graphs["outside"] if q.subject == NamedNode(project.space) and q.predicate in names]
    if not found:
        # In a build the base is a part of the project's ontology, and no ontology itself.
        headers = {q.subject for q in graphs["ontology"] if q.object == _ONTOLOGY}
        found = [q for q in graphs["ontology"] if q.subject in headers and q.predicate in names]
    return sorted({q.object for q in found if isinstance(q.object, NamedNode | Literal)}, key=str)


def version(graphs: Mapping[str, Iterable[Quad]], project: Project) -> str:
    """The version of the dataset; "" where the project tells none, or several."""
    found = {node.value for node in of_dataset(graphs, project, *VERSION)}
    return found.pop() if len(found) == 1 else ""
