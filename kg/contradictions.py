"""Tell which statements contradict each other by what follows from them: what is of the class owl:Nothing."""

from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode, Triple

from kg.conflicts import Conflict
from kg.errors import KgError
from kg.merge import Statement
from kg.proofs import Derivation
from kg.read import Loaded
from kg.reason import IMPOSSIBLE


def contradictions(
    proofs: Mapping[Triple, Iterable[Derivation]],
    statements: Mapping[str, Statement],
    known: Iterable[Conflict],
    loaded: Loaded,
) -> list[Conflict]:
    """A conflict for each proof from facts that something cannot be, its reason the rule; sorted by IRI.

    What a known conflict involves already is not told twice. Raises KgError, with file and line, where
    no statement has a part in it: then the entities themselves are described wrongly.
    """
    told = [set(conflict.statements) for conflict in known]
    found: set[Conflict] = set()
    for triple, ways in proofs.items():
        for proof in ways if triple.object == IMPOSSIBLE else ():
            if proof.level > 0 or any(sides <= set(proof.leaves) for sides in told):
                continue
            if not proof.leaves:
                assert isinstance(triple.subject, NamedNode)
                path, line = loaded.place(triple.subject.value)
                raise KgError(
                    f"<{triple.subject.value}> cannot be what it is said to be ({proof.rule}): "
                    + "; ".join(" ".join(map(str, axiom)) for axiom in proof.axioms),
                    file=path,
                    line=line,
                )
            claims = {claim.iri for iri in proof.leaves for claim in statements[iri].supporting}
            found.add(Conflict(f"rule/{proof.rule}", proof.leaves, tuple(sorted(claims))))
    return sorted(found, key=lambda conflict: conflict.iri)
