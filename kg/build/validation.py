"""Validate the graph against the SHACL shapes in ontology/shapes/ (SHACL, with SHACL-SPARQL constraints).

Two validators give the same report on our shapes, which a test compares: ``turbo`` (pyshacl-turbo) is the
default for its speed, ``pyshacl`` the reference.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, Quad, RdfFormat, Triple, serialize

from kg.build.bare import bare_names
from kg.build.shapes import read_shapes
from kg.errors import KgError
from kg.files.loaded import Loaded
from kg.model.project import DEFAULT, Project
from kg.model.vocab import NS, OA, PREFIXES, Iri, local
from kg.words import in_language, word

_SH = PREFIXES["sh"]
_XPATH = re.compile(r"\\[pPiIcC]|-\[")  # what patterns of XPath have, and those of Python do not
_PREFIXES = {_SH + name for name in ("declare", "prefix", "namespace")}
# The graphs that the shapes are held against: all but facts and what follows from them.
VALIDATED = ("ontology", "entities", "sources", "claims", "statements")


@dataclass(frozen=True)
class Violation:
    """One result of the validation report.

    ``claim`` is the node at fault, with the claim's ``source`` and its ``file`` and ``line`` where it has
    them; ``constraint`` is the local name of the constraint component that failed, at ``path``; ``mends``
    tell what to do, by language; ``severity`` is ``Violation``, or ``Warning`` or ``Info``, which stop no
    build (SHACL, section 2.1.4); ``project`` tells how IRIs are shortened.
    """

    claim: str
    source: str
    file: str | None
    line: int | None
    shape: str
    constraint: str
    path: str
    value: str | None
    mends: tuple[tuple[str, str], ...]
    severity: str = "Violation"
    project: Project = DEFAULT

    def message(self, lang: str = "en") -> str:
        """What is wrong, in a few words."""
        what = word(self.constraint, lang) or self.constraint
        at = f": {local(self.path)}" if self.path else ""
        value = self.value if self.value != self.claim else None
        shown = self.project.prefixed(value) if isinstance(value, Iri) else value
        return what + at + (f" ({shown})" if shown else "")

    def mend(self, lang: str = "en") -> str:
        """What to do, in the language asked for, else in English, else in any."""
        return in_language(dict(self.mends), lang) or "violates " + self.shape


class InvalidGraphError(KgError):
    """Something found violations; the first is the message, ``violations`` holds all."""

    def __init__(self, violations: list[Violation]) -> None:
        first = violations[0]
        count = "" if len(violations) == 1 else f" ({len(violations)} violations; kg validate lists them)"
        cause = f"<{first.claim}>: {first.message()}. {first.mend()}{count}"
        super().__init__(cause, file=first.file, line=first.line)
        self.violations = violations

    def __reduce__(self) -> tuple[type["InvalidGraphError"], tuple[list[Violation]]]:
        """So that it comes whole out of another process."""
        return InvalidGraphError, (self.violations,)


class ShapesError(KgError):
    """The shapes themselves are wrong."""


_BARE = (
    ("en", "Take a passage that states the claim: this one is a bare name, which states nothing."),
    ("he", "יש לבחור קטע שאומר את הטענה: הקטע הזה הוא שם בלבד, ושם לבדו אינו אומר דבר."),
)


def check(
    loaded: Loaded,
    shapes: Iterable[Quad],
    data: Iterable[Quad],
    engine: str = "turbo",
    focus: Collection[str] | None = None,
) -> list[Violation]:
    """The violations of the shapes in the data, sorted; empty when the graph is valid.

    ``engine`` is ``turbo`` or ``pyshacl``; ``focus`` names the nodes to look at, all where it is None.
    Raises KgError where the shapes cannot be run.
    """
    from rdflib import Graph, URIRef
    from rdflib.namespace import RDF, SH

    quads = list(data)
    shapes_graph = _rdflib(_runnable(q.triple) for q in shapes)
    report = _run(engine, quads, shapes_graph, focus)
    results = [*report.subjects(RDF.type, SH.ValidationResult)]
    bare = [told for told in bare_names(q.triple for q in quads) if focus is None or told[0] in focus]
    owners, sources = _owners(q.triple for q in quads) if results or bare else ({}, {})
    violations: set[Violation] = set()
    for result in results:
        found = {name: report.value(result, SH[name]) for name in ("focusNode", "value", "resultPath")}
        node = str(found["focusNode"])
        if focus is not None and node not in focus:
            continue
        owner = owners.get(node, node)
        path, line = loaded.place(owner)
        shape = report.value(result, SH.sourceShape)
        # The reports drop the language of a SPARQL constraint's message: ask the shape itself.
        told = list(shapes_graph.objects(shape, SH.message)) or list(report.objects(result, SH.resultMessage))
        violations.add(
            Violation(
                node,
                sources.get(node) or sources.get(owner, ""),
                None if path is None else str(path),
                line,
                _named(shapes_graph, shape),
                str(report.value(result, SH.sourceConstraintComponent)).removeprefix(_SH),
                str(found["resultPath"]) if isinstance(found["resultPath"], URIRef) else "",
                _text(found["value"]),
                _mends(told, _shown(loaded.project, found["value"])),
                str(report.value(result, SH.resultSeverity)).removeprefix(_SH),
                loaded.project,
            )
        )
    assert isinstance(report, Graph)
    for claim, passage in bare:
        place, at = loaded.place(claim)
        file = None if place is None else str(place)
        component = "SPARQLConstraintComponent"
        told_of = (claim, sources.get(claim, ""), file, at, "", component, NS + "evidence", passage, _BARE)
        violations.add(Violation(*told_of, project=loaded.project))
    return sorted(violations, key=lambda v: (v.file or "~", v.line or 0, v.claim, v.shape, v.value or ""))


def _named(shapes: Any, shape: Any) -> str:
    """The IRI of a shape; of one without, which stands in another, that one's."""
    from rdflib import BNode

    seen = {shape}
    while isinstance(shape, BNode):
        shape = next((node for node in sorted(shapes.subjects(None, shape)) if node not in seen), None)
        seen.add(shape)
    return str(shape or "")


