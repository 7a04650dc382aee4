"""A JSON-LD context made from the ontology: every term of ours by its name, values by their datatypes.

(JSON-LD 1.1, W3C Recommendation 2020, section 3.1 and 4.2.3.)
"""

import json
from collections.abc import Iterable
from typing import Any

from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from kg.model.vocab import EDTF, NS, OWL, PREFIXES, RDFS, SKOS, local, rdf

_RANGE = NamedNode(RDFS + "range")
_THINGS, _VALUES = NamedNode(OWL + "ObjectProperty"), NamedNode(OWL + "DatatypeProperty")
_BY_LANGUAGE = {"label": RDFS + "label", "definition": SKOS + "definition"}


def context(ontology: Iterable[Quad]) -> dict[str, Any]:
    """The context: prefixes, and each relation with what its values are."""
    found: dict[str, Any] = {name: str(iri) for name, iri in PREFIXES.items() if name}
    found["edtf"] = EDTF.removesuffix("EDTF")
    found |= {name: {"@id": str(iri), "@container": "@language"} for name, iri in _BY_LANGUAGE.items()}
    quads = [quad for quad in ontology if getattr(quad.subject, "value", "").startswith(NS)]
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


def compact(quads: Iterable[Quad], terms: dict[str, Any]) -> bytes:
    """Quads as compact JSON-LD with a context of its own (JSON-LD 1.1 API, section 5.6)."""
    from pyld import jsonld

    expanded = json.loads(serialize(quads, format=RdfFormat.JSON_LD) or b"[]")
    return written(jsonld.compact(expanded, terms, {"graph": True}))


def written(value: Any) -> bytes:
    """JSON for a file."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
