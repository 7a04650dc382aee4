"""Each rule fires where it should and nowhere else; OWL 2 RL sees what owlrl sees; bad rules are told."""

from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as given_
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.build import assemble
from kg.errors import KgError
from kg.owl import REASONED
from kg.proofs import Proofs, prove
from kg.reason import IMPOSSIBLE, Reasoner, Stated, about_entities, axioms, grounds, owlrl_closure
from kg.rules import compiled, read_rules
from kg.vocab import BASE, EDTF, NS, OWL, RDF, RDFS
from tests.conftest import ROOT

RULES = ROOT / "ontology/rules"

# Rule: facts from which it follows (a line that begins with «s1» is of a statement node), what follows,
# and facts from which nothing follows.
FIRES = {
    "10-involved-with-parties": (
        "pact mediator ardania. pact signatory belmora",
        "ardania involvedWith belmora",
        "pact mediator ardania. pact signatory ardania",
    ),
    "11-signers-represent": (
        "s1 predicate signatory. s1 object ardania. s1 representative mira",
        "mira represents ardania",
        "s1 predicate party. s1 object ardania. s1 representative mira",
    ),
    "12-mediators-represent": (
        "s1 predicate mediator. s1 object ardania. s1 representative mira",
        "mira represents ardania",
        "s1 predicate mediator. s1 object ardania",
    ),
    "13-hosts-are-involved": (
        "feast host ardania. feast participant belmora",
        "ardania involvedWith belmora",
        "feast host ardania. ball participant belmora",
    ),
    "14-co-members": (
        "ardania memberOf league. belmora memberOf league",
        "ardania coMemberOf belmora. belmora coMemberOf ardania",
        "ardania memberOf league. belmora memberOf club",
    ),
    "15-home-states-have-stakes": (
        "pipe ownedBy firm. firm homeState ardania",
        "ardania hasStakeIn pipe",
        "pipe ownedBy firm. mill homeState ardania",
    ),
    "16-suppliers-rely-on-transit": (
        "s1 predicate suppliesResource. s1 subject ardania. s1 via pipe. pipe crosses belmora",
        "ardania reliesOn belmora",
        "s1 predicate suppliesResource. s1 subject ardania. s1 via pipe. pipe crosses ardania",
    ),
    "17-recipients-rely-on-suppliers": (
        "s1 predicate suppliesResource. s1 subject ardania. s1 recipient belmora",
        "belmora reliesOn ardania",
        "s1 predicate exportsTo. s1 subject ardania. s1 recipient belmora",
    ),
    "18-recipients-rely-on-transit": (
        "s1 predicate suppliesResource. s1 recipient ardania. s1 via pipe. pipe crosses belmora",
        "ardania reliesOn belmora",
        "s1 predicate suppliesResource. s1 recipient ardania. pipe crosses belmora",
    ),
    "19-stakes-in-supply": (
        "s1 predicate suppliesResource. s1 recipient ardania. s1 via pipe. pipe ownedBy firm. firm homeState belmora",
        "belmora hasStakeInSupplyOf ardania",
        "s1 predicate suppliesResource. s1 recipient belmora. s1 via pipe. pipe ownedBy firm. firm homeState belmora",
    ),
    "20-signatories-take-part": (
        "pact partOf accord. pact signatory ardania. pact agreementStatus status-signed",
        "ardania participantIn accord",
        "pact partOf accord. pact signatory ardania. pact agreementStatus status-expected-to-be-signed",
    ),
    "21-signatories-are-expected": (
        "pact partOf accord. pact signatory ardania. pact agreementStatus status-expected-to-be-signed",
        "ardania participantIn accord",
        "pact partOf accord. pact signatory ardania. pact agreementStatus status-signed",
    ),
    "22-states-have-missions": (
        "embassy missionOf ardania. embassy missionTo belmora",
        "ardania representedIn belmora",
        "embassy missionOf ardania. office missionTo belmora",
    ),
    "23-former-heads": (
        "mira succeeded tolan. mira headOfState ardania. tolan headOfState ardania",
        "tolan formerHeadOf ardania",
        "mira succeeded tolan. mira headOfState ardania",  # in another office
    ),
    "24-neighbours-of-corridors": (
        "road crosses ardania. ardania borders belmora",
        "road passesNear belmora",
        "road crosses ardania. ardania borders belmora. road crosses belmora",
    ),
    "25-announcers-are-involved": (
        "day announcer mira. day announces entry. entry accessionOf ardania",
        "mira involvedWith ardania",
        "day announcer mira. entry accessionOf ardania",
    ),
    "26-launch-customers": (
        "flight launchFor ardania. flight launchProvider firm",
        "ardania customerOf firm",
        "flight launchFor ardania. start launchProvider firm",
    ),
    "27-origins-of-pipelines": (
        "pipe originatesAt field. field locatedIn ardania. ardania type State",
        "pipe originatesIn ardania",
        "pipe originatesAt field. field locatedIn ardania. ardania type Region",
    ),
    "29-joiners-are-to-be-co-members": (
        "ardania joins accord. belmora joins accord",
        "ardania coMemberOf belmora. belmora coMemberOf ardania",
        "ardania joins accord. belmora joins club",
    ),
    "30-dated-agreements-are-signed": (
        "pact signedOn day",
        "pact agreementStatus status-signed",
        "pact announcedOn day",
    ),
    "30-expected-agreements-have-no-date": (
        "s1 subject pact. s1 predicate agreementStatus. s1 object status-expected-to-be-signed. pact signedOn day",
        f"pact type {IMPOSSIBLE.value}",
        "s1 subject pact. s1 predicate agreementStatus. s1 object status-expected-to-be-signed. s1 time day."
        " pact signedOn day",
    ),
    "31-terms-that-follow": (
        "s1 predicate headOfState. s1 subject tolan. s1 object ardania. s1 time ../2019. "
        "s2 predicate headOfState. s2 subject mira. s2 object ardania. s2 time 2019/..",
        "mira succeeded tolan",
        "s1 predicate headOfState. s1 subject tolan. s1 object ardania. s1 time ../2017. "
        "s2 predicate headOfState. s2 subject mira. s2 object ardania. s2 time 2019/..",
    ),
    "32-supplied-through": (
        "s1 predicate suppliesResource. s1 recipient ardania. s1 via pipe",
        "ardania reliesOn pipe",
        "s1 predicate exportsTo. s1 recipient ardania. s1 via pipe",
    ),
    "33-supplying-through": (
        "s1 predicate suppliesResource. s1 subject ardania. s1 via pipe",
        "ardania reliesOn pipe",
        "s1 predicate exportsTo. s1 subject ardania. s1 via pipe",
    ),
    "34-pipelines-rely-on-sources": (
        "pipe originatesAt field",
        "pipe reliesOn field",
        "pipe endsAt field",
    ),
    "35-chains-through-infrastructure": (
        "ardania reliesOn pipe. pipe type Infrastructure. pipe reliesOn well. well type Infrastructure. well reliesOn belmora",
        "ardania reliesOn well. ardania reliesOn belmora. pipe reliesOn belmora",
        "ardania reliesOn belmora. belmora type State. belmora reliesOn ostmark",
    ),
    "36-suppliers-of-suppliers": (
        "s1 predicate suppliesResource. s1 subject belmora. s1 object ore. s1 recipient ardania. "
        "s2 predicate suppliesResource. s2 subject ostmark. s2 object ore. s2 recipient belmora",
        "ardania reliesOn ostmark",
        "s1 predicate suppliesResource. s1 subject belmora. s1 object ore. s1 recipient ardania. "
        "s2 predicate suppliesResource. s2 subject ostmark. s2 object oil. s2 recipient belmora",
    ),
    "28-wishes-are-no-memberships": (
        "ardania wantsToJoin accord",
        "ardania notYetMemberOf accord",
        "ardania wantsToJoin accord. ardania joins accord",
    ),
}


