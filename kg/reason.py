"""Infer what follows from ontology, entities and facts, by OWL 2 RL and ontology/rules/, with the proofs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, QuerySolution, QuerySolutions, Store, Triple, Variable

from kg.engines import Node
from kg.errors import KgError
from kg.owl import owl_rules
from kg.rules import Part, Pattern, Rule, read_rules
from kg.vocab import BASE, NS, OWL, RDF, RDFS

# What OWL 2 RL needs of the ontology; labels, definitions and examples only make it slow.
_LOGIC = (OWL, RDFS + "subClassOf", RDFS + "subPropertyOf", RDFS + "domain", RDFS + "range", RDF)
MOST = 8  # derivations that are kept for one triple


@dataclass(frozen=True)
class Derivation:
    """One step: the rule, and the triples that it was applied to."""

    rule: str
    premises: tuple[Triple, ...]


Inferred = dict[Triple, list[Derivation]]


def reason(
    ontology: Iterable[Quad],
    entities: Iterable[Quad],
    facts: Iterable[Quad],
    rules: Path,
    statements: Iterable[Quad] = (),
    engine: str = "rules",
) -> Inferred:
    """The triples about entities that follow and are not stated, sorted, each with its derivations.

    ``rules`` is a folder of SPARQL CONSTRUCT queries; ``statements`` are those of factual statements, so that
    rules can ask for qualifiers. Rules of one stratum run until nothing new follows, then those of the next:
    no rule makes a new node, so that this comes to an end. Of many derivations the shortest are kept.
    ``engine`` is ``rules``, or ``owlrl`` for the reference: what only that finds is derived without premises.
    Raises KgError when a rule is malformed.
    """
    base = {q.triple for q in ontology if q.predicate.value.startswith(_LOGIC)}
    types = {q.triple for q in entities if q.predicate.value == RDF + "type"}
    stated = base | types | {q.triple for q in facts}
    store = Store()
    store.extend(Quad(*triple) for triple in stated)
    store.extend(Quad(*q.triple) for q in statements)
    ours, theirs = read_rules(rules), owl_rules()
    reference = _owlrl(stated) if engine == "owlrl" else set()
    rounds: dict[Triple, int] = {}
    for stratum in sorted({0, *(rule.stratum for rule in ours)}):
        _close(store, theirs + [rule for rule in ours if rule.stratum == stratum], rounds)
    found: Inferred = {}
    for triple in reference:
        if triple not in rounds and triple not in stated and _about_entities(triple):
            found[triple] = [Derivation("owlrl", ())]
    for rule in theirs + ours:
        for conclusion, premises in _steps(store, rule):
            # What came in a later round may rest on the conclusion itself: a proof goes back in time.
            earlier = all(rounds.get(p, 0) < rounds.get(conclusion, 0) for p in premises)
            if earlier and _about_entities(conclusion):
                found.setdefault(conclusion, []).append(Derivation(rule.name, premises))
    return {
        triple: sorted(set(steps), key=lambda d: (len(d.premises), d.rule, str(d.premises)))[:MOST]
        for triple, steps in sorted(found.items(), key=lambda pair: str(pair[0]))
    }


def _owlrl(triples: set[Triple]) -> set[Triple]:
    """The OWL 2 RL closure (OWL 2 Profiles, section 4.3) of what entities are said to be and do, by owlrl."""
    import owlrl
    from pyoxigraph import RdfFormat, parse, serialize
    from rdflib import Graph

    graph = Graph()
    graph.parse(data=serialize(sorted(triples, key=str), format=RdfFormat.N_TRIPLES), format="nt")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    lines = (
        f"{s.n3()} {p.n3()} {o.n3()} ."
        for s, p, o in graph
        if str(s).startswith(BASE) and str(p) != OWL + "sameAs"
    )
    return {q.triple for q in parse("\n".join(lines), format=RdfFormat.N_TRIPLES)}


def _close(store: Store, rules: list[Rule], rounds: dict[Triple, int]) -> None:
    """Run the rules until nothing new follows; ``rounds`` tells when each triple did."""
    grows = True
    while grows:
        grows = False
        for rule in rules:
            made = {conclusion for conclusion, _ in _steps(store, rule)}
            new = [triple for triple in made if Quad(*triple) not in store]
            store.extend(Quad(*triple) for triple in new)
            rounds.update(dict.fromkeys(new, len(rounds) + 1))
            grows = grows or bool(new)


def _steps(store: Store, rule: Rule) -> Iterator[tuple[Triple, tuple[Triple, ...]]]:
    """Each conclusion of a rule with the triples that it was applied to."""
    for solution in _solutions(store, rule):
        premises = [_made(pattern, solution) for pattern in rule.body]
        for pattern in rule.head:
            conclusion = _made(pattern, solution)
            if conclusion is not None:
                yield conclusion, tuple(premise for premise in premises if premise is not None)


def _solutions(store: Store, rule: Rule) -> Iterator[QuerySolution]:
    try:
        result = store.query(rule.select)
    except SyntaxError as error:
        raise KgError(f"not valid SPARQL: {error.msg}", file=rule.path, line=error.lineno) from None
    assert isinstance(result, QuerySolutions)
    yield from result


def _made(pattern: Pattern, solution: QuerySolution) -> Triple | None:
    """A pattern with the values of a solution; None where it would have a literal as its subject."""
    subject, predicate, value = (_value(part, solution) for part in pattern)
    if (
        isinstance(subject, Literal)
        or not isinstance(predicate, NamedNode)
        or subject is None
        or value is None
    ):
        return None
    return Triple(subject, predicate, value)


def _value(part: Part, solution: QuerySolution) -> Node | None:
    return solution[part] if isinstance(part, Variable) else part


def _about_entities(triple: Triple) -> bool:
    """Whether a triple says something of an entity in the ontology's own terms."""
    if not isinstance(triple.subject, NamedNode) or not triple.subject.value.startswith(BASE + "entity/"):
        return False
    if triple.predicate.value == RDF + "type":
        return isinstance(triple.object, NamedNode) and triple.object.value.startswith(NS)
    return triple.predicate.value.startswith(NS)
