"""What bad input gets: one line that names the cause and what to do, an exit code, and no traceback."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cli import entry, main
from kg.errors import KgError, plain
from tests.conftest import ROOT, Mini


@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        (["query", "mediator"], "there are mediators"),
        (["query", "pipeline-stops"], "needs --pipeline (example: CPC pipeline)"),
        (["query", "corroborated", "--origins", "many"], "takes a whole number"),
        (["query", "heads-of-state", "--day", "May"], "takes a date such as 2025-11-06"),
        (["query", "mediators", "--agreement", "Israel deal"], "no thing is called 'Israel deal'"),
        (["show", "Kazkhstn"], "did you mean Kazakhstan"),
        (["show", "כזחסטן"], "קזחסטן"),
        (["show", "entity:nowhere"], "nothing has the name"),
        (["show", "https://example.org/x"], "nothing has the name"),
        (["claims", "--predicate", "mediates"], "mediator"),
        (["claims", "--source", "glob"], "no source is called 'glob'"),
        (["sparql", "/nonexistent.rq"], "No such file"),
        (["export", "trig", "--graph", "x"], "no graph x"),
        (["coverage", "--sources", "/nonexistent"], "there is no such folder"),
    ],
)
def test_errors_are_one_line(kg: Callable[..., str], arguments: list[str], cause: str) -> None:
    error = kg(*arguments, code=1)
    assert cause in error
    assert error.startswith("kg: error: ") and error.count("\n") == 1


@pytest.mark.parametrize("command", [["query", "mediators"], ["show", "x"], ["stats"], ["export", "trig"]])
def test_without_a_build(capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    assert main([*command, "--root", str(ROOT), "--build", "/nonexistent"]) == 1
    assert "run kg build first" in capsys.readouterr().err


def test_a_damaged_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "accord.nq").write_text("<a> <b")
    for command in ("stats", "export"):
        form = ["trig"] if command == "export" else []
        assert main([command, *form, "--root", str(ROOT), "--build", str(tmp_path)]) == 1
        assert "is damaged; run kg build again" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("SELECT {\n", "not valid SPARQL at column"),
        ("SELECT * {\n  ?s ?p ?o ,, }", ":2: not valid SPARQL at column"),
        ("SELECT * { ?s nope:p ?o }", "a prefix that no PREFIX line declares: nope:"),
        ("DELETE WHERE { ?s ?p ?o }", "updates are refused"),
        ("PREFIX a: <b:>\n# hello\nINSERT DATA { a:a a:b a:c }", "updates are refused"),
        (
            "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
            "SERVICE, which would ask another address",
        ),
    ],
)
def test_bad_sparql(tmp_path: Path, kg: Callable[..., str], text: str, cause: str) -> None:
    path = tmp_path / "q.rq"
    path.write_text(text)
    error = kg("sparql", str(path), code=1)
    assert cause in error and error.count("\n") == 1


def test_a_name_of_several_things(kg: Callable[..., str]) -> None:
    """«Article» is a class and a qualifier; «occurs» no name at all: what is ambiguous is told, with the candidates."""
    assert "'article' may be :Article, :article; name one of them" in kg("show", "article", code=1)
    assert "did you mean" in kg("show", "occurs", code=1)


def test_usage_errors_exit_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([], ["nonsense"], ["show"], ["export", "excel"], ["show", "x", "--csv", "--json"]):
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert stopped.value.code == 2
    assert "usage: kg" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["show", "ישרל"], "אין ישות בשם 'ישרל'; האם הכוונה: ישראל"),
        (["query", "owners", "--status", "אולי"], "; יש: אפשרי"),
        (["query", "pipeline-stops"], "pipeline-stops צריכה --pipeline"),
        (["query", "nothing"], "אין שאלה 'nothing'"),
        (["query", "owners", "--as-of", "yesterday"], "אינו תאריך EDTF"),
        (["draw", "a.pdf"], "אינו מסתיים באחד מאלה"),
        (["draw", "a.svg", "--min-origins", "99"], "אין מה לצייר"),
        (["path", "ישראל", "Israel"], "הם אותה ישות"),
        (["path", "Trump", "CPC pipeline", "--predicate", "בבעלות"], "לא נמצא כאן קשר"),
        (["stop", "joins"], "אינה ישות שיכולה להפסיק לפעול"),
        (["explain", "ישראל", "מקבל אספקה דרך", "סין"], "ישראל מקבלת אספקה דרך סין"),
    ],
)
def test_those_who_ask_in_hebrew_are_told_in_hebrew(
    kg: Callable[..., str], command: list[str], told: str
) -> None:
    shown = kg(*command, "--lang", "he", code=1)
    assert told in shown and shown.startswith("kg: שגיאה: ")


def test_what_is_repeated_is_harmless_and_short(kg: Callable[..., str]) -> None:
    """Controls, line breaks, turns of direction and halves of characters are written out, long texts cut."""
    for name in ("\x1b[2J", "a\nkg: error: all is well", "a\u2028b", "\u202egnol", "\x9b2J", "caf\udce9"):
        error = kg("show", name, code=1)
        assert error.count("\n") == 1 and error.startswith("kg: error: no thing is called")
        assert plain(error[:-1]) == error[:-1]
    assert len(kg("show", "A" * 100_000, code=1)) < 300
    assert len(kg("show", "A " * 100_000, code=1)) < 800
    assert "\x1b" not in kg("verify", "--sources", "\x1b[2J", code=1)


@given(st.text())
def test_whatever_is_repeated_is_one_harmless_line(text: str) -> None:
    told = str(KgError(text, file=text, line=3))
    assert plain(told) == told and not any(c in told for c in "\r\n\x1b\u2028\x85")
    assert len(told) < 1300
    told.encode()


@pytest.mark.parametrize(
    ("command", "code", "cause"),
    [
        ("kg query mediators >&-", 1, "Bad file descriptor"),
        ("kg sparql - <&-", 1, "Bad file descriptor"),
        ("kg query mediators >/dev/full", 1, "No space left on device"),
        ("kg --help >/dev/full", 1, "No space left on device"),
        ("kg --version >/dev/full", 1, "No space left on device"),
        ("LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 kg show Kazakhstan", 0, ""),
        ("PYTHONIOENCODING=cp1255 kg show Kazakhstan", 0, ""),
        ("PYTHONIOENCODING=ascii kg show --help", 0, ""),
        ("kg show Nowhereland 2>&-", 1, ""),
        ("kg stats --json 2>&-", 0, ""),
    ],
)
def test_streams_that_are_closed_full_or_of_another_encoding(command: str, code: int, cause: str) -> None:
    kg = Path(sys.executable).with_name("kg")
    done = subprocess.run(["bash", "-c", command.replace("kg ", f"{kg} ", 1)], capture_output=True, cwd=ROOT)
    told = done.stderr.decode()
    assert done.returncode == code, told
    assert told.count("\n") == bool(cause) and cause in told
    assert "Nowhereland" not in done.stdout.decode(errors="replace")


def test_what_should_not_happen_is_one_line_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def broken(*_given: object) -> int:
        raise KeyError("a\x1b[2J")

    monkeypatch.setattr("kg.cli.within", broken)
    monkeypatch.setattr("os._exit", sys.exit)
    monkeypatch.setattr("sys.argv", ["kg", "stats"])
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(SystemExit) as stopped:
        entry()
    assert stopped.value.code == 70
    error = capsys.readouterr().err
    assert error.startswith("kg: error: this should not happen: KeyError") and error.count("\n") == 1
    assert "\x1b" not in error
    (details,) = tmp_path.iterdir()
    assert error.endswith(f"; report it with {details}\n") and "in broken" in details.read_text()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(SystemExit):
        entry()
    assert "report it" not in capsys.readouterr().err


@pytest.mark.parametrize("command", ["build", "validate", "whatif", "diff", "export", "verify", "coverage"])
def test_what_asks_no_graph_takes_no_endpoint(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(
            [
                command,
                *{"diff": "ab", "export": ["turtle"]}.get(command, ()),
                "--endpoint",
                "http://localhost:1/",
            ]
        )
    assert stopped.value.code == 2
    assert "--endpoint" in capsys.readouterr().err.splitlines()[-1]


@pytest.mark.parametrize("lost", ["graph", "ontology"])
def test_what_is_left_of_a_project_is_none(
    mini: Mini, lost: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Else the graph that comes with the package would answer."""
    (mini.root / lost).rename(mini.root / "gone")
    monkeypatch.chdir(mini.root)
    assert main(["stats"]) == 1
    assert f"there is no folder {lost}/ here" in capsys.readouterr().err
    (mini.root / lost).write_text("")
    assert main(["build"]) == 1 and main(["build", "--lang", "he"]) == 1
    assert f"אין כאן תיקייה {lost}/" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["stats", "--endpoint", ""],
        ["central", "--certainty", " "],
        ["claims", "--source="],
        ["stats", "--root", ""],
    ],
)
def test_an_empty_option_is_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 1
    assert "is empty; leave it out to ask for nothing" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["stats", "--timeout", "1e10"],
        ["stats", "--timeout", "nan"],
        ["path", "a", "b", "-k", "9" * 30],
        ["path", "a", "b", "-k", "٣"],
    ],
)
def test_a_number_that_no_clock_or_list_has_is_refused(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(arguments)
    assert "is no " in capsys.readouterr().err


def test_dashes_are_a_value_like_any_other(
    kg: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Behind «=» they are what was given; argparse would drop them, and give a list in place of a text."""
    assert "no thing is called '--'" in kg("conflicts", "--about=--", code=1)
    assert main(["stats", "--root=--"]) == 1
    for wrong in (["stats", "--lang=--"], ["groups", "--most=--"]):
        with pytest.raises(SystemExit):
            main(wrong)
    assert "'--' is no" in capsys.readouterr().err


def test_what_kg_query_reads_beforehand_tells_wrong_usage_no_other_way(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for wrong in (["--timeout", "nan"], ["--lang", "A" * 5000], ["--root"]):
        with pytest.raises(SystemExit) as stopped:
            main(["query", "relations", *wrong])
        error = capsys.readouterr().err.splitlines()[-1]
        assert stopped.value.code == 2 and error.startswith("kg query: error: ") and len(error) < 300


def test_the_name_of_a_file_that_was_written_is_harmless(
    kg: Callable[..., str], tmp_path: Path, built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ["--root", str(ROOT), "--build", str(built)]
    odd = str(tmp_path / "a\x1b[2J\nb")
    for command in (
        ["export", "trig", "-o", odd],
        ["export", "csv", "-o", odd + "c"],
        ["network", odd + ".json"],
        ["draw", odd + ".html", "--around", "Kazakhstan"],
    ):
        assert main([*command, *at]) == 0
        told = capsys.readouterr().err
        assert "\\x1b[2J\\nb" in told and all(plain(line) == line for line in told.splitlines())


def test_the_help_of_a_question_is_harmless(mini: Mini, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever its header says, of which argparse takes a part for a pattern to fill."""
    (mini.root / "queries").mkdir()
    (mini.root / "queries/odd.rq").write_text(
        '#+ title: {en: "T %(prog)d %s \\x1b[2J", he: "א"}\n'
        '#+ parameters: {a: {type: string, en: "\\u202egnol 50 % \\x9b", he: "א", default: "\\x1b", example: "%(prog)d %"}}\n'
        "SELECT ?a { ?s ?p ?a }"
    )
    with pytest.raises(SystemExit) as stopped:
        main(["query", "odd", "--help", "--root", str(mini.root)])
    told = capsys.readouterr().out
    assert stopped.value.code == 0 and "\\u202egnol 50 % \\x9b, string (default: \\x1b)" in told
    assert all(plain(line) == line for line in told.splitlines())


def test_a_value_that_no_file_could_be_called_is_a_value(kg: Callable[..., str]) -> None:
    """What a question is given may come before its name, and is looked for as one."""
    error = kg("query", "--agreement", "A" * 5000, "mediators", code=1)
    assert "no thing is called" in error and len(error) < 400