def node(name: str, base: str = BASE + "entity/") -> NamedNode:
    if name in ("s1", "s2"):
        return NamedNode(BASE + "statement/" + name)
    return NamedNode(name if name.startswith("http") else base + name)


def quads(text: str) -> list[Quad]:
    found = []
    for line in filter(None, text.split(". ")):
        subject, predicate, value = line.split()
        of_rdf = predicate in ("subject", "predicate", "object", "type")
        term = predicate in ("predicate", "type")
        written = Literal(value, datatype=NamedNode(EDTF))
        object_ = written if predicate == "time" else node(value, NS) if term else node(value)
        found.append(Quad(node(subject), node(predicate, RDF if of_rdf else NS), object_))
    return found


def given(text: str, level: int = 0) -> list[Stated]:
    """What some lines of facts and statement nodes give; each fact is a statement of its own."""
    found = [q.triple for q in quads(text)]
    nodes = {node("s1"): node("s1").value, node("s2"): node("s2").value}
    return [Stated(t, nodes.get(t.subject) or f"{BASE}statement/{t}", level) for t in found]


def reasoned(facts: list[Stated], rules: Path = RULES) -> Reasoner:
    reasoner = Reasoner(read_rules(rules))
    reasoner.change(facts)
    return reasoner


def followed(reasoner: Reasoner) -> Proofs:
    """The proofs of all that follows."""
    return prove(reasoner, set(reasoner.steps), {})


