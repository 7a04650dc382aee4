"""Odd values for whatever the parser takes, of every command: a new command is tried without a line here."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cli.parser import COMMANDS, parser
from tests.conftest import ROOT
from tests.fuzz.mutate import NAMES, TEXTS, budget
from tests.fuzz.watch import Told, promised, run

_SLOW = "timeout"  # ends the process when it has passed: tried in processes of their own


def actions(*given: str) -> list[argparse.Action]:
    """What a command takes, from the parser itself."""
    groups = parser(list(given))._subparsers._group_actions  # type: ignore[union-attr]
    return [one for one in groups[0].choices[given[0]]._actions if one.dest != "help"]  # type: ignore[index]


@st.composite
def values(draw: st.DrawFn, action: argparse.Action) -> str:
    fitting = [*map(str, action.choices)] if action.choices else NAMES
    kind = draw(st.integers(0, 9))
    if kind > 3 or (action.choices and kind):
        return draw(st.sampled_from(fitting))
    return draw(st.one_of(st.sampled_from(TEXTS), st.text(st.characters(exclude_characters="/"), max_size=9)))


@st.composite
def arguments(draw: st.DrawFn, name: str) -> list[str]:
    takes = actions(name, "capitals")
    given = []
    for action in (one for one in takes if not one.option_strings):
        given += [draw(values(action)) for _ in range(draw(st.sampled_from([1, 1, 1, 1, 1, 0, 2])))]
    options = [one for one in takes if one.option_strings and one.dest != _SLOW]
    for action in draw(st.lists(st.sampled_from(options), max_size=3)):
        value = [] if action.nargs == 0 else [draw(values(action))]
        joined = draw(st.booleans()) and value and action.option_strings[-1].startswith("--")
        option = action.option_strings[-1]
        given += [f"{option}={value[0]}"] if joined else [option, *value]
    return [name, *given]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command(project: Path, name: str) -> None:
    @budget(9)
    @given(arguments(name))
    def tried(given: list[str]) -> None:
        try:
            given = [os.fsdecode(os.fsencode(one)) for one in given]  # what a process can be given
        except UnicodeEncodeError:
            return
        run(*given, given=b"SELECT * { ?s ?p ?o }")

    tried()


@budget(5)
@given(st.sampled_from(sorted(COMMANDS)).flatmap(arguments), st.sampled_from(["0.001", "0.3", "nan", ""]))
def test_a_whole_process(project: Path, given: list[str], seconds: str) -> None:
    given = [one.replace("\0", "") for one in given]
    try:
        command = [sys.executable, "-m", "kg", *map(os.fsencode, given), "--timeout", seconds]
    except UnicodeEncodeError:
        return
    done = subprocess.run(command, input=b"ASK {}", capture_output=True, env=os.environ | {"PYTHONPATH": str(ROOT)})  # fmt: skip
    promised(Told(done.returncode, done.stdout.decode(), done.stderr.decode()), data=given[0] == "export")
