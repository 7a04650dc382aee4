"""A project whose IRIs stand elsewhere is built, asked, explained and drawn as one whose IRIs stand here."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli import main
from kg.model.vocab import NS
from tests.abroad import abroad, home
from tests.conftest import ROOT

QUESTIONS = sorted(path.stem for path in ROOT.glob("queries/*.rq"))
_DIGEST = re.compile(r"(?<=[-.])[0-9a-f]{8}(?![\w])")  # of an IRI that is another one there


@pytest.fixture(scope="session")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped project with its IRIs elsewhere, built."""
    root = abroad(ROOT, tmp_path_factory.mktemp("abroad"))
    assert main(["build", "--root", str(root)]) == 0
    return root


def at_home(text: str) -> str:
    """A text as it is here, whichever of the two projects it is of."""
    told = home(text).replace(f"PREFIX : <{NS}> PREFIX kg: <{NS}>", f"PREFIX : <{NS}>")
    return _DIGEST.sub("#", re.sub(r"\bkg:", ":", told))


def test_the_build_holds_the_same(built: Path, foreign: Path) -> None:
    """Every statement, conflict, inference, question and shape; the order of equally short proofs is open."""
    here, there = (
        at_home((folder / "accord.nq").read_text(encoding="utf-8")).splitlines()[1:]
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
    assert here == there and here[2:]


def test_every_question_has_the_same_answer(both: Callable[..., tuple[str, str]]) -> None:
    for name in QUESTIONS:
        here, there = both("query", name, "--csv")
        assert here == there, name


@pytest.mark.parametrize("form", ["turtle", "jsonld", "rdfxml", "nanopubs"])
def test_exports_hold_the_same(both: Callable[..., tuple[str, str]], form: str) -> None:
    here, there = both("export", "--format", form)
    assert abs(len(here) - len(there)) < len(here) / 20 and here.count("\n") > 1000


@pytest.mark.parametrize("form", ["graphml", "csv"])
def test_networks_are_the_same(built: Path, foreign: Path, tmp_path: Path, form: str) -> None:
    from kg import load

    told = []
    for number, (root, build) in enumerate(((ROOT, built), (foreign, foreign / "build"))):
        graph = load(root, build).network(inferred=True)
        told.append((len(graph), graph.number_of_edges(), {d["types"] for _, d in graph.nodes(data=True)}))
        assert number in (0, 1)
    assert told[0] == told[1] and told[0][1] > 200


def test_pictures_show_the_same(built: Path, foreign: Path, tmp_path: Path) -> None:
    """Labels, colours and legends of a network, a timeline, and the ontology."""
    from kg import load

    for kind in ("network", "timeline", "flows", "ontology"):
        texts = []
        for root, build in ((ROOT, built), (foreign, foreign / "build")):
            path = load(root, build).draw(tmp_path / f"{kind}.svg", kind=kind)
            texts.append(sorted(re.findall(r"<!-- (.*?) -->", Path(path).read_text(encoding="utf-8"))))
        assert texts[0] == texts[1] and texts[0], kind
