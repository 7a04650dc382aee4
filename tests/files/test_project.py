"""Which project is meant, and where what a wheel ships is built."""

from pathlib import Path

import pytest

import kg
from kg.api import opening
from kg.cli import main
from kg.errors import KgError
from kg.files import project
from tests.conftest import ROOT, Mini


def test_a_named_folder_goes_first_then_where_we_stand_then_what_is_shipped(
    mini: Mini, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(mini.root)
    Path("elsewhere").mkdir()
    assert project.root_of("elsewhere") == Path("elsewhere")
    with pytest.raises(KgError, match="nowhere: there is no such folder"):
        project.root_of("nowhere")
    assert project.root_of(None) == Path()
    monkeypatch.chdir("graph/claims")
    assert project.root_of(None) == mini.root.resolve()
    monkeypatch.chdir(tmp_path)
    assert project.root_of(None) == project.shipped() == ROOT


@pytest.mark.parametrize(
    "command",
    [
        "build",
        "test",
        "import x.csv",
        "term add class X",
        "entity add X",
        "source add x.txt",
        "grade add X B",
    ],
)
def test_nothing_is_written_into_what_is_shipped(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a folder that is no project's, what writes into one tells how to get there; what asks, asks on."""
    monkeypatch.chdir(tmp_path)
    assert main(command.split()) == 1
    assert (
        "there is no project here; go into its folder, name it with --root, or make one with kg new"
        in capsys.readouterr().err
    )
    assert project.root_of(None) == project.shipped() and not any(tmp_path.iterdir())


def test_where_we_stand_may_be_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    with pytest.raises(KgError, match="is gone; --root"):
        project.root_of(None)


@pytest.fixture
def wheel(mini: Mini, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mini:
    """The tiny project as if a wheel had brought it."""
    monkeypatch.setattr(project, "_IN_WHEEL", mini.root)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    return mini


def test_what_a_wheel_ships_is_built_once_and_then_asked(wheel: Mini, tmp_path: Path) -> None:
    said: list[str] = []
    out = opening.built(project.root_of(None), None, said.append)
    assert out.is_relative_to(tmp_path / "cache") and "first use" in said[0]
    assert kg.load().verdict("entity:ardania", ":capital", "entity:port") == "statedAsFact"
    assert opening.built(project.root_of(None), None, said.append) == out and len(said) == 1
    assert [path.name for path in out.parent.iterdir()] == [out.name], "nothing is left beside it"


def test_another_state_of_the_files_is_another_build(wheel: Mini) -> None:
    before = project.build_of(wheel.root)
    wheel.write("graph/entities/more.ttl", "entity:new a :State .")
    assert project.build_of(wheel.root) != before


def test_a_cache_that_cannot_be_written_is_told(wheel: Mini, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder would be")
    with pytest.raises(KgError, match=r"cannot write: Not a directory; --root"):
        kg.load()


def test_the_version_is_the_installed_one() -> None:
    from importlib.metadata import version

    assert kg.__version__ == version("accord-graph")
    assert f"\n## {kg.__version__} (" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
