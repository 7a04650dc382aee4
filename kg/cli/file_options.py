"""The options of the commands on the files of a project, and on the texts."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from kg.cli.options import in_each, shown
from kg.cli.values import count


def documents(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Of ``kg docs``."""
    shown(command)
    command.add_argument("name", nargs="?", help="a name that kg docs lists")


def build(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Of ``kg build``."""
    shown(command)
    command.add_argument(
        "--engine",
        choices=("rules", "owlrl"),
        default="rules",
        help="what reasons in OWL 2 RL (owlrl: the reference)",
    )
    command.add_argument("--strict", action="store_true", help="let warnings stop the build, too")


def validate(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Of ``kg validate``."""
    shown(command)
    command.add_argument(
        "--engine",
        choices=("turbo", "pyshacl"),
        default="turbo",
        help="what validates (pyshacl: the reference, slower)",
    )
    command.add_argument("--strict", action="store_true", help="fail for warnings, too")


def checked(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Of ``kg test``."""
    shown(command)
    command.add_argument("names", nargs="*", help="only these rules, shapes and questions (default: all)")
    command.add_argument("--strict", action="store_true", help="fail for what has no check, too")
    command.add_argument(
        "--write", action="store_true", help="write the answers of questions anew; then review the change"
    )


def whatif(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Of ``kg whatif``."""
    shown(command)
    command.add_argument("files", nargs="*", type=Path, help="Turtle files with claims and their passages")
    command.add_argument("--retract", action="append", metavar="SOURCE/NAME", help="a claim to leave out")


def texts(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Of a command on the texts of the sources."""
    shown(command)
    command.add_argument(
        "--sources", type=Path, help="the folder of the texts (default: $KG_SOURCES, else texts/)"
    )


def anchor(command: argparse.ArgumentParser, given: Sequence[str]) -> None:
    """Of ``kg anchor``."""
    texts(command, given)
    command.add_argument("source", help="the source's name in graph/sources.ttl")
    command.add_argument("text", help="the passage, exactly as it stands in the source")
    command.add_argument("--nth", type=count, metavar="N", help="which of several such passages, from 1")
    command.add_argument(
        "--waiver", metavar="REASON", help="print a waiver: why no claim rests on the passage"
    )
    command.add_argument("--write", action="store_true", help="put it into the file of its source")
    in_each(command, "--comment", "with --waiver: what there is to say of it")
