"""Make the proofs of what follows, and write them as RDF: down to statements and axioms."""

import hashlib
import heapq
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.model.edtf import Span
from kg.model.iris import short
from kg.model.project import Project
from kg.model.statement import Statement
from kg.model.times import together
from kg.model.vocab import XSD, integer, rdf, term
from kg.reason.given import Stated, is_impossible
from kg.reason.reasoner import Reasoner, Step
from kg.reason.rule import LEVELS, PAST

MOST = 8  # proofs of one triple that are written, the shortest first
_TRIED = 256  # ways to prove the premises of one step that are looked at


@dataclass(frozen=True)
class Derivation:
    """One way in which a triple follows: a rule, what it was applied to, and the statements at the bottom.

    ``statements`` and ``inferences`` are direct premises, the latter by conclusion and number; ``size`` is
    the number of steps; ``leaves`` are the IRIs of all statements that the proof rests on, sorted, and
    ``dated`` those whose times the conclusion shares; ``beside`` tells that a statement says it as surely.
    """

    conclusion: Triple
    rule: str
    level: int
    size: int
    statements: tuple[str, ...]
    inferences: tuple[tuple[Triple, int], ...]
    axioms: tuple[Triple, ...]
    leaves: tuple[str, ...]
    dated: tuple[str, ...]
    beside: bool = False


Proofs = dict[Triple, list[Derivation]]


def wanted(reasoner: Reasoner, triple: Triple) -> bool:
    """Whether a triple is an inference to keep: it holds, is about an entity, and is not stated as surely."""
    if not reasoner.holds(triple) or reasoner.is_stated(triple, reasoner.ranks[triple][0]):
        return False
    return reasoner.scope.is_told(triple) or is_impossible(triple)


def corroborated(reasoner: Reasoner, triple: Triple) -> bool:
    """Whether a statement says a triple as surely as it holds, so that its proofs stand beside that."""
    if not reasoner.holds(triple) or not reasoner.scope.is_told(triple):
        return False
    level, _ = reasoner.ranks[triple]
    return any(one.statement and one.level <= level for one in reasoner.stated.get(triple, ()))


def prove(reasoner: Reasoner, touched: Iterable[Triple], known: Proofs) -> Proofs:
    """The proofs of those of the triples that are inferred; ``known`` has the proofs of all others.

    The shortest come first; of two that rest on the same statements by the same rule the first is kept. What
    cannot be at one time proves nothing: a triple that is left without a proof is tried less surely. What is
    stated keeps the proofs that do not rest on its own statements.
    """
    search = _Search(reasoner, known)
    every = set(touched)
    wish = {t: is_impossible(t) for t in every if wanted(reasoner, t)}
    wish |= {t: True for t in every if corroborated(reasoner, t)}
    # Nothing rests on a contradiction or on what stands beside a statement: they come last, and rest on all.
    queue = [(last, *reasoner.ranks[triple], str(triple), triple) for triple, last in wish.items()]
    heapq.heapify(queue)
    while queue:
        last, level, steps, name, triple = heapq.heappop(queue)
        proofs = search.proofs(triple, level, last)
        if is_impossible(triple) and level < PAST:
            known_by = {(proof.rule, proof.leaves, proof.axioms) for proof in proofs}
            older = search.proofs(triple, PAST, last)
            proofs += [one for one in older if (one.rule, one.leaves, one.axioms) not in known_by]
        if proofs:
            search.found[triple] = proofs
        elif level < PAST and not reasoner.is_stated(triple, level + 1):
            heapq.heappush(queue, (last, level + 1, steps, name, triple))
    return search.found


_Way = Stated | tuple[int, Derivation]
_ENDLESS = float("inf")


