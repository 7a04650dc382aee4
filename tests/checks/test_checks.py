"""A project's own checks: they pass on this graph, and each of them fails where what it checks is spoilt."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli import main
from tests.conftest import PREFIXES, ROOT, Mini, claim

RULE = """#+ title: {en: "Seats", he: "מושבים"}
#+ description: {en: "A capital is a seat.", he: "בירה היא מושב."}
PREFIX : <https://w3id.org/accord-graph/ontology#>
CONSTRUCT { ?city :seatOf ?state } WHERE { ?state :capital ?city FILTER NOT EXISTS { ?city :before ?state } }
"""
CASES = """
entity:ardania a :State .
<#seat> { entity:ardania :capital entity:port . }
<#seat.follows> { entity:port :seatOf entity:ardania . }
<#before> { entity:ardania :capital entity:port . entity:port :before entity:ardania . }
"""
SHAPE = """
:Hill a sh:NodeShape ; sh:targetObjectsOf rdf:object ;
    sh:property [ sh:path rdf:type ; sh:maxCount 1 ; sh:message "Be one thing."@en , "יש להיות דבר אחד."@he ] .
"""
BROKEN = "entity:hill a :City , :State . " + claim("hill", "ardania capital hill")
QUESTION = """#+ title: {en: "Capitals", he: "בירות"}
#+ parameters:
#+   state: {type: iri, en: "a state", he: "מדינה", example: "ardania"}
PREFIX : <https://w3id.org/accord-graph/ontology#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?state ?city ?statement { ?statement a :Statement ; rdf:predicate :capital ; rdf:subject ?state ; rdf:object ?city }
"""
VALID = (
    "source:gazette a :Source . entity:ardania a :State . entity:hill a :City . "
    "evidence:0-4 a :Evidence ; oa:hasSource source:gazette ; oa:hasSelector evidence:0-4.position ."
)


@pytest.fixture
def checked(mini: Mini) -> Mini:
    mini.write("ontology/more.ttl", ":seatOf a owl:ObjectProperty .")
    mini.write("ontology/rules/tests/seats.trig", CASES)
    mini.write("ontology/shapes/hill.ttl", SHAPE)
    mini.write("ontology/shapes/tests/valid.ttl", VALID)
    mini.write("ontology/shapes/tests/Hill.ttl", BROKEN)
    mini.write(
        "ontology/shapes/tests/GlossShape.ttl",
        claim("c", "ardania capital hill").replace(":gloss", "rdfs:comment"),
    )
    for path, text in {
        "ontology/rules/seats.rq": RULE,
        "queries/capitals.rq": QUESTION,
        "queries/tests/capitals.csv": "state,city\nentity/ardania,entity/port\n",
        "queries/tests/capitals.none.csv": '#+ given: {state: "entity:belmora", as_of: 2020}\nstate,city\n',
        "queries/tests/capitals.about.csv": '#+ given: {about: ["entity:hill"]}\nstate,city\n',
    }.items():
        (mini.root / path).parent.mkdir(parents=True, exist_ok=True)
        (mini.root / path).write_text(text, encoding="utf-8")
    return mini


@pytest.fixture
def run(checked: Mini, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, list[dict[str, str]]]]:
    def tested(*arguments: str) -> tuple[int, list[dict[str, str]]]:
        capsys.readouterr()
        code = main(["test", "--root", str(checked.root), "--json", *arguments])
        printed = capsys.readouterr()
        assert printed.out, printed.err
        return code, json.loads(printed.out)

    return tested


def test_all_checks_of_this_graph_pass_and_nothing_lacks_one(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["test", "--strict", "--root", str(ROOT), "--build", str(built)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in told] == ["rules", "shapes", "questions"]
    assert all(line.endswith(" 0 failed") for line in told)
    assert [int(line.split()[1]) >= least for line, least in zip(told, (100, 5, 76), strict=True)] == [
        True
    ] * 3


def test_checks_that_hold(run: Callable[..., tuple[int, list[dict[str, str]]]]) -> None:
    code, found = run("--strict")
    assert [(one["kind"], one["name"], one["case"], one["problem"]) for one in found] == [
        ("rule", "seats", "before", None),
        ("rule", "seats", "seat", None),
        ("shape", "valid", None, None),
        ("shape", "GlossShape", None, None),
        ("shape", "Hill", None, None),
        ("question", "capitals", "about", None),
        ("question", "capitals", None, None),
        ("question", "capitals", "none", None),
    ]
    assert code == 0


@pytest.mark.parametrize(
    ("path", "old", "new", "problem"),
    [
        ("ontology/rules/seats.rq", "FILTER NOT EXISTS { ?city :before ?state }", "", "follows, and should not"),
        ("ontology/rules/seats.rq", "?city :seatOf ?state", "?state :seatOf ?city", "does not follow"),
        ("ontology/rules/seats.rq", "PREFIX", "#+ certainty: possible\nPREFIX", "follows as possible and not as"),
        ("ontology/rules/tests/seats.trig", "<#before>", "<#seat>", "no case from which nothing must follow"),
        ("ontology/rules/tests/seats.trig", "<#seat.follows>", "<#next>", "no case from which something follows"),
        ("ontology/shapes/hill.ttl", "sh:maxCount 1", "sh:maxCount 2", "is not refused by Hill"),
        ("ontology/shapes/tests/Hill.ttl", ":gloss", "rdfs:comment", "refused by more than it should: by GlossShape"),
        ("ontology/shapes/tests/valid.ttl", "entity:hill a :City", "entity:hill a :City , :State . " + claim("d", "ardania capital hill") + "entity:none a :City", "is refused by Hill"),
        ("queries/tests/capitals.csv", "entity/port", "entity/hill", "row 2 is 'entity/ardania,entity/port'"),
        ("queries/tests/capitals.csv", "entity/ardania,entity/port\n", "", "has 2 rows, not 1"),
        ("queries/tests/capitals.none.csv", "belmora", "atlantis", "atlantis"),
    ],
)  # fmt: skip
def test_a_check_fails_where_something_is_spoilt(
    checked: Mini,
    run: Callable[..., tuple[int, list[dict[str, str]]]],
    path: str,
    old: str,
    new: str,
    problem: str,
) -> None:
    file = checked.root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    code, found = run()
    failed = [one["problem"] for one in found if one["outcome"] == "failed"]
    assert code == 1 and any(problem in one for one in failed), failed


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        ("ontology/rules/tests/seats.trig", "<#a> { entity:x a :City", "seats.trig:"),
        ("ontology/rules/tests/seats.trig", "<#a.follows> { entity:x a :City }", "is of no case"),
        ("ontology/rules/tests/seats.trig", "<urn:a> { entity:x a :City }", "a case is called <#NAME>"),
        ("ontology/rules/tests/seats.trig", "<#a> { [] a :City }", "a blank node is no statement's"),
        ("ontology/shapes/tests/Hill.ttl", "# remove: <urn:a> <urn:b> <urn:c> .", "takes away a triple"),
        ("queries/tests/capitals.csv", "#+ given: [state]\n", "the header says what is given"),
    ],
)
def test_a_check_that_is_none_is_told_with_its_file(
    checked: Mini, capsys: pytest.CaptureFixture[str], path: str, text: str, told: str
) -> None:
    prefixes = PREFIXES if path.startswith("ontology") else ""
    (checked.root / path).write_text(prefixes + text, encoding="utf-8")
    assert main(["test", "--root", str(checked.root)]) == 1
    printed = capsys.readouterr()
    assert told in printed.out and Path(path).name in printed.out
    assert [line.split()[0] for line in printed.out.splitlines()[-3:]] == ["rules", "shapes", "questions"]


def test_what_has_no_check_is_told_and_fails_where_strict(
    checked: Mini, run: Callable[..., tuple[int, list[dict[str, str]]]]
) -> None:
    for path in ("rules/tests/seats.trig", "shapes/tests/Hill.ttl"):
        (checked.root / "ontology" / path).unlink()
    for path in (checked.root / "queries/tests").iterdir():
        path.unlink()
    code, found = run()
    lacking = {one["name"]: one["problem"] for one in found if one["outcome"] == "unchecked"}
    assert code == 0 and set(lacking) == {"seats", "Hill", "capitals"}
    assert all(problem.startswith("has no check; ") for problem in lacking.values())
    assert run("--strict")[0] == 1


def test_a_check_of_nothing_fails(
    checked: Mini, run: Callable[..., tuple[int, list[dict[str, str]]]]
) -> None:
    for path in (
        "ontology/rules/tests/seat.trig",
        "ontology/shapes/tests/Hil.ttl",
        "queries/tests/capital.csv",
    ):
        (checked.root / path).write_text("", encoding="utf-8")
    code, found = run()
    failed = {one["name"]: one["problem"] for one in found if one["outcome"] == "failed"}
    assert code == 1 and set(failed) == {"seat", "Hil", "capital"}
    assert all("did you mean" in problem for problem in failed.values())


def test_only_what_is_named_is_checked(
    checked: Mini, run: Callable[..., tuple[int, list[dict[str, str]]]], capsys: pytest.CaptureFixture[str]
) -> None:
    (checked.root / "queries/tests/capitals.csv").unlink()  # nothing is built for a rule and a shape alone
    assert {one["name"] for one in run("seats", "Hill")[1]} == {"seats", "Hill"}
    assert main(["test", "sets", "--root", str(checked.root)]) == 1
    assert "did you mean seats?" in capsys.readouterr().err


def test_answers_are_written_anew(
    checked: Mini, run: Callable[..., tuple[int, list[dict[str, str]]]]
) -> None:
    folder = checked.root / "queries/tests"
    for name in ("capitals.csv", "capitals.about.csv"):
        (folder / name).unlink()
    (folder / "capitals.none.csv").write_text('#+ given: {state: "entity:ardania"}\n', encoding="utf-8")
    answer = "state,city\nentity/ardania,entity/port\n"
    assert run("--write")[0] == 0
    assert (folder / "capitals.none.csv").read_text(
        encoding="utf-8"
    ) == '#+ given: {state: "entity:ardania"}\n' + answer
    (folder / "capitals.none.csv").unlink()
    assert run("--write", "capitals")[0] == 0
    assert (folder / "capitals.csv").read_text(encoding="utf-8") == answer
    assert not [path for path in (checked.root / "build").glob("*")]
