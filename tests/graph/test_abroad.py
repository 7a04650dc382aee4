"""A project whose IRIs stand elsewhere is built, asked, explained and drawn as one whose IRIs stand here."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kg import load
from kg.cli import main
from kg.exports.export import export
from tests.abroad import at_home
from tests.conftest import ROOT

QUESTIONS = sorted(path.stem for path in ROOT.glob("queries/*.rq"))


def test_the_build_holds_the_same(built: Path, foreign: Path) -> None:
    """Every statement, conflict, inference, question and shape; the order of equally short proofs is open."""
    here, there = (
        [
            line
            for line in at_home((folder / "accord.nq").read_text(encoding="utf-8")).splitlines()[1:]
            if "/prefix/kg>" not in line
        ]  # the base's terms have a prefix of their own there
        for folder in (built, foreign / "build")
    )
    assert len(here) == len(there) > 40_000
    different = {*here} ^ {*there}
    assert len(different) < 60 and all("/inference/" in line for line in different)


@pytest.fixture
def both(built: Path, foreign: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[str, str]]:
    """Run one command on both projects; gives what each prints, as it is here."""

    def run(*arguments: str) -> tuple[str, str]:
        told = []
        for root, build in ((ROOT, built), (foreign, foreign / "build")):
            capsys.readouterr()
            code = main([*arguments, "--root", str(root), "--build", str(build)])
            printed = capsys.readouterr()
            text = (printed.out + printed.err).replace(str(root), "ROOT").replace(str(build), "BUILD")
            told.append(f"{code} {at_home(text)}")
        return told[0], told[1]

    return run


@pytest.mark.parametrize(
    "command",
    [
        "show Kazakhstan",
        "show קזחסטן --lang he",
        "show entity:kazakhstan --json",
        "show kazakstan",
        "show signatory",
        "stats",
        "conflicts",
        "claims --subject Kazakhstan --csv",
        "explain Kazakhstan is-a agent",
        "explain Trump mediates-for Kazakhstan",
        "explain Trump mediates-for Kazakhstan --turtle",
        "whynot Kazakhstan signatory JCPOA",
        "whynot Trump mediates-for Russia",
        "history Kazakhstan",
        "central",
        "groups",
        "path Trump CPC-pipeline",
        "stop CPC-pipeline",
        "queries",
        "validate",
        "query suppliers --cite",
        "query suppliers --recipient Israel --as-of 2025",
    ],
)
def test_what_a_command_tells_is_the_same(both: Callable[..., tuple[str, str]], command: str) -> None:
    here, there = both(*(word.replace("-", " ") if word[:2] != "--" else word for word in command.split(" ")))
    if "--turtle" in command:  # in which the order of prefixes is another
        here, there = (
            "\n".join(line for line in text.splitlines() if "@prefix" not in line) for text in (here, there)
        )
    if command == "stats":  # where that prefix is counted
        here, there = (re.sub(r"(queries +)\d+", r"\1#", text) for text in (here, there))
    assert here == there and len(here) > 10


def test_every_question_has_the_same_answer(both: Callable[..., tuple[str, str]]) -> None:
    for name in QUESTIONS:
        here, there = both("query", name, "--csv")
        # Rows that are sorted by a relation come in another order where only some relations stand elsewhere.
        assert sorted(here.splitlines()) == sorted(there.splitlines()), name


@pytest.mark.parametrize("form", ["turtle", "jsonld", "rdfxml", "nanopubs"])
def test_exports_hold_the_same(built: Path, foreign: Path, form: str) -> None:
    here, there = (
        at_home(export(folder / "accord.nq", form).decode()) for folder in (built, foreign / "build")
    )
    assert abs(len(here) - len(there)) < len(here) / 20 and here.count("\n") > 1000


def test_networks_are_the_same(built: Path, foreign: Path) -> None:
    told = []
    for root, build in ((ROOT, built), (foreign, foreign / "build")):
        graph = load(root, build).network(inferred=True)
        told.append((len(graph), graph.number_of_edges(), {d["types"] for _, d in graph.nodes(data=True)}))
    assert told[0] == told[1] and told[0][1] > 200


def test_pictures_show_the_same(
    built: Path, foreign: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Labels, names and legends of a network, a timeline, flows, the ontology.

    Nodes have other places there, so that a name may stand along its line here, and in the legend there.
    """
    monkeypatch.setattr("kg.pictures.lettering._SHOWN", 99)
    for kind in ("network", "timeline", "flows", "ontology"):
        texts = []
        for root, build in ((ROOT, built), (foreign, foreign / "build")):
            path = load(root, build).draw(tmp_path / f"{kind}.svg", kind=kind)
            told = re.findall(r"<!-- (.*?) -->", path.read_text(encoding="utf-8"))
            parts = [part for text in told for part in text.split(", ")]
            texts.append(sorted(part for part in parts if not part.isdigit()))
        assert texts[0] == texts[1] and texts[0], kind
