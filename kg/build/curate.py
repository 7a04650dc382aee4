"""Apply what curators decided in graph/curation.ttl: ranks of statements, and pairs that are compatible."""

from collections.abc import Collection, Iterable

from pyoxigraph import NamedNode, Quad

from kg.build.weigh.conflicts import Findings
from kg.errors import KgError
from kg.files.loaded import Loaded
from kg.model.statement import Statement
from kg.model.vocab import NS, RDFS, rdf, term

_COMMENT = NamedNode(RDFS + "comment")


def apply_ranks(loaded: Loaded, statements: Iterable[Statement], all_iris: Collection[str]) -> None:
    """Give the statements the ranks that curators gave them; a deprecated one is read as true no longer.

    ``all_iris`` are those of all statements, besides these.

    Raises KgError, with file and line, for a rank or a compatibility of a statement that no claim makes,
    and for a rank without its reason.
    """
    known = {statement.iri: statement for statement in statements}
    written = loaded.graph("statements")
    reasons = {q.subject for q in written if q.predicate == term("rankReason")}
    for quad in written:
        assert isinstance(quad.subject, NamedNode)
        named = quad.subject if quad.predicate == term("rank") else quad.object
        if quad.predicate not in (term("rank"), term("involves")) or not isinstance(named, NamedNode):
            continue
        if named.value not in all_iris:
            path, line = loaded.place(quad.subject.value)
            raise KgError(f"no claim makes the statement <{named.value}>", file=path, line=line)
        if quad.predicate == term("rank") and named.value in known:
            if quad.subject not in reasons:
                path, line = loaded.place(quad.subject.value)
                raise KgError(f"the rank of <{named.value}> needs a :rankReason", file=path, line=line)
            assert isinstance(quad.object, NamedNode)
            known[named.value].rank = quad.object.value


def preference_quads(loaded: Loaded, statements: list[Statement], findings: Findings) -> list[Quad]:
    """For each conflict of which a curator prefers one statement: that statement, and the reason."""
    preferred = preferred_statements(statements)
    reasons: dict[str, list[Quad]] = {}
    for quad in loaded.graph("statements"):
        if quad.predicate == term("rankReason") and isinstance(quad.subject, NamedNode):
            reasons.setdefault(quad.subject.value, []).append(quad)
    quads: list[Quad] = []
    for conflict in findings.conflicts:
        node = NamedNode(loaded.project.made("conflict", conflict.name))
        for iri in preferred & set(conflict.statements):
            quads.append(Quad(node, term("preferred"), NamedNode(iri)))
            quads += [Quad(node, term("preferenceReason"), q.object) for q in reasons.get(iri, [])]
    return quads


def preferred_statements(statements: Iterable[Statement]) -> set[str]:
    """The statements (by IRI) that a curator prefers to those that they conflict with."""
    return {s.iri for s in statements if s.rank == NS + "preferredRank"}


def resemblance_quads(loaded: Loaded) -> list[Quad]:
    """For each two things that a curator holds to be probably one: so, either way.

    Raises KgError, with file and line, for one that does not name two known things, or no reason.
    """
    known = {q.subject for q in loaded.graph("entities") if q.predicate == rdf("type")}
    found: dict[str, list[NamedNode]] = {}
    written = loaded.graph("statements")
    judged = {q.subject: set[Quad]() for q in written if q.object == term("Resemblance")}
    for quad in written if judged else ():
        judged.get(quad.subject, set()).add(quad)
    for node, told in judged.items():
        things = {q.object for q in told if q.predicate == term("resembles")}
        named = [thing for thing in sorted(things, key=str) if isinstance(thing, NamedNode)]
        reasons = any(q.predicate == _COMMENT for q in told)
        iri = getattr(node, "value", "")
        if len(named) != 2 or not set(named) <= known or not reasons:
            path, line = loaded.place(iri)
            cause = "a resemblance names two things of graph/entities/ and an rdfs:comment with the reason"
            raise KgError(cause, file=path, line=line)
        found[iri] = named
    pairs = [pair for _, (one, two) in sorted(found.items()) for pair in ((one, two), (two, one))]
    return [Quad(one, term("probablySameAs"), two) for one, two in pairs]


def compatibility_count(loaded: Loaded) -> int:
    """How many compatibilities there are, found and curated."""
    kind = (rdf("type"), term("Compatibility"))
    return sum((q.predicate, q.object) == kind for q in loaded.graph("statements"))
