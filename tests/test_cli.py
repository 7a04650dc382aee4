"""The command line on the shipped graph: exact answers, errors in one line, both languages."""

import json
import os
from pathlib import Path

import pytest
from rdflib import Graph

from kg.cli import main
from kg.vocab import BASE, NS

ROOT = Path(__file__).parent.parent
SOURCES = Path(os.environ.get("KG_SOURCES", ROOT / "../shared/sources"))
if "KG_SOURCES" in os.environ and not SOURCES.is_dir():
    raise RuntimeError("KG_SOURCES names no folder")
needs_sources = pytest.mark.skipif(not SOURCES.is_dir(), reason="the source texts are not here")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    assert main(["build", "--root", str(ROOT), "--build", str(folder)]) == 0
    return folder


def rows(out: Path, capsys: pytest.CaptureFixture[str], name: str) -> list[tuple[str, ...]]:
    capsys.readouterr()
    assert main(["query", name, "--json", "--root", str(ROOT), "--build", str(out)]) == 0
    answer = json.loads(capsys.readouterr().out)
    return [tuple(v.rsplit("/", 1)[-1] for k, v in row.items() if k != "statement" and v) for row in answer]


AGREEMENT = "israel-kazakhstan-agreement"
MEMORANDUM = "critical-minerals-memorandum"
ANNOUNCEMENT = "announcement-of-2025-11-06"
ONE_PLACE = "ontology#singleValuedAtATime"
STATUS = "status-expected-to-be-signed"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("mediators", [(AGREEMENT, "united-states", "donald-trump")]),
        (
            "signatories",
            [
                ("critical-minerals-memorandum", "kazakhstan", "status-signed"),
                ("critical-minerals-memorandum", "united-states", "status-signed"),
                (AGREEMENT, "israel", "benjamin-netanyahu", STATUS),
                (AGREEMENT, "kazakhstan", "kassym-jomart-tokayev", STATUS),
            ],
        ),
        (
            "suppliers",
            [
                ("iran", "oil", "china", "about-13-percent", "chinese-oil-imports"),
                ("kazakhstan", "oil", "china", "about-3-percent", "chinese-oil-imports"),
                (
                    "kazakhstan",
                    "oil",
                    "israel",
                    "about-22-percent",
                    "israeli-oil-consumption",
                    "cpc-pipeline",
                ),
            ],
        ),
        (
            "owners",
            [("cpc-pipeline", "chevron", "28-percent"), ("cpc-pipeline", "exxonmobil", "18-percent")],
        ),
        ("heads-of-state", [("kassym-jomart-tokayev", "kazakhstan"), ("donald-trump", "united-states")]),
        (
            "conflicts",
            [
                ("ontology#disjointPredicates", MEMORANDUM, "ontology#occursAfter", ANNOUNCEMENT),
                ("ontology#disjointPredicates", MEMORANDUM, "ontology#occursBefore", ANNOUNCEMENT),
                (
                    "ontology#functionalQualifier",
                    "kazakhstan",
                    "ontology#rankedIn",
                    "ranking-states-by-area",
                    "10",
                ),
                (
                    "ontology#functionalQualifier",
                    "kazakhstan",
                    "ontology#rankedIn",
                    "ranking-states-by-area",
                    "9",
                ),
                (ONE_PLACE, "embassy-of-israel-in-kazakhstan", "ontology#seatedIn", "almaty"),
                (ONE_PLACE, "embassy-of-israel-in-kazakhstan", "ontology#seatedIn", "astana"),
                (ONE_PLACE, "embassy-of-kazakhstan-in-israel", "ontology#seatedIn", "jerusalem"),
                (ONE_PLACE, "embassy-of-kazakhstan-in-israel", "ontology#seatedIn", "tel-aviv"),
            ],
        ),
    ],
)
def test_answers(
    out: Path, capsys: pytest.CaptureFixture[str], name: str, expected: list[tuple[str, ...]]
) -> None:
    assert rows(out, capsys, name) == expected


def test_every_question_is_tested() -> None:
    marks = test_answers.pytestmark[0].args[1]
    assert {name for name, _ in marks} == {path.stem for path in ROOT.glob("queries/*.rq")}


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("?agreement :mediator ?x", {"united-states"}),
        ("?agreement :signatory ?x", {"israel", "kazakhstan", "united-states"}),
        ("?x :suppliesResource ?resource", {"kazakhstan", "iran"}),
        ("?pipeline :ownedBy ?x", {"chevron", "exxonmobil"}),
        ("?x :headOfState ?state", {"kassym-jomart-tokayev", "donald-trump"}),
    ],
)
def test_plain_queries_in_plain_rdflib(out: Path, pattern: str, expected: set[str]) -> None:
    graph = Graph().parse(out / "accord.ttl")
    assert {str(row.x).rsplit("/", 1)[1] for row in graph.query(f"SELECT ?x {{ {pattern} }}")} == expected


