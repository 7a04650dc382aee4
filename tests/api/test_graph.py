"""The Python API on the shipped graph: typed answers, narrowing, grounds, other forms."""

import doctest
import inspect
import json
import pickle
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Unpack, get_origin

import pytest
import rdflib

import kg
from kg.api.asking import Asking
from kg.api.graph import Graph
from kg.cli import main
from kg.engines.rdf import Rdflib
from kg.engines.remote import Remote
from kg.workbench.change import Change
from tests.conftest import ROOT, SOURCES, Mini, claim, needs_sources

E = "https://w3id.org/accord-graph/entity/"


@pytest.fixture(scope="module")
def graph(built: Path) -> Graph:
    return kg.load(ROOT, built)


def test_answers_hold_python_values(graph: Graph) -> None:
    row = graph.ask("suppliers", recipient="ישראל")[0]
    assert isinstance(row.supplier, kg.Thing) and row.supplier.iri == E + "kazakhstan"
    assert isinstance(row.share, kg.Figure)
    assert (row.share.value, row.share.unit, row.share.approximate) == (Decimal(22), "PERCENT", True)
    heads = [r.time for r in graph.ask("heads-of-state", state="Kazakhstan") if "Tokayev" in r.person.label]
    assert heads[-1] == kg.Time("2019/..", date(2019, 1, 1), None)
    output = next(r.amount for r in graph.ask("output") if r.amount)
    assert (output.value, output.low, output.high) == (None, 25000, 26500)
    assert [r.ordinal for r in graph.ask("rankings", ranking="States by area")] == [9, 9, 10]
    assert graph.ask("corroborated", origins=4)[0].originCount == 4


def test_rows_are_mappings_with_attributes(graph: Graph) -> None:
    row, grounds = graph.ask("mediators")[0], ["status", "statement", "statement_agreementStatus"]
    own = ["agreementStatus", "status_agreementStatus"]
    assert list(row) == ["agreement", "mediator", "representative", *own, *grounds]
    assert row["mediator"] is row.mediator and len(row) == 8 and row.representative is None
    with pytest.raises(AttributeError):
        row.nothing  # noqa: B018
    assert len(graph.ask("mediators")[:1]) == 1


def test_answers_turn_into_other_forms(graph: Graph) -> None:
    answer = graph.ask("suppliers")
    assert json.loads(answer.to_json())[2]["via"]["label"] == "CPC pipeline"
    assert answer.to_csv().splitlines()[0].startswith("supplier,resource,recipient,share,shareOf,")
    frame = answer.to_pandas()
    assert list(frame["recipient"])[:3] == ["China", "China", "Israel"]
    assert list(frame["share.value"])[:3] == [13, 3, 22] and frame["share.unit"][0] == "PERCENT"
    assert list(frame["share.iri"])[2].endswith("quantity/about-22-percent") and frame["share.approximate"][2]
    assert frame["recipient.iri"][2] == E + "israel"
    assert answer.to_polars()["share"].to_list() == [
        "about 13 percent",
        "about 3 percent",
        "about 22 percent",
        None,
        None,
    ]
    numbers = graph.ask("rankings").to_polars()["ordinal"]
    assert numbers.dtype.is_integer() and numbers.max() == 10
    assert "Kazakhstan" in str(answer) and repr(answer).startswith("<Answer of 5 rows")


def test_frames_have_columns_of_what_values_are_made_of(graph: Graph) -> None:
    reigns = graph.ask("heads-of-state", state="Kazakhstan")
    frame = reigns.to_polars()
    assert frame["time"].to_list()[1] == "2019/.."
    assert (
        frame["time.earliest"].to_list()[1] == date(2019, 1, 1) and frame["time.latest"].to_list()[1] is None
    )
    assert frame.columns == reigns.to_pandas().columns.to_list() and "person.value" not in frame.columns
    output = graph.ask("output").to_pandas()
    ranged = output[output["amount.low"].notna()].iloc[0]
    assert (ranged["amount.low"], ranged["amount.high"]) == (25000, 26500) and ranged["amount.value"] != 25000
    mixed = graph.sparql(
        'SELECT ?x { VALUES ?x { entity:kazakhstan "1992/.."^^edtf:EDTF "-0043"^^edtf:EDTF 7 } }'
    )
    found = mixed.to_polars()
    assert found["x.iri"].to_list() == [E + "kazakhstan", None, None, None]
    assert found["x.earliest"].to_list() == [None, "1992-01-01", "-0043-01-01", None]
    assert graph.ask("suppliers", recipient="Syria").to_pandas().columns.to_list()[:2] == [
        "supplier",
        "resource",
    ]


