"""What a command needs to know: from its options, else from whoever sits at the terminal."""

import argparse
import sys
from collections.abc import Callable, Sequence

from kg.cli.output import note
from kg.errors import KgError
from kg.words import called

_YES, _NO = ("y", "yes", "כן"), ("", "n", "no", "לא")


class Asked:
    """Takes answers from options, and asks for those that are missing where somebody is there to answer."""

    def __init__(self, arguments: argparse.Namespace, languages: Sequence[str]) -> None:
        self._given = arguments
        self._languages = languages
        self._is_there = sys.stdin.isatty() and sys.stderr.isatty()

    def text(
        self,
        option: str,
        question: str,
        choices: Sequence[str] = (),
        needed: bool = True,
        check: Callable[[str], object] | None = None,
    ) -> str:
        """One answer; empty where it is not needed and nobody gives one. What ``check`` raises KgError for is
        asked again in a terminal.

        Raises KgError for one that is needed and missing, and for what is none of the choices.
        """
        given = getattr(self._given, option, None)
        told = f" ({' / '.join(choices)})" if choices else ""
        while given is None or (needed and not given):
            if not self._is_there:
                if needed:
                    raise KgError(f"{self._name(option)} is needed: {question}{told}")
                return ""
            given = self._answer(f"{question}{told}" + ("" if needed else " [Enter: none]"))
            if not needed and not given:
                return ""
            if not self._fits(given, choices, check):
                given = None
        if choices and given and given not in choices:
            raise KgError(f"{self._name(option)} is one of {', '.join(choices)}, not {given!r}")
        return str(given)

    @staticmethod
    def _fits(given: str, choices: Sequence[str], check: Callable[[str], object] | None) -> bool:
        """Whether an answer will do; why not is told."""
        if choices and given not in choices:
            return False
        try:
            if check and given:
                check(given)
        except KgError as error:
            note(error)
            return False
        return True

    def texts(self, option: str, question: str, needed: bool = True) -> dict[str, str]:
        """A text in each language of the project, as far as it is given; the rest is asked for."""
        given = self.by_language(option)
        if not self._is_there or (not needed and not given):
            return given
        for code in self._languages:
            while not given.get(code):
                given[code] = self._answer(f"{question}, in {called(code)}")
        return given

    def by_language(self, option: str) -> dict[str, str]:
        """What options give by language; what has no language is in the project's first.

        Raises KgError for two texts in one language.
        """
        found: dict[str, str] = {}
        for code, text in getattr(self._given, option, None) or ():
            code = code or self._languages[0]
            if code in found:
                raise KgError(f"{self._name(option)} is given twice{f' in {called(code)}' if code else ''}")
            found[code] = text
        return found

    def several(self, option: str, question: str, check: Callable[[str], object] | None = None) -> list[str]:
        """Any number of answers, in a terminal on one line with commas between them."""
        given = getattr(self._given, option, None)
        while given is None and self._is_there:
            line = self._answer(f"{question}, with commas between them [Enter: none]")
            parts = [one.strip() for one in line.split(",") if one.strip()]
            given = parts if all(self._fits(one, (), check) for one in parts) else None
        return [one.strip() for one in given or () if one.strip()]

    def yes(self, option: str, question: str) -> bool:
        """Yes or no; no where nobody says."""
        if getattr(self._given, option, False) or not self._is_there:
            return bool(getattr(self._given, option, False))
        while (answer := self._answer(f"{question} [y/N]").lower()) not in (*_YES, *_NO):
            pass
        return answer in _YES

    @staticmethod
    def _name(option: str) -> str:
        return "NAME" if option == "name" else "--" + option.rstrip("_").replace("_", "-")

    @staticmethod
    def _answer(question: str) -> str:
        print(f"{question}: ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            raise KgError("the answers ended before all was told; nothing is written")
        return line.strip()
