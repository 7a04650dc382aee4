"""Read ontology/ and graph/ into a dataset with one named graph for each kind of thing."""

import os
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from kg.errors import KgError
from kg.files.base import defined, import_base
from kg.files.loaded import Loaded
from kg.files.made_of import CHECKS as CHECKS
from kg.files.turtle import read_turtle
from kg.model.project import DEFAULT, Project
from kg.model.vocab import rdf, term

_PLACES: tuple[tuple[str, str], ...] = (
    ("ontology", "ontology/**/*.ttl"),
    ("entities", "graph/entities/**/*.ttl"),
    ("entities", "graph/quantities.ttl"),
    ("outside", "graph/outside.ttl"),
    ("outside", "graph/identifiers.ttl"),
    ("outside", "graph/dataset.ttl"),
    ("sources", "graph/sources.ttl"),
    ("sources", "graph/coverage/**/*.ttl"),
    ("claims", "graph/claims/**/*.ttl"),
    ("statements", "graph/curation.ttl"),
    ("statements", "graph/assessments.ttl"),
)
_NEEDED = {  # and how to add it
    "ontology/**/*.ttl": "kg term add declares classes and predicates, kg new makes a project",
    "graph/entities/**/*.ttl": "kg entity add describes a thing",
    "graph/sources.ttl": "kg source add describes a text",
    "graph/claims/**/*.ttl": "kg import writes claims from a table",
}
SHAPES = "ontology/shapes/**/*.ttl"
_CHECKED = (f"**/{CHECKS}/*.trig", f"**/{CHECKS}/*.ttl", f"**/{CHECKS}/*.csv")


def project_of(root: Path) -> Project:
    """What the project below ``root`` says of itself. Raises KgError, with the file, for what cannot be."""
    path = root / "graph/dataset.ttl"
    if not os.path.lexists(path):
        return DEFAULT
    try:
        return Project.of(read_turtle(path))
    except KgError as error:
        raise error if error.file else KgError(error.message, file=path) from None


def load(root: Path, whole: bool = True) -> Loaded:
    """Read every file of ontology/ and graph/ below ``root``, and the base where the ontology imports it.

    Of what is not ``whole`` yet, it reads what there is. Raises KgError when something is missing, a file is
    malformed, one claim is written in two places, or the ontology imports what is not here.
    """
    loaded = Loaded(project_of(root))
    claim_type = (rdf("type"), term("Claim"))
    loaded.shapes = _matching(root, SHAPES)
    for graph, pattern in _PLACES:
        paths = _matching(root, pattern) if "*" in pattern else [root / pattern]
        # A link that leads nowhere is there, and is told when it is read.
        paths = [path for path in paths if os.path.lexists(path) and path not in loaded.shapes]
        if whole and not paths and pattern in _NEEDED:
            raise KgError(f"nothing matches {pattern}: {_NEEDED[pattern]}", file=root)
        for path in paths:
            _add(loaded, graph, path, read_turtle(path, loaded.project.space), claim_type)
        if graph == "ontology":
            import_base(loaded)
            loaded.add("ontology", defined(loaded))
    loaded.add("outside", loaded.project.quads())
    return loaded


def unread(root: Path) -> list[Path]:
    """The files below ontology/, graph/ and queries/ that nothing reads, sorted; notes and code are none."""
    patterns = [pattern for _, pattern in _PLACES] + [SHAPES, "ontology/rules/**/*.rq", "queries/**/*.rq"]
    patterns += _CHECKED
    known = {path for pattern in patterns for path in root.glob(pattern)}
    every = (path for name in ("ontology", "graph", "queries") for path in (root / name).rglob("*"))
    plain = (path for path in every if path.suffix not in (".md", ".py", ".pyc") and path.is_file())
    return sorted(path for path in plain if path not in known and not path.name.startswith("."))


def _matching(root: Path, pattern: str) -> list[Path]:
    """The files that a pattern names, sorted, without those of checks."""
    return sorted(path for path in root.glob(pattern) if CHECKS not in path.relative_to(root).parts)


def _add(
    loaded: Loaded, graph: str, path: Path, quads: list[Quad], claim_type: tuple[NamedNode, NamedNode]
) -> None:
    loaded.add(graph, quads)
    loaded.paths.append(path)
    counted: dict[str, int] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode):
            iri = quad.subject.value
            if (quad.predicate, quad.object) == claim_type:
                counted[iri] = counted.get(iri, 0) + 1
                if counted[iri] > 1 or iri in loaded.files:
                    other = loaded.files.get(iri, path)
                    raise KgError(f"two claims with one IRI, {iri} (also in {other})", file=path)
            if counted.get(iri) or iri not in loaded.files:
                loaded.files.setdefault(iri, path)
        else:
            loaded.files.setdefault(str(quad.subject), path)
