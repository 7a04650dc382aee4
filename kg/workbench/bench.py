"""Work on a graph in memory: add and retract claims, and see at once what that changes.

Each change merges, weighs, re-reasons and re-validates only what it touches; the outcome is that of a full
build of the same claims.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Triple

from kg.build.admit import Declared
from kg.build.align import Alignment, concepts
from kg.build.claims import Registry, read_claims
from kg.build.curate import apply_ranks, preference_quads, preferred_statements, resemblance_quads
from kg.build.facts import fact_quads
from kg.build.merge import merge, statement_quads
from kg.build.publish import question_quads, rule_quads
from kg.build.stages import instants
from kg.build.validation import Violation
from kg.build.weigh.conflicts import Findings, finding_quads, withheld
from kg.build.weigh.contradictions import contradictions
from kg.build.weigh.weighing import Weighing
from kg.catalogue.read import written_questions
from kg.errors import KgError, keywords
from kg.files.load import load
from kg.model.claims import Claim
from kg.model.figures import figures
from kg.model.holding import span_quads
from kg.model.iris import is_written_out
from kg.model.issued import Issued
from kg.model.schema import Schema
from kg.model.statement import DENIED, Statement, triple_of
from kg.model.statement import Triple as Said
from kg.model.vocab import term
from kg.reason.given import Stated, grounds
from kg.reason.owl import owl_rules
from kg.reason.proofs import Proofs, inference_quads, is_told, prove
from kg.reason.reasoner import Reasoner
from kg.reason.rules import read_rules
from kg.reason.scope import Scope
from kg.workbench.change import Change
from kg.workbench.checking import Checking
from kg.workbench.owned import Owned
from kg.workbench.proposed import Gate, read, registry_with, written

# Owners of what does not follow from the rest.
_ASSESSES = term("assesses")
_SAID = ("loaded", "rules", "resemblances", "questions", "claim", "added")


@keywords
class Bench:
    """A project's graph in memory, as a build would make it, ready to be changed.

    ``store`` holds it; ``violations`` is what the shapes find wrong in all of it. What changes is told in
    ``lang``.
    """

    def __init__(self, root: Path, lang: str = "en") -> None:
        self._root = root
        self._loaded = load(self._root)
        self._project = self._loaded.project
        self._within = self._loaded.within
        ontology = self._loaded.graph("ontology")
        self._schema = Schema.of(ontology, self._project)
        self._declared = Declared.of(ontology, self._schema)
        self._registry = Registry.of(self._loaded)
        self._figures = figures(self._loaded.graph("entities"))
        self._issued = Issued.of_sources(self._loaded.graph("sources"))
        self._rules = read_rules(root / "ontology" / "rules", ontology, self._project)
        self._kept = Owned(self._project, Alignment(ontology, self._project).beside)
        self.store = self._kept.store
        self._empty()
        self._start(rule_quads([*owl_rules(), *self._rules], self._project))
        self._checking = Checking(self._loaded, self._kept, lang)

    def _empty(self) -> None:
        """Forget all claims and what follows from them."""
        self._claims: dict[str, Claim] = {}
        self._statements: dict[str, Statement] = {}
        self._makers: dict[Said, set[str]] = {}  # claims of each triple, by IRI
        self._made: dict[Said, list[str]] = {}  # and the statements that they make
        self._given: dict[str, list[Stated]] = {}
        self._withheld: set[str] = set()
        self._weighing = Weighing(self._schema, self._figures, self._issued)
        self._scope = Scope(self._project, self._loaded.graph("ontology"))
        self._reasoner = Reasoner(self._rules, self._scope)
        self._proofs: Proofs = {}
        self._kept.clear()

    def _start(self, rules: list[Quad]) -> None:
        """Put in what was loaded, each claim by itself, and what follows from it."""
        change = Change()
        claims = read_claims(self._loaded, self._schema, registry=self._registry)
        mine = {claim.iri for claim in claims}
        graded = {q.subject: q.object for q in self._loaded.graph("statements") if q.predicate == _ASSESSES}
        blocks: dict[str, list[Quad]] = {}
        for quad in [*self._loaded.quads(), *self._within("claims", instants(self._loaded.graph("claims")))]:
            node = graded.get(quad.subject, quad.subject)  # the grade of a claim goes with it
            iri = node.value if isinstance(node, NamedNode) else ""
            blocks.setdefault(iri if iri in mine else "", []).append(quad)
        for iri, quads in blocks.items():
            self._kept.put(change, "claim" if iri else "loaded", iri, quads)
        self._kept.put(change, "rules", "", self._within("ontology", rules))
        alike = self._within("statements", resemblance_quads(self._loaded))
        self._kept.put(change, "resemblances", "", alike)
        questions, outside = written_questions(self._root / "queries"), self._loaded.graph("outside")
        asked = question_quads(questions, self._project, outside)
        self._kept.put(change, "questions", "", self._within("queries", asked))
        given = self._axioms()
        self._loaded.keep("ontology", "entities", "sources", "statements")
        self._change(change, claims, [], given)
        self._kept.begin()

    @property
    def violations(self) -> list[Violation]:
        """What the shapes find wrong in all of it, sorted by node."""
        return self._checking.violations

    @property
    def violations_met(self) -> list[Violation]:
        """What they find wrong in what changes touched, sorted by node."""
        return self._checking.met

    def add(self, turtle: str) -> Change:
        """Add claims, with their passages and new things, written in Turtle; our prefixes may be used.

        Raises KgError for what is no valid Turtle (with its line), for a claim that is malformed or there
        already, for unknown names, for what a curator has to write, and for what would change a thing that
        other claims rest on. Whatever is raised, nothing is changed.
        """
        quads = read(turtle, self._project)
        registry = registry_with(self._registry, quads)
        claims = read_claims(self._loaded, self._schema, quads, registry)
        mine = {claim.iri for claim in claims}
        for iri in sorted(mine & self._claims.keys()):
            raise KgError(f"there is a claim <{iri}> already; retract it first")
        gate = Gate(self.store, self._registry, self._declared, self._project)
        gate.admit(quads, mine)
        quads += instants(quads)
        named = gate.things(quads) - mine
        things = [q for q in quads if getattr(q.subject, "value", "") in named]
        change = Change()
        with self._all_or_nothing():
            self._registry = registry
            self._figures |= figures(things)
            for iri in sorted(mine):
                block = [q for q in quads if q.subject == NamedNode(iri)]
                self._kept.put(change, "claim", iri, self._within("claims", block))
            rest = [q for q in quads if getattr(q.subject, "value", "") not in mine | named]
            added = [*self._within("claims", rest), *self._within("entities", things)]
            self._kept.put(change, "added", "", added, keep=True)
            self._change(change, claims, [], self._scope.describe(things))
            self._checking.after(change)
            return change

    def retract(self, *names: str) -> Change:
        """Take claims back, named by IRI or by its end, ``SOURCE/NAME``; passages stay.

        Raises KgError for what is no claim, and for the last one of a statement that a curator judged.
        Whatever is raised, nothing is changed.
        """
        iris = {self._claim_iri(name) for name in names}
        gone = [self._claims[iri] for iri in sorted(iris)]
        curated = {
            node.value
            for q in self._loaded.graph("statements")
            for node in (q.subject, q.object)
            if isinstance(node, NamedNode)
        }
        triples = {triple_of(claim, self._schema) for claim in gone}
        left = {statement.iri for statement in self._merged(triples, iris)}
        for lost in sorted(({iri for triple in triples for iri in self._made[triple]} - left) & curated):
            raise KgError(f"a curator judged <{lost}>, which no other claim makes")
        change = Change()
        with self._all_or_nothing():
            for claim in gone:
                self._kept.put(change, "claim", claim.iri, [])
            self._change(change, [], gone, [])
            self._checking.after(change)
            return change

    @contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        """Where a change fails, whatever the reason, start again from what was said before it."""
        self._kept.begin()
        registry, known = self._registry, dict(self._figures)
        wrong = self._checking.kept()
        try:
            yield
        except BaseException:
            said = {key: quads for key, quads in self._kept.before().items() if key[0] in _SAID}
            self._registry, self._figures = registry, known
            self._checking.back_to(wrong)
            self._empty()
            for (kind, name), quads in said.items():
                self._kept.put(Change(), kind, name, quads)
            entities = self._project.graphs["entities"]
            added = [quad for quad in said.get(("added", ""), ()) if quad.graph_name == entities]
            given = self._axioms(added)
            claims = [quad for (kind, _), quads in said.items() if kind == "claim" for quad in quads]
            self._change(Change(), read_claims(self._loaded, self._schema, claims, registry), [], given)
            raise

    def inferred(self) -> list[Triple]:
        """The triples that follow, as facts or less surely, sorted."""
        return sorted((t for t, ways in self._proofs.items() if is_told(t, ways)), key=str)

    def turtle(self, name: str) -> str:
        """A claim as ``add`` takes it, named by IRI or by its end. Raises KgError for what is no claim."""
        return written(self._kept.of("claim", self._claim_iri(name), "claims"), self._project)

    def _claim_iri(self, name: str) -> str:
        iri = name if is_written_out(name) else self._project.made("claim", name)
        if iri not in self._claims:
            raise KgError(f"there is no claim <{iri}>")
        return iri

    def quads(self) -> set[Quad]:
        """All quads, as a build writes them."""
        return set(self.store)

    def _axioms(self, added: Iterable[Quad] = ()) -> list[Stated]:
        described = [quad for name in ("entities", "sources") for quad in self._loaded.graph(name)]
        return [*self._scope.axioms(), *self._scope.describe([*described, *added])]

    def _merged(self, triples: Iterable[Said], without: Collection[str] = ()) -> list[Statement]:
        """The statements that the claims of some triples make, but for some claims."""
        iris = {iri for triple in triples for iri in self._makers.get(triple, ())} - set(without)
        return merge([self._claims[iri] for iri in sorted(iris)], self._schema)

    def _change(self, change: Change, came: list[Claim], went: list[Claim], given: list[Stated]) -> None:
        """Merge, weigh and reason with claims that came and went, and axioms that came."""
        for claim in went:
            self._makers[triple_of(claim, self._schema)].discard(claim.iri)
            del self._claims[claim.iri]
        for claim in came:
            self._makers.setdefault(triple_of(claim, self._schema), set()).add(claim.iri)
            self._claims[claim.iri] = claim
        touched = {triple_of(claim, self._schema) for claim in (*came, *went)}
        old = [self._statements.pop(iri) for triple in touched for iri in self._made.pop(triple, ())]
        new = self._merged(touched)
        self._statements |= {statement.iri: statement for statement in new}
        for statement in new:
            self._made.setdefault(triple_of(statement.claims[0], self._schema), []).append(statement.iri)
        apply_ranks(self._loaded, new, self._statements.keys())
        moved = self._weighing.change(new, old) | {statement.iri for statement in (*new, *old)}
        for iri in sorted(moved):
            quads = self._quads_of(self._statements[iri]) if iri in self._statements else []
            self._kept.put(change, "statement", iri, quads)
        comes, goes = [*given], []
        for iri in sorted(moved):
            before, after = self._given.pop(iri, []), self._grounds(iri)
            comes += [one for one in after if one not in before]
            goes += [one for one in before if one not in after]
            self._given[iri] = after
        reached = self._reasoner.change(comes, goes)
        for triple in reached:
            self._proofs.pop(triple, None)
        self._proofs |= prove(self._reasoner, reached, self._proofs)
        placed = concepts(self._kept.graphs("ontology", "entities"))
        self._kept.put(change, "concepts", "", self._within("aligned", placed))
        self._find(change, moved, reached)

    def _quads_of(self, statement: Statement) -> list[Quad]:
        held, tense = self._weighing.held(statement.iri), self._weighing.tense(statement.iri)
        quads = [*statement_quads([statement]), *span_quads(statement, held, tense)]
        return list(self._within("statements", [*quads, *instants(quads)]))

    def _grounds(self, iri: str) -> list[Stated]:
        if iri not in self._statements:
            return []
        return grounds(self._statements[iri], self._schema, self._weighing.tense(iri))

    def _find(self, change: Change, moved: Iterable[str], reached: Iterable[Triple]) -> None:
        """Put what weighing and reasoning found in the place of what they found before, and the facts too."""
        found = self._weighing.findings()
        every = list(self._statements.values())
        denied = (statement for statement in every if statement.status == DENIED)
        deeper = contradictions(self._proofs, denied, self._statements, found)
        conflicts = [*found.conflicts, *deeper.conflicts]
        told = Findings(conflicts, [*found.compatibilities, *deeper.compatibilities])
        quads = finding_quads(told, self._project)
        quads += preference_quads(self._loaded, every, told)
        self._kept.put(change, "findings", "", self._within("statements", quads))
        kept_back = withheld(conflicts, preferred_statements(every))
        other = kept_back ^ self._withheld
        self._withheld = kept_back
        for iri in sorted({*moved, *other}):
            one = [self._statements[iri]] if iri in self._statements else []
            facts = fact_quads(one, self._schema, self._weighing, kept_back)
            self._kept.put(change, "fact", iri, self._within("facts", facts))
        # Of what rests on a statement, the origins are those of its claims.
        other |= set(moved)
        resting = [t for t, ways in self._proofs.items() if any(other & {*way.leaves} for way in ways)]
        for triple in dict.fromkeys([*reached, *resting]):
            quads = inference_quads(self._project, triple, self._proofs, self._statements, kept_back)
            self._kept.put(change, "inferred", str(triple), self._within("inferred", quads))
