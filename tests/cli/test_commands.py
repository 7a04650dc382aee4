"""Every command on the shipped graph: what it shows, in which form, in both languages."""

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse

from kg.cli import main
from kg.model.project import DEFAULT
from tests.conftest import ROOT, Mini, claim

E = "https://w3id.org/accord-graph/entity/"


def test_show_tells_names_statements_evidence_and_disputes(kg: Callable[..., str]) -> None:
    shown = kg("show", "Embassy of Kazakhstan in Israel")
    assert "שגרירות קזחסטן בישראל" in shown
    assert "Tel Aviv" in shown and "Jerusalem" in shown and "disputed" in shown
    assert "hamichlol/1021-1061" in shown and "paskin/1042-1137" in shown
    assert "two values where one holds at a time" in shown and "a curator prefers Tel Aviv" in shown


def test_show_tells_where_a_thing_is_only_a_qualifier(kg: Callable[..., str]) -> None:
    assert any(
        line.startswith("·") and "Kazakhstan → oil" in line
        for line in kg("show", "צינור CPC", "--all").splitlines()
    )


def test_show_as_json(kg_json: Callable[..., Any]) -> None:
    page = kg_json("show", "CPC pipeline")
    assert (page["iri"], page["labels"]["he"]) == (E + "cpc-pipeline", "צינור CPC")
    owned = [s for s in page["statements"] if s["predicate"]["iri"].endswith("#ownedBy")]
    assert [s["object"]["iri"] for s in owned] == [E + "chevron", E + "exxonmobil"]
    assert owned[0]["claims"][0]["passage"] == "globes/1736-1794"


@pytest.mark.parametrize(
    "name", ["Kazakhstan", "kazakhstan", "קזחסטן", "entity:kazakhstan", E + "kazakhstan"]
)
def test_one_thing_by_each_of_its_names(kg_json: Callable[..., Any], name: str) -> None:
    assert kg_json("show", name)["iri"] == E + "kazakhstan"


@pytest.mark.parametrize(
    ("spelling", "iri"),
    [
        ("ארה״ב", "united-states"),
        ('ארה"ב', "united-states"),
        ("USA", "united-states"),
        ("אזרבייג'אן", "azerbaijan"),
    ],
)
def test_aliases_as_people_type_them(kg_json: Callable[..., Any], spelling: str, iri: str) -> None:
    assert kg_json("show", spelling)["iri"] == E + iri


def test_claims_by_what_is_given(kg_json: Callable[..., Any]) -> None:
    found = kg_json("claims", "--predicate", "mediator")
    assert [c["subject"]["label"] for c in found] == [
        "Armenia–Azerbaijan agreement",
        "Israel-Kazakhstan agreement",
        "Israel-Kazakhstan agreement",
    ]
    assert found[1]["passage"] == "hamichlol/382-457"
    vance = kg_json("claims", "--speaker", "ואנס")
    assert {c["source"]["iri"].rpartition("/")[2] for c in vance} == {"report"} and len(vance) == 4
    assert kg_json("claims", "--subject", "Kazakhstan", "--modality", "possible", "--source", "globes")


def test_conflicts_show_both_sides_and_the_preference(kg_json: Callable[..., Any]) -> None:
    found = kg_json("conflicts")
    assert sorted(c["reason"]["iri"].rpartition("#")[2] for c in found) == [
        "differentBeginnings",
        "functionalQualifier",
        "singleValuedAtATime",
        "singleValuedAtATime",
        "singleValuedAtATime",
    ]
    (area,) = kg_json("conflicts", "--about", "States by area")
    assert [
        (s["preferred"], [c["source"]["iri"].rpartition("/")[2] for c in s["claims"]]) for s in area["sides"]
    ] == [
        (True, ["hamichlol"]),
        (False, ["globes"]),
        (False, ["commentary"]),
    ]
    assert "Two sources" in area["explanation"]


