"""The commands and their options. What a command does is imported only when it runs."""

import argparse
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

Run = Callable[[argparse.Namespace], int]


def lazily(module: str, name: str) -> Run:
    """A command's function, imported when it is called."""

    def run(arguments: argparse.Namespace) -> int:
        found: Run = getattr(import_module(f"kg.cli.{module}"), name)
        return found(arguments)

    return run


def parser(given: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of all commands; ``kg query NAME`` gets the options that the question's header declares."""
    found = argparse.ArgumentParser(
        prog="kg",
        description="A knowledge graph in which every statement names its evidence.",
        epilog="kg COMMAND --help tells what a command takes.",
    )
    commands = found.add_subparsers(required=True, metavar="COMMAND", dest="command")
    common = _common()

    def add(name: str, module: str, text: str, example: str, tabular: bool = True) -> argparse.ArgumentParser:
        command = commands.add_parser(
            name,
            help=text,
            description=text,
            epilog=f"example: {example}",
            parents=[common, _shown()] if tabular else [common],
        )
        command.set_defaults(run=lazily(module, name))
        return command

    add("build", "making", "Build the graph into build/accord.ttl and build/accord.nq.", "kg build")
    add("validate", "making", "List what the shapes find wrong with the graph.", "kg validate --lang he")
    query = add("query", "asking", "Answer one question of the catalogue.", "kg query mediators --cite")
    _question(query, given)
    listed = add("queries", "asking", "List the questions of the catalogue.", "kg queries --json")
    sparql = add("sparql", "asking", "Run a query from a file or standard input.", "kg sparql - < query.rq")
    sparql.add_argument("file", help="a file with a SPARQL query, or - for standard input")
    for command in (query, sparql):
        _narrowing(command)
    for command in (query, listed):
        command.add_argument(
            "--queries", type=Path, action="append", metavar="DIR", help="a further folder of questions"
        )
    show = add("show", "telling", "Tell all that is known of one thing, with evidence.", "kg show קזחסטן")
    show.add_argument("entity", help="a label or alias in English or Hebrew, or an IRI")
    claims = add("claims", "telling", "List what the sources say.", "kg claims --subject Kazakhstan")
    for name in ("subject", "predicate", "object", "modality", "speaker", "source"):
        claims.add_argument(f"--{name}", metavar="NAME", help=f"only claims with this {name}")
    conflicts = add("conflicts", "telling", "Show where the sources disagree, side by side.", "kg conflicts")
    conflicts.add_argument("--about", metavar="NAME", help="only those in which this takes part")
    conflicts.add_argument("--compatible", action="store_true", help="show what only looks like a conflict")
    history = add("history", "telling", "Order what is known of a thing in time.", "kg history Kazakhstan")
    history.add_argument("entity", help="a label or alias in English or Hebrew, or an IRI")
    diff = add("diff", "sharing", "Compare two builds or exports.", "kg diff build old.ttl")
    diff.add_argument("old", type=Path, help="a build's folder, or a .ttl, .nq, .trig, .nt or .jsonld file")
    diff.add_argument("new", type=Path, help="what to compare it with")
    diff.add_argument("--turtle", action="store_true", help="print the changes as Turtle (cs:ChangeSet)")
    add("stats", "telling", "Count what the graph holds.", "kg stats --json")
    export = add(
        "export", "sharing", "Write the built graph in another format.", "kg export trig -o a.trig", False
    )
    export.add_argument("format", choices=("turtle", "nquads", "trig", "jsonld"), help="the format to write")
    export.add_argument("-o", "--out", type=Path, help="the file to write (default: standard output)")
    export.add_argument(
        "--graph",
        action="append",
        metavar="NAME",
        help="only this named graph (may be repeated): facts, claims …",
    )
    anchor = add("anchor", "texts", "Find a passage; print its locator.", "kg anchor globes 'some words'")
    anchor.add_argument("source", help="the source's name in graph/sources.ttl")
    anchor.add_argument("text", help="the passage, exactly as it stands in the source")
    verify = add("verify", "texts", "Check every passage against the texts.", "kg verify --sources ../texts")
    coverage = add(
        "coverage", "texts", "Show what no claim explains; fail if any.", "kg coverage --sources ../texts"
    )
    for command in (anchor, verify, coverage):
        command.add_argument("--sources", type=Path, help="the folder of the texts (default: $KG_SOURCES)")
    return found


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--root", type=Path, default=Path("."), help="the project's folder (default: here)")
    common.add_argument("--build", type=Path, help="the build's folder (default: ROOT/build)")
    common.add_argument("--endpoint", metavar="URL", help="ask a SPARQL 1.1 endpoint instead of the build")
    common.add_argument(
        "--timeout", type=_seconds, metavar="SECONDS", help="stop what takes longer (endpoint: 30 by default)"
    )
    common.add_argument("--lang", choices=("en", "he"), default="en", help="language of labels and messages")
    return common


def _shown() -> argparse.ArgumentParser:
    shown = argparse.ArgumentParser(add_help=False)
    form = shown.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON, things by IRI and by label")
    form.add_argument("--csv", action="store_true", help="print CSV")
    shown.add_argument("--ids", action="store_true", help="show IRIs instead of labels")
    return shown


def _question(query: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Give ``kg query`` its options, and those of the question that is named, so that --help tells them."""
    query.add_argument("name", help="a name that kg queries lists")
    if not given or given[0] != "query":
        return
    from kg.catalogue import find_question
    from kg.errors import KgError

    early = argparse.ArgumentParser(add_help=False, parents=[_common()])
    early.add_argument("--queries", type=Path, action="append", default=[])
    known, rest = early.parse_known_args(given[1:])
    folders = [known.root / "queries", *known.queries]
    name = next((word for word in rest if any((f / f"{word}.rq").is_file() for f in folders)), None)
    try:
        question = find_question(folders, name) if name else None
    except KgError:
        question = None  # running the command tells what is wrong with it
    if question is None:
        return
    query.description = f"{question.title[known.lang]} {question.description.get(known.lang, '')}".strip()
    query.epilog = f"example: kg query {question.name}"
    options = query.add_argument_group("what the question takes")
    for parameter in question.parameters:
        query.epilog += f" --{parameter.name} {parameter.example!r}" if parameter.example else ""
        default = f" (default: {parameter.default})" if parameter.default else ""
        text = f"{parameter.text.get(known.lang, '')}, {parameter.type}{default}"
        options.add_argument(
            f"--{parameter.name}", dest=f"given_{parameter.name}", metavar=parameter.type.upper(), help=text
        )


def _narrowing(command: argparse.ArgumentParser) -> None:
    """The options that show an answer's grounds and narrow what counts in it."""
    command.add_argument("--cite", action="store_true", help="show the claims and passages under the answer")
    command.add_argument("--sources", type=Path, help="with --cite: quote the passages from the texts there")
    counts = command.add_argument_group("what counts")
    counts.add_argument("--status", metavar="NAME", help="only statements of this status, such as expected")
    counts.add_argument(
        "--as-of", metavar="DATE", help="only what is said to hold then (EDTF), or is not dated"
    )
    counts.add_argument("--source", metavar="NAME", help="only what this source says")
    counts.add_argument("--modality", metavar="NAME", help="only what is said in this way, such as reported")
    counts.add_argument("--min-origins", type=int, metavar="N", help="only what so many origins say")


def _seconds(written: str) -> float:
    seconds = float(written)
    if seconds <= 0:
        raise ValueError
    return seconds
