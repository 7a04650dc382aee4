"""A new project builds, answers, checks itself and is covered, in any namespace and any languages."""

import json
import re
from pathlib import Path

import pytest

from kg.authoring.new import TEMPLATE
from kg.cli import main
from kg.files.base import BASE_FOLDER
from kg.files.load import project_of
from tests.conftest import ROOT


@pytest.mark.parametrize(
    "namespace", ["https://example.org/ports/", "https://example.org/ports#", "urn:ports:"]
)
@pytest.mark.parametrize("languages", ["en,he", "fr", "he", "ar,en,fr"])
def test_a_new_project_works_at_once(
    tmp_path: Path,
    namespace: str,
    languages: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("KG_SOURCES", raising=False)
    root = str(tmp_path / "mine")
    assert (
        main(["new", root, "--namespace", namespace, "--languages", languages, "--title", 'A "b" \\ ג']) == 0
    )
    assert "what to change" in capsys.readouterr().err
    for command in (["build", "--strict"], ["validate"], ["test", "--strict"], ["verify"], ["coverage"]):
        assert main([*command, "--root", root]) == 0, command
    capsys.readouterr()
    assert main(["query", "ferries", "--json", "--root", root]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["trips"] for row in rows] == [3, 2]
    assert all(row["ferry"]["iri"].startswith(namespace.removesuffix("#")) for row in rows)
    first = languages.split(",")[0]
    assert rows[0]["ferry"]["label"] == ("פטרל" if first == "he" else "Petrel")
    readme = (tmp_path / "mine/README.md").read_text(encoding="utf-8")
    assert readme.startswith('# A "b" \\ ג\n') and "{" not in readme
    own = [path for name in ("graph", "ontology") for path in (tmp_path / "mine" / name).rglob("*.*")]
    assert not [path for path in own if re.search(r"\{[a-z]\w*\}", path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(
    ("namespace", "name"),
    [
        ("https://example.org/ports/2024/", "ports"),
        ("https://example.org/ontology/", "example-org"),
        ("https://example.org/ports/Void#", "ports"),
        ("https://example.org/" + "long" * 9, "example-org"),
        ("urn:ports:", "urn-ports"),
        ("https://127.0.0.1/", "graph"),
    ],
)
def test_a_name_is_found_that_a_build_takes(tmp_path: Path, namespace: str, name: str) -> None:
    root = tmp_path / "mine"
    assert main(["new", str(root), "--namespace", namespace]) == 0
    assert main(["build", "--root", str(root)]) == 0
    assert (root / f"build/{name}.ttl").exists()
    space = namespace if namespace.endswith(("/", "#", ":")) else namespace + "/"
    assert f'void:uriSpace "{space}"' in (root / "graph/dataset.ttl").read_text(encoding="utf-8")


def test_a_title_is_told_in_its_language(tmp_path: Path) -> None:
    root = tmp_path / "mine"
    titles = ["--title", "en=Ports", "--title", "he=נמלים", "--title", "{name} {title}"]
    assert main(["new", str(root), "--namespace", "urn:p:", "--languages", "en, fr,he", *titles]) == 0
    told = (root / "graph/dataset.ttl").read_text(encoding="utf-8")
    assert 'dcterms:title "Ports"@en , "{name} {title}"@fr , "נמלים"@he ;' in told
    assert '"נמלים: אונטולוגיה"@he' in (root / "ontology/ontology.ttl").read_text(encoding="utf-8")
    assert (root / "README.md").read_text(encoding="utf-8").startswith("# Ports\n")


def test_the_first_language_is_first_and_what_to_translate_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "mine"
    assert main(["new", str(root), "--namespace", "urn:p:", "--languages", "fr,ar,en"]) == 0
    assert "what is tagged fr, ar is English still;" in capsys.readouterr().err
    assert "English still where it says `@fr` (" in (root / "README.md").read_text(encoding="utf-8")
    assert project_of(root).languages == ("fr", "en", "ar")
    assert main(["entity", "add", "--class", "ferry", "--label", "Étoile", "--root", str(root)]) == 1
    assert "--label en=… --label ar=…" in capsys.readouterr().err
    question = root / "queries/ferries.rq"
    text = question.read_text(encoding="utf-8")
    question.write_text(text.replace("#+   ar: {", "#+   de: {", 1), encoding="utf-8")
    assert main(["build", "--root", str(root)]) == 1
    told = "the summary lacks ar: #+ translations: {ar: {summary: …}}, or #+ language: CODE"
    assert told in capsys.readouterr().err
    assert text.startswith('#+ summary: "Which ferries land where?"\n') and "\n#+ language: fr\n" in text


def test_an_empty_project_has_the_frame_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "mine"
    assert main(["new", str(root), "--namespace", "https://example.org/", "--empty", "--json"]) == 0
    written = [Path(row["file"]).relative_to(root).as_posix() for row in _values(capsys.readouterr().out)]
    assert written == ["README.md", "graph/dataset.ttl", "ontology/ontology.ttl"]
    assert sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()) == written
    assert "ferries" not in (root / "README.md").read_text(encoding="utf-8")
    for missing, command in (
        ("graph/entities/**/*.ttl", "kg entity add"),
        ("graph/sources.ttl", "kg source add"),
        ("graph/claims/**/*.ttl", "kg import"),
    ):
        assert main(["build", "--root", str(root)]) == 1
        told = capsys.readouterr().err
        assert f"nothing matches {missing}: {command}" in told and "--root" not in told
        path = root / missing.replace("**/*", "all")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")


def _values(printed: str) -> list[dict[str, str]]:
    return [row for line in printed.splitlines() for row in json.loads(line)]


@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        (["--namespace", "ports"], "an IRI that ends with"),
        (["--namespace", "https://e.org/a b/"], "an IRI that ends with"),
        (["--namespace", "https://w3id.org/accord-graph/ontology#"], "a namespace of its own"),
        (["--namespace", "http://www.w3.org/2004/02/skos/core#"], "a namespace of its own"),
        (["--namespace", "https://e.org/", "--languages", "english"], "a language's code"),
        (["--namespace", "https://e.org/", "--name", "a b"], "a word that begins with a letter"),
        (["--namespace", "https://e.org/", "--name", "2024"], "a word that begins with a letter"),
        (["--namespace", "https://e.org/", "--name", "Ontology"], "store and void are reserved"),
        (["--namespace", "https://e.org/", "--title", "he=נמלים"], "no language 'he'; it has en"),
        (["--namespace", "https://e.org/", "--title", "A", "--title", "B"], "--title is given twice"),
    ],
)
def test_what_no_project_can_be_is_refused(
    tmp_path: Path, arguments: list[str], cause: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", str(tmp_path / "mine"), *arguments]) == 1
    assert cause in capsys.readouterr().err
    assert not (tmp_path / "mine").exists()


def test_a_folder_that_holds_something_is_left_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    assert main(["new", str(tmp_path), "--namespace", "https://e.org/"]) == 1
    assert "is there and not empty" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_the_base_is_imported_and_never_copied(tmp_path: Path) -> None:
    """The template says nothing that the base says, and little of its own."""
    assert main(["new", str(tmp_path / "mine"), "--namespace", "https://e.org/"]) == 0
    base = {
        line.split()[0].removeprefix(":")
        for path in BASE_FOLDER.glob("*.ttl")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith(":")
    }
    own = (TEMPLATE / "ontology/terms.ttl").read_text(encoding="utf-8")
    declared = {line.split()[0].removeprefix(":") for line in own.splitlines() if line.startswith(":")}
    assert declared and not declared & base
    ontology = (path for path in (tmp_path / "mine/ontology").rglob("*") if path.is_file())
    assert sum(len(path.read_text(encoding="utf-8").splitlines()) for path in ontology) < 150
    assert ROOT not in (tmp_path / "mine").parents