def test_a_statement_and_a_claim_are_the_same_wherever_they_stand(graph: Graph) -> None:
    (row,) = graph.ask("suppliers", recipient="Israel")
    assert isinstance(row.statement, kg.Statement) and row["statement"] is row.statement
    (listed,) = (one for one in graph.statements(predicate="supplies") if one.iri == row.statement.iri)
    (known,) = (one for one in graph.entity("Israel").statements if one.iri == row.statement.iri)
    (stated,) = graph.explain("Kazakhstan", "supplies", "oil")[0].leaves()[:1]
    assert row.statement == listed == known and isinstance(stated.statement, kg.Statement)
    (claim,) = row.statement.claims
    assert isinstance(claim, kg.Claim) and claim in list(graph.claims(subject="Kazakhstan"))
    (ground,) = graph.ask("suppliers", recipient="Israel").grounds()
    assert dict(ground) == {**claim, "columns": ""} and ground.columns == ""
    quoted = (
        graph.ask("suppliers", recipient="Israel").grounds().with_column("text", lambda row: row["passage"])
    )
    assert list(quoted[0]) == [*ground, "text"] and quoted.to_records()[0]["text"] == ground.passage
    side = graph.conflicts(about="States by area")[0].sides[0]
    assert side.statement in list(graph.statements(subject="Kazakhstan")) and {*side.claims} <= {
        *side.statement.claims
    }
    assert {*map(type, graph.ask_in_words("is it a symbolic gesture?").told or ())} == {kg.Claim}


def test_json_has_the_same_members_wherever_they_stand(graph: Graph, kg_json: Callable[..., Any]) -> None:
    members: dict[frozenset[str], int] = {}

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if "iri" in value and "labels" not in value:
                members[frozenset(value)] = members.get(frozenset(value), 0) + 1
            for one in value.values():
                walk(one)
        elif isinstance(value, list):
            for one in value:
                walk(one)

    triple = ("Embassy of Kazakhstan in Israel", "seated in", "Tel Aviv")
    for command in (
        ("query", "suppliers"), ("claims", "--subject", "Israel"), ("show", "Israel"), ("conflicts",), ("explain", *triple),
        ("whynot", "China", "supplied through", "Russia"), ("whynot", "Syria", "joins", "Abraham Accords"), ("sparql", "-e", "SELECT ?statement { ?statement a :Statement } LIMIT 3"),
    ):  # fmt: skip
        walk(kg_json(*command))
    five = (kg.Thing, kg.Figure, kg.Statement, kg.Claim)  # a time has no IRI
    disputes = {
        frozenset(kg.Dispute.__dataclass_fields__),
        frozenset({*kg.Dispute.__dataclass_fields__, "proofs"}),
    }
    assert {*members} - disputes == {frozenset(one.__dataclass_fields__) for one in five}


def test_each_shape_shows_itself_on_one_line(graph: Graph) -> None:
    row = graph.ask("suppliers", recipient="Israel")[0]
    conflict = graph.conflicts(about="Astana")[0]
    proof = graph.explain("Israel", "supplied through", "Russia")[0]
    for value, told in (
        (row.supplier, "<Thing Kazakhstan>"),
        (row.share, "<Figure about 22 percent>"),
        (kg.Time.of("1992/.."), "<Time 1992/..>"),
        (row.statement, "<Statement Kazakhstan supplies oil · stated as fact>"),
        (row.statement.claims[0], "<Claim Kazakhstan supplies oil · Globes, 9 November 2025>"),
        (graph.entity("Kazakhstan"), "<Entity Kazakhstan>"),
        (conflict, "<Dispute two values where one holds at a time: 2 sides>"),
        (proof, "<Proof Israel supplied through Russia>"),
        (graph.whynot("Syria", "joins", "Abraham Accords"), "<WhyNot Syria joins Abraham Accords>"),
    ):
        assert repr(value) == told


