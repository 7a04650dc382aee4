"""A build that is older than the files it was made of answers, and says so once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import main
from kg.files.made_of import made_of
from tests.conftest import ROOT, Mini, claim

Captured = pytest.CaptureFixture[str]
MADE = "kg: the build is older than {}; kg build makes it anew\n"


@pytest.fixture
def land(mini: Mini, capsys: Captured) -> Mini:
    mini.write("graph/claims/herald.ttl", "")
    mini.write("ontology/shapes/tests/LabelShape.ttl", "")
    assert main(["build", "--root", str(mini.root)]) == 0
    for path in made_of(mini.root):  # whatever the clock's ticks are
        os.utime(path, (0, 0))
    capsys.readouterr()
    return mini


def told(land: Mini, capsys: Captured, *more: str) -> str:
    assert main(["stats", "--root", str(land.root), *more]) == 0
    printed = capsys.readouterr()
    assert printed.out
    return printed.err


def later(path: Path) -> None:
    path.touch()
    os.utime(path, ns=(path.stat().st_mtime_ns + 10**9,) * 2)


@pytest.mark.parametrize("name", ["graph/claims/gazette.ttl", "ontology/terms.ttl", "queries/new.rq"])
def test_a_changed_file_is_named_once(land: Mini, capsys: Captured, name: str) -> None:
    assert told(land, capsys) == ""
    (land.root / "queries").mkdir(exist_ok=True)
    later(land.root / name)
    assert told(land, capsys) == MADE.format(land.root / name)
    assert told(land, capsys, "--build", str(land.root / "build")) == MADE.format(land.root / name)
    hebrew = told(land, capsys, "--lang", "he")
    assert hebrew.startswith("kg: הבנייה ישנה מן ") and hebrew.count("\n") == 1
    assert main(["export", "turtle", "--root", str(land.root)]) == 0
    assert capsys.readouterr().err == MADE.format(land.root / name)


def test_a_file_that_is_gone_is_missed_in_its_folder(land: Mini, capsys: Captured) -> None:
    (land.root / "graph/claims/herald.ttl").unlink()
    later(land.root / "graph/claims")
    assert told(land, capsys) == MADE.format(land.root / "graph/claims")
    land.claims(claim("capital", "ardania capital hill"))
    assert main(["build", "--root", str(land.root)]) == 0
    capsys.readouterr()
    assert told(land, capsys) == ""


def test_what_no_build_reads_makes_none_old(land: Mini, capsys: Captured) -> None:
    for name in ("graph/notes.md", "graph/.gazette.ttl.swp", "ontology/shapes/tests/LabelShape.ttl"):
        later(land.root / name)
    (land.root / "ontology/shapes/tests/LabelShape.ttl").unlink()
    assert told(land, capsys) == ""
    (land.root / "build/void.ttl").write_bytes(b"\xff prov:used")
    assert told(land, capsys) == ""


def test_a_build_elsewhere_is_not_compared(land: Mini, capsys: Captured, tmp_path: Path) -> None:
    (land.root / "build").rename(tmp_path / "kept")
    later(land.root / "graph/claims/gazette.ttl")
    assert told(land, capsys, "--build", str(tmp_path / "kept")) == ""


def test_comparing_loads_no_engine() -> None:
    code = "import sys, kg.files.made_of; sys.exit('pyoxigraph' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