def inferred(text: str, rules: Path = RULES) -> dict[Triple, int]:
    """What follows from facts, and at which level."""
    return {triple: found[0].level for triple, found in followed(reasoned(given(text), rules)).items()}


@pytest.mark.parametrize("name", sorted(FIRES))
def test_rule(name: str, tmp_path: Path) -> None:
    fires, follows, silent = FIRES[name]
    expected = {quad.triple for quad in quads(follows)}
    (tmp_path / f"{name}.rq").write_text((RULES / f"{name}.rq").read_text(encoding="utf-8"), encoding="utf-8")
    (rule,) = read_rules(tmp_path)
    assert inferred(fires, tmp_path) == dict.fromkeys(expected, rule.level)
    assert inferred(silent, tmp_path) == {}
    assert not expected & set(inferred(fires, tmp_path / "none"))


def test_every_rule_is_tested_and_titled() -> None:
    rules = read_rules(RULES)
    assert {rule.name for rule in rules} == set(FIRES) and len(rules) >= 15
    assert all(set(rule.title) == set(rule.description) == {"en", "he"} for rule in rules)


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
    plain = {
        "Ontology",
        "Class",
        "ObjectProperty",
        "DatatypeProperty",
        "AnnotationProperty",
        "NamedIndividual",
    }
    plain |= {"versionInfo", "imports", "deprecated"}
    used = set()
    for path in ROOT.glob("ontology/*.ttl"):
        for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE):
            used |= {
                n.value
                for n in (quad.predicate, quad.object)
                if isinstance(n, NamedNode) and n.value.startswith(OWL)
            }
    assert used - REASONED <= {OWL + name for name in plain}


@pytest.fixture(scope="module")
def shipped() -> list[Stated]:
    """What the shipped graph gives."""
    loaded, statements, _ = assemble(ROOT)
    found = axioms(loaded.graph("ontology"), loaded.graph("entities"))
    return found + [one for statement in statements for one in grounds(statement)]


def test_the_closure_is_owlrls(shipped: list[Stated], tmp_path: Path) -> None:
    """Without our rules, what follows of entities in the ontology's own terms is what owlrl finds."""
    facts = [one for one in shipped if one.level == 0]
    ours = followed(reasoned(facts, tmp_path))
    about = {t for t in ours if t.object != IMPOSSIBLE}
    stated = {one.triple for one in facts}
    theirs = {t for t in owlrl_closure(stated) if about_entities(t) and t not in stated}
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
    assert set(ours) == {t for t in owlrl_closure(triples) if about_entities(t) and t not in triples}


def test_the_reference_tells_what_the_rules_lack(tmp_path: Path) -> None:
    """A construct that no rule of ours covers is found by owlrl, and by it alone."""
    lacking = Triple(NamedNode(NS + "near"), NamedNode(OWL + "equivalentProperty"), NamedNode(NS + "close"))
    facts = given("ardania near belmora")
    assert followed(reasoned([Stated(lacking), *facts], tmp_path)) == {}
    (missing,) = quads("ardania close belmora")
    assert missing.triple in owlrl_closure([lacking, *(one.triple for one in facts)])


