"""Proofs on the shipped graph: every inferred triple leads back to claims with evidence, or to axioms alone."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyoxigraph import Store

import kg
from kg.api.graph import Graph
from kg.api.opening import load as kg_load
from kg.api.workbench import Workbench
from kg.build.stages import build
from kg.cli import main
from kg.engines import select
from kg.errors import KgError
from kg.explain.explain import Proof
from kg.explain.prov import to_quads
from kg.model.values import Time
from kg.model.vocab import NS, OA, PROV, RDF
from tests.conftest import ROOT, Mini, claim


@pytest.fixture(scope="module")
def graph(built: Path) -> Graph:
    return kg.load(ROOT, built)


def test_a_proof_goes_down_to_the_passages(graph: Graph) -> None:
    (proof,) = graph.explain("Israel", "supplied through", "Russia")
    assert proof.rule and proof.rule.iri.endswith("18-supplied-through-transit")
    assert sorted(c.passage for leaf in proof.leaves() for c in leaf.claims) == [
        "globes/1691-1745",
        "globes/1815-1867",
    ]
    assert graph.explain("ישראל", "מקבל אספקה דרך", "רוסיה") == [proof]


def test_what_is_told_from_the_other_end_is_stated(graph: Graph) -> None:
    """Of a symmetric relation, and of two that are inverse, one is stated where the other is."""
    after = NS + "occursAfter"
    first, *_ = graph.sparql(
        f"SELECT ?a ?b {{ ?s <{RDF}subject> ?a ; <{RDF}predicate> <{after}> ; <{RDF}object> ?b ;"
        f" <{NS}status> <{NS}statedAsFact> }} ORDER BY ?a ?b"
    ).rows
    later, earlier = first["a"], first["b"]
    for told, other in (
        (("Kazakhstan", "borders", "Russia"), ("Russia", "borders", "Kazakhstan")),
        ((later, after, earlier), (earlier, NS + "occursBefore", later)),
    ):
        assert graph.verdict(*told) == graph.verdict(*other) == "statedAsFact"
        (there,), (back,) = graph.explain(*told), graph.explain(*other)
        assert there.statement == back.statement is not None


def test_every_inference_concludes_one_triple_and_every_proof_ends(graph: Graph) -> None:
    """A node that concluded two would be a premise of itself, as Agent and prov:Agent once were."""
    parts = f"?i a <{NS}Inference> ; <{RDF}subject> ?s ; <{RDF}predicate> ?p ; <{RDF}object> ?o"
    made = graph.sparql(f"SELECT ?i ?s ?p ?o {{ {parts} }}").rows
    assert len(made) == len({row["i"] for row in made}) > 700
    for row in made:
        assert graph.explain(row["s"], row["p"], row["o"])


def test_every_distinct_proof_the_shortest_first(graph: Graph) -> None:
    found = graph.explain("United States", "home of a part owner of", "CPC pipeline")
    assert len(found) == 2 and found[0].size <= found[1].size
    stated = graph.explain("CPC pipeline", "owned by", "Chevron")
    assert [p.node.rpartition("/")[2] for p in stated if p.statement] == [
        "cpc-pipeline.ownedBy.chevron.share-28-percent"
    ]


def test_what_is_stated_keeps_the_proofs_beside_it(graph: Graph, kg: Callable[..., str]) -> None:
    """They are shown, but no question over what only follows lists them, and the fact stands once."""
    triple = ("Armenia–Azerbaijan agreement", ":agreementStatus", "signed")
    stated, follows = graph.explain(*triple)
    assert stated.statement and follows.rule and follows.rule.iri.endswith("30-dated-agreements-are-signed")
    assert stated.statement not in {leaf.statement for leaf in follows.leaves()}
    assert "\n\nThe Armenia–Azerbaijan agreement is signed  [" in kg("explain", *triple, "--all")
    assert not graph.inferred(subject=triple[0], predicate=triple[1], object=triple[2]).rows
    plain = " ".join(f"<{graph.resolve(name)}>" for name in triple)
    where = f"{{ GRAPH <https://w3id.org/accord-graph/graph/inferred> {{ {plain} }} }}"
    assert graph.sparql(f"ASK {where}").rows[0]["answer"] == "false"


def test_axioms_are_told(graph: Graph) -> None:
    (proof,) = graph.explain("Embassy of Kazakhstan in Israel", "located in", "Jerusalem")
    assert proof.axioms == [":seatedIn rdfs:subPropertyOf :locatedIn"]


@pytest.mark.parametrize(
    "triple",
    [
        ("Syria", "joins", "Abraham Accords"),
        ("China", "supplied through", "Russia"),
    ],
)
def test_what_does_not_hold_has_no_proof(graph: Graph, triple: tuple[str, str, str]) -> None:
    assert graph.explain(*triple) == []


def test_what_is_only_expected_is_told_as_such(graph: Graph) -> None:
    """From an agreement that is to be signed nothing follows as a fact."""
    first, second = graph.explain("Kazakhstan", "participant in", "Abraham Accords")
    for proof in (first, second):
        assert proof.status.iri == NS + "expected"
        assert proof.rule and proof.rule.iri.endswith("21-signatories-are-expected")
    statuses = [{leaf.status.iri.removeprefix(NS) for leaf in proof.leaves()} for proof in (first, second)]
    assert statuses == [{"statedAsFact"}, {"statedAsFact", "expected"}]
    possible = graph.explain("Kassym-Jomart Tokayev", "took part for his state in", "C5+1 summit")
    assert {p.status.iri for p in possible} == {NS + "possible"}
    plain = f"ASK {{ <{graph.resolve('Kassym-Jomart Tokayev')}> <{NS}tookPartIn> ?a }}"
    assert graph.sparql(plain).rows[0]["answer"] == "false"


def test_inferred_statements_are_narrowed_like_others(graph: Graph) -> None:
    everything = graph.inferred(predicate="supplied through")
    assert {row["status"] for row in everything.rows} == {NS + "statedAsFact"}
    assert len(graph.narrowed(min_origins=2).inferred(predicate="supplied through")) == 0
    weak = [row["originCount"] for row in graph.narrowed(min_origins=2).inferred().rows]
    assert weak and all(int(count) >= 2 for count in weak)
    expected = graph.narrowed(status="expected").inferred(predicate="participant in")
    assert sorted(graph.label(row["subject"]) for row in expected.rows) == ["Kazakhstan"]
    # What a source states by a narrower relation is not inferred, and disputed as it is.
    embassy = "Embassy of Kazakhstan in Israel"
    assert not graph.inferred(subject=embassy, predicate="located in")
    assert graph.verdict(embassy, "located in", "Tel Aviv") == "disputed"
    assert all(proof.restated for proof in graph.explain(embassy, "located in", "Tel Aviv"))


def test_a_proof_in_prov(graph: Graph) -> None:
    """Each inference was generated by an activity that used its premises by the rule; claims quote passages."""
    found = to_quads(graph.engine, graph.explain("Israel", "supplied through", "Russia"))
    store = Store()
    store.extend(found)
    query = f"""PREFIX prov: <{PROV}> SELECT ?rule ?passage {{ ?i prov:wasGeneratedBy ?a .
      ?a prov:qualifiedAssociation/prov:hadPlan ?rule ; prov:used ?s . ?s prov:wasDerivedFrom/prov:wasQuotedFrom ?passage }}"""
    rows = sorted(
        (str(row["rule"]).split("/")[-1][:2], str(row["passage"]).split("/")[-1])
        for row in store.query(query)
    )  # type: ignore[union-attr]
    assert rows == [("18", "1691-1745>"), ("18", "1815-1867>")]
    assert found == to_quads(graph.engine, graph.explain("Israel", "supplied through", "Russia"))


def test_a_proof_in_prov_leads_down_to_where_in_the_text(graph: Graph) -> None:
    """Selector, offsets, digest, PROV types, and prov:wasDerivedFrom from the inference to the source."""
    proof = rdflib.Graph()
    for quad in to_quads(graph.engine, graph.explain("Israel", "supplied through", "Russia")):
        proof.parse(data=f"{quad.subject} {quad.predicate} {quad.object} .", format="nt")
    oa, prov = rdflib.Namespace(OA), rdflib.Namespace(PROV)
    passages = set(proof.subjects(rdflib.RDF.type, oa.SpecificResource))
    assert {str(one).rpartition("/")[2] for one in passages} == {"1691-1745", "1815-1867"}
    for passage in passages:
        start, end = map(int, str(passage).rpartition("/")[2].split("-"))
        at = proof.value(passage, oa.hasSelector)
        assert (at, rdflib.RDF.type, oa.TextPositionSelector) in proof
        assert [int(str(proof.value(at, oa[name]))) for name in ("start", "end")] == [start, end]
        assert len(str(proof.value(passage, rdflib.URIRef(NS + "sha256")))) == 64
        assert (passage, rdflib.RDF.type, prov.Entity) in proof
    (inference,) = [one for one in proof.subjects(prov.wasGeneratedBy) if "/inference/" in str(one)]
    assert passages <= set(proof.transitive_objects(inference, prov.wasDerivedFrom))


def test_why_not(graph: Graph) -> None:
    """The contrary or weaker claims, and the rule that lacks least, with the condition that is not met."""
    syria = graph.whynot("Syria", "joins", "Abraham Accords")
    said = [(one.predicate.iri, one.status.iri) for one in syria.said]
    assert said == [(NS + "candidateFor", NS + "statedAsFact")]
    assert [claim.passage for one in syria.said for claim in one.claims] == ["report/1567-1632"]
    china = graph.whynot("China", "supplied through", "Russia")
    missing = [near.missing for near in china.nearest]
    assert missing == [1, 1]
    lacking = [c for near in china.nearest for c in near.conditions if not c.met]
    assert {(str(c.subject)[:5], c.predicate.iri.rpartition("#")[2], str(c.object)) for c in lacking} >= {
        ("kazak", "recipient", "China")
    }
    near = graph.whynot("Uzbekistan", "participant in", "Abraham Accords").nearest
    joins = next(n for n in near if n.rule.iri.endswith("21-signatories-are-expected"))
    assert [(c.met, c.nearly.iri.rpartition("#")[2] if c.nearly else "") for c in joins.conditions] == [
        (True, ""),
        (True, ""),
        (False, ""),
        (False, "possible"),
    ]
    assert joins.certainty.iri == NS + "expected"
    assert graph.whynot("Israel", "supplied through", "Russia").holds


def test_a_denial_is_told(graph: Graph) -> None:
    """A rule whose denied pattern is there says so."""
    near = graph.whynot(
        "Kazakhstan", "named as a candidate and not told to have joined", "Abraham Accords"
    ).nearest
    assert [(c.met, c.denied) for c in near[0].conditions if not c.met] == [(False, False)]


def test_every_inferred_triple_has_a_proof_that_reaches_claims(graph: Graph) -> None:
    query = f"""PREFIX : <{NS}> PREFIX rdf: <{RDF}> SELECT DISTINCT ?s ?p ?o {{
      ?i a :Inference ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o FILTER(isIRI(?o)) }}"""
    from kg.explain.explain import proofs

    triples = select(graph.engine, query)[1]
    assert len(triples) > 350
    for row in triples:
        proof = min(proofs(graph.engine, "en", row["s"], row["p"], row["o"]), key=lambda p: p.size)
        assert _grounded(proof), row
        if not row["p"].endswith("#type"):
            assert proof.leaves(), row


def _grounded(proof: Proof) -> bool:
    if proof.statement:
        return bool(proof.claims) and all(claim.passage for claim in proof.claims)
    return bool(proof.premises or proof.axioms) and all(map(_grounded, proof.premises))


def test_the_command(kg_json: Callable[..., object], kg: Callable[..., str]) -> None:
    told = kg("explain", "Israel", "supplied through", "Russia")
    assert (
        told.splitlines()[0] == "Israel is supplied through Russia  "
        "[A supply through a pipeline comes through what the pipeline crosses]"
    )
    assert "globes/1815-1867" in told
    assert "אספקה בצינור מגיעה" in kg("explain", "ישראל", "מקבל אספקה דרך", "רוסיה", "--lang", "he")
    assert len(kg_json("explain", "United States", "home of a part owner of", "CPC pipeline", "--all")) == 2  # type: ignore[arg-type]
    assert "prov:Activity" in kg("explain", "Israel", "supplied through", "Russia", "--turtle")
    assert "✗ Iran supplies oil: would need through: Russia" in kg(
        "whynot", "China", "supplied through", "Russia"
    )
    assert "✗ Kazakhstan supplies oil: would need recipient: China" in kg(
        "whynot", "China", "supplied through", "Russia"
    )
    assert "לא נאמר, וגם אינו נובע" in kg("whynot", "סין", "מקבל אספקה דרך", "רוסיה", "--lang", "he")
    nearest, every = (kg("whynot", "China", "supplied through", "Russia", *more) for more in ([], ["--all"]))
    assert nearest == every and every.count("  [") == 2
    assert kg_json("whynot", "China", "supplied through", "Russia")["nearest"][0]["conditions"]  # type: ignore[index]
    assert kg("whynot", "China", "supplied through", "Russia", "--csv").startswith("rule,met,condition")
    assert "neither stated nor inferred" in kg("explain", "Syria", "joins", "Abraham Accords", code=1)
    assert json.loads(kg("explain", "Israel", "supplied by", "Kazakhstan", "--json"))[0]["rule"]


def test_what_follows_less_surely_is_told_first(graph: Graph) -> None:
    found = graph.whynot("Kazakhstan", "participant in", "Abraham Accords")
    assert not found.holds and {p.status.iri for p in found.follows} == {NS + "expected"}
    lines = str(graph.tell(found)).splitlines()
    assert lines[1] == "  follows, but only as expected; kg explain tells why"
    assert "(at most expected)" in lines[3]


def test_filters_are_conditions(graph: Graph) -> None:
    """A rule says which of its filters does not hold."""
    found = graph.whynot("Israel", "supplied by", "Israel")
    assert [(c.met, bool(c.filter)) for c in found.nearest[0].conditions][-1] == (False, True)
    assert "✗ Israel ≠ Israel" in str(graph.tell(found))


def test_only_what_is_near_to_a_relation_speaks_of_it(graph: Graph) -> None:
    assert graph.whynot("Israel", "borders", "Kazakhstan").said == []
    weaker = graph.whynot("Uzbekistan", "joins", "Abraham Accords").said
    assert [one.status.iri for one in weaker] == [NS + "possible"] and weaker[0].claims


def test_what_is_stated_in_its_place_is_told(graph: Graph, kg: Callable[..., str]) -> None:
    signed = graph.whynot("Israel-Kazakhstan agreement", "status", "signed")
    assert [str(one.object) for one in signed.instead] == ["expected to be signed"]
    assert signed.instead[0].claims and not signed.said
    told = kg("whynot", "Israel-Kazakhstan agreement", "status", "signed").splitlines()
    assert told[1:4] == [
        "  no source says it",
        "  stated in its place:",
        "    The Israel-Kazakhstan agreement is expected to be signed",
    ]
    capital = kg("whynot", "Kazakhstan", "capital", "Jerusalem")
    assert capital.index("is Astana\n") < capital.index("is Almaty (over: August 1992)\n")
    for year in ("1997", "1992"):  # the second is stated, and disputed: the other side is told already
        founded = ("Embassy of Kazakhstan in Israel", "founded", year)
        stated = {str(one.object) for one in graph.whynot(*founded).instead}
        assert stated == {"1992", "1996-05"} - {year}
        assert ("in its place" in kg("whynot", *founded)) == (year == "1997")


def test_what_is_said_from_the_other_end_is_told_so(mini: Mini) -> None:
    mini.write(
        "ontology/more.ttl",
        ':near a owl:ObjectProperty , owl:SymmetricProperty , :Predicate ; rdfs:label "is near"@en .'
        ' :abuts a owl:ObjectProperty , :Predicate ; rdfs:label "abuts"@en ; rdfs:subPropertyOf :near .',
    )
    mini.claims(claim("a", "ardania near belmora"))
    assert main(["build", "--root", str(mini.root)]) == 0
    graph = kg_load(mini.root)
    found = graph.whynot("entity:belmora", ":abuts", "entity:ardania")
    (said,) = found.said
    assert (said.subject, said.object) == (found.object, found.subject)
    assert "\n  entity:ardania is near entity:belmora" in str(graph.tell(found))


def test_values_and_classes_are_explained(graph: Graph) -> None:
    (founded,) = graph.explain("Embassy of Kazakhstan in Israel", "founded", "1996-05")
    assert founded.object == Time.of("1996-05") and founded.claims
    assert graph.explain("Embassy of Kazakhstan in Israel", "founded", "1997") == []
    assert graph.whynot("Embassy of Kazakhstan in Israel", "founded", "1997").nearest == []
    assert to_quads(graph.engine, [founded])
    for name in ("is a", "rdf:type", "a", "הוא מסוג"):
        (described,) = graph.explain("Israel", name, "state")
        assert described.axioms == ["entity:israel rdf:type :State"]
    assert "Israel is a state" in str(graph.tell(described)) and to_quads(graph.engine, [described]) == []
    assert (
        str(graph.explain("Israel", "is a", "agent")[0].rule) == "What is of a class is of the class above it"
    )
    assert graph.explain("Israel", "is a", "person") == []
    assert not graph.whynot("Israel", "is a", "person").holds
    assert graph.verdict("Israel", "supplied through", "China") == "not stated"


def test_who_disagrees_is_told(graph: Graph, kg: Callable[..., str], kg_json: Callable[..., Any]) -> None:
    triple = ("Embassy of Kazakhstan in Israel", "seated in", "Tel Aviv")
    (proof,) = graph.explain(*triple)
    assert proof.disputed.startswith("Jerusalem") and "Doron Paskin" in proof.disputed
    assert f"  disputed; but also {proof.disputed}" in kg("explain", *triple).splitlines()
    (told,) = kg_json("explain", *triple)
    assert told["disputed"] == proof.disputed and told["object"]["label"] == "Tel Aviv"
    assert told["statement"]["claims"][0]["source"]["label"]


def test_what_is_disputed_or_over_does_not_hold(graph: Graph, kg: Callable[..., str]) -> None:
    jerusalem = ("Embassy of Kazakhstan in Israel", "seated in", "Jerusalem")
    told = kg("whynot", *jerusalem).splitlines()
    assert told[0].endswith("is seated in Jerusalem: disputed; what is disputed is no plain fact")
    assert told[1] == "  but also Tel Aviv (time: since May 1996, preferred): Hamichlol article"
    assert graph.whynot("Embassy of Kazakhstan in Israel", "seated in", "Tel Aviv").holds  # it is preferred
    almaty = ("Kazakhstan", "capital", "Almaty")
    assert kg("whynot", *almaty).startswith(
        "The capital of Kazakhstan is Almaty: does not hold any longer (August 1992)\n"
    )
    assert kg("explain", *almaty).startswith("The capital of Kazakhstan is Almaty (over: August 1992)\n")
    assert "אינו מתקיים עוד (אוגוסט 1992)" in kg("whynot", *almaty, "--lang", "he")
    baikonur = ("Baikonur Cosmodrome", "used by", "Israel")
    assert "does not hold any longer\n" in kg("whynot", *baikonur)
    # Of several times the last one, and not one at which it held as well.
    assert "does not hold any longer (until 2019)" in kg(
        "whynot", "Nazarbayev", "head of state of", "Kazakhstan"
    )
    assert kg("explain", *baikonur).splitlines()[0].endswith("is used by Israel (over)")
    found = graph.whynot(*almaty)
    assert not found.holds and [(p.tense, str(p.time)) for p in found.withheld] == [("over", "1992-08")]


def test_what_follows_from_what_is_disputed_is_no_fact_either(mini: Mini) -> None:
    mini.write(
        "graph/sources.ttl", 'source:gazette a :Source . source:herald a :Source ; rdfs:label "H"@en .'
    )
    rule = "CONSTRUCT { ?x :calm ?y } WHERE { ?x :capital ?y }"
    said = "ardania capital port"
    graph = project(mini, rule, claim("a", said), claim("b", said, "", "denied", "herald"))
    found = graph.whynot("ardania", "calm with", "entity:port")
    assert [proof.rule is not None for proof in found.withheld] == [True] and not found.holds
    told = str(graph.tell(found)).splitlines()
    assert told[0].endswith("disputed; what is disputed is no plain fact") and told[1].endswith(
        "; but also :denied: H"
    )


def test_what_is_not_so_yet_is_told(mini: Mini) -> None:
    dated = ' ; <http://purl.org/dc/terms/issued> "2020"^^edtf:EDTF .'
    mini.write("graph/sources.ttl", "source:gazette a :Source" + dated)
    later = ':time "2030/.."^^edtf:EDTF ;'
    graph = project(mini, PLAIN, claim("a", "ardania capital port", later))
    found = graph.whynot("ardania", NS + "capital", "entity:port")
    assert "does not hold yet (since 2030)" in str(graph.tell(found)).splitlines()[0]
    (proof,) = graph.explain("ardania", NS + "capital", "entity:port")
    assert "(not yet: since 2030)" in str(graph.tell(proof)).splitlines()[0]


def test_what_is_no_fact_is_shown_with_its_status(
    built: Path, kg: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--root", str(ROOT), "--build", str(built)]
    assert main(["explain", "Uzbekistan", "joins", "Abraham Accords", *where]) == 0
    printed = capsys.readouterr()
    assert "Uzbekistan joins the Abraham Accords (possible)" in printed.out and "commentary/" in printed.out
    assert ":possible" not in printed.out + printed.err and not printed.err
    assert main(["explain", "Uzbekistan", "joins", "Abraham Accords", "--json", *where]) == 0
    assert [one["statement"] for one in json.loads(capsys.readouterr().out)]
    error = kg("explain", "Israel", "supplied through", "China", code=1)
    assert "neither stated nor inferred: Israel is supplied through China; kg whynot tells" in error


def test_json_has_labels(kg_json: Callable[..., Any]) -> None:
    found = kg_json("whynot", "Syria", "joins", "Abraham Accords")
    assert found["subject"]["label"] == "Syria"
    assert found["said"][0]["status"]["label"] == "stated as fact"
    assert kg_json("whynot", "China", "supplied through", "Russia")["nearest"][0]["rule"]["label"]


def test_hebrew_sentences(kg: Callable[..., str]) -> None:
    told = kg("whynot", "ישראל", "גובל ב", "קזחסטן", "--lang", "he")
    assert "ישראל גובלת בקזחסטן: לא נאמר, וגם אינו נובע" in told
    told = kg("explain", "ארצות הברית", "מדינת האם של שותפה ב", "CPC pipeline", "--lang", "he")
    assert "ארצות הברית היא מדינת האם של שותפה בצינור CPC" in told


BASED = """
:calm a owl:ObjectProperty , owl:IrreflexiveProperty , :Predicate ; rdfs:label "calm with"@en .
:owned a owl:ObjectProperty , :Predicate ; rdfs:domain :City ; rdfs:label "owned"@en .
:title a owl:DatatypeProperty , :Predicate ; rdfs:label "title"@en .
:memberOf a owl:ObjectProperty , :Predicate ; :identifyingQualifier :time .
:fairOf a owl:ObjectProperty , :Predicate , :EventPredicate .
:State owl:disjointWith :City . :State rdfs:label "state"@en .
"""
RULE = '#+ title: {en: "T", he: "ט"}\n#+ description: {en: "D", he: "ד"}\nPREFIX : <https://w3id.org/accord-graph/ontology#>\n'


def project(mini: Mini, rule: str, *claims: str) -> Graph:
    """A build of the tiny project with a rule."""
    mini.write("ontology/based.ttl", BASED)
    mini.write("graph/entities/names.ttl", 'entity:ardania rdfs:label "Ardania"@en .')
    mini.write("ontology/ruled.ttl", "".join(f":{name} a owl:ObjectProperty . " for name in RULED))
    (mini.root / "ontology/rules").mkdir(exist_ok=True)
    (mini.root / "ontology/rules/a.rq").write_text(RULE + rule)
    mini.claims(*claims)
    build(mini.root, mini.root / "build", lambda _: None)
    return kg_load(mini.root)


RULED = ("aliasOf", "fairOf", "meets", "near", "title")  # what the rules conclude and ask for
PLAIN = "CONSTRUCT { ?a :near ?b } WHERE { ?a :borders ?b }"


def test_every_contradiction_of_a_thing_is_told_with_its_chain(
    mini: Mini, capsys: pytest.CaptureFixture[str]
) -> None:
    graph = project(mini, PLAIN, claim("a", "ardania owned port"), claim("b", "ardania calm ardania"))
    rules = {dispute.reason.iri.rpartition("/")[2] for dispute in graph.conflicts()}
    assert rules == {"cax-dw", "prp-irp"}
    (owned,) = (d for d in graph.conflicts() if d.reason.iri.endswith("cax-dw"))
    told = str(graph.tell(owned))
    assert "Ardania: contradiction" in told and ":owned rdfs:domain :City" in told
    assert len(graph.explain("Ardania", "rdf:type", "owl:Nothing")) == 2
    assert main(["conflicts", "--json", "--root", str(mini.root)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [len(conflict["proofs"]) for conflict in found] == [1, 1]


def test_a_rule_may_conclude_values(mini: Mini) -> None:
    said = claim("a", "ardania title port").replace("entity:port", '"The Great, of 1990/2001"')
    other = claim("b", "ardania title port").replace("entity:port", '"The Great, of 1992/2001"')
    graph = project(mini, "CONSTRUCT { ?a :aliasOf ?v } WHERE { ?a :title ?v }", said, other)
    assert len(graph.inferred().rows) == 2
    assert len({row["statement"] for row in graph.inferred().rows}) == 2


def test_what_holds_at_no_date_is_not_inferred(mini: Mini) -> None:
    rule = "CONSTRUCT { ?a :meets ?b } WHERE { ?a :fairOf ?c . ?b :fairOf ?c FILTER(?a != ?b) }"
    when = ' :time "{}"^^edtf:EDTF ;'
    early, late, long = when.format("1950/1960"), when.format("1990/2000"), when.format("1955/1995")
    apart = [claim("a", "ardania fairOf list", early), claim("b", "belmora fairOf list", late)]
    assert not project(mini, rule, *apart).inferred().rows
    assert len(project(mini, rule, *apart, claim("c", "ardania fairOf list", long)).inferred().rows) == 2


@pytest.mark.parametrize(
    ("rule", "cause"),
    [
        ("CONSTRUCT { ?a ?p ?b } WHERE { ?b ?p ?a }", "a.rq:4: a rule concludes by relations and classes"),
        (
            "CONSTRUCT { ?a :x ?b }\nWHERE { ?b :near ?a\nFILTER(:foo(?b)) }",
            "a.rq:6: a FILTER uses the unknown",
        ),
        (
            "CONSTRUCT { ?a :x ?b } WHERE { ?a :near ?b FILTER NOT EXISTS { ?a :x ?b } }",
            "a.rq:4: rules go round in a circle",
        ),
    ],
)
def test_a_bad_rule_stops_a_build_and_a_workbench_in_one_line(
    mini: Mini, capsys: pytest.CaptureFixture[str], rule: str, cause: str
) -> None:
    (mini.root / "ontology/rules").mkdir()
    (mini.root / "ontology/rules/a.rq").write_text(RULE + rule)
    assert main(["build", "--root", str(mini.root)]) == 1
    assert cause in capsys.readouterr().err.splitlines()[-1]
    with pytest.raises(KgError, match=r"a\.rq:"):
        Workbench(mini.root)
