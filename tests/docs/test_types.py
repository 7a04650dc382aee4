"""Whoever follows docs/python.md writes what type checkers understand, and what is wrong they find."""

import doctest
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGE = ROOT / "docs/python.md"
# Each line is wrong, and a checker says so; strictly, it would also say where it does not know a type.
WRONG = """\
import kg
graph = kg.load()
graph.claims(speakr="JD Vance")
graph.statements("joins")
graph.narrowed(min_origins="two")
graph.network(node=True)
graph.groups(nodes=True)
graph.claims()[0].speeker
graph.statements()[0].object.label
graph.draw("a.svg", predicate="supplies")
graph.schema().example
graph.schema("supplies").classes
kg.load(language="he")
"""
BENEATH = 2  # lines that are right
STRICT = """[mypy]
strict = true
follow_imports = silent
disable_error_code = import-untyped
"""


def examples() -> str:
    """What the page's examples run, one after the other."""
    found = doctest.DocTestParser().get_examples(PAGE.read_text(encoding="utf-8"))
    return "".join(one.source for one in found)


def mypy(folder: Path) -> list[str]:
    """What mypy --strict finds, as file:line: message, in a package that is installed as this one is."""
    (folder / "mypy.ini").write_text(STRICT, encoding="utf-8")
    cache = str(ROOT / ".mypy_cache/examples")
    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", "mypy.ini", "--cache-dir", cache, "--no-error-summary", "examples.py", "wrong.py"],
        cwd=folder, env={**os.environ, "MYPYPATH": str(ROOT)}, capture_output=True, text=True,
    )  # fmt: skip
    assert run.returncode in (0, 1), run.stderr
    return [line for line in run.stdout.splitlines() if ": error: " in line]


def pyright(folder: Path) -> list[str]:
    """What pyright finds that is strict, in the same form."""
    told = {
        "include": ["examples.py", "wrong.py"],
        "typeCheckingMode": "strict",
        "extraPaths": [str(ROOT)],
        "reportUnusedExpression": False,  # an example shows what comes of one
    }
    (folder / "pyrightconfig.json").write_text(json.dumps(told), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "basedpyright", "--project", str(folder), "--pythonpath", sys.executable, "--outputjson"],
        capture_output=True, text=True,
    )  # fmt: skip
    assert run.returncode in (0, 1), run.stderr
    return [
        f"{Path(one['file']).name}:{one['range']['start']['line'] + 1}: {one['message']}"
        for one in json.loads(run.stdout)["generalDiagnostics"]
    ]


@pytest.mark.parametrize("checker", [mypy, pyright])
def test_the_page_is_typed(checker: Callable[[Path], list[str]], tmp_path: Path) -> None:
    (tmp_path / "examples.py").write_text(examples(), encoding="utf-8")
    (tmp_path / "wrong.py").write_text(WRONG, encoding="utf-8")
    found = checker(tmp_path)
    assert [one for one in found if not one.startswith("wrong.py")] == []
    lines = {int(one.split(":")[1]) for one in found}
    assert lines == {*range(BENEATH + 1, len(WRONG.splitlines()) + 1)}
