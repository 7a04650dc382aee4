"""A JSON-LD context made from the ontology: every term of ours by its name, values by their datatypes.

(JSON-LD 1.1, W3C Recommendation 2020, section 3.1 and 4.2.3.)
"""

import json
from collections.abc import Iterable
from typing import Any

from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from kg.exports.header import prefixes
from kg.model.project import Project
from kg.model.vocab import OWL, RDFS, SKOS, local, rdf

_RANGE = NamedNode(RDFS + "range")
_THINGS, _VALUES = NamedNode(OWL + "ObjectProperty"), NamedNode(OWL + "DatatypeProperty")
_BY_LANGUAGE = {"label": RDFS + "label", "definition": SKOS + "definition"}


def context(ontology: Iterable[Quad], project: Project) -> dict[str, Any]:
    """The context: prefixes, and each relation with what its values are."""
    every = list(ontology)
    found: dict[str, Any] = dict(prefixes(project))
    found |= {name: {"@id": str(iri), "@container": "@language"} for name, iri in _BY_LANGUAGE.items()}
    quads = [quad for quad in every if project.is_term(getattr(quad.subject, "value", ""))]
    # A name is the project's own term before it is one of the base.
    quads.sort(key=lambda quad: not str(getattr(quad.subject, "value", "")).startswith(project.terms))
    ranges = {quad.subject: quad.object for quad in quads if quad.predicate == _RANGE}
    terms: dict[str, Any] = {}
    for quad in quads:
        iri = getattr(quad.subject, "value", "")
        if quad.predicate == rdf("type") and quad.object in (_THINGS, _VALUES):
            terms[local(iri)] = {"@id": iri}
            value = ranges.get(quad.subject)
            if quad.object == _THINGS:
                terms[local(iri)]["@type"] = "@id"
            elif isinstance(value, NamedNode) and not value.value.endswith(("Literal", "langString")):
                terms[local(iri)]["@type"] = value.value
        elif quad.predicate == rdf("type"):
            terms.setdefault(local(iri), {"@id": iri})
    return {"@context": found | {name: terms[name] for name in sorted(terms) if name not in found}}


class _Compactor:
    """Expanded JSON-LD in the terms of a context (JSON-LD 1.1 API, section 5.6, as far as ours needs it).

    Ours, because what compacts with any context brings a dependency under the LGPL along; a test holds it
    against a parser, over the whole graph.
    """

    def __init__(self, terms: dict[str, Any]) -> None:
        told = terms["@context"]
        self._prefixes = sorted(
            ((iri, name) for name, iri in told.items() if isinstance(iri, str)), key=lambda one: -len(one[0])
        )
        self._names = {one["@id"]: name for name, one in told.items() if isinstance(one, dict)}
        self._terms = told

    def node(self, expanded: dict[str, Any]) -> dict[str, Any]:
        """One node, or a named graph with its nodes."""
        found: dict[str, Any] = {}
        for key, values in expanded.items():
            if key == "@id":
                found[key] = self._iri(values)
            elif key == "@graph":
                found[key] = [self.node(one) for one in values]
            elif key == "@type":
                found[key] = _single([self._names.get(one) or self._iri(one) for one in values])
            else:
                name = self._names.get(key) or self._iri(key)
                found[name] = self._values(values, self._terms.get(name, {}))
        return found

    def _values(self, values: list[dict[str, Any]], term: Any) -> Any:
        declared = term if isinstance(term, dict) else {}
        if declared.get("@container") == "@language" and all("@language" in one for one in values):
            texts: dict[str, list[str]] = {}
            for one in values:
                texts.setdefault(one["@language"], []).append(one["@value"])
            return {lang: _single(found) for lang, found in texts.items()}
        return _single([self._value(one, declared.get("@type")) for one in values])

    def _value(self, value: dict[str, Any], kind: str | None) -> Any:
        if "@id" in value:
            return self._iri(value["@id"]) if kind == "@id" else {"@id": self._iri(value["@id"])}
        if kind is not None and value.get("@type") == kind and isinstance(value["@value"], str):
            return value["@value"]
        if set(value) == {"@value"} and kind is None:
            return value["@value"]
        told = {"@type": self._iri(value["@type"])} if "@type" in value else {}
        return {**value, **told}

    def _iri(self, iri: str) -> str:
        for base, name in self._prefixes:
            end = iri.removeprefix(base)
            if end != iri and end and not end.startswith("//"):
                return f"{name}:{end}"
        return iri


def _single(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def compact(quads: Iterable[Quad], terms: dict[str, Any]) -> bytes:
    """Quads as compact JSON-LD, with the context in it."""
    expanded = json.loads(serialize(quads, format=RdfFormat.JSON_LD) or b"[]")
    compactor = _Compactor(terms)
    return written(terms | {"@graph": [compactor.node(one) for one in expanded]})


def written(value: Any) -> bytes:
    """JSON for a file."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
