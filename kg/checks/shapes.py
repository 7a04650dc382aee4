"""Hold each shape to data that it must refuse.

Beside the shapes ``shapes/*.ttl`` stands ``shapes/tests/NAME.ttl``: things and claims, as people write
them, that the constraint ``NAME`` must refuse, and no other. What several of them need stands in
``shapes/tests/valid.ttl``, which nothing may refuse. A line ``# remove: TRIPLE`` (N-Triples) takes a triple
of ``valid.ttl`` away; a line ``# also: NAME`` names another constraint that must refuse it as well.
"""

from collections.abc import Collection, Iterator
from functools import partial
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat

from kg.build import InvalidGraphError
from kg.build.shapes import read_shapes, shapes_of
from kg.build.stages import assembled, validated
from kg.build.validation import Violation, check_project
from kg.checks.outcome import Outcome, chosen, lacking, tried, unknown
from kg.errors import KgError
from kg.files.load import CHECKS
from kg.files.loaded import Loaded
from kg.files.plain import read_text
from kg.files.turtle import read, read_turtle
from kg.model.vocab import PREFIXES, RECORDS, rdf, term

_VALID = "valid"
_REMOVE, _ALSO = "# remove: ", "# also: "
_MESSAGE = NamedNode(PREFIXES["sh"] + "message")
_PARTS = (NamedNode(PREFIXES["sh"] + "property"), NamedNode(PREFIXES["sh"] + "sparql"))
_JUDGED = {term(name) for name in ("Compatibility", "Resemblance", "Assessment", "Curator")}
_HOW = "write data that it must refuse into shapes/{}/{}.ttl"


def shape_checks(root: Path, loaded: Loaded, only: Collection[str] = ()) -> Iterator[Outcome]:
    """What comes of the data of each constraint of the project, or of ``only`` some.

    Raises KgError for shapes, or valid data, that cannot be read.
    """
    folder = root / "ontology" / "shapes"
    homes = {name: path for path in loaded.shapes if folder in path.parents for name in _names(path, loaded)}
    paths = {path.stem: path for path in sorted(folder.rglob(f"{CHECKS}/*.ttl"))}
    valid = read_turtle(paths[_VALID], loaded.project.space) if _VALID in paths else []
    shapes = shapes_of(loaded)
    if valid and not only:
        found = {_shape(v, loaded) for v in _found(loaded, shapes, valid)}
        problem = f"is refused by {', '.join(sorted(found))}" if found else ""
        yield Outcome("shape", _VALID, "", paths[_VALID], problem)
    for name in chosen(homes.keys() | paths.keys() - {_VALID}, only):
        if name not in homes:
            yield unknown("shape", paths[name], sorted(homes))
        elif name not in paths:
            yield lacking("shape", name, homes[name], _HOW.format(CHECKS, name))
        else:
            of_shape = partial(_outcome, valid, paths[name], loaded, shapes)
            yield from tried("shape", paths[name], of_shape)


def _outcome(valid: list[Quad], path: Path, loaded: Loaded, shapes: list[Quad]) -> list[Outcome]:
    """What comes of the data in one file."""
    wanted = {path.stem, *_lines(path, _ALSO)}
    problem = _problem(wanted, _found(loaded, shapes, _broken(valid, path, loaded)), loaded)
    return [Outcome("shape", path.stem, "", path, problem)]


def _names(path: Path, loaded: Loaded) -> set[str]:
    """The local names of the constraints of a file: what has a message, or a part without an IRI that has."""
    quads = read_shapes(path, loaded.project)
    within = {str(q.object): q.subject for q in quads if q.predicate in _PARTS and _is_blank(q.object)}
    nodes = {within.get(str(quad.subject), quad.subject) for quad in quads if quad.predicate == _MESSAGE}
    return {loaded.project.local(node.value) for node in nodes if isinstance(node, NamedNode)}


def _is_blank(node: object) -> bool:
    return isinstance(node, BlankNode)


def _broken(valid: list[Quad], path: Path, loaded: Loaded) -> list[Quad]:
    """The valid data without what the file takes away, and with what it adds."""
    gone = read("\n".join(_lines(path, _REMOVE)).encode(), path, form=RdfFormat.N_TRIPLES)
    for quad in gone:
        if quad not in valid:
            raise KgError(f"takes away a triple that {_VALID}.ttl does not have: {quad.triple}", file=path)
    return [*(quad for quad in valid if quad not in gone), *read_turtle(path, loaded.project.space)]


def _lines(path: Path, mark: str) -> list[str]:
    """What the lines of a file say that begin with a mark."""
    lines = (line for line in read_text(path).splitlines() if line.startswith(mark))
    return [line.removeprefix(mark).strip() for line in lines]


def _problem(wanted: set[str], found: list[Violation], loaded: Loaded) -> str:
    missing = sorted(wanted - {_shape(violation, loaded) for violation in found})
    other = next((violation for violation in found if _shape(violation, loaded) not in wanted), None)
    if missing:
        return f"is not refused by {missing[0]}" + (f", but by {_told(other, loaded)}" if other else "")
    return f"is refused by more than it should: by {_told(other, loaded)}" if other else ""


def _told(violation: Violation, loaded: Loaded) -> str:
    shape = _shape(violation, loaded)
    of = loaded.project.prefixed(violation.claim)
    return f"{shape or 'what holds for every claim'} ({of}: {violation.mend()})"


def _shape(violation: Violation, loaded: Loaded) -> str:
    return loaded.project.local(violation.shape)


def _found(loaded: Loaded, shapes: list[Quad], data: list[Quad]) -> list[Violation]:
    """What a build would find wrong with data in the place of all that the project has."""
    alone = Loaded(loaded.project)
    alone.shapes = loaded.shapes
    alone.add("ontology", loaded.graph("ontology"))
    for quad in data:
        alone.add(_home(quad, data), [quad])
    if any(quad.object == term("Claim") for quad in data):
        try:
            alone = assembled(alone).loaded
        except InvalidGraphError as error:
            return error.violations
    return check_project(alone, shapes, validated(alone))


def _home(quad: Quad, data: list[Quad]) -> str:
    """The graph in which a triple stands by what its subject is."""
    kinds = {one.object for one in data if one.subject == quad.subject and one.predicate == rdf("type")}
    if term("Source") in kinds:
        return "sources"
    if kinds & _JUDGED:
        return "statements"
    return "claims" if kinds & RECORDS else "entities"