class _Search:
    """Makes the proofs of one triple after the other, from those that were made before."""

    def __init__(self, reasoner: Reasoner, known: Proofs) -> None:
        self._reasoner = reasoner
        self._known = known
        self._spans: dict[str, list[Span]] = {}
        self.found: Proofs = {}

    def proofs(self, conclusion: Triple, level: int, last: bool) -> list[Derivation]:
        """The proofs of a triple at a level, the shortest first; ``last`` where nothing rests on it."""
        own = {one.statement for one in self._reasoner.stated.get(conclusion, ()) if one.statement}
        found = {
            (proof.rule, proof.leaves, proof.axioms): proof
            for step in sorted(self._reasoner.last_steps(conclusion, level), key=str, reverse=True)
            for proof in self._by(conclusion, level, last, step)
            if not own.intersection(proof.leaves)
        }
        return sorted(found.values(), key=_order)

    def _by(self, conclusion: Triple, level: int, last: bool, step: Step) -> Iterator[Derivation]:
        """The proofs that end with this step: one for each way in which its premises hold together."""
        before = (level, _ENDLESS if last else self._reasoner.ranks[conclusion][1])
        ways = [self._ways(premise, level, before) for premise in step.premises]
        several = sum(len(one) > 1 for one in ways)
        most = int(_TRIED ** (1 / max(several, 1)))
        beside = last and not is_impossible(conclusion)
        for chosen in product(*(one[:most] for one in ways)):
            statements, inferences, axioms, leaves, dated = set(), set(), set(), set(), set()
            size = 1
            for premise, way in zip(step.premises, chosen, strict=True):
                if isinstance(way, tuple):
                    number, proof = way
                    inferences.add((premise, number))
                    leaves |= set(proof.leaves)
                    size += proof.size
                    dated |= set(proof.dated)
                elif way.statement:
                    statements.add(way.statement)
                else:
                    axioms.add(premise)
            leaves |= statements
            dated |= statements
            any_time = step.rule in self._reasoner.at_any_time
            if not any_time and not together(map(self._when, dated)):
                continue
            if any_time or (conclusion.predicate == rdf("type") and not is_impossible(conclusion)):
                dated = set()  # what a thing is, it always is
            yield Derivation(
                conclusion,
                step.rule,
                level,
                size + len(statements),
                tuple(sorted(statements)),
                tuple(sorted(inferences, key=str)),
                tuple(sorted(axioms, key=str)),
                tuple(sorted(leaves)),
                tuple(sorted(dated)),
                beside,
            )

    def _ways(self, premise: Triple, level: int, before: tuple[int, float]) -> list[_Way]:
        """How a premise holds at a level: by what states it, and by proofs that rank before a conclusion."""
        given = sorted(self._reasoner.stated.get(premise, ()), key=lambda one: (one.level, one.statement))
        stated: list[_Way] = [one for one in given if one.level <= level]
        if wanted(self._reasoner, premise):
            proofs = self.found.get(premise) or self._known.get(premise, [])
            if proofs and (proofs[0].level, self._reasoner.ranks[premise][1]) < before:
                return [*stated, *enumerate(proofs, 1)]
            return stated
        # A statement's own node is no fact, and what the ontology entails of itself is told as an axiom.
        return stated or [Stated(premise)]

    def _when(self, statement: str) -> list[Span]:
        if statement not in self._spans:
            self._spans[statement] = self._reasoner.spans(statement)
        return self._spans[statement]


def _order(proof: Derivation) -> tuple[int, int, str, str]:
    return proof.size, len(proof.leaves), proof.rule, str(proof)


def is_told(triple: Triple, ways: Sequence[Derivation]) -> bool:
    """Whether a triple is told as inferred: it is possible, nobody states it, and it is not of the past."""
    return not is_impossible(triple) and not ways[0].beside and ways[0].level != PAST


