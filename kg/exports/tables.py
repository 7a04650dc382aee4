"""The graph as tables: a Frictionless data package, CSV files with types and keys between them.

(Data Package and Table Schema, Frictionless Data, version 1.) Which tables and columns there are, and what
each means, stands in ``datapackage.json`` beside this module.
"""

import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.ask.grades import GRADES
from kg.exports.header import licences, title
from kg.files.cells import csv_of
from kg.files.project import NAME
from kg.model.dataset import version
from kg.model.project import DEFAULT, Project
from kg.model.schema import Schema
from kg.model.vocab import NS, OA, PREFIXES, PROV, RDFS, local, rdf, term

Row = dict[str, str]
Nodes = NamedNode | BlankNode | Literal | Triple


def package(project: Project, graphs: Mapping[str, list[Quad]], raw: bool = False) -> dict[str, bytes]:
    """The files of the package by name, ``datapackage.json`` among them, from the named graphs of a build.

    ``raw`` leaves cells that a spreadsheet would take for formulas.
    """
    ontology, claims, statements = (_Block(graphs[name]) for name in ("ontology", "claims", "statements"))
    sources = _Block(graphs["sources"])
    things = _Block(graphs["entities"] + graphs["sources"])
    entities = [iri for iri in things if things.all(iri, rdf("type").value) and iri not in sources]
    entities += sources.of_class("Source")
    qualifiers = [*Schema.of(graphs["ontology"], project).qualifiers]
    rows: dict[str, Iterable[Row]] = {
        "things": [_named(things, iri, project) for iri in entities],
        "classes": [
            {"thing": iri, "class": kind, **_labels(ontology, kind, project, "class")}
            for iri in entities
            for kind in things.all(iri, rdf("type").value)
        ],
        "quantities": [_quantity(things, iri) for iri in things.of_class("Quantity")],
        "predicates": [_named(ontology, iri, project) for iri in ontology.of_class("Predicate")],
        "sources": [_named(sources, iri, project) for iri in sources.of_class("Source")],
        "statements": [_statement(statements, iri) for iri in statements.of_class("Statement")],
        "claims": [_claim(claims, statements, iri, project) for iri in claims.of_class("Claim")],
        "qualifiers": [
            {"statement": iri, "qualifier": qualifier, **_object(node)}
            for iri in statements.of_class("Statement")
            for qualifier in qualifiers
            for node in statements[iri].get(qualifier, ())
        ],
        "evidence": [
            {"claim": iri, "passage": passage, **_place(claims, passage)}
            for iri in claims.of_class("Claim")
            for passage in claims.all(iri, NS + "evidence")
        ],
        "conflicts": [
            {"conflict": iri, "reason": statements.one(iri, NS + "conflictReason"), "statement": side}
            for iri in statements.of_class("Conflict")
            for side in statements.all(iri, NS + "involves")
        ],
        "grades": [_grade(statements, claims, iri, project) for iri in statements.of_class("Assessment")],
    }
    told = _descriptor(project, graphs)
    found = {one["path"]: _table(one["schema"], rows[one["name"]], raw) for one in told["resources"]}
    return found | {"datapackage.json": (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()}


class _Block(dict[str, dict[str, list[Nodes]]]):
    """What is said of each subject of a graph, by the IRI of the relation, in the order of names."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        for quad in sorted(quads, key=str):
            if isinstance(quad.subject, NamedNode):
                said = self.setdefault(quad.subject.value, {})
                said.setdefault(quad.predicate.value, []).append(quad.object)

    def of_class(self, name: str) -> list[str]:
        """The subjects of a class of ours."""
        return [iri for iri, said in self.items() if term(name) in said.get(rdf("type").value, ())]

    def all(self, iri: str, relation: str) -> list[str]:
        """The IRIs and values that are said of a subject."""
        return [_text(node) for node in self.get(iri, {}).get(relation, ())]

    def one(self, iri: str, relation: str, language: str = "") -> str:
        """The first of them, in a language where one is named; nothing where there is none."""
        nodes = self.get(iri, {}).get(relation, ())
        wanted = (n for n in nodes if not language or getattr(n, "language", None) == language)
        return next(map(_text, wanted), "")


def _text(node: Nodes) -> str:
    return node.value if isinstance(node, NamedNode | Literal) else str(node)


def _labels(block: _Block, iri: str, project: Project, name: str = "label") -> Row:
    return {f"{name}_{lang}": block.one(iri, RDFS + "label", lang) for lang in project.languages}


def _named(block: _Block, iri: str, project: Project) -> Row:
    return {"iri": iri, **_labels(block, iri, project)}


def _object(node: Nodes) -> Row:
    if isinstance(node, Literal):
        return {"value": node.value, "language": node.language or ""}
    return {"object": _text(node)}


def _triple(block: _Block, iri: str) -> Row:
    subject, predicate = (block.one(iri, rdf(name).value) for name in ("subject", "predicate"))
    return {
        "iri": iri,
        "subject": subject,
        "predicate": predicate,
        **_object(block[iri][rdf("object").value][0]),
    }


def _statement(block: _Block, iri: str) -> Row:
    status, origins = local(block.one(iri, NS + "status")), block.one(iri, NS + "originCount")
    return {**_triple(block, iri), "status": status, "origins": origins}


def _claim(claims: _Block, statements: _Block, iri: str, project: Project) -> Row:
    return {
        **_triple(claims, iri),
        "statement": statements.one(iri, NS + "makesStatement"),
        "modality": local(claims.one(iri, NS + "modality")),
        "source": claims.one(iri, NS + "statedIn"),
        "speaker": claims.one(iri, NS + "speaker"),
        **{f"gloss_{lang}": claims.one(iri, NS + "gloss", lang) for lang in project.languages},
    }


def _place(claims: _Block, passage: str) -> Row:
    selector = claims.one(passage, OA + "hasSelector")
    offsets = {name: claims.one(selector, OA + name) for name in ("start", "end")}
    return {
        "source": claims.one(passage, OA + "hasSource"),
        **offsets,
        "sha256": claims.one(passage, NS + "sha256"),
    }


def _grade(block: _Block, claims: _Block, iri: str, project: Project) -> Row:
    thing, by = block.one(iri, NS + "assesses"), block.one(iri, PROV + "wasAttributedTo")
    graded = {name: local(block.one(iri, NS + name)).removeprefix("grade") for name in GRADES}
    return {
        "iri": iri,
        "source": claims.one(thing, NS + "statedIn") if thing in claims else thing,
        "claim": thing if thing in claims else "",
        **graded,
        **{f"reason_{lang}": block.one(iri, RDFS + "comment", lang) for lang in project.languages},
        "curator": by,
        **_labels(block, by, project, "curator"),
        "date": block.one(iri, PREFIXES["dcterms"] + "created"),
    }


def _quantity(block: _Block, iri: str) -> Row:
    names = {"value": "value", "lower_bound": "lowerBound", "upper_bound": "upperBound", "unit": "unit"}
    about = "true" if block.one(iri, NS + "approximate") in ("true", "1") else "false"
    return {
        "iri": iri,
        **{key: block.one(iri, NS + name) for key, name in names.items()},
        "approximate": about,
    }


def _table(schema: Mapping[str, Any], rows: Iterable[Row], raw: bool) -> bytes:
    return csv_of([one["name"] for one in schema["fields"]], rows, raw).encode()


def _descriptor(project: Project, graphs: Mapping[str, list[Quad]]) -> dict[str, Any]:
    """What ``datapackage.json`` tells, with what the project says of itself."""
    told: dict[str, Any] = json.loads(files("kg.exports").joinpath("datapackage.json").read_text("utf-8"))
    for resource in told["resources"]:
        fields = resource["schema"]["fields"]
        resource["schema"]["fields"] = [one for field in fields for one in _in_languages(field, project)]
    granted = [{"path": one.value} for one in licences(graphs, project)]
    name = NAME if project == DEFAULT else project.name.lower()
    called = title(graphs, project)
    header = {"name": name, "title": called, "version": version(graphs, project), "licenses": granted}
    return {key: value for key, value in header.items() if value} | told


def _in_languages(field: dict[str, Any], project: Project) -> list[dict[str, Any]]:
    """A column of texts as one for each language of the project."""
    if "{language}" not in field["name"]:
        return [field]
    told = [(field | {"name": field["name"].replace("{language}", code)}, code) for code in project.languages]
    return [one | {"description": one["description"].replace("{language}", code)} for one, code in told]
