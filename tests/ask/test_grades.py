"""Grades that curators give: told beside the evidence in both languages, asked for, and never computed."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

import kg
from kg.api.graph import Graph
from kg.api.workbench import Workbench
from kg.ask.answer import rows_answer
from kg.ask.dates import Written
from kg.ask.grades import Assessment, assessments
from kg.ask.listing import CLAIM_COLUMNS
from kg.cli import main
from kg.engines.rdf import Rdflib
from kg.model.vocab import BASE, NS, OA, RECORDS, rdf, term
from kg.pictures.page import _data
from tests.conftest import ROOT

LAKES = ROOT / "examples/lakes"
SPACE = "https://example.org/lakes/"
BULLETIN, HEIGHT = SPACE + "source/bulletin", SPACE + "claim/gazette/arden-dam-height-64-metres"
HEAD = f"""@prefix : <{NS}> .
@prefix source: <{BASE}source/> .
@prefix assessment: <{BASE}assessment/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
assessment:desk a :Curator ; rdfs:label "News desk"@en , "מערכת החדשות"@he .
"""
# Made up for these tests: nobody graded the five texts.
GRADED = """
assessment:one a :Assessment ; :assesses source:SOURCE ; :reliability :gradeC ;
    rdfs:comment "סיבה לדוגמה."@he ; prov:wasAttributedTo assessment:desk .
assessment:two a :Assessment ; :assesses <CLAIM> ; :credibility :grade2 ;
    rdfs:comment "An example."@en , "דוגמה."@he ; prov:wasAttributedTo assessment:desk .
"""


def copied(root: Path, target: Path) -> Path:
    for name in ("ontology", "graph", "queries"):
        shutil.copytree(root / name, target / name)
    return target


def built_of(root: Path) -> Path:
    assert main(["build", "--root", str(root)]) == 0
    return root


@pytest.fixture(scope="module")
def lakes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, built, two of whose assessments grade a source and a claim."""
    return built_of(copied(LAKES, tmp_path_factory.mktemp("lakes")))


@pytest.fixture(scope="module")
def graph(lakes: Path) -> Graph:
    return kg.load(lakes)


@pytest.fixture(scope="module")
def said(built: Path) -> dict[str, str]:
    """A claim of the shipped graph that is a fact, and no other one says so."""
    rows = kg.load(ROOT, built).claims(subject="Kazakhstan", predicate="capital", object="Astana")
    return {name: rows.rows[0][name] for name in ("claim", "source")}


