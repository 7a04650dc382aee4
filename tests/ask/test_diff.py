"""Differences between two graphs, in statements, claims and conflicts: as text, JSON and Turtle."""

import json
import os
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
    [("a.txt", "", "ends in none of"), ("a.ttl", "<", "cannot be read"), ("b.ttl", None, "cannot read")],
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


def test_a_cut_build_is_not_taken_for_a_smaller_one(
    two: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """At a line's end every line that is left can be read."""
    lines = (two[0] / "accord.nq").read_bytes().splitlines(keepends=True)
    (tmp_path / "cut.nq").write_bytes(b"".join(lines[:-20]))
    assert main(["diff", str(tmp_path / "cut.nq"), str(two[1])]) == 1
    assert "cut.nq: is damaged" in capsys.readouterr().err
    (tmp_path / "bare.nq").write_bytes(b"".join(lines[1:]))  # of another tool, without a seal
    assert main(["diff", str(tmp_path / "bare.nq"), str(two[0])]) == 0
    assert capsys.readouterr().out == "0 added, 0 removed, 0 changed\n"


@pytest.mark.parametrize("ending", [".ttl", ".nq", ".trig", ".nt", ".jsonld"])
def test_what_would_end_the_process_is_refused(
    ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"deep{ending}"
    deep = "<urn:a> <urn:b> " + "<<( <urn:a> <urn:b> " * 200_000 + '"1"' + " )>>" * 200_000 + " ."
    path.write_text("[" * 200_000 if ending == ".jsonld" else deep)
    assert main(["diff", str(path), str(path)]) == 1
    assert capsys.readouterr().err.startswith(f"kg: error: {path}: ")
    path.unlink()
    os.mkfifo(path)
    assert main(["diff", str(path), str(path)]) == 1
    assert "is no plain file" in capsys.readouterr().err
