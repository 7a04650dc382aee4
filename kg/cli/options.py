"""The options of each command."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from kg.cli.command import Command
from kg.cli.values import count, in_language, language, seconds, variable

_NAMED = "a label or alias in any of the project's languages, or an IRI"
Options = Callable[[Command, Sequence[str]], None]


def plain(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Of a command that only prints."""
    shown(command)


def queries(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Of ``kg queries``."""
    shown(command)
    command.add_argument(
        "words", nargs="*", help="only questions in whose texts these words stand, the best first"
    )
    folders(command)


def search(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Of ``kg search``."""
    from kg.understand.search import KINDS

    shown(command)
    command.add_argument(
        "words", nargs="+", help="words, or how they begin, in any of the project's languages"
    )
    command.add_argument(
        "--limit", type=count, default=20, metavar="N", help="how many to show (default: 20)"
    )
    command.add_argument("--kind", choices=KINDS, help="only what is of this kind")
    folders(command)


def schema(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Of ``kg schema``."""
    shown(command)
    command.add_argument("name", nargs="?", help=f"a class or relation: {_NAMED} (default: all of them)")


def ask(command: Command, given: Sequence[str]) -> None:
    """Of ``kg ask``."""
    shown(command)
    command.takes_sentences = True
    command.add_argument("words", nargs="*", help="the question (default: one after the other, as you type)")
    command.add_argument("--all", action="store_true", help="show every row, and every claim under them")
    command.add_argument(
        "--engine",
        choices=("words", "llm"),
        default="words",
        help="what chooses the question: the words of its phrasings (default), or a language model of yours;"
        " the answer is the graph's",
    )
    told = "where it is asked as OpenAI's are, such as http://localhost:11434/v1 (default: $KG_LLM_URL)"
    command.add_argument("--llm-url", metavar="URL", help=told)
    told = "what it is called there (default: $KG_LLM_MODEL); $KG_LLM_KEY is the key that it needs, if any"
    command.add_argument("--llm-model", metavar="NAME", help=told)
    citing(command)
    folders(command)


def sparql(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Of ``kg sparql``."""
    shown(command)
    told = "a file with a SPARQL query, or - for standard input (default: one after the other, as you type)"
    command.add_argument("file", nargs="?", help=told)
    command.add_argument("-e", "--query", metavar="QUERY", help="the query itself")
    told = f'give a variable of the query its value: {_NAMED}; a number, a date, "a text" (may be repeated)'
    command.add_argument("--set", action="append", type=variable, default=[], metavar="NAME=VALUE", help=told)
    narrowing(command)


def entity(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Of a command that takes one thing."""
    shown(command)
    command.add_argument("entity", help=_NAMED)


def show(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Of ``kg show``."""
    entity(command, given)
    command.add_argument("--all", action="store_true", help="tell all, not only what fits on a screen")
    command.add_argument("--predicate", metavar="NAME", help="only what is said in this relation")
    counting(command)


def triple(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Of a command that takes a triple."""
    shown(command)
    for name in ("subject", "predicate", "object"):
        command.add_argument(name, help=_NAMED)


def network(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """What a network is made of."""
    add = command.add_argument
    counting(command)
    add("--certainty", metavar="STATUS", help="of which status edges are; any: of all (default: facts)")
    add("--predicate", action="append", metavar="NAME", help="only edges of this relation (may be repeated)")
    add("--class", dest="class_", action="append", metavar="NAME", help="only edges of things of this class")
    add("--around", action="append", metavar="NAME", help="only what is near this thing (may be repeated)")
    add("--distance", type=count, default=1, metavar="N", help="how many edges away from it (default: 1)")
    add("--fold", action="append", metavar="CLASS", help="turn things of this class into edges")
    add("--nodes", action="store_true", help="make statements nodes too (not for path, central, groups)")
    add("--inferred", action="store_true", help="add what follows and no source states")


def written(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Of ``kg network``."""
    command.add_argument(
        "file",
        type=Path,
        help="a .graphml, .gexf, .cyjs, .json or .csv file to write (of .csv two, for nodes and for edges)",
    )
    raw(command)
    network(command, given)


def draw(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Of ``kg draw``."""
    command.add_argument("file", type=Path, help="a .svg, .png or .html file to write")
    kinds = ("network", "map", "timeline", "flows", "ontology")
    command.add_argument("--kind", choices=kinds, default="network", help="what to draw (default: network)")
    command.add_argument("--title", default="", help="what stands above it")
    command.add_argument("--most", type=count, default=400, metavar="N", help="the most things that it shows")
    command.add_argument("--by-class", action="store_true", help="one node for all things of a class")
    network(command, given)


def central(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Of ``kg central`` and ``kg groups``."""
    shown(command)
    command.add_argument("--most", type=count, default=15, metavar="N", help="how many to show")
    network(command, given)


def path(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Of ``kg path``."""
    shown(command)
    for name in ("start", "end"):
        command.add_argument(name, help=_NAMED)
    command.add_argument("-k", "--most", type=count, default=1, metavar="K", help="how many chains to show")
    network(command, given)


def explain(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Of ``kg explain``."""
    triple(command, given)
    command.add_argument("--turtle", action="store_true", help="print the proof as Turtle (PROV-O)")
    command.add_argument("--all", action="store_true", help="show every proof, not only the shortest")


def whynot(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Of ``kg whynot``."""
    triple(command, given)
    command.add_argument("--all", action="store_true", help="tell of every rule, not only of the nearest")


def claims(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Of ``kg claims``."""
    shown(command)
    for name in ("subject", "predicate", "object", "modality", "speaker", "source"):
        command.add_argument(f"--{name}", metavar="NAME", help=f"only claims with this {name}")
    quoting(command, "show")


def conflicts(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Of ``kg conflicts``."""
    shown(command)
    command.add_argument("--about", metavar="NAME", help="only those in which this takes part")
    command.add_argument("--compatible", action="store_true", help="show what only looks like a conflict")


def diff(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Of ``kg diff``."""
    shown(command)
    command.add_argument(
        "old", type=Path, help="a build's folder, or a .ttl, .nq, .trig, .nt or .jsonld file"
    )
    command.add_argument("new", type=Path, help="what to compare it with")
    command.add_argument("--turtle", action="store_true", help="print the changes as Turtle (cs:ChangeSet)")


def export(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Of ``kg export``."""
    from kg.exports.export import FORMATS

    command.add_argument("format", choices=FORMATS, help="the format to write")
    command.add_argument("-o", "--out", type=Path, help="the file to write (default: standard output)")
    command.add_argument(
        "--graph",
        action="append",
        metavar="NAME",
        help="only this named graph (may be repeated): facts, claims …",
    )
    raw(command)


def site(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Of ``kg site``."""
    command.add_argument("folder", type=Path, metavar="OUT", help="the folder to write, which it replaces")


def common(command: argparse.ArgumentParser, asks: bool = True) -> None:
    """Of every command; one that ``asks`` a graph may ask an endpoint."""
    command.add_argument(
        "--root", type=Path, help="the project's folder (default: here, else the graph that comes with kg)"
    )
    command.add_argument("--build", type=Path, help="the build's folder (default: ROOT/build)")
    if asks:
        command.add_argument("--endpoint", metavar="URL", help="ask a SPARQL 1.1 endpoint, not the build")
    command.add_argument(
        "--timeout", type=seconds, metavar="SECONDS", help="stop what takes longer (endpoint: 30 by default)"
    )
    told = "language of labels and messages, one of the project's (default: English, else its first)"
    command.add_argument("--lang", type=language, metavar="CODE", help=told)


def shown(command: argparse.ArgumentParser) -> None:
    """In which form it prints."""
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON, things by IRI and by label")
    form.add_argument("--csv", action="store_true", help="print CSV")
    raw(command)
    command.add_argument("--ids", action="store_true", help="show IRIs instead of labels")


def raw(command: argparse.ArgumentParser) -> None:
    """Of what writes CSV."""
    told = "in CSV, put no apostrophe before what a spreadsheet would take for a formula"
    command.add_argument("--raw", action="store_true", help=told)


def folders(command: argparse.ArgumentParser) -> None:
    """Where questions are looked for."""
    command.add_argument(
        "--queries", type=Path, action="append", metavar="DIR", help="a further folder of questions"
    )


def in_each(command: argparse.ArgumentParser, option: str, told: str) -> None:
    """An option that takes a text in a language, once for each."""
    command.add_argument(
        option, action="append", type=in_language, metavar="CODE=TEXT", help=f"{told}, in each language"
    )


def narrowing(command: argparse.ArgumentParser) -> None:
    """The options that show an answer's grounds and narrow what counts in it."""
    citing(command)
    counting(command)


def citing(command: argparse.ArgumentParser) -> None:
    """The options that show an answer's grounds."""
    told = "number the rows, tell for each column on which passages it rests, if any; with --csv as a table,"
    command.add_argument("--cite", action="store_true", help=f"{told} with --json as one document")
    quoting(command, "the same, with")


def quoting(command: argparse.ArgumentParser, beside: str) -> None:
    """The options that show the passages themselves, and what is cited."""
    add = command.add_argument
    add("--quote", action="store_true", help=f"{beside} the words of each passage, held against its digest")
    told = "the folder of the texts to quote from (default: $KG_SOURCES, else texts/)"
    add("--sources", type=Path, metavar="DIR", help=told)
    told = "print the sources cited, each once, ready to paste: as a line (default), as BibTeX or as CSL-JSON"
    add("--citation", nargs="?", const="line", choices=("line", "bibtex", "csl-json"), help=told)


def counting(command: argparse.ArgumentParser) -> None:
    """The options that narrow what counts."""
    counts = command.add_argument_group("what counts")
    counts.add_argument(
        "--status", metavar="NAME", help="only statements of this status, such as expected; any: of all"
    )
    counts.add_argument(
        "--as-of", metavar="DATE", help="only what is said to hold then (EDTF), or is not dated"
    )
    counts.add_argument("--source", metavar="NAME", help="only what this source says too, with its claims")
    counts.add_argument("--modality", metavar="NAME", help="only what is said in this way, such as reported")
    counts.add_argument(
        "--min-origins", type=count, metavar="N", help="only what so many independent origins say"
    )
