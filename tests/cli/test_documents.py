"""The documentation is at hand where only the package is."""

from collections.abc import Callable
from typing import Any

from tests.conftest import ROOT


def test_every_document_is_listed(kg: Callable[..., str], kg_json: Callable[..., Any]) -> None:
    listed = {row["name"]: row["title"] for row in kg_json("docs")}
    assert set(listed) == {path.stem for path in ROOT.glob("docs/*.md")} | {"extending"}
    assert all(listed.values())
    assert all(name in kg("docs") for name in listed)


def test_a_document_is_printed_as_it_stands(kg: Callable[..., str], kg_json: Callable[..., Any]) -> None:
    text = (ROOT / "docs/commands.md").read_text("utf-8")
    assert kg_json("docs", "commands") == [{"name": "commands", "text": text}]
    assert kg("docs", "extending").startswith("# The ontology, and how it is extended\n\n")


def test_an_unknown_one_is_refused(kg: Callable[..., str]) -> None:
    assert "no document 'comands'; did you mean commands?" in kg("docs", "comands", code=1)
