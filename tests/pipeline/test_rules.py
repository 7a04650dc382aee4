"""Each rule fires where it should and nowhere else; OWL 2 RL sees classes and symmetry."""

from pathlib import Path

from pyoxigraph import NamedNode, Quad

from kg.reason import reason
from kg.vocab import BASE, NS, OWL, RDF, RDFS

RULES = Path(__file__).parent.parent.parent / "ontology/rules"


def quad(subject: str, predicate: str, value: str) -> Quad:
    def full(name: str) -> NamedNode:
        return NamedNode(name if name.startswith("http") else BASE + "entity/" + name)

    return Quad(
        full(subject), NamedNode(predicate if predicate.startswith("http") else NS + predicate), full(value)
    )


def inferred(*facts: Quad, ontology: tuple[Quad, ...] = (), rules: Path = RULES) -> set[tuple[str, str, str]]:
    found = reason(ontology, [], facts, rules)
    return {tuple(node.value.rsplit("/", 1)[-1] for node in triple) for triple in found}  # type: ignore[misc]


def test_a_mediator_is_involved_with_each_signatory() -> None:
    facts = (quad("pact", "mediator", "ardania"), quad("pact", "signatory", "belmora"))
    assert inferred(*facts) == {("ardania", "ontology#involvedWith", "belmora")}
    assert {p.name for p in RULES.glob("*.rq")} == {"10-involved-with-parties.rq"}


def test_nobody_is_involved_without_a_mediator_or_with_itself() -> None:
    assert inferred(quad("pact", "signatory", "belmora")) == set()
    assert inferred(quad("pact", "mediator", "ardania"), quad("pact", "signatory", "ardania")) == set()


def test_without_the_rule_nothing_follows(tmp_path: Path) -> None:
    facts = (quad("pact", "mediator", "ardania"), quad("pact", "signatory", "belmora"))
    assert inferred(*facts, rules=tmp_path) == set()


def test_owl_rl_closes_symmetry_and_classes() -> None:
    ontology = (
        quad(NS + "borders", RDF + "type", OWL + "SymmetricProperty"),
        quad(NS + "State", RDFS + "subClassOf", NS + "Agent"),
    )
    facts = (quad("ardania", "borders", "belmora"), quad("ardania", RDF + "type", NS + "State"))
    assert inferred(*facts, ontology=ontology) == {
        ("belmora", "ontology#borders", "ardania"),
        ("ardania", "22-rdf-syntax-ns#type", "ontology#Agent"),
    }