@pytest.fixture(scope="module")
def graded(said: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped project with the source and the claim graded, built."""
    root = copied(ROOT, tmp_path_factory.mktemp("graded"))
    text = GRADED.replace("SOURCE", said["source"].rpartition("/")[2]).replace("CLAIM", said["claim"])
    (root / "graph/assessments.ttl").write_text(HEAD + text, encoding="utf-8")
    return built_of(root)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def printed(root: Path, *arguments: str) -> str:
        capsys.readouterr()
        assert main([*arguments, "--root", str(root)]) == 0
        return capsys.readouterr().out

    return printed


def test_a_claim_is_told_with_its_grade_and_that_of_its_source(graph: Graph) -> None:
    rows = {row["iri"]: row for row in graph.claims(subject="Arden dam").to_records()}
    assert rows[HEIGHT]["credibility"] == 4 and rows[HEIGHT]["reliability"] is None
    told = json.loads(graph.claims(subject="Arden dam", predicate="height").to_json())
    assert {(one["reliability"], one["credibility"]) for one in told} == {("B", None), (None, 4)}
    values = [(one.reliability, one.credibility) for one in graph.claims(predicate="height")]
    assert values == [("B", None), (None, "4")]
    assert {*CLAIM_COLUMNS} >= {"reliability", "credibility"}


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["claims", "--subject", "Arden dam"], ["B (usually reliable)", "4 (doubtful)"]),
        (["show", "Arden dam", "--all"], ["B (usually reliable)", "4 (doubtful)"]),
        (["conflicts"], ["B (usually reliable)", "4 (doubtful)"]),
        (["query", "who-runs-what", "--cite"], ["reliability", "B (usually reliable)"]),
        (["explain", "Arden dam", "holds back", "Lake Sorel"], ["; reliability: B (usually reliable)"]),
        (
            ["explain", "Arden dam", "holds back", "Lake Sorel", "--csv"],
            ["source,reliability,passage", ",B,"],
        ),
        (
            ["whynot", "Arden dam", "is as high as", "64 metres"],
            ["gazette/28-57; credibility: 4 (doubtful)"],
        ),
        (["path", "Sorel Power", "Lake Sorel"], ["B (usually reliable)"]),
        (["ask", "who runs the Arden dam?"], ["B (usually reliable)"]),
        (
            ["show", "Water Office, 2 May 2024"],
            [
                "reliability: B (usually reliable) — The office measures the dams itself. (Lakes desk, 12 June 2024)"
            ],
        ),
        (["stats"], ["assessment"]),
    ],
    ids=lambda one: " ".join(one)[:24],
)
def test_grades_stand_beside_the_evidence(
    lakes: Path, run: Callable[..., str], command: list[str], told: list[str]
) -> None:
    shown = run(lakes, *command)
    assert not [one for one in told if one not in shown], shown


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", ["reliability", "C (fairly reliable)", "credibility", "2 (probably true)"]),
        ("he", ["אמינות", "C (אמין במידת מה)", "מהימנות", "2 (נכונה כנראה)"]),
    ],
)
def test_grades_are_told_in_either_language(
    graded: Path, run: Callable[..., str], lang: str, told: list[str]
) -> None:
    about = ["Kazakhstan", "capital", "Astana"]
    for command in (
        ["claims", "--subject", about[0], "--predicate", about[1]],
        ["show", about[0], "--predicate", about[1]],
        ["explain", *about],
    ):
        shown = run(graded, *command, "--lang", lang)
        assert not [one for one in told if one not in shown], shown


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", [("C (fairly reliable)", "סיבה לדוגמה."), ("2 (probably true)", "An example.")]),
        ("he", [("C (אמין במידת מה)", "סיבה לדוגמה."), ("2 (נכונה כנראה)", "דוגמה.")]),
    ],
)
def test_grades_can_be_asked_for(graded: Path, lang: str, told: list[tuple[str, str]]) -> None:
    """A reason is told in the language that it is given in, where it is given in no other."""
    answer = kg.load(graded, lang=lang).ask("grades")
    cells = [dict(zip(answer.shown, line, strict=True)) for line in answer.cells()]
    found = [(one["reliability"] or one["credibility"], one["reason"]) for one in cells]
    assert found == told
    assert {one["curator"] for one in cells} == {"News desk" if lang == "en" else "מערכת החדשות"}


def test_of_what_nobody_graded_no_curator_says_anything(kg: Callable[..., str]) -> None:
    """Nobody graded the five texts: nothing is made up for them."""
    assert kg("query", "grades").splitlines()[-1] == "no curator says this"
    assert kg("query", "grades", "--lang", "he").splitlines()[-1] == "אף עורך אינו אומר זאת"
    assert "no curator says this" in kg("ask", "how reliable is each source?")
    rows = json.loads(kg("claims", "--json"))
    assert {(row["reliability"], row["credibility"]) for row in rows} == {(None, None)}
    assert "reliability" not in kg("claims", "--subject", "Astana").splitlines()[0]


def quads(folder: Path, name: str) -> set[Quad]:
    (path,) = folder.glob("*.nq")
    found = parse(path=str(path), format=RdfFormat.N_QUADS)
    return {quad for quad in found if quad.graph_name.value.endswith(f"/graph/{name}")}


def test_nothing_is_computed_from_grades(graded: Path, built: Path, said: dict[str, str]) -> None:
    """Statements, statuses, conflicts, facts and what follows are as they are without them."""
    for name in ("entities", "outside", "sources", "claims", "facts", "inferred", "queries"):
        assert quads(graded / "build", name) == quads(built, name), name
    more = quads(graded / "build", "statements") - quads(built, "statements")
    assert quads(built, "statements") < quads(graded / "build", "statements")
    kinds = {quad.object for quad in more if quad.predicate == rdf("type")}
    assert kinds == {term("Assessment"), term("Curator")} and kinds <= RECORDS
    assert {str(quad.subject)[1:-1].removeprefix(BASE + "assessment/") for quad in more} == {
        "one",
        "two",
        "desk",
    }
    beside = quads(graded / "build", "aligned") - quads(built, "aligned")
    told = {(quad.predicate.value, quad.object) for quad in beside}
    targets = {(OA + "hasTarget", NamedNode(said[name])) for name in ("source", "claim")}
    assert told >= {(rdf("type").value, NamedNode(OA + "Annotation")), *targets}


def test_an_assessment_is_looked_up_with_its_reason(graph: Graph) -> None:
    found = assessments(graph.engine, "en", [BULLETIN, HEIGHT, SPACE + "source/gazette"])
    desk, day = "Lakes desk", "2024-06-12"
    assert found == {
        BULLETIN: Assessment("reliability", Written("B"), "The office measures the dams itself.", desk, day),
        HEIGHT: Assessment("credibility", Written("4"), "The paper names nobody who measured it.", desk, day),
    }
    assert found[HEIGHT].grade.words == "4 (doubtful)"
    assert assessments(graph.engine, "fr", [HEIGHT])[HEIGHT].grade.words == "4 (doubtful)"
    assert graph.entity("Water Office, 2 May 2024").assessment == found[BULLETIN]
    assert graph.entity("Arden dam").assessment is None


def test_any_engine_tells_the_same(lakes: Path, graph: Graph) -> None:
    other = Rdflib(rdflib.Graph().parse(lakes / "build/lakes.ttl"))
    assert assessments(other, "en", [BULLETIN, HEIGHT]) == assessments(graph.engine, "en", [BULLETIN, HEIGHT])


def test_the_words_of_a_grade_are_told_of_no_other_cell(graph: Graph) -> None:
    rows = [{"grade": Written("4", "4 (doubtful)"), "places": "4"}]
    assert rows_answer(graph.engine, [*rows], "en").cells() == [["4 (doubtful)", "4"]]


def test_a_page_tells_grades(graph: Graph) -> None:
    net = graph.network(around="Arden dam", status=None)
    drawn: Any = _data(graph.engine, net, "en", {"en": "Lakes"}, None)
    told = {one["graded"]["en"] for edge in drawn["edges"] for one in edge["claims"]}
    assert told == {"", "reliability: B (usually reliable)", "credibility: 4 (doubtful)"}


@pytest.mark.parametrize(
    ("gone", "more", "cause"),
    [
        ('rdfs:comment "The office measures the dams itself."@en ;', "", "Give the reason of the grade"),
        ("prov:wasAttributedTo curator:lakes-desk ; dcterms", "dcterms", "Say who graded it"),
        ("kg:reliability kg:gradeB", "kg:credibility kg:grade4", "a source has a :reliability"),
    ],
)
def test_a_build_refuses_a_grade_that_lacks_something(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], gone: str, more: str, cause: str
) -> None:
    root = copied(LAKES, tmp_path / "lakes")
    path = root / "graph/assessments.ttl"
    text = path.read_text(encoding="utf-8")
    assert gone in text
    path.write_text(text.replace(gone, more, 1), encoding="utf-8")
    assert main(["build", "--root", str(root)]) == 1
    told = capsys.readouterr().err
    assert cause in told and "graph/assessments.ttl:" in told
    assert not (root / "build").exists()


def test_the_grade_of_a_claim_goes_with_it(lakes: Path) -> None:
    bench = Workbench(lakes)
    bench.retract("gazette/arden-dam-height-64-metres")
    assert bench.violations == []
    graded = [quad.object.value for quad in bench.quads() if quad.predicate == term("assesses")]
    assert graded == [BULLETIN]


def test_a_grade_is_written_and_told_in_all_that_tells_claims(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copied(LAKES, tmp_path / "lakes")
    assert (
        main(
            [
                "grade",
                "add",
                "gazette",
                "c",
                "--by",
                "Lakes desk",
                "--reason",
                "en=It errs.",
                "--root",
                str(root),
            ]
        )
        == 0
    )
    built_of(root)
    assert kg.load(root).entity("gazette").assessment == Assessment(
        "reliability", Written("C", "C (fairly reliable)"), "It errs.", "Lakes desk", ""
    )
    capsys.readouterr()
    assert main(["export", "csv", "--out", str(tmp_path / "csv"), "--root", str(root)]) == 0
    with (tmp_path / "csv/grades.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["iri"].rpartition("/")[2]: row for row in csv.DictReader(file)}
    assert rows["gazette"]["reliability"] == "C" and rows["gazette"]["claim"] == ""
    assert rows["height-in-the-gazette"]["credibility"] == "4"
    assert rows["height-in-the-gazette"]["claim"] == HEIGHT
    capsys.readouterr()
    for asked in (["export", "nanopubs"], ["explain", "Arden dam", "height", "64 metres", "--turtle"]):
        assert main([*asked, "--root", str(root)]) == 0
        assert (
            "gradeC" in (shown := capsys.readouterr().out) and "gradeB" not in shown
        ) or "nanopubs" in asked


@pytest.mark.parametrize(
    ("asked", "cause"),
    [
        (["gazette", "3", "--by", "Lakes desk", "--reason", "en=x"], "its reliability is one of A, B"),
        (["Arden dam", "B", "--by", "Lakes desk", "--reason", "en=x"], "is no source and no claim"),
        (["gazette", "B", "--by", "Nobody", "--reason", "en=x"], "--label CODE=TEXT describes a new one"),
        (["gazette", "B", "--by", "Lakes desk"], "a reason is needed"),
        (["gazette", "B", "--by", "Lakes desk", "--reason", "fr=x"], "the project has no language 'fr'"),
        (["gazette", "B", "--by", "Lakes desk", "--reason", "en=x", "--date", "May"], "May"),
        (["bulletin", "B", "--by", "Lakes desk", "--reason", "en=x"], "is there already"),
    ],
)
def test_a_bad_grade_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: list[str], cause: str
) -> None:
    root = copied(LAKES, tmp_path / "lakes")
    before = (root / "graph/assessments.ttl").read_bytes()
    assert main(["grade", "add", *asked, "--root", str(root)]) == 1
    assert cause in capsys.readouterr().err and (root / "graph/assessments.ttl").read_bytes() == before


def test_grades_are_cited(tmp_path: Path) -> None:
    root = copied(LAKES, tmp_path / "lakes")
    shutil.copy(ROOT / "queries/grades.rq", root / "queries/grades.rq")
    built_of(root)
    rows = kg.load(root).ask("grades").cited()
    cells = {row.cells["claim"].value: row for row in rows if row.cells["claim"]}
    assert [one.claim for one in cells[HEIGHT].cells["claim"].evidence] == [HEIGHT]
    of_sources = [row for row in rows if not row.cells["claim"]]
    assert of_sources and not any([*row.all_evidence()] for row in of_sources)