def inference_quads(
    project: Project,
    triple: Triple,
    proofs: Proofs,
    statements: Mapping[str, Statement],
    withheld: Collection[str] = (),
) -> list[Quad]:
    """The proofs of one triple as RDF: an ``:Inference`` each, and the triple itself where it is a fact.

    It is none where each proof rests on a statement that is ``withheld`` from the facts.

    What a statement says too has a ``:Corroboration`` for each proof instead, and is a fact already.

    The ``MOST`` shortest, with those that they rest on, however many their premises have; of a contradiction
    all. An inference names its rule and its premises: statements and other inferences by IRI, and what the
    ontology or an entity's own description says as ``:axiom``, a triple in prefixed names. It has the
    certainty of its least certain ground; its origins are those of its grounds, its ``:originCount`` that of
    the ground that has the fewest.
    """
    ways = proofs.get(triple, [])
    if ways and ways[0].level == PAST and not is_impossible(triple):
        return []
    fact = bool(ways) and ways[0].level == 0 and not ways[0].beside and not is_impossible(triple)
    fact = fact and any(not set(withheld).intersection(way.leaves) for way in ways)
    quads = [Quad(*triple)] if fact else []
    todo = [(triple, number) for number in range(1, len(ways) + 1)]
    todo = todo if is_impossible(triple) else todo[:MOST]
    told: set[tuple[Triple, int]] = set()
    while todo:
        one, number = todo.pop()
        if (one, number) not in told:
            told.add((one, number))
            proof = proofs[one][number - 1]
            quads += _proof_quads(project, proof, number, statements)
            todo += [(premise, at) for premise, at in proof.inferences if at > MOST]
    return quads


def _proof_quads(
    project: Project, proof: Derivation, number: int, statements: Mapping[str, Statement]
) -> list[Quad]:
    node, (subject, predicate, value) = inference_iri(project, proof.conclusion, number), proof.conclusion
    leaves = [statements[iri] for iri in proof.leaves]
    origins = {origin for leaf in leaves for origin in leaf.origins}
    own: list[tuple[NamedNode, NamedNode | Literal]] = [
        (term("rule"), NamedNode(project.made("rule", proof.rule))),
        (term("stepOrder"), integer(number)),
        (term("certainty"), term(LEVELS[proof.level % PAST])),  # in the past it was a fact
        *((term("premise"), NamedNode(iri)) for iri in proof.statements),
        *((term("premise"), inference_iri(project, triple, at)) for triple, at in proof.inferences),
        *((term("axiom"), Literal(" ".join(_short(project, n) for n in axiom))) for axiom in proof.axioms),
        *((term("restsOn"), NamedNode(leaf.iri)) for leaf in leaves),
        *((term("origin"), NamedNode(origin)) for origin in sorted(origins)),
    ]
    if leaves:
        own.append((term("originCount"), integer(min(len(leaf.origins) for leaf in leaves))))
    return [
        Quad(node, rdf("type"), term("Corroboration" if proof.beside else "Inference")),
        Quad(node, rdf("subject"), subject),
        Quad(node, rdf("predicate"), predicate),
        Quad(node, rdf("object"), value),
        *(Quad(node, name, object_) for name, object_ in own),
    ]


def inference_iri(project: Project, conclusion: Triple, number: int) -> NamedNode:
    """The IRI of the proof with this number that leads to a triple.

    >>> inference_iri(Project(), Triple(term("a"), rdf("value"), Literal("1992/2001 and on")), 1).value
    'https://w3id.org/accord-graph/inference/a.rdf-value.1992-2001-and-on-057a4d34.1'
    """
    name = short(".".join(_slug(project, node) for node in conclusion))
    return NamedNode(project.made("inference", f"{name}.{number}"))


def _slug(project: Project, node: object) -> str:
    """What a name holds of a node: the end of an IRI; of a value its letters, a digest telling the rest."""
    if isinstance(node, NamedNode):
        own = project.is_term(node.value) or project.is_made(node.value, "entity")  # not so prov:Agent
        plain = project.local(node.value) if own else project.prefixed(node.value).replace(":", "-")
        if re.fullmatch(r"[\w.-]+", plain):
            return plain
    else:
        plain = getattr(node, "value", str(node))
    letters = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:60]
    digest = hashlib.sha256(str(node).encode()).hexdigest()[:8]
    return f"{letters}-{digest}".lstrip("-")


def _short(project: Project, node: object) -> str:
    if isinstance(node, Literal) and node.datatype.value.startswith(XSD):
        return node.value
    return project.prefixed(node.value) if isinstance(node, NamedNode) else str(node)
