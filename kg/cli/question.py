"""The options of ``kg query``, some of which the question that is named declares."""

import argparse
import shlex
from collections.abc import Sequence

from kg.cli.command import Command
from kg.cli.options import common, folders, narrowing, shown


def query(command: Command, given: Sequence[str]) -> None:
    """Of ``kg query``, and those of the question that is named."""
    shown(command)
    command.add_argument("name", help="a name that kg queries lists")
    command.add_argument("about", nargs="*", metavar="THING", help="only rows that name this, in any column")
    narrowing(command)
    folders(command)
    _named(command, given)


def meant(given: Sequence[str]) -> argparse.Namespace:
    """``root``, ``build``, ``lang`` and ``queries`` that a command line means, and the ``rest`` of its words.

    ``root`` is None where no project is meant: running the command tells what is wrong.
    """
    from kg.errors import KgError
    from kg.files.project import root_of

    early = Command(add_help=False, exit_on_error=False)
    common(early)
    folders(early)
    found = argparse.Namespace(root=None, build=None, lang=None, queries=None, rest=[])
    try:
        known, found.rest = early.parse_known_args(given[1:])
        found.lang, found.queries, found.build = known.lang, known.queries, known.build
        found.root = root_of(known.root)
    except (argparse.ArgumentError, KgError):
        pass
    return found


def _named(query: Command, given: Sequence[str]) -> None:
    """Give ``kg query`` its options, and those of the question that is named, so that --help tells them."""
    from kg.catalogue.read import paths_of, read_question
    from kg.errors import KgError
    from kg.errors import plain as plain_text
    from kg.files.headers import recall_headers
    from kg.files.project import build_of, is_from_wheel
    from kg.words import in_language

    known = meant(given)
    paths = {}
    try:
        if known.root:
            if known.build or not is_from_wheel(known.root):  # to find that one's build takes as long
                recall_headers(build_of(known.root, known.build) / "store")
            paths = paths_of([known.root / "queries", *(known.queries or ())])
        name = next((word for word in known.rest if word in paths), None)
        question = read_question(paths[name]) if name else None
    except KgError:
        question = None  # running the command tells what is wrong
    if question is None:
        return
    query.set_defaults(question=question)
    lang = known.lang or "en"
    described = f"{in_language(question.title, lang)} {in_language(question.description, lang)}".strip()
    query.description = plain_text(described).replace("%(prog)", "% (prog)")  # which alone argparse looks for
    example = ["kg", "query", question.name]
    options = query.add_argument_group("what the question takes")
    for parameter in question.asked:
        example += [f"--{parameter.name}", parameter.example] if parameter.example else []
        default = f" (default: {parameter.default})" if parameter.default else ""
        text = plain_text(f"{in_language(parameter.text, lang)}, {parameter.type}{default}")
        options.add_argument(
            f"--{parameter.name}",
            dest=f"given_{parameter.name}",
            metavar=parameter.type.upper(),
            help=text.replace("%", "%%"),
        )
    takes = " ".join(f"--{parameter.name}" for parameter in question.asked) or "no options of its own"
    named = f"kg query {question.name} THING"
    query.hint = f"; {question.name} takes {takes}; a thing needs none: {named}"
    query.example = lambda: plain_text(shlex.join(example))