def test_html_runs_from_the_right_in_hebrew(built: Path) -> None:
    html = kg.load(ROOT, built, lang="he").ask("mediators")._repr_html_()
    assert html.startswith('<table dir="rtl"><caption>מי מתווך') and ">ארצות הברית</td>" in html
    answer = kg.load(ROOT, built).sparql('SELECT ?x { BIND("<script>" AS ?x) }')
    assert "<script>" not in answer._repr_html_()


def test_grounds_lead_to_the_claims(graph: Graph) -> None:
    (claim,) = graph.ask("suppliers", recipient="Israel").grounds()
    assert (claim.source.label, claim.passage, claim.modality.label) == (
        "Globes, 9 November 2025",
        "globes/1691-1745",
        "asserted",
    )
    with pytest.raises(kg.KgError, match="no column"):
        graph.ask("sources").grounds()


def test_a_disputed_value_shows_the_other_side(graph: Graph) -> None:
    answer = graph.ask("embassies")
    told = [answer.disputed[row.statement.iri] for row in answer]
    assert told[3] == "Jerusalem (time: since 1992, not preferred): Doron Paskin, 7 November 2025"
    assert graph.ask("mediators").disputed == {}
    by_area = graph.ask("rankings", ranking="states by area")
    ninth = [by_area.disputed[row.statement.iri] for row in by_area if row.ordinal == 9]
    assert len(ninth) == 2 and not [told for told in ninth if "10" not in told or "9)" in told]
    relations = graph.ask("relations")
    assert ["time: since 2001): Globes" in t for t in relations.disputed.values()] == [True, False]


@pytest.mark.parametrize(
    ("want", "expected"),
    [
        ({}, 19),
        ({"status": "possible"}, 1),
        ({"source": "Globes, 9 November 2025"}, 7),
        ({"source": "globes", "modality": "possible"}, 1),
        ({"min_origins": 2}, 0),
        ({"as_of": "2025"}, 19),
        ({"as_of": "1990"}, 0),
    ],
)
def test_narrowing(graph: Graph, want: dict[str, Any], expected: int) -> None:
    assert len(graph.narrowed(**want).ask("rankings")) == expected


def test_as_of_a_day(graph: Graph) -> None:
    states = {"Kazakhstan": ("2018", "Nursultan Nazarbayev"), "קזחסטן": ("2024-05", "Kassym-Jomart Tokayev")}
    for name, (day, head) in states.items():
        assert [r.person.label for r in graph.as_of(day).ask("heads-of-state", state=name)] == [head]


def test_bad_narrowing(graph: Graph) -> None:
    for want in ({"as_of": "soon"}, {"status": "sure"}, {"source": "Reuters"}, {"modality": "hoped"}):
        with pytest.raises(kg.KgError):
            graph.narrowed(**want)
    with pytest.raises(kg.KgError, match="cannot be narrowed"):
        graph.narrowed(min_origins=2).ask("sources")


def test_sparql_with_bound_values(graph: Graph) -> None:
    query = "PREFIX : <https://w3id.org/accord-graph/ontology#> SELECT ?a ?m { ?a :mediator ?m }"
    for given in ("Kazakhstan", "קזחסטן", E + "kazakhstan", graph.sparql(query, m="Kazakhstan")[0].m):
        assert [r.a.label for r in graph.sparql(query, m=given)] == ["Armenia–Azerbaijan agreement"]
    assert graph.sparql("SELECT ?file { BIND(1 AS ?one) }", file=7)[0].file == 7
    assert graph.sparql("SELECT ?n { BIND(1 AS ?one) }", n=7)[0].n == 7
    with pytest.raises(kg.KgError, match="updates are refused"):
        graph.sparql("CLEAR ALL")


