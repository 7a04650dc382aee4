"""The graph as tables: a Frictionless data package, CSV files with types and keys between them.

(Data Package and Table Schema, Frictionless Data, version 1.)
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from kg.exports.header import licences
from kg.files.project import NAME, release
from kg.model.vocab import BASE, NS, OA, RDFS, local, rdf, term

Rows = list[dict[str, str]]
_LABEL = RDFS + "label"
# Table: its columns (``*``: must be given), its key, and which column leads to which table.
_TABLES: dict[str, tuple[str, dict[str, str]]] = {
    "things": ("iri* label_en label_he class*", {}),
    "predicates": ("iri* label_en label_he", {}),
    "sources": ("iri* label_en label_he", {}),
    "statements": ("iri* subject* predicate* object* status* origins:integer*", {"predicate": "predicates"}),
    "claims": (
        "iri* statement* subject* predicate* object* modality* source* speaker gloss_en gloss_he",
        {"statement": "statements", "source": "sources", "predicate": "predicates"},
    ),
    "qualifiers": ("statement* qualifier* value*", {"statement": "statements"}),
    "evidence": (
        "claim* passage* source* start:integer* end:integer* sha256",
        {"claim": "claims", "source": "sources"},
    ),
    "conflicts": ("conflict* reason* statement*", {"statement": "statements"}),
}


def package(graphs: Mapping[str, list[Quad]]) -> dict[str, bytes]:
    """The files of the package by name, ``datapackage.json`` among them, from the named graphs of a build."""
    used = ("ontology", "entities", "sources", "claims", "statements")
    known = {name: _Block.of(graphs[name]) for name in used}
    rows = {
        "things": _named(known["entities"], lambda kind: kind not in ("", "Quantity")),
        "predicates": _named(known["ontology"], lambda kind: True, _predicates(graphs["ontology"])),
        "sources": _named(known["sources"], lambda kind: kind == "Source"),
        **_said(known["claims"], known["statements"]),
        "qualifiers": _qualifiers(graphs),
        "conflicts": _conflicts(known["statements"]),
    }
    files = {f"{name}.csv": _csv(name, rows[name]) for name in _TABLES}
    return files | {"datapackage.json": _descriptor(graphs["ontology"])}


class _Block(dict[str, dict[str, list[str]]]):
    """What is said of each subject of a graph: values by the IRI of the relation, texts by language."""

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> "_Block":
        found = cls()
        for quad in sorted(quads, key=str):
            if isinstance(quad.subject, NamedNode):
                name = quad.predicate.value
                if isinstance(quad.object, Literal) and quad.object.language:
                    name += "@" + quad.object.language
                value = getattr(quad.object, "value", str(quad.object))
                found.setdefault(quad.subject.value, {}).setdefault(name, []).append(value)
        return found

    def of_class(self, name: str) -> list[str]:
        """The subjects of a class of ours."""
        return [iri for iri, said in self.items() if NS + name in said.get(rdf("type").value, ())]


def _one(said: Mapping[str, list[str]], name: str) -> str:
    return next(iter(said.get(name, ())), "")


def _named(block: _Block, wanted: Any, only: Iterable[str] | None = None) -> Rows:
    rows = []
    for iri in sorted(block if only is None else only):
        said = block[iri]
        kind = local(_one(said, rdf("type").value))
        if wanted(kind):
            labels = {f"label_{lang}": _one(said, f"{_LABEL}@{lang}") for lang in ("en", "he")}
            rows.append({"iri": iri, **labels, "class": kind})
    return rows


def _predicates(ontology: Iterable[Quad]) -> list[str]:
    declared = (q for q in ontology if q.predicate == rdf("type") and q.object == term("Predicate"))
    return sorted(quad.subject.value for quad in declared if isinstance(quad.subject, NamedNode))


def _triple(said: Mapping[str, list[str]]) -> dict[str, str]:
    return {name: _one(said, rdf(name).value) or _text(said) for name in ("subject", "predicate", "object")}


def _text(said: Mapping[str, list[str]]) -> str:
    """An object that is a text in a language."""
    return next((v[0] for name, v in said.items() if name.startswith(rdf("object").value + "@")), "")


def _said(claims: _Block, statements: _Block) -> dict[str, Rows]:
    found: dict[str, Rows] = {"statements": [], "claims": [], "evidence": []}
    for iri in sorted(statements.of_class("Statement")):
        said = statements[iri]
        status, origins = local(_one(said, NS + "status")), _one(said, NS + "originCount")
        found["statements"].append({"iri": iri, **_triple(said), "status": status, "origins": origins})
    for iri in sorted(claims.of_class("Claim")):
        said = claims[iri]
        found["claims"].append(
            {
                "iri": iri,
                "statement": _one(statements.get(iri, {}), NS + "makesStatement"),
                **_triple(said),
                "modality": local(_one(said, NS + "modality")),
                "source": _one(said, NS + "statedIn"),
                "speaker": _one(said, NS + "speaker"),
                **{f"gloss_{lang}": _one(said, f"{NS}gloss@{lang}") for lang in ("en", "he")},
            }
        )
        for passage in said.get(NS + "evidence", ()):
            place = claims.get(passage, {})
            selector = claims.get(_one(place, OA + "hasSelector"), {})
            offsets = {name: _one(selector, OA + name) for name in ("start", "end")}
            source, digest = _one(place, OA + "hasSource"), _one(place, NS + "sha256")
            found["evidence"].append(
                {"claim": iri, "passage": passage, "source": source, **offsets, "sha256": digest}
            )
    return found


def _qualifiers(graphs: Mapping[str, list[Quad]]) -> Rows:
    kinds = (term("Qualifier"), term("UniversalQualifier"))
    declared = {q.subject for q in graphs["ontology"] if q.object in kinds}
    rows = [
        {
            "statement": quad.subject.value,
            "qualifier": quad.predicate.value,
            "value": getattr(quad.object, "value", str(quad.object)),
        }
        for quad in graphs["statements"]
        if quad.predicate in declared
        and isinstance(quad.subject, NamedNode)
        and quad.subject.value.startswith(BASE + "statement/")
    ]
    return sorted(rows, key=lambda row: tuple(row.values()))


def _conflicts(statements: _Block) -> Rows:
    return [
        {"conflict": iri, "reason": _one(statements[iri], NS + "conflictReason"), "statement": statement}
        for iri in sorted(statements.of_class("Conflict"))
        for statement in statements[iri].get(NS + "involves", ())
    ]


def _columns(table: str) -> list[tuple[str, str, bool]]:
    """Name, type, and whether it must be given."""
    found = []
    for told in _TABLES[table][0].split():
        name, _, kind = told.rstrip("*").partition(":")
        found.append((name, kind or "string", told.endswith("*")))
    return found


def _csv(table: str, rows: Rows) -> bytes:
    out = io.StringIO()
    names = [name for name, _, _ in _columns(table)]
    writer = csv.DictWriter(out, names, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _descriptor(ontology: Iterable[Quad]) -> bytes:
    resources = []
    for name, (_, links) in _TABLES.items():
        columns = _columns(name)
        schema: dict[str, Any] = {
            "fields": [
                {"name": column, "type": kind, **({"constraints": {"required": True}} if needed else {})}
                for column, kind, needed in columns
            ],
            "foreignKeys": [
                {"fields": column, "reference": {"resource": table, "fields": "iri"}}
                for column, table in links.items()
            ],
        }
        if columns[0][0] == "iri":
            schema["primaryKey"] = "iri"
        resources.append(
            {
                "name": name,
                "path": f"{name}.csv",
                "profile": "tabular-data-resource",
                "encoding": "utf-8",
                "dialect": {"lineTerminator": "\r\n"},
                "schema": schema,
            }
        )
    paths = [one.value for one in licences(ontology)]
    told = {
        "name": NAME,
        "version": release(),
        "profile": "tabular-data-package",
        **({"licenses": [{"path": path} for path in paths]} if paths else {}),
        "resources": resources,
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