def test_every_step_of_a_proof_is_earlier(shipped: list[Stated]) -> None:
    found = followed(reasoned(shipped))

    def walk(triple: Triple, number: int, above: frozenset[Triple]) -> None:
        assert triple not in above
        for premise, at in found[triple][number - 1].inferences:
            walk(premise, at, above | {triple})

    for triple, proofs in found.items():
        for number in range(1, len(proofs) + 1):
            walk(triple, number, frozenset())


RULE = '#+ title: {en: "T", he: "ט"}\n#+ description: {en: "D", he: "ד"}\n'


@pytest.mark.parametrize(
    ("facts", "expected", "level"),
    [
        ("ardania near belmora. belmora near port", "", 0),
        ("ardania near belmora", "belmora near port", 1),
        ("", "ardania near belmora. belmora near port", 1),
        ("ardania far port", "ardania near belmora. belmora near port", None),
        ("ardania near belmora. belmora near port", "ardania far port", 0),
    ],
)
def test_certainty_is_that_of_the_weakest_ground(
    facts: str, expected: str, level: int | None, tmp_path: Path
) -> None:
    """What denies a conclusion must be as certain as it is."""
    (tmp_path / "a.rq").write_text(
        RULE + P + "CONSTRUCT { ?a :reaches ?c } WHERE { ?a :near ?b . ?b :near ?c "
        "FILTER NOT EXISTS { ?a :far ?c } }"
    )
    found = followed(reasoned(given(facts) + given(expected, 1), tmp_path))
    (reaches,) = quads("ardania reaches port")
    assert {t: ways[0].level for t, ways in found.items()} == (
        {} if level is None else {reaches.triple: level}
    )


def test_a_stronger_proof_makes_a_conclusion_stronger(tmp_path: Path) -> None:
    (tmp_path / "a.rq").write_text(
        RULE + P + "CONSTRUCT { ?a :reaches ?c } WHERE { ?a :near ?b . ?b :near ?c }"
    )
    weak = given("ardania near belmora. belmora near port", 2)
    strong = given("ardania near hill. hill near port")
    (proof,) = next(iter(followed(reasoned(weak + strong, tmp_path)).values()))
    assert proof.level == 0 and all("hill" in leaf for leaf in proof.leaves)


FACTS = st.sampled_from(
    [
        f"{s} {p} {o}"
        for s, p, o in product(
            ("a", "b", "c"), ("crosses", "borders", "wantsToJoin", "joins", "partOf"), ("a", "b", "c")
        )
    ]
)
SAID = st.tuples(FACTS, st.integers(0, 3))


@settings(max_examples=60, deadline=None)
@given_(st.lists(SAID, max_size=12), st.lists(st.tuples(st.booleans(), SAID), max_size=6))
def test_a_change_comes_to_what_a_new_start_comes_to(
    first: list[tuple[str, int]], changes: list[tuple[bool, tuple[str, int]]]
) -> None:
    """Ranks and proofs, however facts come and go one by one, with symmetry, chains and denials."""
    ontology = [
        Stated(Triple(NamedNode(NS + name), NamedNode(RDF + "type"), NamedNode(OWL + kind)))
        for name, kind in (("borders", "SymmetricProperty"), ("partOf", "TransitiveProperty"))
    ]
    held = {one for text, level in first for one in given(text, level)}
    reasoner = Reasoner(read_rules(RULES))
    proofs = prove(reasoner, reasoner.change([*ontology, *sorted(held, key=str)]), {})
    for comes, (text, level) in changes:
        (one,) = given(text, level)
        if comes == (one in held):
            continue
        held ^= {one}
        touched = reasoner.change([one] if comes else [], [] if comes else [one])
        known = {t: found for t, found in proofs.items() if t not in touched}
        proofs = known | prove(reasoner, touched, known)
    fresh = reasoned([*ontology, *sorted(held, key=str)])
    assert reasoner.ranks == fresh.ranks
    assert proofs == followed(fresh)