@pytest.mark.parametrize(
    ("triple", "expected"),
    [
        (("Kazakhstan", "joins", "Abraham Accords"), "statedAsFact"),
        (("Uzbekistan", "joins", "Abraham Accords"), "possible"),
        (("Syria", "joins", "Abraham Accords"), "not stated"),
        (("Russia", "opposes", "Accession of Kazakhstan to the Abraham Accords"), "expected"),
        (("Embassy of Kazakhstan in Israel", "seated in", "Tel Aviv"), "disputed"),
        (("Abraham Accords", "described as", "Matter of Israel alone"), "denied"),
        (
            ("Accession of Kazakhstan to the Abraham Accords", "purpose", "Momentum for the Abraham Accords"),
            "judgement",
        ),
        (("קזחסטן", "מצטרף אל", "הסכמי אברהם"), "statedAsFact"),
    ],
)
def test_verdicts(graph: Graph, triple: tuple[str, str, str], expected: str) -> None:
    assert graph.verdict(*triple) == expected


def test_history_is_in_the_order_of_time(graph: Graph) -> None:
    rows = graph.history("Embassy of Israel in Kazakhstan").rows
    assert [row["when"] for row in rows] == ["1992", "1992/..", "1992-08", "1992-08/..", "", ""]
    assert "2013" in [row["when"] for row in graph.history("Baikonur Cosmodrome").rows]


@pytest.mark.parametrize(
    ("predicate", "kind", "whens"),
    [
        (":holdsBack", "Lasting", [""]),
        (":holdsBack", "State", [""]),
        (":holdsBack", "Event", ["1990"]),  # somebody took part in what is dated
        (":bottles", "Event", [""]),  # a number is no year
    ],
)
def test_only_what_happened_has_the_date_of_its_event(
    predicate: str, kind: str, whens: list[str], mini: Mini
) -> None:
    mini.write(
        "ontology/more.ttl",
        ":finishedIn a owl:DatatypeProperty , :Predicate , :EventPredicate ; :datesSubject true ."
        f" {predicate} a owl:ObjectProperty , :Predicate , :{kind}Predicate .",
    )
    dated = claim("a", "hill finishedIn port").replace("entity:port", '"1990"^^edtf:EDTF')
    other = claim("b", f"hill {predicate[1:]} port")
    if predicate == ":bottles":
        dated, other = (
            "",
            other.replace("entity:hill", "entity:port").replace("object entity:port", "object 1990"),
        )
    mini.claims(dated, other)
    assert main(["build", "--root", str(mini.root)]) == 0
    assert [row["when"] for row in kg.load(mini.root).history("entity:port").rows] == whens


def test_entity_and_lists(graph: Graph) -> None:
    assert graph.entity("קזחסטן").labels["en"] == "Kazakhstan"
    assert len(graph.claims(speaker="Rubio")) == len(graph.claims(speaker="רוביו")) > 3
    assert {r.status.label for r in graph.statements(predicate="joins")} == {
        "stated as fact",
        "expected",
        "planned",
        "possible",
    }
    assert len(graph.conflicts()) == 5 and graph.compatibilities("Russia")
    assert graph.label(E + "israel") == "Israel"
    assert len(graph.stats()) > 50


def test_rdflib_holds_the_same(graph: Graph) -> None:
    dataset = graph.rdflib()
    assert kg.over(dataset, ROOT).ask("mediators").rows == graph.ask("mediators").rows


def test_network_has_a_node_for_each_thing_and_an_edge_for_each_statement(graph: Graph) -> None:
    net = graph.network()
    chevron = net.get_edge_data(E + "cpc-pipeline", E + "chevron")
    assert [edge["qualifiers"] for edge in chevron.values()] == ["share: 28 percent"]
    told = {"label_en": "Kazakhstan", "label_he": "קזחסטן", "types": "State"}
    assert told.items() <= net.nodes[E + "kazakhstan"].items()
    seats = [
        d
        for _, _, d in net.out_edges(E + "embassy-of-kazakhstan-in-israel", data=True)
        if d["predicate"] == "seatedIn"
    ]
    assert [edge["disputed"] for edge in seats] == [True, True]
    assert {d["status"] for _, _, d in net.edges(data=True)} == {"statedAsFact"}
    everything = graph.network(status=None)
    assert "possible" in {d["status"] for _, _, d in everything.edges(data=True)}
    assert len(everything.edges) > len(net.edges) > 200