def _runnable(triple: Triple) -> Triple:
    """A triple of the shapes as the validators take it: their patterns are Python's and not those of SHACL.

    (SHACL, section 4.4.3: what REGEX of SPARQL takes, and so XPath and XQuery Functions, section 5.6.1.)
    """
    pattern = getattr(triple.object, "value", "")
    if triple.predicate.value != _SH + "pattern" or not _XPATH.search(pattern):
        return triple
    from elementpath.regex import RegexError, translate_pattern

    try:
        return Triple(triple.subject, triple.predicate, Literal(translate_pattern(pattern)))
    except RegexError as error:
        raise ShapesError(f"the shapes cannot be run: {error}") from None


def _text(node: Any) -> str | None:
    from rdflib import URIRef

    return Iri(node) if isinstance(node, URIRef) else None if node is None else str(node)


def _mends(messages: Iterable[Any], value: str) -> tuple[tuple[str, str], ...]:
    """What to do, by language, with the value where a message names it (SHACL, section 5.2.2.3)."""
    told = (m for m in messages if hasattr(m, "language"))
    return tuple(sorted((m.language or "en", str(m).replace("{?value}", value)) for m in told))


def _shown(project: Project, value: Any) -> str:
    """A value as messages name it."""
    told = _text(value) or ""
    return project.prefixed(told) if isinstance(told, Iri) else told


def _owners(triples: Iterable[Triple]) -> tuple[dict[str, str], dict[str, str]]:
    """By node: the claim (for the place of a passage, the passage) that it was made from, and its source.

    What the build made stands in no file: the claim that it was made from does.
    """
    owners: dict[str, str] = {}
    sources: dict[str, str] = {}
    for subject, predicate, value in triples:
        one, other = (str(getattr(node, "value", "")) for node in (subject, value))
        if predicate.value in (NS + "hasClaim", NS + "involvesClaim"):
            owners[one] = min(owners.get(one, other), other)
        elif predicate.value in (NS + "relayedBy", OA + "hasSelector"):
            owners[other] = min(owners.get(other, one), one)
        elif predicate.value in (NS + "statedIn", OA + "hasSource"):
            sources[one] = min(sources.get(one, other), other)
    return owners, sources


def _run(engine: str, data: list[Quad], shapes: Any, focus: Collection[str] | None) -> Any:
    """The report of a validator; whatever it cannot do with the shapes is one error."""
    try:
        return (_turbo if engine == "turbo" else _pyshacl)((q.triple for q in data), shapes, focus)
    except Exception as error:  # validators raise bare ones for shapes that are none
        raise ShapesError(f"the shapes cannot be run: {error}") from None


def check_project(
    loaded: Loaded, shapes: list[Quad], data: Iterable[Quad], engine: str = "turbo"
) -> list[Violation]:
    """What a project's shapes find. Raises KgError with the file of a shape that cannot be run."""
    quads = list(data)
    try:
        return check(loaded, shapes, quads, engine)
    except ShapesError as error:
        prefixes = [quad for quad in shapes if quad.predicate.value in _PREFIXES]  # one file declares for all
        for path in loaded.shapes:
            try:
                check(loaded, [*read_shapes(path, loaded.project), *prefixes], quads, engine)
            except ShapesError as own:
                raise KgError(own.message, file=path) from None
        raise error


def _turbo(triples: Iterable[Triple], shapes: Any, focus: Collection[str] | None) -> Any:
    import pyshacl_turbo
    from pyshacl_turbo.rdf import Input

    text = (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()
    return _report(
        *pyshacl_turbo.validate(
            Input(text, "oxigraph-nquads", None, {}, preserve_ids=True),  # what it makes of a store itself
            shacl_graph=shapes,
            advanced=True,
            inference="none",
            focus_nodes=None if focus is None else sorted(focus),
        )
    )


def _pyshacl(triples: Iterable[Triple], shapes: Any, focus: Collection[str] | None) -> Any:
    import pyshacl

    return _report(
        *pyshacl.validate(
            _rdflib(triples),
            shacl_graph=shapes,
            advanced=True,
            inference="none",
            meta_shacl=False,
            focus_nodes=None if focus is None else sorted(focus),
        )
    )


def _report(_conforms: bool, report: Any, text: str) -> Any:
    from rdflib import Graph

    if not isinstance(report, Graph):
        raise ValueError(text)
    return report


def _rdflib(triples: Iterable[Any]) -> Any:
    from rdflib import Graph

    data = serialize(sorted(set(triples), key=str), format=RdfFormat.N_TRIPLES)
    return Graph().parse(data=data, format="nt")
