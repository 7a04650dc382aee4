"""Write what was inferred: each triple, and each step that leads to it, down to statements and axioms."""

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.merge import Statement, short
from kg.names import prefixed
from kg.reason import Inferred
from kg.vocab import BASE, XSD, local, rdf, term


def inference_quads(inferred: Inferred, statements: Iterable[Statement]) -> list[Quad]:
    """The inferred triples, and an ``:Inference`` for each of their derivations.

    An inference names its rule and its premises: statements and other inferences by IRI, and what the
    ontology or an entity's own description says as ``:axiom``, a triple in prefixed names.
    """
    said: dict[Triple, list[Statement]] = {}
    by_iri: dict[str, Statement] = {}
    for statement in statements:
        if statement.status == "factual":
            triple = Triple(NamedNode(statement.subject), NamedNode(statement.predicate), statement.object)
            said.setdefault(triple, []).append(statement)
            by_iri[statement.iri] = statement
    quads: list[Quad] = []
    for conclusion, steps in inferred.items():
        quads.append(Quad(*conclusion))
        for number, step in enumerate(steps, 1):
            node = inference_iri(conclusion, number)
            quads += [
                Quad(node, rdf("type"), term("Inference")),
                Quad(node, rdf("subject"), conclusion.subject),
                Quad(node, rdf("predicate"), conclusion.predicate),
                Quad(node, rdf("object"), conclusion.object),
                Quad(node, term("rule"), NamedNode(f"{BASE}rule/{step.rule}")),
                Quad(node, term("stepOrder"), _integer(number)),
            ]
            for premise in step.premises:
                quads += _premise(node, premise, said, by_iri, inferred)
    return quads


def _premise(
    node: NamedNode,
    premise: Triple,
    said: dict[Triple, list[Statement]],
    by_iri: dict[str, Statement],
    inferred: Inferred,
) -> list[Quad]:
    own = by_iri.get(getattr(premise.subject, "value", ""))
    stated = [own] if own else said.get(premise, [])
    if stated:
        return [Quad(node, term("premise"), NamedNode(statement.iri)) for statement in stated]
    if premise in inferred:
        return [Quad(node, term("premise"), inference_iri(premise, 1))]
    return [Quad(node, term("axiom"), Literal(" ".join(map(_short, premise))))]


def inference_iri(conclusion: Triple, number: int) -> NamedNode:
    """The IRI of the step with this number that leads to a triple."""
    parts = [local(getattr(node, "value", "")) for node in conclusion]
    return NamedNode(f"{BASE}inference/{short('.'.join(parts))}.{number}")


def _short(node: object) -> str:
    return prefixed(node.value) if isinstance(node, NamedNode) else str(node)


def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=NamedNode(XSD + "integer"))
