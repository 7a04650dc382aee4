"""Differences between two graphs, in statements, claims and conflicts: as text, JSON and Turtle."""

import json
from pathlib import Path

import pytest
from rdflib import RDF, Graph, Namespace

from kg.build.stages import build
from kg.cli import main
from tests.conftest import Mini, claim

CS = Namespace("http://purl.org/vocab/changeset/schema#")


@pytest.fixture
def two(mini: Mini, tmp_path: Path) -> tuple[Path, Path]:
    """A build, and one after a claim was added, one changed and one dropped."""
    mini.claims(claim("a", "ardania capital port"), claim("b", "ardania borders belmora"))
    build(mini.root, tmp_path / "old", lambda _: None)
    mini.claims(claim("a", "ardania capital port", modality="reported"), claim("c", "ardania capital hill"))
    build(mini.root, tmp_path / "new", lambda _: None)
    return tmp_path / "old", tmp_path / "new"


def test_text_tells_what_came_and_went(two: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", *map(str, two)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert "added statement statement/ardania.capital.hill" in told
    assert "removed claim claim/gazette/b" in told
    assert (
        "changed claim claim/gazette/a" in told and "changed statement statement/ardania.capital.port" in told
    )
    assert "  - modality ontology#asserted" in told and "  + modality ontology#reported" in told
    assert any(line.startswith("added conflict conflict/singleValuedAtATime") for line in told)
    assert told[-1] == "3 added, 2 removed, 2 changed"


def test_json_and_csv(two: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", *map(str, two), "--json"]) == 0
    changes = json.loads(capsys.readouterr().out)
    assert [c["what"] for c in changes if c["kind"] == "Claim"] == ["changed", "removed", "added"]
    assert main(["diff", *map(str, two), "--csv"]) == 0
    assert capsys.readouterr().out.startswith("kind,what,iri,sign,predicate,value\n")


def test_turtle_is_a_change_set(two: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", *map(str, two), "--turtle"]) == 0
    graph = Graph().parse(data=capsys.readouterr().out, format="turtle")
    assert len(set(graph.subjects(RDF.type, CS.ChangeSet))) == 7
    (changed,) = (
        s
        for s in graph.subjects(CS.subjectOfChange)
        if str(graph.value(s, CS.subjectOfChange)).endswith("gazette/a")
    )
    assert (
        len(list(graph.objects(changed, CS.addition))) == len(list(graph.objects(changed, CS.removal))) == 1
    )


def test_a_build_and_its_exports_do_not_differ(
    two: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for form, ending in (("turtle", "ttl"), ("trig", "trig"), ("nquads", "nq"), ("jsonld", "jsonld")):
        path = tmp_path / f"a.{ending}"
        assert main(["export", form, "--build", str(two[0]), "--out", str(path)]) == 0
        assert main(["diff", str(two[0]), str(path)]) == 0
        assert capsys.readouterr().out == "0 added, 0 removed, 0 changed\n"


@pytest.mark.parametrize(
    ("name", "text", "cause"),
    [("a.txt", "", "ends in none of"), ("a.ttl", "<", "cannot be read"), ("b.ttl", None, "cannot be read")],
)
def test_bad_files(
    two: tuple[Path, Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    text: str | None,
    cause: str,
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text)
    assert main(["diff", str(two[0]), str(tmp_path / name)]) == 1
    error = capsys.readouterr().err
    assert cause in error and name in error and error.count("\n") == 1
