"""The commands. What a command does is imported only when it runs."""

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING, Any, NoReturn

from kg.cli import authoring_options, file_options, options
from kg.errors import brief

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

Run = Callable[[argparse.Namespace], int]


def lazily(module: str, name: str) -> Run:
    """A command's function, imported when it is called."""

    def run(arguments: argparse.Namespace) -> int:
        found: Run = getattr(import_module(f"kg.cli.{module}"), name)
        return found(arguments)

    return run


def parser(given: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of all commands; ``kg query NAME`` gets the options that the question's header declares."""
    found = _Parser(
        prog="kg",
        description="A knowledge graph in which every statement names its evidence.",
        epilog="kg COMMAND --help tells what a command takes.",
    )
    found.add_argument("--version", action=_Version, nargs=0, help="tell the version")
    commands = found.add_subparsers(required=True, metavar="COMMAND", dest="command")
    for name, (module, text, example, own) in COMMANDS.items():
        command = commands.add_parser(name, help=text, description=text, epilog=f"example: {example}")
        command.set_defaults(run=lazily(module, f"{name}_" if iskeyword(name) else name))
        if given[:1] == [name]:  # the options of the others would only take time
            options.common(command, module in _ASKING)
            own(command, given)
    return found


class _Parser(argparse.ArgumentParser):
    """Tells wrong usage in one short line, whatever was typed."""

    def error(self, message: str) -> NoReturn:
        super().error(brief(message))

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> Any:
        """As later versions of Python do it: «--» behind the sign of equality is a value, and not nothing."""
        if action.option_strings and arg_strings == ["--"]:
            value = self._get_value(action, "--")
            self._check_value(action, value)
            return value
        return super()._get_values(action, arg_strings)

    def _print_message(self, message: str, file: "SupportsWrite[str] | None" = None) -> None:
        """As argparse does it, which lets no caller know of a help that could not be written."""
        if message:
            (file or sys.stderr).write(message)


class _Version(argparse.Action):
    """Prints the version, which is only looked up when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_given: object) -> None:
        from kg.files.project import release

        print(f"kg {release()}")
        parser.exit()


_ASKING = ("asking", "networks", "telling")  # whose commands ask a graph; others read files, or a build's
COMMANDS: dict[str, tuple[str, str, str, options.Options]] = {
    "new": (
        "authoring",
        "Make a project of your own that builds at once.",
        "kg new ports --namespace https://example.org/ports/ --languages en,he",
        authoring_options.new,
    ),
    "source": (
        "authoring",
        "Describe a text: its length, digest, date and language.",
        "kg source add texts/notice.txt --label en='harbour notice' --language en",
        authoring_options.source,
    ),
    "entity": (
        "authoring",
        "Describe a thing.",
        "kg entity add --class Agent --label en='harbour office'",
        authoring_options.entity,
    ),
    "term": (
        "authoring",
        "Declare a class, predicate or qualifier; write a shape, rule or question.",
        "kg term add class Harbour --label en=harbour --definition en='Where ships load.'",
        authoring_options.term,
    ),
    "import": (
        "authoring",
        "Write claims from a table, one a line.",
        "kg import claims.csv --source notice",
        authoring_options.imported,
    ),
    "build": (
        "making",
        "Build the graph into build/: Turtle, N-Quads and a store.",
        "kg build",
        file_options.build,
    ),
    "validate": (
        "making",
        "List what the shapes find wrong.",
        "kg validate --lang he",
        file_options.validate,
    ),
    "test": (
        "checking",
        "Check rules, shapes and questions by what is written beside them.",
        "kg test",
        file_options.checked,
    ),
    "network": ("networks", "Write a network for other tools.", "kg network all.graphml", options.written),
    "draw": (
        "networks",
        "Draw a network, or write it as a page.",
        "kg draw all.html --certainty any",
        options.draw,
    ),
    "central": ("networks", "Tell who stands between whom.", "kg central --most 5", options.central),
    "groups": ("networks", "Tell which things hold together.", "kg groups --most 5", options.central),
    "path": (
        "networks",
        "Tell how one thing leads to another.",
        "kg path Trump 'CPC pipeline' -k 2",
        options.path,
    ),
    "stop": ("networks", "Tell what would fail with a thing.", "kg stop 'CPC pipeline'", options.entity),
    "whatif": (
        "making",
        "Tell what claims would change if they were added or retracted; nothing is written.",
        "kg whatif --retract globes/oil-to-israel",
        file_options.whatif,
    ),
    "query": ("asking", "Answer one question of the catalogue.", "kg query mediators --cite", options.query),
    "queries": ("asking", "List the questions of the catalogue.", "kg queries --json", options.queries),
    "sparql": (
        "asking",
        "Run a query from a file or standard input.",
        "kg sparql - < query.rq",
        options.sparql,
    ),
    "show": (
        "telling",
        "Tell all that is known of one thing, with evidence.",
        "kg show קזחסטן",
        options.entity,
    ),
    "claims": ("telling", "List what the sources say.", "kg claims --subject Kazakhstan", options.claims),
    "conflicts": (
        "telling",
        "Show where the sources disagree, side by side.",
        "kg conflicts",
        options.conflicts,
    ),
    "history": (
        "telling",
        "Order what is known of a thing in time.",
        "kg history Kazakhstan",
        options.entity,
    ),
    "explain": (
        "telling",
        "Tell why something holds, down to the passages.",
        "kg explain Israel 'supplied through' Russia",
        options.explain,
    ),
    "whynot": (
        "telling",
        "Tell why something does not hold, and which rules come nearest.",
        "kg whynot Syria joins 'Abraham Accords'",
        options.whynot,
    ),
    "diff": ("sharing", "Compare two builds or exports.", "kg diff build old.ttl", options.diff),
    "stats": ("telling", "Count what the graph holds.", "kg stats --json", options.plain),
    "export": (
        "sharing",
        "Write the built graph in another format.",
        "kg export trig -o a.trig",
        options.export,
    ),
    "anchor": (
        "texts",
        "Find a passage; print its locator.",
        "kg anchor globes 'some words'",
        file_options.anchor,
    ),
    "verify": (
        "texts",
        "Check every passage against the texts.",
        "kg verify --sources ../texts",
        file_options.texts,
    ),
    "coverage": (
        "texts",
        "Show what no claim explains; fail if any.",
        "kg coverage --sources ../texts",
        file_options.texts,
    ),
}
