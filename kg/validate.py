"""Validate the graph against the SHACL shapes in ontology/shapes/ (SHACL, with SHACL-SPARQL constraints).

Two validators give the same report on our shapes, which a test compares: ``turbo`` (pyshacl-turbo) is the
default for its speed, ``pyshacl`` the reference.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import Quad, RdfFormat, Store, serialize

from kg.errors import KgError
from kg.read import Loaded, read_turtle
from kg.vocab import NS, PREFIXES, local
from kg.words import word

_SH = PREFIXES["sh"]


@dataclass(frozen=True)
class Violation:
    """One result of the validation report.

    ``claim`` is the node at fault, with the claim's ``source`` and its ``file`` and ``line`` where it has
    them; ``constraint`` is the local name of the constraint component that failed, at ``path``; ``mends``
    tell what to do, by language.
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

    def message(self, lang: str = "en") -> str:
        """What is wrong, in a few words."""
        what = word(self.constraint, lang) or self.constraint
        at = f": {local(self.path)}" if self.path else ""
        value = f" ({self.value})" if self.value and self.value != self.claim else ""
        return what + at + value

    def mend(self, lang: str = "en") -> str:
        """What to do, in the language asked for, else in English, else in any."""
        found = dict(self.mends)
        return found.get(lang) or found.get("en") or next(iter(found.values()), "violates " + self.shape)


def shapes_of(root: Path) -> list[Quad]:
    """The quads of all shapes below ``root``."""
    quads: list[Quad] = []
    for path in sorted(root.glob("ontology/shapes/*.ttl")):
        quads += read_turtle(path)
    if not quads:
        raise KgError("no shapes in ontology/shapes", file=root)
    return quads


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
    from rdflib import Graph, Literal, URIRef
    from rdflib.namespace import RDF, SH

    triples = {q.triple for q in data}
    shapes_graph = _rdflib(q.triple for q in shapes)
    report = (_turbo if engine == "turbo" else _pyshacl)(triples, shapes_graph, focus)
    made_from: dict[str, list[str]] = {}
    sources: dict[str, str] = {}
    for subject, predicate, value in triples:
        if predicate.value == NS + "hasClaim":
            made_from.setdefault(str(getattr(subject, "value", "")), []).append(
                str(getattr(value, "value", ""))
            )
        elif predicate.value == NS + "statedIn":
            sources[str(getattr(subject, "value", ""))] = str(getattr(value, "value", ""))
    violations: set[Violation] = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        found = {name: report.value(result, SH[name]) for name in ("focusNode", "value", "resultPath")}
        node = str(found["focusNode"])
        if focus is not None and node not in focus:
            continue
        # What the build made stands in no file: the claim that it was made from does.
        claim = min(made_from.get(node, [node]))
        path, line = loaded.place(claim)
        shape = report.value(result, SH.sourceShape)
        # The reports drop the language of a SPARQL constraint's message: ask the shape itself.
        told = list(shapes_graph.objects(shape, SH.message)) or list(report.objects(result, SH.resultMessage))
        violations.add(
            Violation(
                node,
                sources.get(claim, ""),
                None if path is None else str(path),
                line,
                str(shape),
                str(report.value(result, SH.sourceConstraintComponent)).removeprefix(_SH),
                str(found["resultPath"]) if isinstance(found["resultPath"], URIRef) else "",
                None if found["value"] is None else str(found["value"]),
                tuple(sorted((m.language or "en", str(m)) for m in told if isinstance(m, Literal))),
            )
        )
    assert isinstance(report, Graph)
    return sorted(violations, key=lambda v: (v.file or "~", v.line or 0, v.claim, v.shape, v.value or ""))


def _turbo(triples: set[Any], shapes: Any, focus: Collection[str] | None) -> Any:
    import pyshacl_turbo

    store = Store()
    store.extend(Quad(*triple) for triple in triples)
    return _report(
        *pyshacl_turbo.validate(
            store,
            shacl_graph=shapes,
            advanced=True,
            inference="none",
            focus_nodes=None if focus is None else sorted(focus),
        )
    )


def _pyshacl(triples: set[Any], shapes: Any, focus: Collection[str] | None) -> Any:
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
        raise KgError(f"the shapes cannot be run: {text}")
    return report


def _rdflib(triples: Iterable[Any]) -> Any:
    from rdflib import Graph

    data = serialize(sorted(set(triples), key=str), format=RdfFormat.N_TRIPLES)
    return Graph().parse(data=data, format="nt")
