"""Each constraint of the base has a break of a valid graph that violates it, and nothing else."""

from pathlib import Path
from types import ModuleType

import pyshacl
import pyshacl_turbo
import pytest
from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.term import Node

from kg.build.shapes import read_shapes
from kg.files.base import BASE_FOLDER
from kg.files.loaded import Loaded
from kg.words import WORDS
from tests.build.shapes.conftest import as_rdflib

HERE = Path(__file__).parent
SHAPE = "https://w3id.org/accord-graph/shape/"
BROKEN = sorted((HERE / "broken").glob("*.ttl"))
REMOVE = "# remove: "


Found = set[tuple[Node | None, ...]]
PARTS = (SH.sourceShape, SH.focusNode, SH.value, SH.sourceConstraintComponent, SH.resultSeverity)


def found(validator: ModuleType, data: Graph, shapes: Graph) -> Found:
    """The results of a report, by shape, node, value, component and severity; a path may be a blank node."""
    _, report, _ = validator.validate(data, shacl_graph=shapes, advanced=True, inference="none")
    assert isinstance(report, Graph)
    results = report.subjects(RDF.type, SH.ValidationResult)
    return {tuple(report.value(result, part) for part in PARTS) for result in results}


def violated(data: Graph, shapes: Graph) -> set[str]:
    """The names of the constraints that the data violates."""
    results = found(pyshacl_turbo, data, shapes)
    for _shape, _node, _value, component, _severity in results:
        assert str(component).removeprefix(str(SH)) in WORDS
    return {str(shape).removeprefix(SHAPE) for shape, *_ in results}


def constraints(shapes: Graph) -> set[str]:
    """The names of all constraints: what has a message of its own."""
    return {str(node).removeprefix(SHAPE) for node in shapes.subjects(SH.message)}


def patched(valid: Graph, *paths: Path) -> Graph:
    """A copy of the valid graph without the triples that the headers remove, with those of the files."""
    graph = Graph()
    for triple in valid:
        graph.add(triple)
    for path in paths:
        text = path.read_text(encoding="utf-8")
        lines = (line.removeprefix(REMOVE) for line in text.splitlines() if line.startswith(REMOVE))
        for triple in Graph().parse(data="\n".join(lines), format="nt"):
            assert triple in valid, f"{path.name} removes a triple that the valid graph lacks"
            graph.remove(triple)
        graph.parse(data=text, format="turtle")
    return graph


def test_the_valid_graph_is_valid(valid: Graph, shapes: Graph) -> None:
    assert violated(valid, shapes) == set()
    assert found(pyshacl, valid, shapes) == set()


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_graph_violates_exactly_one_constraint(path: Path, valid: Graph, shapes: Graph) -> None:
    assert violated(patched(valid, path), shapes) == {path.stem}


def test_the_reference_finds_the_same(valid: Graph, shapes: Graph) -> None:
    """pySHACL, which is slow, is asked of all that is broken together, then of what one hides of another."""
    waiting = [BROKEN]
    while waiting:
        paths = waiting.pop()
        data = patched(valid, *paths)
        results = found(pyshacl_turbo, data, shapes)
        assert results == found(pyshacl, data, shapes)
        told = {str(shape).removeprefix(SHAPE) for shape, *_ in results}
        hidden = [path for path in paths if path.stem not in told]
        if hidden == paths:  # by each other
            waiting += [hidden[:1], hidden[1:]]
        elif hidden:
            waiting.append(hidden)


def test_every_constraint_of_the_base_is_broken_once(shipped: Loaded) -> None:
    """Those of the project have checks of their own beside them (``kg test``)."""
    paths = [path for path in shipped.shapes if BASE_FOLDER in path.parents]
    base = (constraints(as_rdflib(read_shapes(path, shipped.project))) for path in paths)
    assert set().union(*base) == {path.stem for path in BROKEN}


def test_every_constraint_says_what_to_do_in_both_languages(shapes: Graph) -> None:
    for name in sorted(constraints(shapes)):
        node = URIRef(SHAPE + name)
        messages = [m for m in shapes.objects(node, SH.message) if isinstance(m, Literal)]
        assert sorted(str(m.language) for m in messages) == ["en", "he"], name
        assert shapes.value(node, SH.severity) == SH.Violation, name


def test_every_shape_with_a_constraint_of_its_own_has_a_name_and_a_message(shapes: Graph) -> None:
    own = set(shapes.subjects(SH.path)) | set(shapes.subjects(SH.sparql))
    assert {node for node in own if not isinstance(node, URIRef)} == set()
    assert {str(node).removeprefix(SHAPE) for node in own} == constraints(shapes)
