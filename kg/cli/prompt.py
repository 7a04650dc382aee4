"""Lines that somebody types: with a history, and with names that are completed."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice

from kg.ask.view import View
from kg.model.spelling import forms

_MOST = 200  # names that are offered
Complete = Callable[[str, int], list[str]]


def typed(prompt: str, several: bool = False, complete: Complete | None = None) -> Iterator[str]:
    """What somebody types, with a history where Python has it: a line, or ``several`` up to an empty one.

    ``complete`` gives what the last word of a line (what there is of the line, and where that word begins)
    may be. Nothing, or the end of input, ends it.
    """
    with suppress(ImportError):
        import readline

        if complete is not None:
            readline.set_completer_delims(" ")
            readline.set_completer(_completer(readline.get_line_buffer, readline.get_begidx, complete))
            is_libedit = "libedit" in (readline.__doc__ or "")  # on macOS
            readline.parse_and_bind("bind ^I rl_complete" if is_libedit else "tab: complete")
    while True:
        lines: list[str] = []
        with suppress(EOFError):
            while line := input("  " if lines else prompt).strip():
                lines.append(line)
                if not several:
                    break
        if not lines:
            return
        yield "\n".join(lines)


def _completer(
    line: Callable[[], str], begins: Callable[[], int], complete: Complete
) -> Callable[[str, int], str | None]:
    """What Readline asks, once for each of what there is."""
    found: list[str] = []

    def one(_word: str, place: int) -> str | None:
        if place == 0:
            found[:] = complete(line(), begins())
        return found[place] if place < len(found) else None

    return one


def ends(view: View, line: str, begins: int) -> list[str]:
    """What the last word of a line, which begins at a place, may be: of names of several words, the rest."""
    starts = [0, *(place + 1 for place, char in enumerate(line[:begins]) if char == " ")]
    for start in starts:  # the longest beginning of a name that is there
        written = line[start:]
        for before in _prefixes(written):
            names = islice(view.names.beginning(written[len(before) :]), _MOST)
            if found := [f"{before}{name}"[begins - start :] for name in names]:
                return [end for end in found if end]
    return []


def _prefixes(written: str) -> list[str]:
    """What a name may be joined to: nothing, and Hebrew prefixes."""
    return [before for before, _ in forms(written.split()[0])] if written.strip() else []
