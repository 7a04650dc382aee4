"""Each rule fires where it should and nowhere else; OWL 2 RL sees what owlrl sees; bad rules are told."""

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from kg.build import assemble
from kg.errors import KgError
from kg.owl import REASONED
from kg.reason import Inferred, reason
from kg.rules import compiled, read_rules
from kg.vocab import BASE, NS, OWL, RDF, RDFS
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
        "ardania expectedParticipantIn accord",
        "pact partOf accord. pact signatory ardania. pact agreementStatus status-signed",
    ),
    "22-states-have-missions": (
        "embassy missionOf ardania. embassy missionTo belmora",
        "ardania representedIn belmora",
        "embassy missionOf ardania. office missionTo belmora",
    ),
    "23-former-heads": (
        "mira succeeded tolan. mira headOfState ardania",
        "tolan formerHeadOf ardania",
        "mira succeeded tolan. tolan headOfState ardania",
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
    "28-wishes-are-no-memberships": (
        "ardania wantsToJoin accord",
        "ardania notYetMemberOf accord",
        "ardania wantsToJoin accord. ardania joins accord",
    ),
}


def node(name: str, base: str = BASE + "entity/") -> NamedNode:
    if name == "s1":
        return NamedNode(BASE + "statement/s1")
    return NamedNode(name if name.startswith("http") else base + name)


def quads(text: str) -> list[Quad]:
    found = []
    for line in filter(None, text.split(". ")):
        subject, predicate, value = line.split()
        of_rdf = predicate in ("subject", "predicate", "object", "type")
        term = predicate in ("predicate", "type")
        found.append(
            Quad(
                node(subject),
                node(predicate, RDF if of_rdf else NS),
                node(value, NS) if term else node(value),
            )
        )
    return found


def inferred(text: str, ontology: str = "", rules: Path = RULES) -> set[Triple]:
    def of(found: list[Quad], statements: bool) -> list[Quad]:
        return [q for q in found if (q.subject == node("s1")) == statements]

    found = quads(text)
    return set(reason(quads(ontology), [], of(found, False), rules, of(found, True)))


@pytest.mark.parametrize("name", sorted(FIRES))
def test_rule(name: str, tmp_path: Path) -> None:
    fires, follows, silent = FIRES[name]
    expected = {quad.triple for quad in quads(follows)}
    (tmp_path / f"{name}.rq").write_text((RULES / f"{name}.rq").read_text(encoding="utf-8"), encoding="utf-8")
    assert inferred(fires, rules=tmp_path) == expected
    assert inferred(silent, rules=tmp_path) == set()
    assert not expected & inferred(fires, rules=tmp_path / "none")


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
        Quad(NamedNode(s), NamedNode(p), NamedNode(o))
        for s, p, o in (line.split() for line in ontology.split(". "))
    ]
    found = reason(written, [], quads(facts), tmp_path)
    assert set(found) == {quad.triple for quad in quads(follows)}


def test_the_ontology_uses_no_construct_that_the_rules_lack() -> None:
    """Disjointness infers nothing here; labels, definitions and declarations need no rule."""
    plain = {
        "Ontology",
        "Class",
        "ObjectProperty",
        "DatatypeProperty",
        "AnnotationProperty",
        "NamedIndividual",
    }
    plain |= {"disjointWith", "propertyDisjointWith", "versionInfo", "imports", "deprecated"}
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
def shipped() -> tuple[list[Quad], list[Quad], list[Quad]]:
    loaded, _, _ = assemble(ROOT)
    return list(loaded.graph("ontology")), list(loaded.graph("entities")), list(loaded.graph("facts"))


def test_the_closure_is_owlrls(shipped: tuple[list[Quad], list[Quad], list[Quad]]) -> None:
    """On the shipped graph the rules entail of entities what owlrl does, in the ontology's own terms."""
    ours, theirs = reason(*shipped, RULES), reason(*shipped, RULES, engine="owlrl")
    assert set(ours) == set(theirs) and len(ours) > 300
    assert not [triple for triple, steps in theirs.items() if steps[0].rule == "owlrl"]


def test_the_reference_tells_what_the_rules_lack(tmp_path: Path) -> None:
    """A construct that no rule of ours covers is found by owlrl, and by it alone."""
    ontology = [Quad(NamedNode(NS + "near"), NamedNode(OWL + "equivalentProperty"), NamedNode(NS + "close"))]
    facts = quads("ardania near belmora")
    assert reason(ontology, [], facts, tmp_path) == {}
    (triple,) = quads("ardania close belmora")
    found = reason(ontology, [], facts, tmp_path, engine="owlrl")
    assert [step.rule for step in found[triple.triple]] == ["owlrl"]


def test_every_step_of_a_proof_is_earlier(shipped: tuple[list[Quad], list[Quad], list[Quad]]) -> None:
    found: Inferred = reason(*shipped, RULES)

    def walk(triple: Triple, above: frozenset[Triple]) -> None:
        assert triple not in above
        for step in found.get(triple, [])[:1]:
            for premise in step.premises:
                walk(premise, above | {triple})

    for triple in found:
        walk(triple, frozenset())


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


@pytest.mark.parametrize(
    ("header", "cause"),
    [("", "needs #\\+ title"), ("#+ title: {", "not YAML"), (HEAD + "#+ stratum: x\n", "whole number")],
)
def test_bad_headers_of_rules(tmp_path: Path, header: str, cause: str) -> None:
    (tmp_path / "a.rq").write_text(header + P + "CONSTRUCT { ?a :b ?c } WHERE { ?c :b ?a }")
    with pytest.raises(KgError, match=cause):
        read_rules(tmp_path)
