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
    found.add_argument("--version", action=_Version, nargs=0, help="tell the version")
    commands = found.add_subparsers(required=True, metavar="COMMAND", dest="command")
    for name, (module, text, example, options) in COMMANDS.items():
        command = commands.add_parser(name, help=text, description=text, epilog=f"example: {example}")
        command.set_defaults(run=lazily(module, name))
        if given[:1] == [name]:  # the options of the others would only take time
            _common(command)
            options(command, given)
    return found


class _Version(argparse.Action):
    """Prints the version, which is only looked up when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_given: object) -> None:
        from importlib.metadata import version

        print(f"kg {version('accord-graph')}")
        parser.exit()


def _plain(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    _shown(command)


def _build(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    _shown(command)
    command.add_argument(
        "--engine",
        choices=("rules", "owlrl"),
        default="rules",
        help="what reasons in OWL 2 RL (owlrl: the reference)",
    )


def _validate(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    _shown(command)
    command.add_argument(
        "--engine",
        choices=("turbo", "pyshacl"),
        default="turbo",
        help="what validates (pyshacl: the reference, slower)",
    )


def _whatif(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    _shown(command)
    command.add_argument("files", nargs="*", type=Path, help="Turtle files with claims and their passages")
    command.add_argument("--retract", action="append", metavar="SOURCE/NAME", help="a claim to leave out")


def _query(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    _shown(command)
    command.add_argument("name", help="a name that kg queries lists")
    _narrowing(command)
    _folders(command)
    _question(command, given)


def _queries(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    _shown(command)
    _folders(command)


def _sparql(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    _shown(command)
    command.add_argument("file", help="a file with a SPARQL query, or - for standard input")
    _narrowing(command)


def _entity(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    _shown(command)
    command.add_argument("entity", help="a label or alias in English or Hebrew, or an IRI")


def _triple(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    _shown(command)
    for name in ("subject", "predicate", "object"):
        command.add_argument(name, help="a label or alias in English or Hebrew, or an IRI")


def _network(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """What a network is made of."""
    add = command.add_argument
    _counting(command)
    add("--certainty", metavar="STATUS", help="of which status edges are; any: of all (default: facts)")
    add("--predicate", action="append", metavar="NAME", help="only edges of this relation (may be repeated)")
    add("--class", dest="class_", action="append", metavar="NAME", help="only edges of things of this class")
    add("--around", action="append", metavar="NAME", help="only what is near this thing (may be repeated)")
    add("--distance", type=_count, default=1, metavar="N", help="how many edges away from it (default: 1)")
    add("--fold", action="append", metavar="CLASS", help="turn things of this class into edges")
    add("--nodes", action="store_true", help="make statements nodes too (not for path, central, groups)")
    add("--inferred", action="store_true", help="add what follows and no source states")


def _written(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    command.add_argument(
        "file",
        type=Path,
        help="a .graphml, .gexf, .cyjs, .json or .csv file to write (of .csv two, for nodes and for edges)",
    )
    _network(command, given)


def _draw(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    command.add_argument("file", type=Path, help="a .svg, .png or .html file to write")
    kinds = ("network", "map", "timeline", "flows", "ontology")
    command.add_argument("--kind", choices=kinds, default="network", help="what to draw (default: network)")
    command.add_argument("--title", default="", help="what stands above it")
    command.add_argument(
        "--most", type=_count, default=400, metavar="N", help="the most things that it shows"
    )
    command.add_argument("--by-class", action="store_true", help="one node for all things of a class")
    _network(command, given)


def _central(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    _shown(command)
    command.add_argument("--most", type=_count, default=15, metavar="N", help="how many to show")
    _network(command, given)


def _path(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    _shown(command)
    for name in ("start", "end"):
        command.add_argument(name, help="a label or alias in English or Hebrew, or an IRI")
    command.add_argument("-k", "--most", type=_count, default=1, metavar="K", help="how many chains to show")
    _network(command, given)


def _explain(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    _triple(command, given)
    command.add_argument("--turtle", action="store_true", help="print the proof as Turtle (PROV-O)")
    command.add_argument("--all", action="store_true", help="show every proof, not only the shortest")


def _whynot(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    _triple(command, given)
    command.add_argument("--all", action="store_true", help="tell of every rule, not only of the nearest")


def _claims(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    _shown(command)
    for name in ("subject", "predicate", "object", "modality", "speaker", "source"):
        command.add_argument(f"--{name}", metavar="NAME", help=f"only claims with this {name}")


def _conflicts(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    _shown(command)
    command.add_argument("--about", metavar="NAME", help="only those in which this takes part")
    command.add_argument("--compatible", action="store_true", help="show what only looks like a conflict")


def _diff(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    _shown(command)
    command.add_argument(
        "old", type=Path, help="a build's folder, or a .ttl, .nq, .trig, .nt or .jsonld file"
    )
    command.add_argument("new", type=Path, help="what to compare it with")
    command.add_argument("--turtle", action="store_true", help="print the changes as Turtle (cs:ChangeSet)")


def _export(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    command.add_argument("format", choices=("turtle", "nquads", "trig", "jsonld"), help="the format to write")
    command.add_argument("-o", "--out", type=Path, help="the file to write (default: standard output)")
    command.add_argument(
        "--graph",
        action="append",
        metavar="NAME",
        help="only this named graph (may be repeated): facts, claims …",
    )


def _texts(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    _shown(command)
    command.add_argument("--sources", type=Path, help="the folder of the texts (default: $KG_SOURCES)")


def _anchor(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    _texts(command, given)
    command.add_argument("source", help="the source's name in graph/sources.ttl")
    command.add_argument("text", help="the passage, exactly as it stands in the source")


Options = Callable[[argparse.ArgumentParser, Sequence[str]], None]
COMMANDS: dict[str, tuple[str, str, str, Options]] = {
    "build": ("making", "Build the graph into build/accord.ttl and build/accord.nq.", "kg build", _build),
    "validate": ("making", "List what the shapes find wrong.", "kg validate --lang he", _validate),
    "network": ("networks", "Write a network for other tools.", "kg network all.graphml", _written),
    "draw": ("networks", "Draw a network, or write it as a page.", "kg draw all.html --certainty any", _draw),
    "central": ("networks", "Tell who stands between whom.", "kg central --most 5", _central),
    "groups": ("networks", "Tell which things hold together.", "kg groups --most 5", _central),
    "path": ("networks", "Tell how one thing leads to another.", "kg path Trump 'CPC pipeline' -k 2", _path),
    "stop": ("networks", "Tell what would fail with a thing.", "kg stop 'CPC pipeline'", _entity),
    "whatif": (
        "making",
        "Tell what claims would change if they were added or retracted; nothing is written.",
        "kg whatif --retract globes/oil-to-israel",
        _whatif,
    ),
    "query": ("asking", "Answer one question of the catalogue.", "kg query mediators --cite", _query),
    "queries": ("asking", "List the questions of the catalogue.", "kg queries --json", _queries),
    "sparql": ("asking", "Run a query from a file or standard input.", "kg sparql - < query.rq", _sparql),
    "show": ("telling", "Tell all that is known of one thing, with evidence.", "kg show קזחסטן", _entity),
    "claims": ("telling", "List what the sources say.", "kg claims --subject Kazakhstan", _claims),
    "conflicts": ("telling", "Show where the sources disagree, side by side.", "kg conflicts", _conflicts),
    "history": ("telling", "Order what is known of a thing in time.", "kg history Kazakhstan", _entity),
    "explain": (
        "telling",
        "Tell why something holds, down to the passages.",
        "kg explain Israel 'supplied through' Russia",
        _explain,
    ),
    "whynot": (
        "telling",
        "Tell why something does not hold, and which rules come nearest.",
        "kg whynot Syria joins 'Abraham Accords'",
        _whynot,
    ),
    "diff": ("sharing", "Compare two builds or exports.", "kg diff build old.ttl", _diff),
    "stats": ("telling", "Count what the graph holds.", "kg stats --json", _plain),
    "export": ("sharing", "Write the built graph in another format.", "kg export trig -o a.trig", _export),
    "anchor": ("texts", "Find a passage; print its locator.", "kg anchor globes 'some words'", _anchor),
    "verify": ("texts", "Check every passage against the texts.", "kg verify --sources ../texts", _texts),
    "coverage": (
        "texts",
        "Show what no claim explains; fail if any.",
        "kg coverage --sources ../texts",
        _texts,
    ),
}


def _common(command: argparse.ArgumentParser) -> None:
    command.add_argument("--root", type=Path, default=Path("."), help="the project's folder (default: here)")
    command.add_argument("--build", type=Path, help="the build's folder (default: ROOT/build)")
    command.add_argument("--endpoint", metavar="URL", help="ask a SPARQL 1.1 endpoint instead of the build")
    command.add_argument(
        "--timeout", type=_seconds, metavar="SECONDS", help="stop what takes longer (endpoint: 30 by default)"
    )
    command.add_argument("--lang", choices=("en", "he"), default="en", help="language of labels and messages")


def _shown(command: argparse.ArgumentParser) -> None:
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON, things by IRI and by label")
    form.add_argument("--csv", action="store_true", help="print CSV")
    command.add_argument("--ids", action="store_true", help="show IRIs instead of labels")


def _folders(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--queries", type=Path, action="append", metavar="DIR", help="a further folder of questions"
    )


def _question(query: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Give ``kg query`` its options, and those of the question that is named, so that --help tells them."""
    from kg.catalogue import find_question
    from kg.errors import KgError

    early = argparse.ArgumentParser(add_help=False)
    _common(early)
    _folders(early)
    known, rest = early.parse_known_args(given[1:])
    folders = [known.root / "queries", *(known.queries or ())]
    name = next((word for word in rest if any((f / f"{word}.rq").is_file() for f in folders)), None)
    try:
        question = find_question(folders, name) if name else None
    except KgError:
        question = None  # running the command tells what is wrong with it
    if question is None:
        return
    query.set_defaults(question=question)
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
    _counting(command)


def _counting(command: argparse.ArgumentParser) -> None:
    """The options that narrow what counts."""
    counts = command.add_argument_group("what counts")
    counts.add_argument("--status", metavar="NAME", help="only statements of this status, such as expected")
    counts.add_argument(
        "--as-of", metavar="DATE", help="only what is said to hold then (EDTF), or is not dated"
    )
    counts.add_argument("--source", metavar="NAME", help="only what this source says too, with its claims")
    counts.add_argument("--modality", metavar="NAME", help="only what is said in this way, such as reported")
    counts.add_argument(
        "--min-origins", type=_count, metavar="N", help="only what so many independent origins say"
    )


def _count(written: str) -> int:
    if not written.isdecimal() or int(written) < 1:
        raise argparse.ArgumentTypeError(f"{written!r} is no whole number from 1 up")
    return int(written)


def _seconds(written: str) -> float:
    try:
        seconds = float(written)
    except ValueError:
        seconds = 0.0
    if not seconds > 0:
        raise argparse.ArgumentTypeError(f"{written!r} is no number of seconds above 0")
    return seconds