def test_a_user_adds_a_folder_of_questions(built: Path, tmp_path: Path) -> None:
    (tmp_path / "own.rq").write_text(
        '#+ title: {en: "Mine", he: "שלי"}\n#+ parameters: {state: {type: iri}}\n'
        "PREFIX : <https://w3id.org/accord-graph/ontology#>\nPREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\n"
        "SELECT ?state ?city ?statement { ?statement a :Statement ; rdf:subject ?state ;\n"
        "  rdf:predicate :capital ; rdf:object ?city } ORDER BY ?city\n",
        encoding="utf-8",
    )
    own = kg.load(ROOT, built, queries=[tmp_path])
    assert [r.city.label for r in own.ask("own", state="Kazakhstan")] == ["Almaty", "Astana"]
    assert len(own.ask("own").grounds()) == 2 and len(own.narrowed(source="paskin").ask("own")) == 1
    assert own.ask("mediators").title


@pytest.mark.parametrize(
    ("ask", "cause"),
    [
        (lambda g: g.ask("mediator"), "there are mediators"),
        (
            lambda g: g.answer(g.question("mediators"), {"colour": "red"}),
            "does not take colour; it takes agree",
        ),
        (lambda g: g.ask("pipeline-stops"), "needs --pipeline"),
        (lambda g: g.ask("heads-of-state", day="May"), "takes a date"),
        (lambda g: g.entity("Kazkhstn"), "did you mean Kazakhstan"),
        (lambda g: g.claims(predicate="Kazakhstan"), "no claim predicate is called"),
    ],
)
def test_errors_say_what_to_do(graph: Graph, ask: object, cause: str) -> None:
    with pytest.raises(kg.KgError, match="(?i)" + cause):
        ask(graph)  # type: ignore[operator]


def test_without_a_build(mini: Mini) -> None:
    with pytest.raises(kg.KgError, match="run kg build first"):
        kg.load(mini.root)


@needs_sources
def test_cite_quotes_the_passage(kg_json: object) -> None:
    answer = kg_json("query", "suppliers", "--recipient", "Israel", "--cite", "--sources", str(SOURCES))  # type: ignore[operator]
    (row,) = answer["rows"]
    assert "22%" in row["cells"]["share"]["evidence"][0]["quote"]


def test_every_public_name_is_documented() -> None:
    page = (ROOT / "docs/python.md").read_text(encoding="utf-8")
    for name in kg.__all__:
        assert f"`{name}`" in page or f"kg.{name}" in page, name
        assert getattr(kg, name).__doc__, name
    for name in {**vars(Asking), **vars(Graph)}:
        if not name.startswith("_"):
            assert f"graph.{name}" in page, name
            assert getattr(Graph, name).__doc__, name


def test_the_page_runs(built: Path) -> None:
    text = (ROOT / "docs/python.md").read_text(encoding="utf-8")
    text = text.replace("kg.load()", f"kg.load({str(ROOT)!r}, {str(built)!r})")
    text = text.replace("kg.load(lang=", f"kg.load({str(ROOT)!r}, {str(built)!r}, lang=")
    text = text.replace("kg.Workbench()", f"kg.Workbench({str(ROOT)!r})")
    test = doctest.DocTestParser().get_doctest(text, {}, "docs/python.md", None, 0)
    found = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE).run(test)
    assert found.attempted > 20 and found.failed == 0


