"""Build the graph: load, check, merge, validate, reason, write. One direction; any error stops it."""

import gc
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from kg.build.admit import Declared, violations
from kg.build.align import Alignment, concepts
from kg.build.claims import read_claims
from kg.build.curate import (
    apply_ranks,
    compatibility_count,
    preference_quads,
    preferred_statements,
    resemblance_quads,
)
from kg.build.facts import fact_quads
from kg.build.merge import merge, statement_quads
from kg.build.publish import question_quads, rule_quads
from kg.build.shapes import shapes_of
from kg.build.validation import VALIDATED, InvalidGraphError, Violation, check_project
from kg.build.weigh.conflicts import Findings, finding_quads, withheld
from kg.build.weigh.contradictions import check_things, contradictions
from kg.build.weigh.weighing import Weighing, weigh
from kg.build.write import write
from kg.catalogue.read import checked_questions, undeclared, written_questions
from kg.errors import KgError, brief, plain
from kg.files.load import load, unread
from kg.files.loaded import Loaded
from kg.model.claims import Claim
from kg.model.edtf import NotEdtfError, bounds
from kg.model.figures import figures
from kg.model.holding import span_quads
from kg.model.issued import Issued
from kg.model.schema import Schema
from kg.model.statement import DENIED, Statement
from kg.model.vocab import RDFS, XSD, rdf, term
from kg.reason.given import grounds
from kg.reason.owl import owl_rules, unreasoned
from kg.reason.proofs import Derivation, Proofs, inference_quads, is_told, prove
from kg.reason.reasoner import Reasoner
from kg.reason.reference import owlrl_closure
from kg.reason.rule import Rule
from kg.reason.rules import check_names, read_rules
from kg.reason.scope import Scope

_LABEL = NamedNode(RDFS + "label")


@dataclass(frozen=True)
class Summary:
    """What a build made: counts by kind, and the seconds that each stage took."""

    counts: dict[str, int]
    seconds: dict[str, float]


@dataclass
class Assembled:
    """The graph up to validation: what was loaded, with statements and findings added."""

    loaded: Loaded
    schema: Schema
    statements: list[Statement]
    weighing: Weighing
    findings: Findings


def assemble(root: Path) -> Assembled:
    """Everything up to validation: the loaded graph with statements and conflicts added."""
    return assembled(load(root))


def assembled(loaded: Loaded, whole: bool = True) -> Assembled:
    """What was loaded, with the statements and conflicts that its claims come to; of a project that is not
    ``whole`` there need be none.

    Raises InvalidGraphError where something may not stand where it does.
    """
    schema = Schema.of(loaded.graph("ontology"), loaded.project)
    issued = Issued.of_sources(loaded.graph("sources"))
    claims = _admitted(loaded, schema, whole)
    statements = merge(claims, schema, loaded.place)
    apply_ranks(loaded, statements, {statement.iri for statement in statements})
    weighing = weigh(statements, schema, figures(loaded.graph("entities")), issued)
    findings = weighing.findings()
    loaded.add("statements", statement_quads(statements))
    for statement in statements:
        held, tense = weighing.held(statement.iri), weighing.tense(statement.iri)
        loaded.add("statements", span_quads(statement, held, tense))
    loaded.add("statements", finding_quads(findings, loaded.project))
    loaded.add("statements", preference_quads(loaded, statements, findings))
    loaded.add("statements", resemblance_quads(loaded))
    for graph in ("claims", "statements"):
        loaded.add(graph, instants(loaded.graph(graph)))
    return Assembled(loaded, schema, statements, weighing, findings)


def _admitted(loaded: Loaded, schema: Schema, whole: bool) -> list[Claim]:
    """The claims. Raises InvalidGraphError with all that may not stand where it does."""
    wrong = violations(loaded, Declared.of(loaded.graph("ontology"), schema))
    there_are = whole or any(quad.object == term("Claim") for quad in loaded.graph("claims"))
    try:
        claims = read_claims(loaded, schema) if there_are else []
    except InvalidGraphError as error:
        wrong = [*error.violations, *wrong]
    if wrong:
        raise InvalidGraphError(wrong)
    return claims


def validate(root: Path, engine: str = "turbo", whole: bool = True) -> list[Violation]:
    """The violations of the shapes in the graph below ``root``; empty when it is valid.

    ``engine`` validates: ``turbo``, or ``pyshacl`` as the reference. Of a project that is not ``whole`` yet,
    what there is is held against them. Where claims are malformed there are no
    statements: then all that is wrong with these claims comes first, and what else the shapes find after.
    """
    try:
        loaded = assembled(load(root, whole), whole).loaded
    except InvalidGraphError as error:
        loaded, malformed = load(root, whole), {violation.claim for violation in error.violations}
        others = check_project(loaded, shapes_of(loaded), validated(loaded), engine)
        return error.violations + [violation for violation in others if violation.claim not in malformed]
    return check_project(loaded, shapes_of(loaded), validated(loaded), engine)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no garbage meanwhile: a build makes millions of objects, and next to no circles of them."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


