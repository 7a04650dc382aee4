"""Infer what follows from ontology, entities and facts: OWL 2 RL, then the rules of ontology/rules/."""

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import NamedNode, Quad, QueryTriples, Store, Triple

from kg.errors import KgError
from kg.vocab import BASE, NS, OWL, RDF, RDFS

# What OWL 2 RL needs of the ontology; labels, definitions and examples only make it slow.
_LOGIC = (OWL, RDFS + "subClassOf", RDFS + "subPropertyOf", RDFS + "domain", RDFS + "range", RDF)
_ROUNDS = 50


def reason(
    ontology: Iterable[Quad], entities: Iterable[Quad], facts: Iterable[Quad], rules: Path
) -> list[Triple]:
    """The triples that follow and are not stated, sorted.

    ``rules`` is a folder of SPARQL CONSTRUCT queries, run in the order of their names to a fixpoint.
    Reified claims take no part: they would only slow the closure down.
    Raises KgError when a rule is malformed or the rules do not come to an end.
    """
    terms = [q.triple for q in ontology]
    base = {t for t in terms if str(t.predicate.value).startswith(_LOGIC)}
    types = {q.triple for q in entities if q.predicate.value == RDF + "type"}
    stated = types | {q.triple for q in facts}
    closed = _owl_rl(base | stated)
    store = Store()
    store.extend(Quad(*t) for t in base | stated | closed)
    derived = closed | _rules(store, rules)
    return sorted((t for t in derived - base - stated if _about_entities(t)), key=str)


def _owl_rl(triples: set[Triple]) -> set[Triple]:
    """The OWL 2 RL closure (OWL 2 Profiles, section 4.3) by owlrl."""
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


def _rules(store: Store, folder: Path) -> set[Triple]:
    derived: set[Triple] = set()
    queries = [(path, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.rq"))]
    for _ in range(_ROUNDS):
        before = len(derived)
        for path, text in queries:
            try:
                result = store.query(text)
            except SyntaxError as error:
                raise KgError(f"not valid SPARQL: {error.msg}", file=path, line=error.lineno) from None
            if not isinstance(result, QueryTriples):
                raise KgError("a rule is a CONSTRUCT query", file=path)
            new = [t for t in result if Quad(*t) not in store]
            store.extend(Quad(*t) for t in new)
            derived.update(new)
        if len(derived) == before:
            return derived
    raise KgError(f"the rules do not come to an end within {_ROUNDS} rounds", file=folder)


def _about_entities(triple: Triple) -> bool:
    """Whether a triple says something of an entity in the ontology's own terms."""
    if not isinstance(triple.subject, NamedNode) or not triple.subject.value.startswith(BASE + "entity/"):
        return False
    if triple.predicate.value == RDF + "type":
        return isinstance(triple.object, NamedNode) and triple.object.value.startswith(NS)
    return triple.predicate.value.startswith(NS)
