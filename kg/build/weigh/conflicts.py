"""What stands between statements: conflicts, and what only looks like one, each with its declared reason."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from kg.model.iris import short
from kg.model.project import Project
from kg.model.vocab import local, rdf, term

# Conflicts whose statements say one triple alike: whichever is right, the triple holds.
_ONE_TRIPLE = frozenset(
    ("functionalQualifier", "differentBeginnings", "endBeforeBeginning", "sharesBeyondWhole")
)


@dataclass(frozen=True)
class Conflict:
    """Statements (by IRI, sorted) that cannot all hold, the claims at odds, and the reason.

    The reason is a local name of the vocabulary, or ``rule/NAME``: the rule that cannot hold for them.
    """

    reason: str
    statements: tuple[str, ...]
    claims: tuple[str, ...]

    @property
    def name(self) -> str:
        """Readable: the reason and the statements' names."""
        return _name(self.reason, self.statements)


@dataclass(frozen=True)
class Compatibility:
    """Statements that look opposed and are not, and the local name of the reason why."""

    reason: str
    statements: tuple[str, ...]

    @property
    def name(self) -> str:
        """Readable: the reason and the statements' names."""
        return _name(self.reason, self.statements)


@dataclass
class Findings:
    """What was found, each kind sorted by name."""

    conflicts: list[Conflict]
    compatibilities: list[Compatibility]


def joined(conflicts: Iterable[Conflict]) -> list[Conflict]:
    """Conflicts for one reason that share a statement, as one: of what cannot hold together, all sides."""
    found: list[Conflict] = []
    for one in sorted(conflicts, key=lambda conflict: (conflict.reason, conflict.statements)):
        meeting = [o for o in found if o.reason == one.reason and set(o.statements) & set(one.statements)]
        found = [other for other in found if other not in meeting]
        statements = {iri for conflict in (one, *meeting) for iri in conflict.statements}
        claims = {iri for conflict in (one, *meeting) for iri in conflict.claims}
        found.append(Conflict(one.reason, tuple(sorted(statements)), tuple(sorted(claims))))
    return found


def withheld(conflicts: Iterable[Conflict], preferred: Collection[str]) -> set[str]:
    """The statements (by IRI) whose triples are no plain facts, since others contradict them.

    Of statements that cannot all hold the side that a curator prefers stays, or none.
    """
    return {
        iri
        for conflict in conflicts
        if conflict.reason not in _ONE_TRIPLE
        for iri in conflict.statements
        if iri not in preferred
    }


def _name(reason: str, statements: tuple[str, ...]) -> str:
    return short(".".join([local(reason), *(local(iri) for iri in statements)]))


def finding_quads(findings: Findings, project: Project) -> list[Quad]:
    """Conflicts and compatibilities as RDF."""
    quads: list[Quad] = []
    for conflict in findings.conflicts:
        node = NamedNode(project.made("conflict", conflict.name))
        quads.append(Quad(node, rdf("type"), term("Conflict")))
        kind, of_rule, rule = conflict.reason.partition("/")
        reason = NamedNode(project.made(kind, rule)) if of_rule else term(conflict.reason)
        quads.append(Quad(node, term("conflictReason"), reason))
        quads += [Quad(node, term("involves"), NamedNode(iri)) for iri in conflict.statements]
        quads += [Quad(node, term("involvesClaim"), NamedNode(iri)) for iri in conflict.claims]
        quads += [Quad(NamedNode(iri), term("disputedBy"), node) for iri in conflict.statements]
    for found in findings.compatibilities:
        node = NamedNode(project.made("compatibility", found.name))
        quads.append(Quad(node, rdf("type"), term("Compatibility")))
        quads.append(Quad(node, term("compatibilityReason"), term(found.reason)))
        quads += [Quad(node, term("involves"), NamedNode(iri)) for iri in found.statements]
    return quads
