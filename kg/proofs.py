"""Make the proofs of what follows, and write them as RDF: down to statements and axioms."""

import heapq
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.merge import Statement, short
from kg.names import prefixed
from kg.reason import IMPOSSIBLE, Reasoner, Stated, Step, about_entities
from kg.rules import LEVELS
from kg.vocab import BASE, integer, local, rdf, term

MOST = 8  # proofs that are kept for one triple, the shortest first
_TRIED = 256  # ways to prove the premises of one step that are looked at


@dataclass(frozen=True)
class Derivation:
    """One way in which a triple follows: a rule, what it was applied to, and the statements at the bottom.

    ``statements`` and ``inferences`` are direct premises, the latter by conclusion and number; ``size`` is
    the number of steps; ``leaves`` are the IRIs of all statements that the proof rests on, sorted.
    """

    conclusion: Triple
    rule: str
    level: int
    size: int
    statements: tuple[str, ...]
    inferences: tuple[tuple[Triple, int], ...]
    axioms: tuple[Triple, ...]
    leaves: tuple[str, ...]


Proofs = dict[Triple, list[Derivation]]


def wanted(reasoner: Reasoner, triple: Triple) -> bool:
    """Whether a triple is an inference to keep: it holds, is about an entity, and is not stated as surely."""
    if not reasoner.holds(triple) or reasoner.is_stated(triple, reasoner.ranks[triple][0]):
        return False
    return about_entities(triple) or triple.object == IMPOSSIBLE


def prove(reasoner: Reasoner, touched: Iterable[Triple], known: Proofs) -> Proofs:
    """The proofs of those of the triples that are inferred; ``known`` has the proofs of all others.

    The shortest come first; of two that rest on the same statements by the same rule the first is kept.
    """
    found: Proofs = {}
    wish = [triple for triple in touched if wanted(reasoner, triple)]
    for triple in sorted(wish, key=lambda t: (reasoner.ranks[t], str(t))):
        proofs = {
            (proof.rule, proof.leaves, proof.axioms): proof
            for step in sorted(reasoner.last_steps(triple), key=str, reverse=True)
            for proof in _by(reasoner, triple, step, found, known)
        }
        found[triple] = heapq.nsmallest(MOST, proofs.values(), key=_order)
    return found


def _order(proof: Derivation) -> tuple[int, int, str, str]:
    return proof.size, len(proof.leaves), proof.rule, str(proof)


def _by(
    reasoner: Reasoner, conclusion: Triple, step: Step, found: Proofs, known: Proofs
) -> Iterator[Derivation]:
    """The proofs that end with this step: one for each way in which its premises hold."""
    rank = reasoner.ranks[conclusion]

    def ways(premise: Triple) -> list[Stated | tuple[int, Derivation]]:
        stated = sorted(reasoner.stated.get(premise, ()), key=lambda one: (one.level, one.statement))
        proofs = found.get(premise) or known.get(premise, [])
        return [one for one in stated if one.level <= rank[0]] + [*enumerate(proofs, 1)]

    # A statement's own node is no fact, and what the ontology entails of itself is told as an axiom.
    for chosen in islice(product(*(ways(p) or [Stated(p)] for p in step.premises)), _TRIED):
        statements, inferences, axioms, leaves = set(), set(), set(), set()
        size = 1
        for premise, way in zip(step.premises, chosen, strict=True):
            if isinstance(way, tuple):
                inferences.add((premise, way[0]))
                leaves |= set(way[1].leaves)
                size += way[1].size
            elif way.statement:
                statements.add(way.statement)
            else:
                axioms.add(premise)
        leaves |= statements
        yield Derivation(
            conclusion,
            step.rule,
            rank[0],
            size + len(statements),
            tuple(sorted(statements)),
            tuple(sorted(inferences, key=str)),
            tuple(sorted(axioms, key=str)),
            tuple(sorted(leaves)),
        )


def inference_quads(proofs: Iterable[Derivation], statements: Mapping[str, Statement]) -> list[Quad]:
    """The proofs of one triple as RDF: an ``:Inference`` each, and the triple itself where it is a fact.

    An inference names its rule and its premises: statements and other inferences by IRI, and what the
    ontology or an entity's own description says as ``:axiom``, a triple in prefixed names. It has the
    certainty of its least certain ground; its origins are those of its grounds, its ``:originCount`` that of
    the ground that has the fewest.
    """
    quads: list[Quad] = []
    for number, proof in enumerate(proofs, 1):
        node, (subject, predicate, value) = inference_iri(proof.conclusion, number), proof.conclusion
        if proof.level == 0 and number == 1 and value != IMPOSSIBLE:
            quads.append(Quad(subject, predicate, value))
        leaves = [statements[iri] for iri in proof.leaves]
        origins = {origin for leaf in leaves for origin in leaf.origins}
        own: list[tuple[NamedNode, NamedNode | Literal]] = [
            (term("rule"), NamedNode(f"{BASE}rule/{proof.rule}")),
            (term("stepOrder"), integer(number)),
            (term("certainty"), term(LEVELS[proof.level])),
            *((term("premise"), NamedNode(iri)) for iri in proof.statements),
            *((term("premise"), inference_iri(triple, at)) for triple, at in proof.inferences),
            *((term("axiom"), Literal(" ".join(map(_short, axiom)))) for axiom in proof.axioms),
            *((term("restsOn"), NamedNode(leaf.iri)) for leaf in leaves),
            *((term("origin"), NamedNode(origin)) for origin in sorted(origins)),
        ]
        if leaves:
            own.append((term("originCount"), integer(min(len(leaf.origins) for leaf in leaves))))
        quads += [
            Quad(node, rdf("type"), term("Inference")),
            Quad(node, rdf("subject"), subject),
            Quad(node, rdf("predicate"), predicate),
            Quad(node, rdf("object"), value),
            *(Quad(node, name, object_) for name, object_ in own),
        ]
    return quads


def inference_iri(conclusion: Triple, number: int) -> NamedNode:
    """The IRI of the proof with this number that leads to a triple."""
    parts = [local(getattr(node, "value", "")) for node in conclusion]
    return NamedNode(f"{BASE}inference/{short('.'.join(parts))}.{number}")


def _short(node: object) -> str:
    return prefixed(node.value) if isinstance(node, NamedNode) else str(node)