def test_a_wrong_keyword_names_the_right_ones(graph: Graph) -> None:
    networks = "status, predicates, classes, around, distance, fold, inferred"
    for call, name, told in (
        (graph.claims, "speakr", "claims() does not take 'speakr'; it takes speaker, subject, "),
        (graph.statements, "sourc", "statements() does not take 'sourc'; it takes "),
        (graph.narrowed, "asof", "narrowed() does not take 'asof'; it takes as_of, "),
        (graph.network, "node", "it takes nodes, "),
        (graph.groups, "nodes", f"groups() does not take 'nodes'; it takes {networks}"),
        (graph.entity, "relation", "it takes name, predicate"),
        (graph.questions, "x", "questions() does not take 'x'; it takes none"),
        (graph.claims().to_csv, "id", "it takes ids, raw"),
        (kg.load, "language", "load() does not take 'language'; it takes lang"),
        (kg.Workbench, "folder", "Workbench() does not take 'folder'; it takes root, lang"),
        (kg.Model, "address", "Model() does not take 'address'; it takes "),
    ):
        with pytest.raises(TypeError, match=re.escape(told)):
            call(**{name: "Israel"})
    for method in (graph.central, graph.groups, graph.paths, graph.draw, graph.picture):
        with pytest.raises(TypeError) as wrong:
            method(predicate="supplies")  # type: ignore[operator]
        assert "it takes predicates, " in str(wrong.value)
        assert {*networks.split(", ")} <= {*str(wrong.value).partition("it takes ")[2].split(", ")}
    with pytest.raises(TypeError, match="suppliers does not take 'resorce'; it takes resource, "):
        graph.ask("suppliers", resorce="oil")
    with pytest.raises(kg.KgError, match="no thing is called 'Nowhere'") as unknown:
        graph.sparql("SELECT ?a { ?a ?b ?c }", a="Nowhere")
    assert "two values" not in str(unknown.value)


def test_conflicts_are_a_frame_too(graph: Graph) -> None:
    frame = graph.conflicts().to_pandas()
    claims = [claim for one in graph.conflicts() for side in one.sides for claim in side.claims]
    assert len(frame) == len(claims) == len(graph.conflicts().to_polars())
    assert list(frame["gloss"]) == [claim.gloss for claim in claims]
    assert {*frame["reason.iri"]} == {one.reason.iri for one in graph.conflicts()}
    assert frame["preferred"].dtype == bool
    assert graph.compatibilities("Russia").sides()[0]["conflict"]
    assert list(graph.conflicts("oil").to_pandas()) == [] or not len(graph.conflicts("oil").to_pandas())


def test_every_repr_is_one_short_line(graph: Graph) -> None:
    cited = graph.ask("suppliers").cited()
    cell = cited[0].cells["share"]
    assert cell is not None
    shown = (
        *(graph, graph.narrowed(source="Globes"), graph.ask("suppliers"), graph.ask("suppliers")[0]),
        *(cited, cited[0], cell, cell.evidence[0], graph.question("suppliers")),
        *(graph.schema(), graph.schema("supplies"), graph.stop("CPC pipeline"), graph.entity("Israel")),
        *(graph.claims()[0], graph.statements()[0], graph.conflicts()[0], graph.conflicts()[0].sides[0]),
        *(graph.explain("Israel", "supplied through", "Russia")[0], kg.Model("http://localhost/v1", "m")),
        *(graph.whynot("China", "supplied through", "Russia"), kg.KgError("a cause"), cell.value, Change()),
        *(graph.whynot("China", "supplied through", "Russia").nearest[0], graph.ask_in_words("who " * 99)),
        *(graph.conflicts(), graph.names, graph.engine, graph.tell(graph.conflicts()), graph.picture()),
        *(Rdflib(rdflib.Graph()), Remote("http://someone:secret@localhost/sparql")),
    )
    assert not [one for one in shown if " object at 0x" in repr(one) or "secret" in repr(one)]
    long = {type(one).__name__: repr(one) for one in shown if len(repr(one)) > 120 or "\n" in repr(one)}
    assert not long


def test_signatures_are_explicit() -> None:
    """A keyword that anything may be is for what questions and queries are given, which have names of their own."""
    for kind in (Graph, kg.Workbench, kg.Answer, kg.Model):
        for name, method in inspect.getmembers(kind, inspect.isfunction):
            loose = [
                one for one in inspect.signature(method).parameters.values() if one.kind is one.VAR_KEYWORD
            ]
            if name.startswith("_") or name in ("ask", "sparql"):
                continue
            assert all(get_origin(one.annotation) is Unpack for one in loose), name


