"""The documentation is true: outputs are what the commands print, and nothing lacks its help or page."""

import importlib.util
import re
from pathlib import Path

import pytest

from kg import errors
from kg.authoring import rows
from kg.catalogue.question import Question
from kg.catalogue.read import questions as read_questions
from kg.cli import _INTERRUPTED, _UNFORESEEN, main, values
from kg.cli.parser import COMMANDS
from kg.engines import remote, tokens, web
from kg.files import plain, replace, turtle
from kg.pictures import style
from kg.reason import rule
from tests.conftest import ROOT

spec = importlib.util.spec_from_file_location("generate", ROOT / "docs/generate.py")
assert spec and spec.loader
generate = importlib.util.module_from_spec(spec)
spec.loader.exec_module(generate)


def questions(root: Path) -> dict[str, Question]:
    return read_questions([root / "queries"])


def test_every_page_shows_what_the_commands_print(built: Path) -> None:
    old = [
        str(path.relative_to(ROOT))
        for path, text in generate.pages(built).items()
        if path.read_text(encoding="utf-8") != text
    ]
    assert old == [], "run make docs"


def test_a_changed_output_is_noticed(built: Path) -> None:
    text = "```console\n$ kg query mediators --csv\nsomething else\n```"
    assert "something else" not in generate.filled(text, built)
    assert "United States" in generate.filled(text, built)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example_and_a_row(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([command, "--help"])
    assert stopped.value.code == 0
    assert f"example: kg {command}" in " ".join(capsys.readouterr().out.split())
    assert re.search(rf"\| `kg {command}\b", (ROOT / "docs/commands.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(questions(ROOT)))
def test_every_question_is_told_in_both_languages(name: str) -> None:
    question = questions(ROOT)[name]
    assert set(question.title) == set(question.description) == {"en", "he"}
    assert question.tags
    for parameter in question.parameters:
        assert set(parameter.text) == {"en", "he"} and parameter.example, parameter.name
    for column, texts in question.columns.items():
        assert set(texts) == {"en", "he"}, column


def test_every_column_of_every_question_has_a_title(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From the header, from a term of the ontology of that name, or a word of the command line."""
    from kg.ask.narrow import grounds_of_rows, statuses_of_columns
    from kg.engines import labels, select
    from kg.engines.oxigraph import open_build
    from kg.model.vocab import NS
    from kg.words import WORDS

    store = open_build(built)
    known = [labels(store, lang) for lang in ("en", "he")]
    for question in questions(ROOT).values():
        names = select(store, question.text)[0]
        told = {*grounds_of_rows(names), *statuses_of_columns(names).values()}
        plain = {p.name for p in question.parameters if p.type != "iri"}
        for column in set(names) - told - {*plain, *WORDS, *question.columns}:
            assert all(NS + column in one for one in known), (question.name, column)


def test_every_folder_of_the_project_is_told_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for folder in ("ontology", "graph", "queries", "kg", "docs"):
        assert f"{folder}/" in readme


def test_every_room_and_module_stands_in_the_architecture() -> None:
    """A room without a paragraph, or a module that its room's paragraph does not name, is not found."""
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    untold = []
    for path in sorted((ROOT / "kg").rglob("*.py")):
        room = path.relative_to(ROOT / "kg").parts[0]
        heading = f"`kg/{room}`" if room.endswith(".py") else f"`kg/{room}/`"
        _, found, rest = page.partition(f"\n### {heading}")
        paragraph = rest.partition("\n### ")[0]
        if room not in ("__init__.py", "__main__.py") and not (
            found or (room.endswith(".py") and heading in page.partition("\n### ")[2])
        ):
            untold.append(heading)
        elif not room.endswith(".py") and path.name != "__init__.py" and f"`{path.name}`" not in paragraph:
            untold.append(str(path.relative_to(ROOT)))
    assert untold == []
    assert {room for layer in generate.house.layers() for room in layer} == {
        path.stem if path.suffix == ".py" else path.name
        for path in (ROOT / "kg").iterdir()
        if path.name not in ("__init__.py", "__main__.py", "__pycache__", "base", "py.typed")
    }
    assert "### `kg/base/`" in page and not list((ROOT / "kg/base").rglob("*.py")), "which is no code"


def test_every_room_says_in_one_sentence_what_comes_in_and_goes_out() -> None:
    for path in sorted((ROOT / "kg").glob("*/__init__.py")):
        told = generate.house.sentence(path.parent.name)
        assert told.endswith(".") and "\n" not in told, path
        assert re.search(r"\bcomes? in\b", told) and re.search(r"\bgo(es)? out\b", told), (path, told)


def test_no_module_is_longer_than_two_screens() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in (ROOT / "kg").rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert long == {}


def test_links_lead_somewhere() -> None:
    for page in [ROOT / "README.md", ROOT / "ontology/README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), (page.name, target)


def test_the_project_speaks_of_itself_alone() -> None:
    """No machine path and no registry's host name in what is shipped."""
    shipped = [
        p
        for p in ROOT.rglob("*")
        if p.suffix in (".py", ".md", ".ttl", ".rq", ".toml", ".txt") and ".venv" not in p.parts
    ]
    for path in shipped:
        if path == Path(__file__) or "build" in path.relative_to(ROOT).parts:
            continue
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"/home/\w|/work/\w|files\.pythonhosted|pypi\.org", text), path


def test_every_picture_shows_what_the_graph_has(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert generate.pictures(True, built) == 0
    name, (lang, title, _) = next(iter(generate.PICTURES.items()))
    monkeypatch.setitem(generate.PICTURES, name, (lang, title, {"around": "Kazakhstan"}))
    assert generate.pictures(True, built) == 1
    shown = {path.name for path in (ROOT / "docs/pictures").iterdir()}
    assert shown == {*generate.PICTURES, generate.HOUSE.name, generate.LADDER.name}


def test_the_limits_and_codes_are_those_of_the_code() -> None:
    page = (ROOT / "docs/errors.md").read_text(encoding="utf-8")
    told = [
        f"| a file or standard input that is read | {plain.MOST >> 20} MB",
        f"| one text (a literal, a name) in Turtle | {turtle._LONGEST >> 20} MB |",
        f"| brackets in each other, in Turtle | {turtle._DEEPEST} |",
        f"| brackets in each other, in a query | {tokens._DEEPEST:,} |",
        f"| words and signs of a query | {tokens._LONGEST:,} |",
        f"| a rule | {rule._LONGEST:,} characters |",
        f"| a table of claims | {rows._MOST:,} rows |",
        f"| an endpoint's answer | {web._MOST >> 20} MB, triples in triples {remote._DEEPEST} deep",
        f"| `--timeout` | {values._MOST // 1000:,} seconds |",
        f"`-k`) | {values._MOST:,} |",
        f"| a line of a picture | {style._MOST} letters;",
        f"| {_UNFORESEEN} | what no part of `kg` foresaw",
        f"| {_INTERRUPTED} | Ctrl-C",
        f"a word of more than 300 characters is cut to {errors._WORD}, a line to {errors._LINE}",
        f"`{replace._PREFIX}…`",
    ]
    assert [one for one in told if one not in page] == []
    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)}
    assert codes == {0, 1, 2, _UNFORESEEN, _INTERRUPTED}
