"""OWL 2 RL sees what owlrl sees, and what is stated is not told as inferred."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as given_
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.cli import main
from kg.model.holding import PRESENT
from kg.model.project import DEFAULT
from kg.model.vocab import BASE, NS, OWL, PREFIXES, RDF, RDFS, local, term
from kg.reason.given import IMPOSSIBLE, Stated, grounds
from kg.reason.owl import unreasoned
from kg.reason.proofs import is_told
from kg.reason.reference import owlrl_closure
from kg.reason.scope import Scope
from tests.conftest import ROOT, Mini
from tests.reason.reasoning import (
    BOTH_WAYS,
    RULE,
    Everything,
    P,
    followed,
    given,
    node,
    quads,
    reasoned,
    stated,
)


@pytest.mark.parametrize(
    ("ontology", "facts", "follows"),
    [
        (f"borders type {OWL}SymmetricProperty", "ardania borders belmora", "belmora borders ardania"),
        (f"partOf type {OWL}TransitiveProperty", "a partOf b. b partOf c", "a partOf c"),
        (f"{NS}leads {OWL}inverseOf {NS}ledBy", "ardania leads league", "league ledBy ardania"),
        (f"{NS}leads {OWL}inverseOf {NS}ledBy", "league ledBy ardania", "ardania leads league"),
        (f"{NS}guest {RDFS}subPropertyOf {NS}participant", "feast guest mira", "feast participant mira"),
        (f"{NS}leads {RDFS}domain {NS}Agent", "ardania leads league", "ardania type Agent"),
        (f"{NS}leads {RDFS}range {NS}Organization", "ardania leads league", "league type Organization"),
        (
            f"{NS}State {RDFS}subClassOf {NS}Agent. {NS}Agent {RDFS}subClassOf {NS}Thing",
            "ardania type State",
            "ardania type Agent. ardania type Thing",
        ),
    ],
)
def test_owl_rules(ontology: str, facts: str, follows: str, tmp_path: Path) -> None:
    ontology = ontology.replace("borders type", f"{NS}borders {RDF}type").replace(
        "partOf type", f"{NS}partOf {RDF}type"
    )
    written = [
        Stated(Triple(NamedNode(s), NamedNode(p), NamedNode(o)))
        for s, p, o in (line.split() for line in ontology.split(". "))
    ]
    found = followed(reasoned(written + given(facts), tmp_path))
    assert set(found) == {quad.triple for quad in quads(follows)}


@pytest.mark.parametrize(
    ("ontology", "facts", "rule"),
    [
        (f"{NS}borders {RDF}type {OWL}IrreflexiveProperty", "ardania borders ardania", "prp-irp"),
        (f"{NS}follows {RDF}type {OWL}AsymmetricProperty", "a follows b. b follows a", "prp-asyp"),
        (f"{NS}before {OWL}propertyDisjointWith {NS}after", "a before b. a after b", "prp-pdw"),
        (f"{NS}State {OWL}disjointWith {NS}Person", "ardania type State. ardania type Person", "cax-dw"),
    ],
)
def test_owl_contradictions(ontology: str, facts: str, rule: str, tmp_path: Path) -> None:
    """What cannot be is found, and only with both halves of it."""
    s, p, o = ontology.split()
    axiom = Stated(Triple(NamedNode(s), NamedNode(p), NamedNode(o)))
    found = followed(reasoned([axiom, *given(facts)], tmp_path))
    assert {(t.object, proof.rule) for t, ways in found.items() for proof in ways} == {(IMPOSSIBLE, rule)}
    half = facts.split(". ")[0] if ". " in facts else "ardania borders belmora"
    assert followed(reasoned([axiom, *given(half)], tmp_path)) == {}


def test_the_ontology_uses_no_construct_that_the_rules_lack() -> None:
    """Labels, definitions and declarations need no rule."""
    quads = [
        q
        for path in [*ROOT.glob("ontology/*.ttl"), *ROOT.glob("kg/base/*.ttl")]
        for q in parse(path.read_bytes(), format=RdfFormat.TURTLE)
    ]
    assert len(quads) > 1000 and unreasoned(quads) == []


def test_what_no_rule_covers_is_told_at_the_build(mini: Mini, capsys: pytest.CaptureFixture[str]) -> None:
    mini.write("ontology/more.ttl", ":capital owl:propertyChainAxiom ( :borders :capital ) .")
    assert main(["build", "--root", str(mini.root)]) == 0
    told = capsys.readouterr().err
    assert "warning: nothing is inferred from owl:propertyChainAxiom, which no rule covers" in told


@pytest.mark.parametrize(
    "said",
    [
        ":capital rdfs:domain [ a owl:Class ; owl:unionOf ( :State :City ) ] .",
        ":City rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :borders ; owl:someValuesFrom :City ] .",
        "[] a owl:Class ; rdfs:subClassOf :State . _:a rdfs:subClassOf _:a .",
        ":City rdfs:subClassOf :State . :State rdfs:subClassOf :City .",
    ],
)
def test_expressions_of_owl_without_a_name_stop_nothing(mini: Mini, said: str) -> None:
    mini.write("ontology/more.ttl", said)
    assert main(["build", "--root", str(mini.root)]) == 0


def test_the_closure_is_owlrls(shipped: list[Stated], tmp_path: Path) -> None:
    """Without our rules, what follows of entities in the ontology's own terms is what owlrl finds."""
    facts = [one for one in shipped if one.level == 0]
    ours = followed(reasoned(facts, tmp_path))
    about = {t for t, ways in ours.items() if t.object != IMPOSSIBLE and not ways[0].beside}
    stated = {one.triple for one in facts}
    theirs = {t for t in owlrl_closure(stated) if Everything(DEFAULT).is_told(t) and t not in stated}
    assert about == theirs and len(about) > 100


