"""Help: its examples are of names of the project at hand, and run there; nothing is read for it before."""

import io
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli import main
from kg.cli.examples import filled
from kg.cli.parser import COMMANDS
from kg.errors import plain
from tests.conftest import ROOT, Mini, claim

TEXTS = ("anchor", "verify", "coverage")  # which need the texts
WRITING = (
    "new",
    "source",
    "entity",
    "grade",
    "term",
    "import",
    "test",
    "site",
)  # into the project, or which take long
_NAMES = {name for name, (*_, example, _) in COMMANDS.items() if "{" in example}


def example(capsys: pytest.CaptureFixture[str], command: str, *given: str) -> str:
    """What the help of a command gives as its example."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as stopped:
        main([command, *given, "--help"])
    assert stopped.value.code == 0
    return capsys.readouterr().out.rstrip().rpartition("\nexample: ")[2]


@pytest.mark.parametrize(("where", "lang"), [("shipped", "en"), ("foreign", "he")])
@pytest.mark.parametrize("command", sorted({*COMMANDS} - {"build", *TEXTS, *WRITING}))
def test_every_example_runs(
    command: str,
    where: str,
    lang: str,
    built: Path,
    foreign: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root, build = (ROOT, built) if where == "shipped" else (foreign, foreign / "build")
    given = shlex.split(example(capsys, command, "--root", str(root), "--lang", lang))
    assert given[:2] == ["kg", command]
    if command not in _NAMES and where == "foreign":
        return  # the same everywhere
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.ttl").write_text("")
    (tmp_path / "build").symlink_to(build)
    if command == "sparql":
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"ASK {}")))
        given = given[:3]
    asked = [] if "--lang" in given else ["--lang", lang]
    assert main([*given[1:], "--root", str(root), "--build", str(build), *asked]) == 0
    told = capsys.readouterr()
    if command == "docs":  # which shows what commands print
        return
    assert "nothing found" not in told.out and "nothing leads" not in told.out


def test_the_example_of_a_source_names_one(capsys: pytest.CaptureFixture[str]) -> None:
    source = shlex.split(example(capsys, "anchor", "--root", str(ROOT)))[2]
    assert f"source:{source} a :Source" in (ROOT / "graph/sources.ttl").read_text(encoding="utf-8")


def test_another_project_has_other_examples(mini: Mini, capsys: pytest.CaptureFixture[str]) -> None:
    """By label where there is one, else by its short name; what its files do not have, by what belongs there."""
    mini.write("graph/entities/names.ttl", 'entity:port rdfs:label "Port of \'Ardania\'"@en , "נמל"@he .')
    told = {name: example(capsys, name, "--root", str(mini.root)) for name in COMMANDS}
    assert told["show"] == "kg show entity:ardania"
    assert told["explain"] == "kg explain entity:ardania :capital 'Port of '\"'\"'Ardania'\"'\"''"
    assert told["path"] == "kg path NAME NAME -k 2"  # no relation is an edge
    assert told["query"] == "kg query NAME --cite" and told["anchor"] == "kg anchor gazette 'some words'"
    assert told["whatif"] == "kg whatif --retract gazette/capital"
    assert told["whynot"] == "kg whynot SUBJECT PREDICATE OBJECT"
    mini.claims(claim("one", "ardania capital port"), claim("two", "belmora capital hill"))
    assert example(capsys, "whynot", "--root", str(mini.root)) == (
        "kg whynot entity:ardania :capital entity:hill"
    )
    mini.write("ontology/more.ttl", ":capital :edge true .")
    path = example(capsys, "path", "--root", str(mini.root), "--lang", "he")
    assert shlex.split(path) == ["kg", "path", "entity:ardania", "נמל", "-k", "2"]


@pytest.mark.parametrize(
    "label",
    ["A" * 90, "--root", "a\\u001b[2J", "two  spaces", "a:b", "Belmora", "%(prog)s {thing} $(ls) \\\\"],
)
def test_a_name_that_would_not_do_is_not_given(
    mini: Mini, capsys: pytest.CaptureFixture[str], label: str
) -> None:
    """One that is too long, an option, harmful, broken by a terminal, or that of two things."""
    mini.write(
        "graph/entities/names.ttl",
        f'entity:ardania rdfs:label "{label}"@en . entity:belmora rdfs:label "belmora"@en .',
    )
    told = example(capsys, "show", "--root", str(mini.root), "--lang", "en")
    assert main(["build", "--root", str(mini.root)]) == 0
    assert plain(told) == told and main([*shlex.split(told)[1:], "--root", str(mini.root)]) == 0
    if "prog" not in label:
        assert told == "kg show entity:ardania"


def test_a_project_that_cannot_be_read_has_placeholders(
    mini: Mini, capsys: pytest.CaptureFixture[str]
) -> None:
    mini.write("graph/sources.ttl", "this is no Turtle")
    for root in (mini.root, mini.root / "graph", mini.root / "nowhere"):
        assert example(capsys, "show", "--root", str(root)) == "kg show NAME"
        assert example(capsys, "explain", "--root", str(root)) == "kg explain SUBJECT PREDICATE OBJECT"


def test_no_help_names_what_is_of_one_domain(tmp_path: Path) -> None:
    """Of a project that says nothing, no example says anything."""
    left = {word for _, _, text, _ in COMMANDS.values() for word in shlex.split(filled(text, tmp_path))}
    labels = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "graph/entities").rglob("*.ttl"))
    assert not [word for word in left if f'"{word}"@' in labels]


@pytest.mark.parametrize("given", [["--help"], ["--version"], ["stats", "--help"]])
def test_nothing_is_read_for_what_names_nothing(given: list[str]) -> None:
    code = f"import sys; from kg.cli import main\ntry: main({given!r})\nfinally: print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert "pyoxigraph" not in done.stdout.split()


def test_examples_are_made_for_help_alone(built: Path) -> None:
    command = ["show", "Kazakhstan", "--root", str(ROOT), "--build", str(built)]
    code = f"import sys; from kg.cli import main; main({command!r}); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert "kg.cli.telling" in done.stdout.split() and "kg.cli.examples" not in done.stdout.split()


def test_the_language_of_an_answer_is_no_option_of_a_question(
    kg: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["query", "agreement-statuses", "--help"])
    assert "--language" not in capsys.readouterr().out
    assert "--language" not in kg("queries", "--csv")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["embassies", "--state", "Israel"],
            "embassies takes no options of its own; a thing needs none: kg query",
        ),
        (["suppliers", "--to", "Israel"], "suppliers takes --resource --recipient --supplier;"),
    ],
)
def test_an_option_that_a_question_does_not_take_is_answered_with_those_it_takes(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["query", *arguments])
    printed = capsys.readouterr().err
    assert printed.startswith("usage: kg query ") and told in printed
