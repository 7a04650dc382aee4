"""Validate the graph against the SHACL shapes in ontology/shapes/ (SHACL, with SHACL-SPARQL constraints)."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, serialize

from kg.errors import KgError
from kg.read import Loaded, read_turtle
from kg.vocab import NS


@dataclass(frozen=True)
class Violation:
    """One result of the validation report: the node at fault, its file and line, the shape, the messages."""

    claim: str
    file: str | None
    line: int | None
    shape: str
    value: str | None
    messages: tuple[tuple[str, str], ...]

    def message(self, lang: str = "en") -> str:
        """What to do, in the language asked for, else in English, else in any."""
        found = dict(self.messages)
        return found.get(lang) or found.get("en") or next(iter(found.values()), "violates " + self.shape)


def shapes_of(root: Path) -> list[Quad]:
    """The quads of all shapes below ``root``."""
    quads: list[Quad] = []
    for path in sorted(root.glob("ontology/shapes/*.ttl")):
        quads += read_turtle(path)
    if not quads:
        raise KgError("no shapes in ontology/shapes", file=root)
    return quads


def check(loaded: Loaded, shapes: Iterable[Quad], data: Iterable[Quad]) -> list[Violation]:
    """The violations of the shapes in the data, sorted; empty when the graph is valid. Runs pySHACL."""
    import pyshacl
    from rdflib import Graph, Literal, URIRef
    from rdflib.namespace import RDF, SH

    def graph(quads: Iterable[Quad]) -> Graph:
        triples = sorted({q.triple for q in quads}, key=str)
        return Graph().parse(data=serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")

    shapes_graph = graph(shapes)
    data_graph = graph(data)
    _ok, report, text = pyshacl.validate(
        data_graph, shacl_graph=shapes_graph, advanced=True, inference="none", meta_shacl=False
    )
    if not isinstance(report, Graph):
        raise KgError(f"the shapes cannot be run: {text}")
    violations: list[Violation] = []
    for result in report.subjects(RDF.type, SH.ValidationResult):
        result_focus = report.value(result, SH.focusNode)
        focus = str(result_focus)
        # What the build made stands in no file: the claim that it was made from does.
        made_from = sorted(str(c) for c in data_graph.objects(result_focus, URIRef(NS + "hasClaim")))
        path, line = loaded.place((made_from or [focus])[0])
        shape = report.value(result, SH.sourceShape)
        value = report.value(result, SH.value)
        # pySHACL's report drops the language of a SPARQL constraint's message: ask the shape itself.
        told = list(shapes_graph.objects(shape, SH.message)) or list(report.objects(result, SH.resultMessage))
        messages = sorted((m.language or "en", str(m)) for m in told if isinstance(m, Literal))
        violations.append(
            Violation(
                focus,
                None if path is None else str(path),
                line,
                str(shape),
                None if value is None else str(value),
                tuple(messages),
            )
        )
    return sorted(violations, key=lambda v: (v.file or "~", v.line or 0, v.claim, v.shape, v.value or ""))