def test_turtle_round_trips(out: Path) -> None:
    graph = Graph().parse(out / "accord.ttl")
    again = Graph().parse(data=graph.serialize(format="nt"), format="nt")
    assert len(graph) == len(again) > 500


def test_cite_shows_the_passages_in_hebrew(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["query", "mediators", "--cite", "--lang", "he", "--root", str(ROOT), "--build", str(out)]) == 0
    )
    printed = capsys.readouterr().out
    assert "hamichlol/439-457" in printed
    assert "\u2068ארצות הברית\u2069" in printed


@needs_sources
def test_every_digest_matches_the_texts(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--sources", str(SOURCES), "--build", str(out)]) == 0
    assert "all match" in capsys.readouterr().out


def test_a_changed_text_fails_to_verify(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for line in (ROOT / "graph/sources.ttl").read_text(encoding="utf-8").splitlines():
        if line.strip().startswith(":file"):
            (tmp_path / line.split('"')[1]).write_text("another text", encoding="utf-8")
    assert main(["verify", "--sources", str(tmp_path), "--build", str(out)]) == 1
    assert "do not match their digest" in capsys.readouterr().err
    assert main(["anchor", "globes", "another", "--sources", str(tmp_path), "--build", str(out)]) == 0
    assert "oa:start 0 ; oa:end 7" in capsys.readouterr().out
    assert main(["anchor", "globes", "absent", "--sources", str(tmp_path), "--build", str(out)]) == 1


def test_coverage_lists_what_no_claim_rests_on_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gazette.txt").write_text("Ardania moved. Rain fell.", encoding="utf-8")
    ns, oa, source = NS, "http://www.w3.org/ns/oa#", BASE + "source/gazette"
    integer = "^^<http://www.w3.org/2001/XMLSchema#integer>"
    kinds = {"Evidence": (0, 14), "Waiver": (14, 25)}

    def written(*names: str) -> list[str]:
        lines = [f'<{source}> <{ns}file> "gazette.txt" .']
        for name in names:
            start, end = kinds[name]
            lines += [
                f"<x:{name}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{ns}{name}> .",
                f"<x:{name}> <{oa}hasSource> <{source}> .\n<x:{name}> <{oa}hasSelector> <x:{name}p> .",
                f'<x:{name}p> <{oa}start> "{start}"{integer} .\n<x:{name}p> <{oa}end> "{end}"{integer} .',
            ]
        return lines

    arguments = ["coverage", "--json", "--sources", str(tmp_path), "--build", str(tmp_path)]
    for names, code, left in ((("Evidence",), 1, [[14, 25, " Rain fell."]]), (("Evidence", "Waiver"), 0, [])):
        (tmp_path / "accord.nq").write_text("\n".join(written(*names)), encoding="utf-8")
        assert main(arguments) == code
        (one,) = json.loads(capsys.readouterr().out)
        assert (one["share"], one["unexplained"]) == (0.6, left)


@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        (["query", "mediator"], "mediators"),
        (["query", "mediators", "--build", "/nonexistent"], "run kg build first"),
        (["sparql", "/nonexistent.rq"], "No such file"),
        (["build", "--root", "/nonexistent"], "nothing matches"),
    ],
)
def test_errors_are_one_line(capsys: pytest.CaptureFixture[str], arguments: list[str], cause: str) -> None:
    if "--root" not in arguments:
        arguments = [*arguments, "--root", str(ROOT)]
    assert main(arguments) == 1
    error = capsys.readouterr().err
    assert cause in error
    assert error.count("\n") == 1


def test_sparql_syntax_error_and_update_are_refused(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for text in ("SELECT {", "DELETE WHERE { ?s ?p ?o }"):
        path = tmp_path / "q.rq"
        path.write_text(text)
        assert main(["sparql", str(path), "--build", str(out)]) == 1
        assert "not valid SPARQL" in capsys.readouterr().err


def test_shipped_graph_is_valid(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "--root", str(ROOT)]) == 0
    assert capsys.readouterr().out == "0 violations\n"


def test_every_command_has_help_with_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in ("build", "validate", "queries", "query", "sparql", "verify", "coverage", "anchor"):
        with pytest.raises(SystemExit) as stopped:
            main([command, "--help"])
        assert stopped.value.code == 0
        assert f"example: kg {command}" in capsys.readouterr().out
        assert f"kg {command}" in readme


def test_the_answer_in_the_readme_is_the_real_one(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["query", "suppliers", "--cite", "--root", str(ROOT), "--build", str(out)]) == 0
    assert capsys.readouterr().out.rstrip() in (ROOT / "README.md").read_text(encoding="utf-8")
