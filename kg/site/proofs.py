"""What follows, as trees: each conclusion with the rule and the premises under it, down to the passages."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.api.graph import Graph
from kg.ask.said import Statement
from kg.ask.sentences import Sentences
from kg.explain.explain import Proof
from kg.model.values import key
from kg.model.vocab import RDF, local
from kg.site.links import Links
from kg.site.said import Piece, Quoted, Teller, linked


@dataclass(frozen=True)
class Tree:
    """A step of a proof: what it says, how certain it is, by which rule, on what."""

    pieces: tuple[Piece, ...]
    rung: str
    status: str
    rule: str
    claims: tuple[Quoted, ...]
    premises: tuple["Tree", ...]


def follows(graph: Graph, links: Links, teller: Teller) -> list[tuple[str, list[Tree]]]:
    """What follows of relations, by the rule that concludes it; of which class a thing is, its page tells."""
    told = [one for one in graph.inferred() if one.predicate.iri != RDF + "type"]
    proofs = [(one, graph.explain(*one.triple)) for one in told]
    known = Sentences(graph.engine, _named([proof for _, some in proofs for proof in some]))
    found: dict[str, list[Tree]] = {}
    for one, some in proofs:
        if some:
            found.setdefault(_rule(one), []).append(_tree(some[0], known, links, teller, graph.lang))
    return sorted(found.items())


def _rule(one: Statement) -> str:
    return one.rule.label if one.rule else ""


def _tree(proof: Proof, known: Sentences, links: Links, teller: Teller, lang: str) -> Tree:
    subject, predicate, value = map(key, (proof.subject, proof.predicate, proof.object))
    return Tree(
        linked(known.pieces(subject, predicate, value, lang), subject, value, links),
        local(proof.status.iri),
        proof.status.label,
        proof.rule.label if proof.rule else "",
        tuple(map(teller.quoted, proof.claims)),
        tuple(_tree(premise, known, links, teller, lang) for premise in proof.premises),
    )


def _named(proofs: Iterable[Proof]) -> set[str]:
    return {
        name
        for proof in proofs
        for name in (
            *map(key, (proof.subject, proof.predicate, proof.object, proof.status)),
            *_named(proof.premises),
        )
    }
