"""The commands. What a command does is imported only when it runs."""

import argparse
from collections.abc import Callable, Sequence
from importlib import import_module
from keyword import iskeyword

from kg.cli import authoring_options, file_options, options, question
from kg.cli.command import Command

Run = Callable[[argparse.Namespace], int]


def lazily(module: str, name: str) -> Run:
    """A command's function, imported when it is called."""

    def run(arguments: argparse.Namespace) -> int:
        found: Run = getattr(import_module(f"kg.cli.{module}"), name)
        return found(arguments)

    return run


def lazily_filled(template: str, given: Sequence[str]) -> Callable[[], str]:
    """A command's example, made of names of the project that is meant when it is asked for."""

    def example() -> str:
        if "{" not in template:
            return template
        from kg.cli.examples import filled

        meant = question.meant(given)
        return filled(template, meant.root, meant.lang)

    return example


def parser(given: Sequence[str]) -> Command:
    """The parser of all commands; ``kg query NAME`` gets the options that the question's header declares."""
    found = Command(
        prog="kg",
        description="A knowledge graph in which every statement names its evidence.",
        epilog="kg COMMAND --help tells what a command takes.",
    )
    found.add_argument("--version", action=_Version, nargs=0, help="tell the version")
    commands = found.add_subparsers(required=True, metavar="COMMAND", dest="command")
    meant = [name for name in given[:1] if name in COMMANDS]  # the others would only take time
    for name in meant or COMMANDS:
        module, text, example, own = COMMANDS[name]
        command = commands.add_parser(name, help=text, description=text)
        command.example = lazily_filled(example, given)
        run = lazily(module, f"{name}_" if iskeyword(name) else name)
        command.set_defaults(run=run, writes=name in _WRITING)
        if meant:
            options.common(command, module in _ASKING)
            own(command, given)
    return found


class _Version(argparse.Action):
    """Prints the version, which is only looked up when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_given: object) -> None:
        from kg.files.project import release

        print(f"kg {release()}")
        parser.exit()


# Into a project, or for one of one's own.
_WRITING = ("source", "entity", "grade", "term", "import", "build", "test")
_ASKING = ("asking", "finding", "networks", "telling", "wording")  # whose commands ask a graph, not files
COMMANDS: dict[str, tuple[str, str, str, options.Options]] = {
    "new": (
        "authoring",
        "Make a project of your own that builds at once.",
        "kg new ports --namespace https://example.org/ports/ --languages en,he",
        authoring_options.new,
    ),
    "docs": (
        "documents",
        "List the documentation, or print a part of it.",
        "kg docs another-domain",
        file_options.documents,
    ),
    "source": (
        "authoring",
        "Describe a text: its length, digest, date and language.",
        "kg source add texts/FILE.txt --label {language}=TEXT --language {language}",
        authoring_options.source,
    ),
    "entity": (
        "authoring",
        "Describe a thing.",
        "kg entity add NAME --class agent --label {language}=TEXT",
        authoring_options.entity,
    ),
    "grade": (
        "authoring",
        "Grade a source's reliability (A to F) or a claim's credibility (1 to 6).",
        "kg grade add {source} B --by NAME --reason {language}=TEXT",
        authoring_options.grade,
    ),
    "term": (
        "terms",
        "Declare a class, predicate or qualifier; write a shape, rule or question.",
        "kg term add class NAME --label {language}=TEXT --definition {language}=TEXT",
        authoring_options.term,
    ),
    "import": (
        "authoring",
        "Write claims from a table, one a line.",
        "kg import claims.csv --source {source}",
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
        "kg validate --lang {language}",
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
        "kg path {ends} -k 2",
        options.path,
    ),
    "stop": ("networks", "Tell what would fail with a thing.", "kg stop {thing}", options.entity),
    "whatif": (
        "making",
        "Tell what claims would change if they were added or retracted; nothing is written.",
        "kg whatif --retract {claim}",
        file_options.whatif,
    ),
    "ask": (
        "wording",
        "Answer a question in your own words.",
        "kg ask {sentence}",
        options.ask,
    ),
    "search": (
        "finding",
        "Find words in all that is named or told.",
        "kg search {thing}",
        options.search,
    ),
    "schema": (
        "finding",
        "List classes and relations, or tell all about one.",
        "kg schema {relation}",
        options.schema,
    ),
    "query": (
        "asking",
        "Answer one question of the catalogue.",
        "kg query {question} --cite",
        question.query,
    ),
    "queries": ("asking", "List the questions of the catalogue.", "kg queries --json", options.queries),
    "sparql": (
        "asking",
        "Run a query: -e QUERY, a file, or - for standard input.",
        "kg sparql - < query.rq",
        options.sparql,
    ),
    "show": (
        "telling",
        "Tell what is known of one thing: the most telling on a screen, or all of it.",
        "kg show {translated}",
        options.show,
    ),
    "claims": ("telling", "List what the sources say.", "kg claims --subject {thing}", options.claims),
    "conflicts": (
        "telling",
        "Show where the sources disagree, side by side.",
        "kg conflicts",
        options.conflicts,
    ),
    "history": (
        "telling",
        "Order what is known of a thing in time.",
        "kg history {thing}",
        options.entity,
    ),
    "verdict": (
        "telling",
        "Tell in a word what the sources come to on one triple.",
        "kg verdict {triple}",
        options.triple,
    ),
    "explain": (
        "telling",
        "Tell why something holds, down to the passages.",
        "kg explain {triple}",
        options.explain,
    ),
    "whynot": (
        "telling",
        "Tell why something does not hold, and which rules come nearest.",
        "kg whynot {unsaid}",
        options.whynot,
    ),
    "diff": ("sharing", "Compare two builds or exports.", "kg diff build old.ttl", options.diff),
    "prefixes": (
        "telling",
        "List the prefixes that a query need not declare.",
        "kg prefixes",
        options.plain,
    ),
    "stats": ("telling", "Count what the graph holds.", "kg stats --json", options.plain),
    "export": (
        "sharing",
        "Write the built graph in another format.",
        "kg export trig -o a.trig",
        options.export,
    ),
    "site": (
        "sharing",
        "Write pages for people, in every language of the project, that need nothing behind them.",
        "kg site build/site",
        options.site,
    ),
    "anchor": (
        "texts",
        "Find a passage; print its locator.",
        "kg anchor {source} 'some words'",
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