ENDS = st.sampled_from([f"{BASE}entity/{name}" for name in "abcd"])

TERMS = st.sampled_from([f"{NS}{name}" for name in "pqr"])

CLASSES = st.sampled_from([f"{NS}{name}" for name in "XYZ"])

KINDS = st.sampled_from([OWL + "SymmetricProperty", OWL + "TransitiveProperty"])

TRIPLES = st.one_of(
    st.tuples(ENDS, TERMS, ENDS),
    st.tuples(ENDS, st.just(RDF + "type"), CLASSES),
    st.tuples(TERMS, st.sampled_from([RDFS + "subPropertyOf", OWL + "inverseOf"]), TERMS),
    st.tuples(TERMS, st.just(RDF + "type"), KINDS),
    st.tuples(TERMS, st.sampled_from([RDFS + "domain", RDFS + "range"]), CLASSES),
    st.tuples(CLASSES, st.just(RDFS + "subClassOf"), CLASSES),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given_(st.lists(TRIPLES, max_size=12))
def test_the_closure_of_generated_graphs_is_owlrls(tmp_path: Path, lines: list[tuple[str, str, str]]) -> None:
    triples = {Triple(*map(NamedNode, line)) for line in lines}
    ours = followed(reasoned([Stated(t) for t in sorted(triples, key=str)], tmp_path))
    assert set(ours) == {
        t for t in owlrl_closure(triples) if Everything(DEFAULT).is_told(t) and t not in triples
    }


def test_the_reference_tells_what_the_rules_lack(tmp_path: Path) -> None:
    """A construct that no rule of ours covers is found by owlrl, and by it alone."""
    lacking = Triple(NamedNode(NS + "near"), NamedNode(OWL + "equivalentProperty"), NamedNode(NS + "close"))
    facts = given("ardania near belmora")
    assert followed(reasoned([Stated(lacking), *facts], tmp_path)) == {}
    (missing,) = quads("ardania close belmora")
    assert missing.triple in owlrl_closure([lacking, *(one.triple for one in facts)])


AGENT = NamedNode(PREFIXES["prov"] + "Agent")


def test_classes_of_other_vocabularies_are_told(tmp_path: Path) -> None:
    """Of entities and sources; what OWL and RDFS say of everything is not."""
    ontology = [
        Quad(NamedNode(NS + a), NamedNode(RDFS + "subClassOf"), b)
        for a, b in (("State", AGENT), ("Source", AGENT), ("State", NamedNode(OWL + "Thing")))
    ]
    described = [
        Quad(NamedNode(BASE + name), NamedNode(RDF + "type"), NamedNode(NS + kind))
        for name, kind in (
            ("entity/ardania", "State"),
            ("source/gazette", "Source"),
            ("waiver/one", "Waiver"),
        )
    ]
    scope = Scope(DEFAULT, ontology)
    found = followed(reasoned([*scope.axioms(), *scope.describe(described)], tmp_path))
    assert {(local(t.subject.value), t.object) for t in found} == {("ardania", AGENT), ("gazette", AGENT)}


def test_descriptions_give_what_they_say_in_our_terms() -> None:
    said = quads(
        f"some value 1.0. some unit {PREFIXES['unit']}DAY. some type Quantity. list ranks gold. list type Ranking"
    )
    other = [Quad(node("list"), NamedNode(RDFS + "label"), Literal("A list"))]
    elsewhere = [Quad(NamedNode(BASE + "waiver/one"), term("waiverReason"), term("headline"))]
    found = Scope(DEFAULT).describe([*said, *other, *elsewhere])
    assert {one.triple for one in found} == {quad.triple for quad in said}
    assert not any(one.statement or one.level for one in found)


@pytest.mark.parametrize("predicate", ["near", "leads", "led"])
def test_what_a_source_states_the_other_way_round_is_not_inferred(tmp_path: Path, predicate: str) -> None:
    one, schema = stated(predicate)
    found = followed(reasoned(BOTH_WAYS + grounds(one, schema, PRESENT), tmp_path))
    told = {t for t, ways in found.items() if is_told(t, ways)}
    # A broader relation follows, either way round.
    linked = {quad.triple for quad in quads("ardania linked belmora. belmora linked ardania")}
    assert told == (linked if predicate == "near" else set())


def test_what_follows_is_told_from_the_other_end_too(tmp_path: Path) -> None:
    (tmp_path / "a.rq").write_text(RULE + P + "CONSTRUCT { ?a :leads ?b } WHERE { ?a :heads ?b }")
    found = followed(reasoned(BOTH_WAYS + given("mira heads club"), tmp_path))
    assert set(found) == {quad.triple for quad in quads("mira leads club. club led mira")}