P = "PREFIX : <https://w3id.org/accord-graph/ontology#> "


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        (P + "CONSTRUCT { ?a :b ?c } WHERE { ?a :b ", "not valid SPARQL"),
        (P + "SELECT ?a WHERE { ?a :b ?c }", "a rule is a CONSTRUCT query"),
        (P + "CONSTRUCT { ?a :b ?d } WHERE { ?a :b ?c }", "the head names ?d, which the body does not bind"),
        (P + "CONSTRUCT { ?a :b ?c } WHERE { ?a :b ?c OPTIONAL { ?c :d ?e } }", "it holds LeftJoin"),
        (P + "CONSTRUCT { ?a :b ?c } WHERE { { ?a :b ?c } UNION { ?c :b ?a } }", "it holds Union"),
        (P + "CONSTRUCT { ?a :b ?c } WHERE { ?a :b/:d ?c }", "IRIs, literals and variables"),
        (P + "CONSTRUCT { ?a :b ?d } WHERE { ?a :b ?c BIND(1 AS ?d) }", "it holds Extend"),
        (P + "CONSTRUCT { ?a :b ?c } WHERE { ?a :b ?c FILTER EXISTS { ?c :d ?a } }", "not as FILTER EXISTS"),
        (P + "CONSTRUCT { ?a x:b ?c } WHERE { ?a :b ?c }", "not valid SPARQL"),
        (
            P + "CONSTRUCT { ?a :b ?c } WHERE { ?a :d ?c FILTER NOT EXISTS { ?a :e ?c . ?c :e ?a } }",
            "one pattern",
        ),
        (P + "CONSTRUCT { ?a :b ?c } WHERE { ?a :d ?c FILTER NOT EXISTS { ?a ?p ?c } }", "one pattern"),
    ],
)
def test_bad_rules_are_told(text: str, cause: str) -> None:
    with pytest.raises(KgError) as caught:
        compiled("bad", text, Path("bad.rq"))
    assert cause in str(caught.value) and "bad.rq" in str(caught.value) and "\n" not in str(caught.value)


HEAD = '#+ title: {en: "T", he: "ט"}\n#+ description: {en: "D", he: "ד"}\n'


def test_bad_recursion_names_the_rules(tmp_path: Path) -> None:
    (tmp_path / "one.rq").write_text(
        HEAD + P + "CONSTRUCT { ?a :calm ?b } WHERE { ?a :near ?b FILTER NOT EXISTS { ?a :loud ?b } }"
    )
    (tmp_path / "two.rq").write_text(
        HEAD + P + "CONSTRUCT { ?a :loud ?b } WHERE { ?a :near ?b FILTER NOT EXISTS { ?a :calm ?b } }"
    )
    with pytest.raises(
        KgError, match=r"one denies .*loud, which two derives no earlier; give it a higher stratum"
    ):
        read_rules(tmp_path)
    text = (tmp_path / "one.rq").read_text().replace("#+ desc", "#+ stratum: 1\n#+ desc")
    (tmp_path / "one.rq").write_text(text)
    (tmp_path / "two.rq").write_text(HEAD + P + "CONSTRUCT { ?a :loud ?b } WHERE { ?a :shouts ?b }")
    assert [rule.name for rule in read_rules(tmp_path)] == ["two", "one"]


def test_a_rule_cannot_need_what_a_later_stratum_derives(tmp_path: Path) -> None:
    (tmp_path / "one.rq").write_text(HEAD + P + "CONSTRUCT { ?a :calm ?b } WHERE { ?a :loud ?b }")
    (tmp_path / "two.rq").write_text(
        HEAD + "#+ stratum: 1\n" + P + "CONSTRUCT { ?a :loud ?b } WHERE { ?a :shouts ?b }"
    )
    with pytest.raises(KgError, match=r"one needs .*loud, which two derives no earlier"):
        read_rules(tmp_path)


@pytest.mark.parametrize(
    ("header", "cause"),
    [
        ("", "needs #\\+ title"),
        ("#+ title: {", "not YAML"),
        (HEAD + "#+ stratum: x\n", "whole number"),
        (HEAD + "#+ certainty: sure\n", "is one of factual"),
    ],
)
def test_bad_headers_of_rules(tmp_path: Path, header: str, cause: str) -> None:
    (tmp_path / "a.rq").write_text(header + P + "CONSTRUCT { ?a :b ?c } WHERE { ?c :b ?a }")
    with pytest.raises(KgError, match=cause):
        read_rules(tmp_path)
