"""``kg new``, ``kg source``, ``kg entity``, ``kg grade`` and ``kg import``: what writes into a project."""

import argparse
import os
from pathlib import Path
from shlex import quote

from kg.authoring.describe import Entity, Source, add_entity, add_source
from kg.authoring.written import Written
from kg.cli.asked import Asked
from kg.cli.output import Printer, note, tell_file


def new(arguments: argparse.Namespace) -> int:
    """Make a project."""
    from kg.authoring.new import Wanted, make, untranslated

    languages = tuple(code.strip() for code in arguments.languages.split(","))
    titles = Asked(arguments, ("",)).by_language("title")
    wanted = Wanted(arguments.namespace, languages, arguments.name or "", titles, arguments.empty)
    for path in make(arguments.folder, wanted):
        tell_file(arguments, path)
    folder = quote(str(arguments.folder))
    if codes := ", ".join(untranslated(languages)):
        note(f"what is tagged {codes} is English still; {folder}/README.md says what to translate")
    if arguments.empty:
        note(f"next: put texts into {folder}/texts/; kg source add, kg term add, kg entity add, kg import")
        return 0
    note(f"next: kg build --root {folder}, kg test --root {folder}; {folder}/README.md says what to change")
    return 0


def source(arguments: argparse.Namespace) -> int:
    """Describe a text."""
    written = Written(arguments.root)
    asked = Asked(arguments, written.project.languages)
    folder = Path(os.environ.get("KG_SOURCES") or arguments.root / "texts")
    name = arguments.name or _slug(arguments.file.stem)
    Source(arguments.file, name, {}, "", folder=folder).text(written)  # before anything is asked
    written.new("source", name)
    told = Source(
        arguments.file,
        name,
        asked.texts("label", "what the source is called"),
        asked.text("language", "the code of the language it is written in, such as en"),
        asked.text("issued", "when it was published, as far as it says so (EDTF)", needed=False),
        asked.text("publisher", "who published it, by name", needed=False),
        asked.by_language("comment"),
        folder,
    )
    path, counted = add_source(written, told)
    tell_file(arguments, path)
    note(counted)
    if not (told.folder / told.path).exists():
        note(
            f"put it into {told.folder}: kg anchor, import, verify, coverage and --cite look for {told.path} "
            "there, or where --sources says"
        )
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
    kind = asked.text("class_", "of which class it is", check=written.named_class)
    told = Entity(name, kind, labels, aliases, arguments.scheme or "", arguments.gender or "")
    tell_file(arguments, add_entity(written, told))
    for label in labels.values():
        if label in written.labels:
            note(f"{label!r} is what {written.project.prefixed(written.labels[label])} is called, too")
    return 0


def grade(arguments: argparse.Namespace) -> int:
    """Grade a source or a claim."""
    from kg.authoring.grading import Grade, add_grade

    written = Written(arguments.root)
    asked = Asked(arguments, written.project.languages)
    told = Grade(
        arguments.thing,
        arguments.grade,
        asked.text("by", "the curator who gives it"),
        asked.by_language("reason"),
        arguments.date or "",
        asked.by_language("label"),
    )
    tell_file(arguments, add_grade(written, told))
    return 0


def _slug(text: str) -> str:
    """A name made of a label."""
    return "-".join("".join(sign if sign.isalnum() else " " for sign in text.lower()).split())


def import_(arguments: argparse.Namespace) -> int:
    """Write the claims of a table; 1 where a line was not taken."""
    from kg.authoring.importing import import_table
    from kg.texts.texts import Texts, sources_folder

    texts = Texts(arguments.root, sources_folder(arguments.sources, arguments.root))
    found = import_table(arguments.root, texts, arguments.table, arguments.source or "", not arguments.check)
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
    claims, lines = (
        f"{count} {word}{'' if count == 1 else 's'}"
        for count, word in ((len(found.written), "claim"), (len(found.refused), "line"))
    )
    printer.line(f"{claims} {verb}{known}, {lines} not taken")
    for path in () if arguments.check else found.files:
        printer.line(str(path))
    return 1 if found.refused else 0
