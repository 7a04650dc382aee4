"""Graphs of a few words for the tests of reasoning, and what follows from them."""

from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.model.project import DEFAULT
from kg.model.schema import STATE, Predicate, Schema
from kg.model.statement import Statement
from kg.model.vocab import BASE, EDTF, NS, OWL, RDF, RDFS, XSD, local, term
from kg.reason.given import Stated
from kg.reason.proofs import Proofs, prove
from kg.reason.reasoner import Reasoner
from kg.reason.rules import read_rules
from kg.reason.scope import Scope
from tests.conftest import ROOT

RULES = ROOT / "ontology/rules"

STATEMENTS = ("s1", "s2", "s3")


def node(name: str, base: str = BASE + "entity/") -> NamedNode:
    if name in STATEMENTS:
        return NamedNode(BASE + "statement/" + name)
    return NamedNode(name if name.startswith("http") else base + name)


def value(text: str, predicate: str) -> NamedNode | Literal:
    """A thing, or a value: a date unless it is a number or a truth."""
    if text == "true":
        return Literal(text, datatype=NamedNode(XSD + "boolean"))
    if text[0].isdigit() or text.startswith(".."):
        kind = XSD + "decimal" if predicate == "value" else EDTF
        return Literal(text, datatype=NamedNode(kind))
    return node(text, NS) if predicate in ("predicate", "type") else node(text)


def quads(text: str) -> list[Quad]:
    found = []
    for line in filter(None, text.split(". ")):
        subject, predicate, object_ = line.split()
        of_rdf = predicate in ("subject", "predicate", "object", "type")
        named = node(predicate, RDF if of_rdf else NS)
        found.append(Quad(node(subject), named, value(object_, predicate)))
    return found


def given(text: str, level: int = 0, date: str = "") -> list[Stated]:
    """What some lines of facts and statement nodes give; each fact is a statement of its own, of one date."""
    found = []
    for triple in (q.triple for q in quads(text)):
        of_node = triple.subject in map(node, STATEMENTS)
        name = (
            str(getattr(triple.subject, "value", ""))
            if of_node
            else f"{BASE}statement/{'.'.join(local(getattr(n, 'value', '')) for n in triple)}"
        )
        found.append(Stated(triple, name, level))
        if date:
            found.append(Stated(Triple(NamedNode(name), term("time"), Literal(date)), name, level))
    return found


class Everything(Scope):
    """Takes what has the IRI of an entity or a source for described."""

    def is_told(self, triple: Triple) -> bool:
        if DEFAULT.is_made(getattr(triple.subject, "value", ""), "entity", "source"):
            self.things.add(triple.subject)  # type: ignore[arg-type]
        return super().is_told(triple)


def reasoned(facts: list[Stated], rules: Path = RULES) -> Reasoner:
    reasoner = Reasoner(read_rules(rules, (), DEFAULT), Everything(DEFAULT))
    reasoner.change(facts)
    return reasoner


def followed(reasoner: Reasoner) -> Proofs:
    """The proofs of all that follows."""
    return prove(reasoner, set(reasoner.steps), {})


def inferred(text: str, rules: Path = RULES) -> dict[Triple, int]:
    """What follows from facts, and at which level."""
    return {triple: found[0].level for triple, found in followed(reasoned(given(text), rules)).items()}


P = "PREFIX : <https://w3id.org/accord-graph/ontology#> "

RULE = '#+ title: {en: "T", he: "ט"}\n#+ description: {en: "D", he: "ד"}\n'


def stated(predicate: str, kind: str = STATE, over: bool = False) -> tuple[Statement, Schema]:
    """A statement of ardania and belmora; the predicate is symmetric, and «led» tells «leads» from its end."""
    qualifiers = {term("over").value: (Literal("true", datatype=NamedNode(XSD + "boolean")),)} if over else {}
    name = f"{BASE}statement/{predicate}"
    made = Statement(
        name, node("ardania").value, NS + predicate, node("belmora"), qualifiers, "statedAsFact", kind
    )
    near = Predicate(kind, symmetric=True)
    leads, led = Predicate(kind, inverses={NS + "led"}), Predicate(kind, inverses={NS + "leads"})
    return made, Schema({NS + "near": near, NS + "leads": leads, NS + "led": led}, set(), {}, DEFAULT)


BOTH_WAYS = [
    Stated(Triple(NamedNode(NS + a), NamedNode(b), NamedNode(c)))
    for a, b, c in (
        ("near", RDF + "type", OWL + "SymmetricProperty"),
        ("near", RDFS + "subPropertyOf", NS + "linked"),
        ("linked", RDF + "type", OWL + "SymmetricProperty"),
        ("leads", OWL + "inverseOf", NS + "led"),
    )
]
