"""The options of the commands that write into a project."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from kg.cli.options import in_each, shown
from kg.cli.values import count


def new(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Of ``kg new``."""
    shown(command)
    add = command.add_argument
    add("folder", type=Path, help="the folder of the project, which must be new or empty")
    add("--namespace", required=True, metavar="URL", help="where its own IRIs stand; ends with /, # or :")
    add(
        "--languages",
        default="en",
        metavar="CODES",
        help="of its labels and glosses, the first one first: fr,en (default: en)",
    )
    add("--name", help="names the files of its build (default: the end of the namespace)")
    in_each(command, "--title", "what it is called (default: its name)")
    add("--empty", action="store_true", help="without the small example of ferries and landings")


def source(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Of ``kg source``."""
    shown(command)
    add = command.add_argument
    add("action", choices=("add",), help="describe a text in graph/sources.ttl")
    add("file", type=Path, help="the file of the text, in UTF-8")
    add("--name", help="its name in IRIs (default: made of the file's name)")
    in_each(command, "--label", "what it is called")
    in_each(command, "--comment", "what it is")
    add("--language", metavar="CODE", help="the language it is written in")
    add("--issued", metavar="DATE", help="when it was published (EDTF)")
    add("--publisher", metavar="NAME", help="who published it, a thing of the graph")


def entity(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Of ``kg entity``."""
    shown(command)
    add = command.add_argument
    add("action", choices=("add",), help="describe a thing in graph/entities/")
    add("name", nargs="?", help="its name in its IRI (default: made of its label)")
    add("--class", dest="class_", metavar="NAME", help="of which class it is")
    in_each(command, "--label", "what it is called")
    in_each(command, "--alias", "what it is called as well")
    add("--scheme", metavar="NAME", help="the scheme of a concept")
    add("--gender", choices=("masculine", "feminine"), help="in Hebrew, where it is not that of its class")


def grade(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Of ``kg grade``."""
    shown(command)
    add = command.add_argument
    add("action", choices=("add",), help="write it into graph/assessments.ttl")
    add("thing", help="a source, or a claim as claim/SOURCE/NAME")
    add("grade", help="of a source A to F, of a claim 1 to 6 (the Admiralty code)")
    add("--by", metavar="NAME", help="the curator who gives it, or the name in its IRI of a new one")
    in_each(command, "--label", "what a new curator is called")
    in_each(command, "--reason", "why; one language will do")
    add("--date", metavar="DATE", help="when it was given (EDTF)")


def term(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Of ``kg term``: those of the kind that is named, or of all kinds."""
    shown(command)
    add = command.add_argument
    kinds = ("class", "predicate", "qualifier", "shape", "rule", "question")
    add("action", choices=("add",), help="write it into ontology/ or queries/")
    add("kind", choices=kinds, help="what to add")
    add(
        "name",
        nargs="?",
        help="its name in its IRI, such as Harbour, landsAt; of a rule or question that of its file",
    )
    kind = next((word for word in given if word in kinds), "")
    if not kind:
        command.description = f"{command.description} kg term add KIND --help tells what one of them takes."
        return
    if kind in ("class", "predicate", "qualifier"):
        in_each(command, "--label", "what it is called")
        in_each(command, "--definition", "what it means")
        add("--file", metavar="NAME", help="the file below ontology/ (default: terms.ttl)")
    if kind == "class":
        add("--broader", metavar="CLASS", help="the class that it is a kind of")
        add("--gender", metavar="GENDER", help="of its things in Hebrew: masculine or feminine")
        add("--colour", metavar="#RRGGBB", help="the colour of its things in pictures")
        add("--symbol", metavar="NAME", help="their form in pictures: circle, square, hexagon …")
    if kind in ("predicate", "qualifier"):
        add(
            "--range",
            metavar="CLASS",
            help="what it leads to: a class (quantity: amounts), or date, integer, decimal, text, boolean",
        )
    if kind == "predicate":
        add(
            "--holds",
            metavar="KIND",
            help="state, event, lasting, judgement, or inferred where only rules tell it",
        )
        add("--domain", metavar="CLASS", help="of which class its subjects are")
        add("--qualifier", action="append", metavar="NAME", help="a qualifier that its claims may carry")
        add("--requires", action="append", metavar="NAME", help="a qualifier that its claims must carry")
        add("--one-object", action="store_true", help="a subject has one object at a time")
        add("--one-subject", action="store_true", help="an object has one subject at a time")
        add(
            "--one-of-each", action="append", metavar="QUALIFIER", help="a qualifier with one value at a time"
        )
        add("--starts-once", action="store_true", help="claims that let it begin at two times conflict")
        in_each(command, "--feminine", "its label of a feminine subject")
        in_each(command, "--plural", "its label of a plural subject")
        in_each(command, "--feminine-plural", "its label of a feminine plural subject")
        add("--share", metavar="QUALIFIER", help="the qualifier that is a share of a whole")
        add(
            "--whole",
            action="append",
            metavar="KEY",
            help="what names the whole: subject, object, a qualifier",
        )
        in_each(command, "--sentence", "how a triple is told: {subject} … {object}")
    if kind == "qualifier":
        add("--of", action="append", metavar="PREDICATE", help="a predicate that takes it")
        add(
            "--several",
            action="store_true",
            help="one claim may give it several values, which belong together",
        )
    if kind == "shape":
        add("--path", metavar="PROPERTY", help="the property that it looks at")
        add("--of", metavar="CLASS", help="of things of this class (default: of all that have the property)")
        add("--min-count", type=count, metavar="N", help="how many values there are at least")
        add("--max-count", type=count, metavar="N", help="how many values there are at most")
        add("--least", metavar="NUMBER", help="the least value")
        add("--most", metavar="NUMBER", help="the greatest value")
        in_each(command, "--message", "what to do about it")
    if kind in ("rule", "question"):
        in_each(command, "--title", "its title")
        in_each(command, "--description", "what it says")
        add("--query", metavar="SPARQL", help="the query; the project's prefixes may be used")
        add("--sparql", type=Path, metavar="FILE", help="a file with the query")


def imported(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Of ``kg import``."""
    shown(command)
    add = command.add_argument
    add("table", type=Path, help="a .csv, .tsv, .xlsx, .ods or .txt file, one claim a line")
    add("--source", metavar="NAME", help="the source of rows that name none")
    add("--sources", type=Path, help="the folder of the texts (default: $KG_SOURCES, else texts/)")
    add("--check", action="store_true", help="tell what would be written, and write nothing")
