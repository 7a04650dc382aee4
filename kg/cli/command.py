"""The parser of one command: what it tells of wrong usage, and its help."""

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

from kg.cli.streams import columns
from kg.errors import brief

if TYPE_CHECKING:
    from _typeshed import SupportsWrite


class _Formatter(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=columns() - 2)


class Command(argparse.ArgumentParser):
    """Tells wrong usage in one short line, whatever was typed; ends its help with an example on one line."""

    def __init__(self, **given: Any) -> None:
        super().__init__(formatter_class=_Formatter, **given)

    example: Callable[[], str] | None = None
    hint = ""  # what to give in place of an option that there is not
    takes_sentences = False  # whose first word may stand behind an option with a value that may be left out

    def format_help(self) -> str:
        """As argparse does it, and then the example, which no width breaks."""
        told = super().format_help()
        return f"{told}\nexample: {self.example()}\n" if self.example else told

    def error(self, message: str) -> NoReturn:
        """End with a message that is cut."""
        super().error(brief(message))

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As argparse does it; where sentences are taken, an option takes no word of one for its value."""
        given = list(args or ())
        if self.takes_sentences:
            end = given.index("--") if "--" in given else len(given)
            for place in range(min(end, len(given) - 1)):
                action = self._option_string_actions.get(given[place])
                is_open = action is not None and action.nargs == "?" and action.choices is not None
                if action is not None and is_open and given[place + 1] not in (action.choices or ()):
                    given[place] += f"={action.const}"
        found, rest = super().parse_known_args(given if args is not None else None, namespace)
        if rest and self.example:  # else the parser of all commands, which has no options of theirs, tells so
            self.error(f"unrecognized arguments: {' '.join(rest)}{self.hint}")
        return found, rest

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
