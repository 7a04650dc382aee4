"""The base: the vocabulary and shapes of claims, which come with the package and are imported, never copied.

(OWL 2 Structural Specification, section 3.4: imports.) Nothing is ever fetched.
"""

from collections.abc import Collection, Iterator
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from kg.errors import KgError
from kg.files.loaded import Loaded
from kg.files.turtle import read_turtle
from kg.model.vocab import NS, OWL, PREFIXES, RDFS, rdf, term

BASE_FOLDER = Path(__file__).parent.parent / "base"
_ONTOLOGY, _IMPORTS, _VERSION = (NamedNode(OWL + name) for name in ("Ontology", "imports", "versionIRI"))
_BASE = "https://w3id.org/accord-graph/base"
_DEFINED, _NEEDS = NamedNode(RDFS + "isDefinedBy"), NamedNode(PREFIXES["dcterms"] + "requires")


def import_base(loaded: Loaded) -> None:
    """Add the base where it is imported. Raises KgError for an import that is neither the base nor here, and
    for an ontology that neither imports the base nor has a copy of it."""
    wanted = [quad for quad in loaded.graph("ontology") if quad.predicate == _IMPORTS]
    if not wanted:
        ontology = loaded.graph("ontology")
        if ontology and not any(quad.object == term("Modality") for quad in ontology):  # nor is there a copy
            cause = "no file imports the base, without which there are no claims; write into one of them"
            said = f"<{loaded.project.terms}> a <{OWL}Ontology> ; <{OWL}imports> <{_BASE}> ."
            raise KgError(f"{cause}: {said}", file=loaded.paths[0])
        return
    here = {quad.subject for quad in loaded.graph("ontology") if quad.object == _ONTOLOGY}
    base = [quad for path in sorted(BASE_FOLDER.glob("*.ttl")) for quad in read_turtle(path)]
    (name,) = (quad.subject for quad in base if quad.object == _ONTOLOGY)
    versions = {quad.object for quad in base if quad.predicate == _VERSION}
    for quad in sorted(wanted, key=str):
        if quad.object in (name, *versions):
            # What is built is one ontology, in which the base tells its title and version.
            header = (_ONTOLOGY, *versions)
            loaded.add("ontology", [one for one in base if one.object not in header])
            own = {one.subject for one in base if getattr(one.subject, "value", "").startswith(NS)}
            _refuse_additions(loaded, own)
            loaded.add("ontology", [Quad(term, _DEFINED, name) for term in own])
            loaded.shapes = [*sorted((BASE_FOLDER / "shapes").glob("*.ttl")), *loaded.shapes]
            # Whoever reads the build has it whole: there is nothing left to be imported.
            loaded.remove("ontology", quad)
            loaded.add("ontology", [Quad(quad.subject, _NEEDS, quad.object)])
        elif quad.object in here or _is_file(loaded, quad):
            loaded.remove("ontology", quad)
        else:
            known = " or ".join(map(str, (name, *versions)))
            path, line = loaded.place_of(quad)
            cause = f"imports {quad.object}, which no file of ontology/ declares, and the base is {known}"
            raise KgError(f"{cause}; nothing is fetched: put its file into ontology/", file=path, line=line)


def _refuse_additions(loaded: Loaded, own: Collection[object]) -> None:
    """Raises KgError for a term that a project with a namespace of its own declares in the base's."""
    if loaded.project.terms == NS:
        return
    typed = {quad.subject for quad in loaded.graph("ontology") if quad.predicate == rdf("type")}
    for node in sorted(typed - {*own}, key=str):
        if isinstance(node, NamedNode) and node.value.startswith(NS):
            path, line = loaded.place(node.value)
            cause = f"declares {loaded.project.prefixed(node.value)} in the namespace of the base"
            raise KgError(f"{cause}; your own are in {loaded.project.terms}", file=path, line=line)


def _is_file(loaded: Loaded, quad: Quad) -> bool:
    """Whether an import names a file of the ontology, from where it is written."""
    path, _ = loaded.place_of(quad)
    name = getattr(quad.object, "value", "").removeprefix(loaded.project.space)
    read = {one.resolve() for one in loaded.paths}
    return path is not None and (path.parent / name).resolve() in read


def defined(loaded: Loaded) -> Iterator[Quad]:
    """That the project's ontology defines the terms of its namespace, where nobody wrote it."""
    quads = loaded.graph("ontology")
    told = {quad.subject for quad in quads if quad.predicate == _DEFINED}
    headers = (quad.subject for quad in quads if quad.object == _ONTOLOGY)
    own = {node for node in headers if isinstance(node, NamedNode) and node.value in loaded.files}
    by_file = {loaded.files[node.value]: node for node in sorted(own, key=str)}
    first = min(own, key=str, default=loaded.project.ontology)
    for quad in quads:
        node = quad.subject
        if quad.predicate != rdf("type") or not isinstance(node, NamedNode) or node in told | own:
            continue
        if node.value.startswith(loaded.project.terms):
            home = by_file.get(loaded.files.get(node.value, Path()), first)
            yield Quad(node, _DEFINED, home)