def test_what_only_looks_like_a_conflict(kg_json: Callable[..., Any]) -> None:
    reasons = {c["reason"]["iri"].rpartition("#")[2] for c in kg_json("conflicts", "--compatible")}
    assert {"undatedBesideDated", "announcedBesideSigned", "differentOccasion", "differentMeasure"} <= reasons


def test_conflicts_for_people_in_hebrew(kg: Callable[..., str]) -> None:
    shown = kg("conflicts", "--lang", "he")
    assert "עורך מעדיף:" in shown and "תל אביב" in shown


def test_stats_count_what_the_summary_counts(kg_json: Callable[..., Any]) -> None:
    stats = kg_json("stats")
    of = {str(row["of"]): row["of"]["iri"] for row in stats if isinstance(row["of"], dict)}
    counts = {(row["kind"], of.get(str(row["of"]), "").rpartition("/")[2]): row["count"] for row in stats}
    claims = [n for (kind, _), n in counts.items() if kind == "source"]
    assert sum(claims) == 683 and len(claims) == 5
    factual = next(n for (kind, of), n in counts.items() if kind == "status" and of.endswith("#statedAsFact"))
    assert 300 < counts["graph", "facts"] < factual  # several statements may share their plain triple


@pytest.mark.parametrize(
    ("form", "rdf"),
    [
        ("turtle", RdfFormat.TURTLE),
        ("nquads", RdfFormat.N_QUADS),
        ("trig", RdfFormat.TRIG),
        ("jsonld", RdfFormat.JSON_LD),
    ],
)
def test_export_holds_the_whole_graph(
    built: Path, tmp_path: Path, kg: Callable[..., str], form: str, rdf: RdfFormat
) -> None:
    kg("export", form, "--out", str(tmp_path / "a"))
    exported = list(parse((tmp_path / "a").read_bytes(), format=rdf))
    whole = list(parse((built / "accord.nq").read_bytes(), format=RdfFormat.N_QUADS))
    if form == "turtle":
        assert (tmp_path / "a").read_bytes() == (built / "accord.ttl").read_bytes()
    else:
        assert len({str(q) for q in exported}) == len({str(q) for q in whole})
        values = {q.object for q in exported}
        assert all(q.object in values for q in whole if "decimal" in str(q.object))


def test_export_of_one_graph_and_of_none(tmp_path: Path, kg: Callable[..., str]) -> None:
    kg("export", "nquads", "--graph", "facts", "--out", str(tmp_path / "facts.nq"))
    lines = (tmp_path / "facts.nq").read_text().splitlines()
    assert lines and all(line.endswith("<https://w3id.org/accord-graph/graph/facts> .") for line in lines)
    assert "there are ontology" in kg("export", "nquads", "--graph", "fact", code=1)


def test_queries_lists_the_headers(kg_json: Callable[..., Any]) -> None:
    found = {question["name"]: question for question in kg_json("queries")}
    assert found["suppliers"]["title"]["he"]
    assert {p["name"]: p["type"] for p in found["heads-of-state"]["parameters"]} == {
        "state": "iri",
        "day": "date",
    }
    assert found["corroborated"]["parameters"][0]["default"] == "2"


def test_help_of_a_question_tells_what_it_takes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["query", "suppliers", "--root", str(ROOT), "--help"])
    assert stopped.value.code == 0
    told = capsys.readouterr().out
    assert "--recipient IRI" in told and "who receives it" in told and "Who supplies which resource" in told


def test_cite_shows_the_passages_in_hebrew(kg: Callable[..., str]) -> None:
    printed = kg("query", "mediators", "--cite", "--lang", "he")
    assert "hamichlol/382-457" in printed
    assert "ארצות הברית" in printed


def test_cite_in_json_and_csv(kg: Callable[..., str], kg_json: Callable[..., Any]) -> None:
    answer = kg_json("query", "suppliers", "--recipient", "Israel", "--cite")
    (row,) = answer["rows"]
    assert {c["evidence"][0]["passage"] for c in row["cells"].values() if c} == {"globes/1691-1745"}
    assert row["cells"]["share"]["value"]["label"] == "about 22 percent"
    plain = list(csv.DictReader(io.StringIO(kg("query", "suppliers", "--csv", "--ids"))))
    assert plain[0]["supplier"].startswith("https://")


