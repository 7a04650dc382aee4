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


def violated(data: Graph, shapes: Graph, compared: Graph | None = None) -> set[str]:
    """The names of the constraints that the data violates; both validators must find the same.

    The reference, which is slow, is asked for ``compared`` alone where it is given.
    """
    results = found(pyshacl_turbo, data, shapes)
    own = results if compared is None else found(pyshacl_turbo, data, compared)
    assert own == found(pyshacl, data, shapes if compared is None else compared)
    for _shape, _node, _value, component, _severity in results:
        assert str(component).removeprefix(str(SH)) in WORDS
    return {str(shape).removeprefix(SHAPE) for shape, *_ in results}


def constraints(shapes: Graph) -> set[str]:
    """The names of all constraints: what has a message of its own."""
    return {str(node).removeprefix(SHAPE) for node in shapes.subjects(SH.message)}


@pytest.fixture(scope="session")
def files(shapes: Graph, shipped: Loaded) -> dict[str, Graph]:
    """The shapes of its file, with the prefixes that all files share, by the name of a constraint."""
    by_name: dict[str, Graph] = {}
    for path in shipped.shapes:
        graph = as_rdflib(read_shapes(path, shipped.project))
        names = constraints(graph)
        for part in (SH.declare, SH.prefix, SH.namespace):
            for triple in shapes.triples((None, part, None)):
                graph.add(triple)
        by_name |= dict.fromkeys(names, graph)
    return by_name


def patched(valid: Graph, path: Path) -> Graph:
    """A copy of the valid graph without the triples that the header removes, with those of the file."""
    text = path.read_text(encoding="utf-8")
    removed = "\n".join(line.removeprefix(REMOVE) for line in text.splitlines() if line.startswith(REMOVE))
    graph = Graph()
    for triple in valid:
        graph.add(triple)
    for triple in Graph().parse(data=removed, format="nt"):
        assert triple in graph, f"{path.name} removes a triple that the valid graph lacks"
        graph.remove(triple)
    return graph.parse(data=text, format="turtle")


def test_the_valid_graph_is_valid(valid: Graph, shapes: Graph) -> None:
    assert violated(valid, shapes) == set()


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_graph_violates_exactly_one_constraint(
    path: Path, valid: Graph, shapes: Graph, files: dict[str, Graph]
) -> None:
    assert violated(patched(valid, path), shapes, files[path.stem]) == {path.stem}


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