def test_wrong_use_is_told_in_one_line(built: Path) -> None:
    graph = kg.load(ROOT, built)
    for call, cause in (
        (lambda: kg.load(ROOT, built, lang="xx"), "no language 'xx'; there are en, he"),
        (lambda: graph.tell("Israel"), "there is nothing to tell of a str"),
        (lambda: graph.ask("suppliers").only(["nonsense"]), "no column 'nonsense'; there are"),
        (lambda: graph.entity(5), "a text is needed here, not a value of int"),  # type: ignore[arg-type]
        (lambda: graph.explain("Israel", None, "Russia"), "not a value of NoneType"),  # type: ignore[arg-type]
        (lambda: graph.sparql(b"ASK {}"), "not a value of bytes"),  # type: ignore[arg-type]
        (lambda: graph.sparql("SELECT ?x {}", x="http://[::1"), "is called 'http://"),
        (lambda: graph.answer("suppliers", {}), "an answer needs a question of the catalogue"),  # type: ignore[arg-type]
        (lambda: graph.answer(graph.question("suppliers"), "China"), "what is given for it by name"),  # type: ignore[arg-type]
        (lambda: kg.load("a" * 5000), "there is no such folder"),
        (lambda: kg.load(ROOT, built, queries=["a" * 5000]).questions(), "holds no questions"),
        (lambda: graph.narrowed(min_origins="many"), "is a whole number, not 'many'"),
        (lambda: graph.ask_in_words("who?", "gpt"), "a model is a kg.Model, not a value of str"),  # type: ignore[arg-type]
        (lambda: graph.as_of(2018), "not a value of int"),  # type: ignore[arg-type]
        (lambda: kg.connect(None, ROOT), "not a value of NoneType"),  # type: ignore[arg-type]
        (lambda: kg.load(tmp := ROOT / "nowhere", tmp), "there is no such folder"),
    ):
        with pytest.raises(kg.KgError, match=cause):
            call()
    assert graph.ask("suppliers").only("supplier").columns == ["supplier"]


def test_what_is_wrong_comes_whole_out_of_another_process(tmp_path: Path) -> None:
    from kg.build import InvalidGraphError, Violation

    violation = Violation("urn:a", "", "a.ttl", 3, "", "MinCount", "", None, (("en", "Mend it."),))
    error = InvalidGraphError([violation])
    again = pickle.loads(pickle.dumps(error))
    assert str(again) == str(error) and again.violations == [violation]


def test_frames_that_are_not_installed_are_told(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(kg.KgError, match=r"pip install 'accord-graph\[frames\]'"):
        kg.load(ROOT, built).ask("suppliers").to_pandas()


class Mute:
    """A value that nobody can tell."""

    def __str__(self) -> str:
        raise RuntimeError

    __repr__ = __str__


@pytest.mark.parametrize(
    "odd",
    [Mute(), 10**5_000, [[]] * 3, "x" * 5_000, "a\0b", "\ud800", float("nan"), Decimal("NaN"), -1],
    ids=type,
)
def test_whatever_is_given_is_an_answer_or_told(built: Path, odd: Any) -> None:
    deep: list[Any] = [odd]
    for _ in range(5_000):
        deep = [deep]
    graph = kg.load(ROOT, built)
    for value in (odd, deep):
        for call in (
            lambda: graph.ask("suppliers", recipient=value),  # noqa: B023
            lambda: graph.sparql("SELECT ?x {}", x=value),  # noqa: B023
            lambda: graph.narrowed(min_origins=value),  # noqa: B023
            lambda: kg.load(ROOT, built, lang=value),  # noqa: B023
            lambda: kg.load(value),  # noqa: B023
            lambda: kg.connect("http://127.0.0.1:1/", ROOT, timeout=value),  # noqa: B023
            lambda: graph.paths("Israel", "Kazakhstan", value),  # noqa: B023
            lambda: graph.network(around="Israel", distance=value),  # noqa: B023
            lambda: graph.draw("a.svg", kind=value),  # noqa: B023
            lambda: kg.load(ROOT, built, queries=[value]).questions(),  # noqa: B023
        ):
            with suppress(kg.KgError, TypeError):
                call()
