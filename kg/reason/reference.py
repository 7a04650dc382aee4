"""The OWL 2 RL closure by another reasoner, to hold ours against."""

from collections.abc import Iterable

from pyoxigraph import Triple

from kg.model.vocab import OWL


def owlrl_closure(triples: Iterable[Triple]) -> set[Triple]:
    """The OWL 2 RL closure (OWL 2 Profiles, section 4.3) of what entities are said to be and do, by owlrl."""
    import owlrl
    from pyoxigraph import RdfFormat, parse, serialize
    from rdflib import Graph, URIRef

    graph = Graph()
    graph.parse(data=serialize(sorted(set(triples), key=str), format=RdfFormat.N_TRIPLES), format="nt")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    lines = (
        f"{s.n3()} {p.n3()} {o.n3()} ."
        for s, p, o in graph
        if isinstance(s, URIRef) and str(p) != OWL + "sameAs"
    )
    return {q.triple for q in parse("\n".join(lines), format=RdfFormat.N_TRIPLES)}