def test_sparql_select_ask_and_construct(tmp_path: Path, kg: Callable[..., str]) -> None:
    def ask(text: str) -> Any:
        path = tmp_path / "q.rq"
        path.write_text("PREFIX : <https://w3id.org/accord-graph/ontology#> " + text)
        return json.loads(kg("sparql", str(path), "--json"))

    assert ask("SELECT ?x { ?a :mediator ?x } ORDER BY ?x")[1]["x"]["label"] == "United States"
    assert ask("ASK { ?a :mediator ?x }") == [{"answer": True}]
    assert len(ask("CONSTRUCT WHERE { ?a :mediator ?x }")) == 2


def test_a_table_is_as_wide_as_asked(kg: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    wide = kg("conflicts")
    monkeypatch.setenv("COLUMNS", "100")
    narrow = kg("conflicts")
    table = [line for line in narrow.splitlines() if not line.startswith("a curator")]
    assert max(map(len, table)) <= 100 < max(map(len, wide.splitlines()))


def test_shipped_graph_is_valid(kg: Callable[..., str]) -> None:
    assert kg("validate") == "0 violations\n"


def test_the_console_script_runs_without_a_project(tmp_path: Path) -> None:
    """Anywhere it answers from the graph that comes with it; a folder that is named must hold a project."""
    script = ROOT / ".venv/bin/kg"
    found = subprocess.run([script, "queries"], cwd=tmp_path, capture_output=True, text=True)
    assert found.returncode == 0 and "mediators" in found.stdout
    found = subprocess.run([script, "queries", "--root", "."], cwd=tmp_path, capture_output=True, text=True)
    assert found.returncode == 1
    assert "kg term add question writes one" in found.stderr and found.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("lang", "sides", "reason"),
    [
        ("en", "Russia borders Russia", "Nothing stands in this relation to itself"),
        ("he", "רוסיה גובלת ברוסיה", "דבר אינו ביחס הזה אל עצמו"),
    ],
)
def test_whatif_tells_conflicts_in_words(
    lang: str, sides: str, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What conflicts and what is inferred is told by labels, in tables and in JSON."""
    path = tmp_path / "new.ttl"
    path.write_text(
        "entity:atlantis a :BilateralAgreement . <urn:x> a :Claim ; rdf:subject entity:russia ; rdf:predicate"
        " :borders ; rdf:object entity:russia ; :modality :asserted ; :statedIn source:globes ; :evidence"
        " <https://w3id.org/accord-graph/evidence/globes/1691-1745> .",
        encoding="utf-8",
    )
    main(["whatif", str(path), "--root", str(ROOT), "--lang", lang, "--json"])
    rows = json.loads(capsys.readouterr().out)["changes"]
    (conflict,) = (row for row in rows if "/conflict/" in row["subject"]["iri"])
    assert (conflict["subject"]["label"], conflict["object"]["label"]) == (sides, reason)
    assert conflict["status"] is None
    types = [row for row in rows if row["predicate"]["iri"].endswith("#type")]
    assert types and all(row["predicate"]["label"] == {"en": "is a", "he": "הוא מסוג"}[lang] for row in types)
    assert not any(
        "http" in row[name]["label"] for row in rows for name in ("subject", "predicate", "object")
    )


def test_whatif(
    kg: Callable[..., str], kg_json: Callable[..., Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What would come and go is told, with violations; nothing is written, and bad input names the file."""
    before = kg("stats")
    told = kg_json("whatif", "--retract", "globes/oil-to-israel")
    assert {row["what"] for row in told["changes"]} == {"goes"} and told["violations"] == []
    text = "<urn:x> a :Claim ; rdf:subject entity:syria ; rdf:predicate :joins ; rdf:object entity:abraham-accords"
    path = tmp_path / "new.ttl"
    path.write_text(
        text + " ; :modality :expected ; :statedIn source:globes ; :evidence"
        " <https://w3id.org/accord-graph/evidence/globes/1691-1745> .",
        encoding="utf-8",
    )
    capsys.readouterr()
    assert main(["whatif", str(path), "--root", str(ROOT), "--lang", "he"]) == 1
    printed = capsys.readouterr().out
    assert "סוריה" in printed and "חסר: gloss" in printed
    path.write_text("\nentity:syria :joins", encoding="utf-8")
    assert f"{path}:2: not valid Turtle" in kg("whatif", str(path), code=1)
    path.write_text(f"\n\n{text} .", encoding="utf-8")
    assert f"{path}:3: <urn:x>: missing: modality. this needs exactly one :modality" in kg(
        "whatif", str(path), code=1
    )
    path.write_bytes(b"\xff")
    assert f"{path}: is not UTF-8 text" in kg("whatif", str(path), code=1)
    assert f"{tmp_path}/none.ttl: cannot read" in kg("whatif", f"{tmp_path}/none.ttl", code=1)
    assert "name a Turtle file" in kg("whatif", code=1)
    assert kg("stats") == before


def test_a_cell_is_no_formula_but_with_raw(
    mini: Mini, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In what is printed, in the tables of a network and in the data package."""
    mini.write(
        "ontology/more.ttl",
        ":edge a owl:AnnotationProperty . :borders :edge true . :statedAsFact a :StatementStatus .",
    )
    mini.write("graph/entities/more.ttl", 'entity:ardania rdfs:label "=1+1\\u001b[2J"@en , "=1"@he .')
    mini.claims(claim("a", "ardania borders belmora"))
    root = ["--root", str(mini.root)]
    assert main(["build", *root]) == 0
    files = ["net.nodes.csv", "net.edges.csv", "tables/things.csv"]
    for raw, cell in (([], ",'=1+1\x1b[2J,"), (["--raw"], ",=1+1\x1b[2J,")):
        capsys.readouterr()
        assert main(["claims", "--csv", *raw, *root]) == 0
        assert cell.lstrip(",") in capsys.readouterr().out
        assert main(["network", str(mini.root / "net.csv"), "--certainty", "any", *raw, *root]) == 0
        assert main(["export", "csv", "-o", str(mini.root / "tables"), *raw, *root]) == 0
        assert all(cell in (mini.root / name).read_text() for name in files)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert main(["claims", "--csv", *root]) == 0
    out = capsys.readouterr().out
    assert "'=1+1\\x1b[2J" in out and "\x1b" not in out


def test_grounds_of_nothing_are_no_error(
    kg: Callable[..., str], kg_json: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("query", "mediators", "--status", "denied")
    reason = "without what narrows it there are two rows (stated as fact)"
    assert kg(*asked, "--cite").splitlines()[1:] == ["nothing found", reason]
    assert kg_json(*asked) == [] and kg_json(*asked, "--cite")["rows"] == []
    (header,) = kg(*asked, "--cite", "--csv").splitlines()
    assert header.startswith("row,column,value,number,") and header.endswith(",credibility,gloss,claim")
    capsys.readouterr()
    for form in (["--json"], ["--json", "--cite"], ["--csv"]):
        assert main([*asked, *form, "--root", str(ROOT)]) == 0
        assert capsys.readouterr().err.splitlines() == [reason]


def test_a_graph_that_is_none_is_told(built: Path, capsys: Any) -> None:
    space = "https://w3id.org/accord-graph/graph/"
    query = f"SELECT ?a FROM <{space}facts> FROM NAMED <{space}fact> {{ GRAPH ?g {{ ?a ?b ?c }} }}"
    assert main(["sparql", "-e", query, "--root", str(ROOT), "--build", str(built)]) == 0
    told = capsys.readouterr().err
    assert told.count("no graph is called") == 1 and f"did you mean {space}facts?" in told


def test_a_query_on_the_command_line(kg_json: Callable[..., Any], capsys: pytest.CaptureFixture[str]) -> None:
    assert kg_json("sparql", "-e", "ASK { ?agreement :mediator ?x }") == [{"answer": True}]
    assert kg_json("sparql", "-e", "SELECT ?x { ?a :mediatr ?x }") == []


def test_variables_of_a_query_on_the_command_line(
    kg: Callable[..., str], kg_json: Callable[..., Any], tmp_path: Path
) -> None:
    path = tmp_path / "q.rq"
    path.write_text("SELECT ?agreement { ?agreement :mediator ?who ; a ?kind }")
    found = kg_json("sparql", str(path), "--set", "who=קזחסטן", "--set", "kind=bilateral agreement")
    assert [row["agreement"]["label"] for row in found] == ["Armenia–Azerbaijan agreement"]
    assert "did you mean Kazakhstan" in kg("sparql", str(path), "--set", "who=Kazkhstn", code=1)
    assert "there are: ?agreement, ?kind, ?who" in kg("sparql", str(path), "--set", "whom=Israel", code=1)
    for value, kind in (
        ("-5", "integer"),
        ("2.5", "decimal"),
        ("2025-11-06", "date"),
        ("true", "boolean"),
        ('"Israel"', "string"),
    ):
        query = "SELECT (STR(?x) AS ?text) { FILTER(DATATYPE(?x) = IRI(CONCAT(STR(xsd:), ?kind))) }"
        (row,) = kg_json("sparql", "-e", query, "--set", f"x={value}", "--set", f'kind="{kind}"')
        assert row["text"] == value.strip('"')


@pytest.mark.parametrize("wrong", ["who", "=Israel", "day=2025-13-01"])
def test_a_variable_that_is_not_written_so(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["sparql", "-e", "ASK {}", "--set", wrong])
    assert "argument --set: " in capsys.readouterr().err


def test_what_nobody_declares_is_told(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for query, what in {
        "SELECT ?x { ?a :mediatr ?x ; a :State }": "nothing declares :mediatr",
        "SELECT ?x { ?x :supplys ?y }": "nothing declares :supplys",  # by what it is called
        "SELECT ?x { entity:kazakstan :borders ?x }": "the graph says nothing of entity:kazakstan",
        f"SELECT ?x {{ ?x :statedIn <{DEFAULT.space}source/glbes> }}": "the graph says nothing of source:glbes",
        f"SELECT ?x {{ ?x :mediator entity:israel ; a :Agreement FILTER(?x != <{DEFAULT.space}>) }}": "",
    }.items():
        assert main(["sparql", "-e", query, "--root", str(ROOT), "--build", str(built)]) == 0
        told = capsys.readouterr().err
        meant = {
            ":mediatr": ":mediator",
            ":supplys": ":suppliesResource",
            "entity:kazakstan": "entity:kazakhstan",
            "source:glbes": "source:globes",
        }
        end = f", which the query names; did you mean {meant[what.split()[-1]]}?\n" if what else ""
        assert told == (f"kg: {what}{end}" if what else "")


def test_queries_one_after_the_other(
    built: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A query ends at an empty line; a bad one is told, and the next one answered."""
    lines = iter(["SELECT ?x", "{ ?x a :Ranking }", "", "SELECT", "", "ASK { ?x a :State }", "", ""])
    monkeypatch.setattr("builtins.input", lambda _prompt: next(lines))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    assert main(["sparql", "--root", str(ROOT), "--build", str(built)]) == 0
    printed = capsys.readouterr()
    assert "states by gold reserves" in printed.out and "answer" in printed.out
    assert printed.err.count("not valid SPARQL") == 1


def test_questions_are_found_by_words(kg_json: Callable[..., Any]) -> None:
    found = [row["name"] for row in kg_json("queries", "oil", "suppliers")]
    assert "suppliers" in found[:3] and len(found) < len(kg_json("queries"))
    assert kg_json("queries", "qqqq") == []
    # What stands in no text of a question may stand in its answer.
    for name in ("gold", "זהב"):
        assert "reserves" in [row["name"] for row in kg_json("queries", name)]
    # What stands for a thing in phrasings is what their examples are called, in each language.
    for words in (["oil"], ["נפט"]):
        assert "suppliers" in [row["name"] for row in kg_json("queries", *words)]
        found = kg_json("search", *words, "--kind", "question")
        assert "suppliers" in [row["name"] for row in found] and "{" not in found[0]["text"]


def test_without_a_build_questions_are_found_by_their_phrasings(mini: Mini, capsys: Any) -> None:
    query = mini.root / "queries/homes.rq"
    query.parent.mkdir()
    query.write_text((ROOT / "queries/home-states.rq").read_text(encoding="utf-8"), encoding="utf-8")
    assert main(["queries", "company", "country", "--root", str(mini.root), "--json"]) == 0
    assert [row["name"] for row in json.loads(capsys.readouterr().out)] == ["homes"]


def test_prefixes_are_listed(kg_json: Callable[..., Any]) -> None:
    known = {row["prefix"]: row["namespace"] for row in kg_json("prefixes")}
    assert known[":"].endswith("ontology#") and known["entity:"].endswith("entity/")


@pytest.mark.parametrize(
    ("triple", "first", "more"),
    [
        (("Kazakhstan", "borders", "Russia"), "Yes", "borders"),
        (("Russia", "borders", "Kazakhstan"), "Yes", "borders"),
        (("Kazakhstan", "capital", "Almaty"), "No longer", "Astana"),
        (("Kazakhstan", "capital", "Jerusalem"), "Not stated", "stated in its place:"),
        (("Uzbekistan", "joins", "Abraham Accords"), "Possible", "possible"),
        (("Israel", "diplomatic relations with", "Bahrain"), "Yes", "stated in another form:"),
        (("Israel", "borders", "Kazakhstan"), "Not stated", ""),
        (("Israel", "supplied through", "Russia"), "Yes, it follows", "globes/1815-1867"),
        (("Kazakhstan", "participant in", "Abraham Accords"), "Expected", "follows by a rule:"),
        (("Chevron", "owns", "CPC pipeline"), "Yes", "share: 28 percent"),
        (("Chevron", "owned by", "CPC pipeline"), "Not stated", "stated the other way round:"),
    ],
)
def test_a_verdict(
    kg: Callable[..., str], kg_json: Callable[..., Any], triple: tuple[str, ...], first: str, more: str
) -> None:
    told = kg("verdict", *triple)
    assert told.splitlines()[0] == first and more in told
    assert kg_json("verdict", *triple)[0]["verdict"]
    cells = list(csv.DictReader(io.StringIO(kg("verdict", *triple, "--csv"))))
    assert {row["verdict"] for row in cells} == {first} and all(row["passage"] for row in cells if row["how"])


def test_a_verdict_in_hebrew_is_hebrew(kg: Callable[..., str]) -> None:
    found = list(
        csv.DictReader(io.StringIO(kg("verdict", "קזחסטן", "בירה", "אלמטי", "--lang", "he", "--csv")))
    )
    assert {row["verdict"] for row in found} == {"לא עוד"} and {row["how"] for row in found} == {
        "נאמר",
        "במקומו נאמר",
    }


def test_any_status_is_what_a_question_tells_of_itself(kg: Callable[..., str]) -> None:
    assert kg("query", "joining", "--status", "any") == kg("query", "joining")


def test_conflicts_in_csv_tell_what_a_curator_prefers(kg: Callable[..., str]) -> None:
    rows = list(csv.DictReader(io.StringIO(kg("conflicts", "--csv"))))
    assert {row["preferred"] for row in rows} == {"yes", "no"}


def test_what_nobody_graded_is_empty_in_a_table_of_proofs(kg: Callable[..., str]) -> None:
    rows = list(csv.DictReader(io.StringIO(kg("explain", "Israel", "supplied through", "Russia", "--csv"))))
    assert rows and {(row["reliability"], row["credibility"]) for row in rows} == {("", "")}
