"""Tell what follows from statements that cannot be: of the class owl:Nothing, or denied by another source."""

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode, Triple

from kg.build.weigh.conflicts import Compatibility, Conflict, Findings
from kg.errors import KgError
from kg.files.loaded import Loaded
from kg.model.statement import AS_OF, DENIED, FACT, TIME, WHEN, Statement
from kg.model.times import coincide
from kg.reason.given import IMPOSSIBLE
from kg.reason.proofs import Derivation
from kg.reason.rule import PAST

_OF_TIME = ("differentTime", "undatedBesideDated")
_Proofs = Mapping[Triple, Iterable[Derivation]]


def contradictions(
    proofs: _Proofs, denied: Iterable[Statement], statements: Mapping[str, Statement], known: Findings
) -> Findings:
    """A conflict for each proof from facts that something cannot be, its reason the rule; and for each proof
    of what a source denies, between the denial (``denied``: the statements that have one) and what it proves.

    Of statements that contradict each other and more besides only the fewest are told, and nothing that is
    known already; those whose times do not touch are compatible.
    """
    told = [set(conflict.statements) for conflict in known.conflicts]
    weighed = {one.statements for one in known.compatibilities if one.reason in _OF_TIME}
    found = Findings([], [])
    every = [*_impossible(proofs), *(one for denial in denied for one in _proved(proofs, denial))]
    every = [one for one in every if all(statements[iri].status in (FACT, DENIED) for iri in one[0])]
    for sides, reason, dated in sorted(every, key=lambda one: (len(one[0]), one)):
        if sides in weighed or any(other <= set(sides) for other in told):
            continue
        held = (statements[iri] for iri in sides if iri in dated)
        if coincide({*one.dates(TIME), *one.dates(AS_OF)} for one in held):
            told.append(set(sides))
            claims = sorted({claim.iri for iri in sides for claim in statements[iri].claims})
            found.conflicts.append(Conflict(reason, sides, tuple(claims)))
        else:
            weighed.add(sides)
            found.compatibilities.append(Compatibility("differentTime", sides))
    return found


# Statements that cannot all hold, the reason, and those whose time counts: what a thing is, it always is.
_Found = tuple[tuple[str, ...], str, tuple[str, ...]]


def _impossible(proofs: _Proofs) -> Iterator[_Found]:
    for triple, ways in proofs.items():
        for proof in ways if triple.object == IMPOSSIBLE else ():
            if proof.level in (0, PAST) and proof.leaves:
                yield proof.leaves, f"rule/{proof.rule}", proof.dated


def _proved(proofs: _Proofs, denial: Statement) -> Iterator[_Found]:
    """Proofs of what is denied, unless qualifiers (but for its time) tell that only some of it is."""
    if denial.qualifiers.keys() <= WHEN:
        triple = Triple(NamedNode(denial.subject), NamedNode(denial.predicate), denial.object)
        for proof in proofs.get(triple, ()):
            if proof.level in (0, PAST) and proof.leaves:
                sides = tuple(sorted({denial.iri, *proof.leaves}))
                yield sides, "deniedElsewhere", (denial.iri, *proof.dated)


def check_things(proofs: _Proofs, loaded: Loaded) -> None:
    """Raise KgError, with file and line, where an entity cannot be what it is itself described as."""
    for triple, ways in proofs.items():
        for proof in ways if triple.object == IMPOSSIBLE else ():
            if proof.level == 0 and not proof.leaves:
                iri = getattr(triple.subject, "value", "")
                path, line = loaded.place(iri)
                axioms = "; ".join(" ".join(map(str, axiom)) for axiom in proof.axioms)
                cause = f"<{iri}> cannot be what it is said to be ({proof.rule}): {axioms}"
                raise KgError(cause, file=path, line=line)
