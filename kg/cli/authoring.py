"""``kg new``, ``kg source``, ``kg entity``, ``kg term`` and ``kg import``: what writes into a project."""

import argparse
import os
from pathlib import Path
from shlex import quote

from kg.authoring.describe import Entity, Source, add_entity, add_source
from kg.authoring.queries import QUESTIONS, RULES, add_query
from kg.authoring.terms import (
    KINDS,
    VALUES,
    Limits,
    OfPredicate,
    Term,
    add_class,
    add_predicate,
    add_qualifier,
    add_shape,
)
from kg.authoring.written import Written
from kg.cli.asked import Asked
from kg.cli.output import Printer, note
from kg.files.plain import read_text


def new(arguments: argparse.Namespace) -> int:
    """Make a project."""
    from kg.authoring.new import Wanted, make

    languages = tuple(arguments.languages.split(","))
    wanted = Wanted(
        arguments.namespace, languages, arguments.name or "", arguments.title or "", arguments.empty
    )
    for path in make(arguments.folder, wanted):
        _tell(arguments, path)
    folder = quote(str(arguments.folder))
    if arguments.empty:
        note(f"next: put texts into {folder}/texts/; kg source add, kg term add, kg entity add, kg import")
        return 0
    note(f"next: kg build --root {folder}, kg test --root {folder}; {folder}/README.md says what to change")
    return 0


def source(arguments: argparse.Namespace) -> int:
    """Describe a text."""
    written = Written(arguments.root)
    asked = Asked(arguments, written.project.languages)
    told = Source(
        arguments.file,
        arguments.name or _slug(arguments.file.stem),
        asked.texts("label", "what the source is called"),
        asked.text("language", "the code of the language it is written in, such as en"),
        asked.text("issued", "when it was published, as far as it says so (EDTF)", needed=False),
        asked.text("publisher", "who published it, by name", needed=False),
        asked.by_language("comment"),
    )
    path, counted = add_source(written, told)
    _tell(arguments, path)
    note(counted)
    folder = os.environ.get("KG_SOURCES") or arguments.root / "texts"
    if told.file.resolve().parent != Path(folder).resolve():
        note(f"kg verify looks for {told.file.name} in {folder}, or where --sources says")
    return 0


def entity(arguments: argparse.Namespace) -> int:
    """Describe a thing."""
    written = Written(arguments.root)
    asked = Asked(arguments, written.project.languages)
    labels = asked.texts("label", "what it is called")
    name = arguments.name or _slug(next(iter(labels.values()), ""))
    aliases: dict[str, list[str]] = {}
    for code, text in arguments.alias or ():
        aliases.setdefault(code or written.project.languages[0], []).append(text)
    kind = asked.text("class_", "of which class it is")
    _tell(arguments, add_entity(written, Entity(name, kind, labels, aliases, arguments.scheme or "")))
    return 0


def term(arguments: argparse.Namespace) -> int:
    """Declare a class, predicate or qualifier, or write a shape, rule or question."""
    written = Written(arguments.root)
    asked = Asked(arguments, written.project.languages)
    kind, name = arguments.kind, arguments.name
    if kind in ("rule", "question"):
        return _query(asked, written, arguments)
    if kind == "shape":
        limits = Limits(
            asked.text("path", "which property it looks at"),
            arguments.min_count,
            arguments.max_count,
            arguments.least or "",
            arguments.most or "",
        )
        path, check = add_shape(
            written, name, limits, asked.texts("message", "what to do about it"), arguments.of or ""
        )
        _tell(arguments, path)
        note(f"write data that it must refuse into {check}")
        return 0
    told = Term(
        name,
        asked.texts("label", "what it is called"),
        asked.texts("definition", "what it means"),
        arguments.file or "",
    )
    if kind == "class":
        gender = ""
        if "he" in written.project.languages:
            gender = asked.text("gender", "the gender of its things in Hebrew", ("masculine", "feminine"))
        broader = asked.text("broader", "which class it is a kind of", needed=False)
        _tell(
            arguments,
            add_class(written, told, broader, gender, arguments.colour or "", arguments.symbol or ""),
        )
    elif kind == "qualifier":
        range_ = asked.text("range", _RANGE.format("its values are"), needed=False)
        of = asked.several("of", "which predicates take it")
        _tell(arguments, add_qualifier(written, told, range_, of, arguments.several))
    else:
        _tell(arguments, add_predicate(written, told, _of_predicate(asked, arguments)))
    return 0


