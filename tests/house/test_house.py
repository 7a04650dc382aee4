"""The rooms are held: what reaches up, runs in a circle or goes round the build's door is refused."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


def linted(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, env={"PYTHONPATH": str(folder)}
    )


def test_every_room_uses_only_what_stands_below_it() -> None:
    told = linted(ROOT)
    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("model/times.py", "from kg.ask.view import View", "Each room uses only what stands below it"),
        ("tell/proof.py", "from kg.pictures.style import save", "Each room uses only what stands below it"),
        ("model/times.py", "def f() -> None:\n    from kg.model import holding", "No module leads back"),
        ("ask/stats.py", "from kg.build.merge import merge", "build() is the only way into the build"),
        ("harbour/__init__.py", '"""A room that nobody declared."""', "Each room uses only"),
    ],
)
def test_what_breaks_the_house_is_refused(module: str, line: str, contract: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "kg", tmp_path / "kg", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    path = tmp_path / "kg" / module
    path.parent.mkdir(exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{before}\n{line}\n", encoding="utf-8")
    told = linted(tmp_path)
    assert told.returncode != 0
    broken = " ".join(told.stdout.partition("Broken contracts")[2].split()) or told.stdout + told.stderr
    assert contract in broken


def test_the_tests_stand_in_folders_that_mirror_the_rooms() -> None:
    rooms = {path.parent.name for path in (ROOT / "kg").glob("*/__init__.py")}
    assert len(rooms) > 10
    assert {room for room in rooms if not list((ROOT / "tests" / room).glob("test_*.py"))} == set()
