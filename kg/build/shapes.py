"""Read the shapes of a project and of the base, and make out what they leave to be made out.

A text that is wanted in the project's languages is wanted in these (SHACL, sections 4.2, 4.4 and 4.6). The
SPARQL of a shape may use the project's prefixes (section 5.2.1). A shape that has a SPARQL constraint and no
target gets one that selects what is at fault, in one query over the whole graph (SHACL Advanced Features,
section 3.1): so a constraint says its SELECT once.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.errors import KgError
from kg.files.loaded import Loaded
from kg.files.turtle import read_turtle
from kg.model.project import Project
from kg.model.vocab import OWL, PREFIXES, XSD, integer, rdf, term

_SH = PREFIXES["sh"]
_EACH, _OWN = term("inEachLanguage"), term("inOwnLanguages")
_MESSAGE, _SELECT, _SPARQL, _PREFIXES = (
    NamedNode(_SH + name) for name in ("message", "select", "sparql", "prefixes")
)
_TARGET = _SH + "target"  # and targetClass, targetNode, …
_LEADING = (_TARGET, _SH + "property", _SH + "node")
_CONSTRAINT = re.compile(r"SELECT\s+(DISTINCT\s+)?[$?]this\b[^{]*", re.IGNORECASE)


def shapes_of(loaded: Loaded) -> list[Quad]:
    """The quads of all shapes. Raises KgError where there are none."""
    quads = [quad for path in loaded.shapes for quad in read_shapes(path, loaded.project)]
    if not quads:
        cause = "no shapes: let the ontology import the base, or write some in ontology/shapes"
        raise KgError(cause, file=loaded.paths[0].parent if loaded.paths else None)
    return [*quads, *_prefixes(loaded.project)]


def read_shapes(path: Path, project: Project) -> list[Quad]:
    """The quads of one file, made out."""
    quads = read_turtle(path, project.space)
    asked = {quad.subject for quad in quads if quad.predicate in (_EACH, _OWN)}
    told = [one for quad in quads for one in (_made_out(quad, project) if quad.subject in asked else [quad])]
    prefixed = {quad.subject for quad in told if quad.predicate == _PREFIXES}
    bare = [quad for quad in told if quad.predicate == _SELECT and quad.subject not in prefixed]
    told += [Quad(quad.subject, _PREFIXES, _declaring(project)) for quad in bare]
    return told + [quad for shape in _untargeted(told) for quad in _target(shape, told)]


def _made_out(quad: Quad, project: Project) -> Iterator[Quad]:
    """A triple of a shape of texts: the languages in the place of what asks for them, and in its message."""
    if quad.predicate == _MESSAGE and isinstance(quad.object, Literal):
        text = quad.object.value.replace("{languages}", ", ".join(project.languages))
        yield Quad(quad.subject, _MESSAGE, Literal(text, language=quad.object.language))
    elif quad.predicate in (_EACH, _OWN):
        yield from _languages(quad, project.languages)
        if quad.predicate == _EACH:
            count = integer(len(project.languages))
            yield Quad(quad.subject, NamedNode(_SH + "minCount"), count)
            yield Quad(quad.subject, NamedNode(_SH + "maxCount"), count)
            yield Quad(quad.subject, NamedNode(_SH + "uniqueLang"), Literal(True))
    else:
        yield quad


def _languages(quad: Quad, languages: Iterable[str]) -> Iterator[Quad]:
    cells = [BlankNode() for _ in languages]
    yield Quad(quad.subject, NamedNode(_SH + "languageIn"), cells[0])
    ends: list[BlankNode | NamedNode] = [*cells[1:], rdf("nil")]
    for cell, code, after in zip(cells, languages, ends, strict=True):
        yield Quad(cell, rdf("first"), Literal(code))
        yield Quad(cell, rdf("rest"), after)


def _untargeted(quads: list[Quad]) -> list[NamedNode]:
    """The shapes with a SPARQL constraint that nothing leads to: no target, no other shape."""
    aimed = {str(quad.subject) for quad in quads if quad.predicate.value.startswith(_TARGET)}
    aimed |= {str(quad.object) for quad in quads if quad.predicate.value in _LEADING}
    shapes = {q.subject for q in quads if q.predicate == _SPARQL and isinstance(q.subject, NamedNode)}
    return sorted((shape for shape in shapes if str(shape) not in aimed), key=str)


def _target(shape: NamedNode, quads: list[Quad]) -> Iterator[Quad]:
    constraints = {quad.object for quad in quads if quad.subject == shape and quad.predicate == _SPARQL}
    for told in [quad for quad in quads if quad.subject in constraints and quad.predicate == _SELECT]:
        if isinstance(told.object, Literal) and _CONSTRAINT.search(told.object.value):
            node = BlankNode()
            select = _CONSTRAINT.sub("SELECT DISTINCT ?this WHERE ", told.object.value, count=1)
            yield Quad(shape, NamedNode(_TARGET), node)
            yield Quad(node, rdf("type"), NamedNode(_SH + "SPARQLTarget"))
            yield Quad(node, _SELECT, Literal(select.replace("$this", "?this")))
            named = (q for q in quads if q.subject == told.subject and q.predicate == _PREFIXES)
            yield from (Quad(node, _PREFIXES, quad.object) for quad in named)


def _declaring(project: Project) -> NamedNode:
    return NamedNode(project.space + "prefixes")


def _prefixes(project: Project) -> Iterator[Quad]:
    """The project's prefixes, declared for the SPARQL of shapes."""
    yield Quad(_declaring(project), rdf("type"), NamedNode(OWL + "Ontology"))
    for name, start in project.prefixes.items():
        node = BlankNode()
        yield Quad(_declaring(project), NamedNode(_SH + "declare"), node)
        yield Quad(node, NamedNode(_SH + "prefix"), Literal(name))
        uri = Literal(start, datatype=NamedNode(XSD + "anyURI"))
        yield Quad(node, NamedNode(_SH + "namespace"), uri)