def _query(asked: Asked, written: Written, arguments: argparse.Namespace) -> int:
    """Write a rule or a question."""
    kind, name = arguments.kind, arguments.name
    texts = {
        "title": asked.texts("title", "its title"),
        "description": asked.texts("description", "what it says"),
    }
    body = read_text(arguments.sparql) if arguments.sparql else asked.text("query", _BODY[kind])
    _tell(arguments, add_query(written, RULES if kind == "rule" else QUESTIONS, name, texts, body))
    if kind == "question" and "?statement" not in body:
        note("it selects no ?statement, so that its answer can be neither cited nor narrowed")
    note(f"next: kg build; kg test --strict tells which check {name} still needs")
    return 0


_BODY = {
    "rule": "CONSTRUCT { … } WHERE { … }, on one line",
    "question": "SELECT ?statement … WHERE { … }, on one line",
}
_RANGE = f"what {{}}: a class, or {', '.join(VALUES)}"
_KIND = (
    "whether it holds for a time, happens, lasts with its things, is somebody's judgement, or only inferred"
)


def _of_predicate(asked: Asked, arguments: argparse.Namespace) -> OfPredicate:
    return OfPredicate(
        asked.text("holds", _KIND, tuple(KINDS)),
        asked.text("domain", "of which class its subjects are", needed=False),
        asked.text("range", _RANGE.format("its objects are"), needed=False),
        asked.several("qualifier", "which qualifiers its claims may carry"),
        arguments.requires or (),
        asked.yes("one_object", "has a subject one object at a time?"),
        asked.yes("one_subject", "has an object one subject at a time?"),
        asked.text("share", "which qualifier is a share of a whole", needed=False),
        tuple(arguments.whole or ("subject",)),
        asked.by_language("sentence"),
    )


def _slug(text: str) -> str:
    """A name made of a label."""
    return "-".join("".join(sign if sign.isalnum() else " " for sign in text.lower()).split())


def _tell(arguments: argparse.Namespace, path: Path) -> None:
    """The file that was written."""
    printer = Printer(arguments)
    if printer.for_people:
        print(path)
    else:
        printer.rows(["file"], [{"file": str(path)}])


def import_(arguments: argparse.Namespace) -> int:
    """Write the claims of a table; 1 where a line was not taken."""
    from kg.authoring.importing import import_table
    from kg.texts.texts import Texts, sources_folder

    written = Written(arguments.root)
    texts = Texts(arguments.root, sources_folder(arguments.sources, arguments.root))
    found = import_table(written, texts, arguments.table, arguments.source or "", not arguments.check)
    rows = [
        *(
            {"line": str(line), "outcome": "written", "claim": iri, "problem": ""}
            for line, iri in found.written
        ),
        *({"line": str(line), "outcome": "known", "claim": iri, "problem": ""} for line, iri in found.known),
        *(
            {"line": str(error.line), "outcome": "refused", "claim": "", "problem": error.message}
            for error in found.refused
        ),
    ]
    rows.sort(key=lambda row: int(row["line"]))
    printer = Printer(arguments)
    if not printer.for_people:
        printer.rows(["line", "outcome", "claim", "problem"], rows)
        return 1 if found.refused else 0
    for error in found.refused:
        printer.line(str(error))
    verb = "would be written" if arguments.check else "written"
    known = f", {len(found.known)} there already" if found.known else ""
    printer.line(f"{len(found.written)} claims {verb}{known}, {len(found.refused)} lines not taken")
    for path in () if arguments.check else found.files:
        printer.line(str(path))
    return 1 if found.refused else 0