@_uncollected()
def build(
    root: Path, out: Path, progress: Callable[[str], None], engine: str = "rules", strict: bool = False
) -> Summary:
    """Build from ``root`` into ``out`` (``accord.ttl``, ``accord.nq``), telling ``progress`` each stage.

    ``engine`` reasons: ``rules``, or ``owlrl`` as the reference for OWL 2 RL. What the shapes only warn of is
    told and stops nothing, but where ``strict``.

    Raises KgError for bad input and InvalidGraphError for violations; what an earlier build left stays.
    """
    seconds: dict[str, float] = {}

    def stage(name: str, since: float) -> float:
        now = time.perf_counter()
        seconds[name] = now - since
        progress(f"{name:<9} {seconds[name]:6.2f} s")
        return now

    start = time.perf_counter()
    made = assemble(root)
    loaded, statements = made.loaded, made.statements
    start = stage("merge", start)
    for line in warnings(root, loaded):
        progress(f"warning: {line}")
    shapes = shapes_of(loaded)
    found = check_project(loaded, shapes, validated(loaded))
    if wrong := [one for one in found if strict or one.severity == "Violation"]:
        raise InvalidGraphError(wrong)
    for one in found:
        progress(f"{one.severity.lower()}: {InvalidGraphError([one])}")
    start = stage("validate", start)
    rules = read_rules(root / "ontology" / "rules", loaded.graph("ontology"), loaded.project)
    check_names(rules, loaded.graph("ontology"), loaded.project)
    for name in unreasoned(loaded.graph("ontology")) if engine == "rules" else ():
        progress(f"warning: nothing is inferred from {loaded.project.prefixed(name)}, which no rule covers")
    proofs = infer(made, rules, engine)
    by_iri = {statement.iri: statement for statement in statements}
    check_things(proofs, loaded)
    deeper = contradictions(proofs, (s for s in statements if s.status == DENIED), by_iri, made.findings)
    loaded.add("statements", finding_quads(deeper, loaded.project))
    loaded.add("statements", preference_quads(loaded, statements, deeper))
    conflicts = [*made.findings.conflicts, *deeper.conflicts]
    kept_back = withheld(conflicts, preferred_statements(statements))
    loaded.add("facts", fact_quads(statements, made.schema, made.weighing, kept_back))
    for triple in proofs:
        loaded.add("inferred", inference_quads(loaded.project, triple, proofs, by_iri, kept_back))
    loaded.add("ontology", rule_quads([*owl_rules(), *rules], loaded.project))
    asked = checked_questions(root / "queries", loaded.project)
    loaded.add("queries", question_quads(asked, loaded.project, loaded.graph("outside")))
    alignment = Alignment(loaded.graph("ontology"), loaded.project)
    for name in loaded.project.graphs:
        loaded.add("aligned", alignment.beside(name, loaded.graph(name)))
    loaded.add("aligned", concepts([*loaded.graph("ontology"), *loaded.graph("entities")]))
    start = stage("reason", start)
    counts = {
        "entities": _typed(loaded, "entities"),
        "claims": sum(len(s.claims) for s in statements),
        "statements": len(statements),
        "facts": len(loaded.graph("facts")),
        "conflicts": len(conflicts),
        "compatible": compatibility_count(loaded),
        "inferred": sum(1 for t, ways in proofs.items() if is_told(t, ways)),
    }
    write(loaded, shapes, root, out)
    stage("write", start)
    return Summary(counts, seconds)


def warnings(root: Path, loaded: Loaded) -> Iterator[str]:
    """What stops no build, and may not be meant: unread files, unknown names in questions, a label twice."""
    for path in unread(root):
        yield f"nothing reads {plain(str(path.relative_to(root)))}"
    declared = {getattr(quad.subject, "value", "") for quad in loaded.graph("ontology")}
    for question in written_questions(root / "queries"):
        for name, meant in undeclared(question.text, declared, loaded.project):
            at = question.path.relative_to(root)
            yield f"{plain(str(at))} names {name}, which the ontology does not declare{meant}"
    called: dict[Literal, set[str]] = {}
    for quad in loaded.graph("entities"):
        if quad.predicate == _LABEL and isinstance(quad.object, Literal):
            called.setdefault(quad.object, set()).add(
                loaded.project.prefixed(getattr(quad.subject, "value", ""))
            )
    for label, things in sorted(called.items(), key=str):
        if len(things) > 1:
            yield f"{brief(label.value)!r} is the label of {', '.join(sorted(things))}"


def infer(made: Assembled, rules: Sequence[Rule], engine: str = "rules") -> Proofs:
    """All that follows by OWL 2 RL and the rules, with its proofs.

    What the reference alone finds (``engine`` ``owlrl``) is there with a proof that names no premise.
    """
    scope = Scope(made.loaded.project, made.loaded.graph("ontology"))
    reasoner = Reasoner(rules, scope)
    described = (quad for name in ("entities", "sources") for quad in made.loaded.graph(name))
    given = [*scope.axioms(), *scope.describe(described)]
    for s in made.statements:
        given += grounds(s, made.schema, made.weighing.tense(s.iri))
    proofs = prove(reasoner, reasoner.change(given), {})
    for triple in owlrl_closure(one.triple for one in given if one.level == 0) if engine == "owlrl" else ():
        if scope.is_told(triple) and not reasoner.holds(triple):
            proofs[triple] = [Derivation(triple, "owlrl", 0, 1, (), (), (), (), ())]
    return proofs


def validated(loaded: Loaded) -> list[Quad]:
    """The quads that the shapes are held against."""
    return [*loaded.project.quads(), *(quad for name in VALIDATED for quad in loaded.graph(name))]


def instants(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The earliest and latest instant of each time in the quads. Raises KgError for what is no EDTF date."""
    moment = NamedNode(XSD + "dateTime")
    for quad in quads:
        if quad.predicate == term("time") and isinstance(quad.object, Literal):
            try:
                span = bounds(quad.object.value)
            except NotEdtfError as error:  # in what a curator wrote: claims were looked at before
                raise KgError(f"{quad.subject}: {error}") from None
            for name, instant in zip(("earliest", "latest"), span, strict=True):
                if instant:
                    yield Quad(quad.subject, term(name), Literal(instant, datatype=moment))


def _typed(loaded: Loaded, graph: str) -> int:
    kinds = {
        q.subject for q in loaded.graph(graph) if q.predicate == rdf("type") and q.object != term("Quantity")
    }
    return len(kinds)
