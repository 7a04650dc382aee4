"""A project made by its own commands, with one text."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.cli import main

TEXT = "The ferry Heron lands at the inlet twice a day. It carries 18 million tonnes a year. Rain. Rain.\n"


class Desk:
    """A new project, and its commands; what a command prints is in ``out`` and ``err``."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str], languages: str = "en,he") -> None:
        self.root, self._capsys = root, capsys
        self.out = self.err = ""
        assert (
            self.run("new", str(root), "--namespace", "https://example.org/f/", "--languages", languages) == 0
        )
        (root / "texts/log.txt").write_text(TEXT, encoding="utf-8")

    def run(self, *arguments: str) -> int:
        self._capsys.readouterr()
        own = [] if arguments[0] == "new" else ["--root", str(self.root)]
        code = main([*arguments, *own])
        self.out, self.err = self._capsys.readouterr()
        return code

    def ok(self, *arguments: str) -> str:
        assert self.run(*arguments) == 0, self.err or self.out
        return self.out

    def refused(self, *arguments: str) -> str:
        assert self.run(*arguments) == 1, self.out
        assert len((self.out + self.err).splitlines()) == 1
        return self.out + self.err

    def json(self, *arguments: str) -> Any:
        self.run(*arguments, "--json")
        return json.loads(self.out)

    def read(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.delenv("KG_SOURCES", raising=False)
    return Desk(tmp_path / "ferries", capsys)


@pytest.fixture
def french(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.delenv("KG_SOURCES", raising=False)
    return Desk(tmp_path / "bacs", capsys, "fr")


Make = Callable[..., Desk]
