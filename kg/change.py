"""Work on a graph in memory: add and retract claims, and see at once what that changes.

Each change merges, weighs, re-reasons and re-validates only what it touches; the outcome is that of a full
build of the same claims.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize

from kg.build import instants
from kg.catalogue import questions
from kg.claims import Claim, Node, Registry, read_claims
from kg.conflicts import Findings, finding_quads, withheld
from kg.contradictions import contradictions
from kg.curation import apply_ranks, preference_quads, preferred_statements, resemblance_quads
from kg.engines import text
from kg.engines.oxigraph import Oxigraph
from kg.errors import KgError
from kg.facts import fact_quads
from kg.figures import TERMS, figures
from kg.graph import Graph
from kg.holding import span_quads
from kg.issued import ISSUED, Issued
from kg.merge import DENIED, Statement, merge, statement_quads, triple_of
from kg.names import prefixed
from kg.owl import owl_rules
from kg.proofs import Proofs, inference_quads, is_told, prove
from kg.publish import question_quads, rule_quads
from kg.read import load, not_turtle
from kg.reason import Reasoner, Stated, axioms, grounds
from kg.rules import read_rules
from kg.schema import Schema
from kg.validate import Violation, check, shapes_of
from kg.vocab import BASE, GRAPHS, NS, PREFIXES, rdf, term
from kg.weighing import Weighing

_MADE = {term("earliest"), term("latest")}
_CURATED = {term("rankReason"), term("involves"), term("conflictReason"), term("compatibilityReason")}
_SAID = (
    "loaded",
    "rules",
    "resemblances",
    "questions",
    "claim",
    "added",
)  # owners of what does not follow from the rest
VALIDATED = ("ontology", "entities", "sources", "claims", "statements")


News = tuple[str, str, str, str]
_Said = tuple[str, str, Node]  # a triple


@dataclass
class Change:
    """What a change came to.

    ``comes`` and ``goes`` are statements and inferences, as subject, predicate, object and status, and
    conflicts with their reason; ``sides`` is what the statements of each of these conflicts say, as subject,
    predicate, object; ``violations`` is what the shapes find wrong anew; ``came`` and ``went`` are all quads.
    """

    came: list[Quad] = field(default_factory=list)
    went: list[Quad] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)
    comes: list[News] = field(default_factory=list)
    goes: list[News] = field(default_factory=list)
    sides: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)


class Workbench:
    """A project's graph in memory, as a build would make it, ready to be changed.

    ``graph`` asks it like any other; ``violations`` is what the shapes find wrong in all of it.
    """

    def __init__(self, root: Path | str = ".", lang: str = "en") -> None:
        self._root = Path(root)
        self._loaded = load(self._root)
        self._schema = Schema.of(self._loaded)
        self._registry = Registry.of(self._loaded)
        self._figures = figures(self._loaded.graph("entities"))
        self._issued = Issued.of_sources(self._loaded.graph("sources"))
        self._shapes = shapes_of(self._root)
        self._rules = read_rules(self._root / "ontology" / "rules", self._loaded.graph("ontology"))
        self._store = Store()
        self.graph = Graph(Oxigraph(self._store), [self._root / "queries"], lang)
        self._empty()
        self._start(rule_quads([*owl_rules(), *self._rules]))
        self._wrong: dict[str, list[Violation]] = {}
        for violation in self._check(None):
            self._wrong.setdefault(violation.claim, []).append(violation)

    def _empty(self) -> None:
        """Forget all claims and what follows from them."""
        self._claims: dict[str, Claim] = {}
        self._statements: dict[str, Statement] = {}
        self._makers: dict[_Said, set[str]] = {}  # claims of each triple, by IRI
        self._made: dict[_Said, list[str]] = {}  # and the statements that they make
        self._given: dict[str, list[Stated]] = {}
        self._withheld: set[str] = set()
        self._weighing = Weighing(self._schema, self._figures, self._issued)
        self._reasoner = Reasoner(self._rules)
        self._proofs: Proofs = {}
        self._owned: dict[tuple[str, str], tuple[Quad, ...]] = {}
        self._before: dict[tuple[str, str], tuple[Quad, ...]] = {}
        self._more: Counter[Quad] = Counter()  # owners of a quad besides one, where there are several
        self._store.clear()

    def _start(self, rules: list[Quad]) -> None:
        """Put in what was loaded, each claim by itself, and what follows from it."""
        change = Change()
        claims = read_claims(self._loaded, self._schema, registry=self._registry)
        mine = {claim.iri for claim in claims}
        blocks: dict[str, list[Quad]] = {}
        for quad in [
            *self._loaded.data,
            *_in("claims", instants(self._loaded.graph("claims"))),
        ]:
            iri = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
            blocks.setdefault(iri if iri in mine else "", []).append(quad)
        for iri, quads in blocks.items():
            self._put(change, "claim" if iri else "loaded", iri, quads)
        self._put(change, "rules", "", _in("ontology", rules))
        self._put(change, "resemblances", "", _in("statements", resemblance_quads(self._loaded)))
        if (self._root / "queries").is_dir():
            asked = questions([self._root / "queries"]).values()
            self._put(change, "questions", "", _in("queries", question_quads(asked)))
        given = self._axioms()
        self._loaded.keep("ontology", "entities", "sources", "statements")
        self._change(change, claims, [], given)
        self._before = {}

    @property
    def violations(self) -> list[Violation]:
        """What the shapes find wrong, sorted by node."""
        return [violation for node in sorted(self._wrong) for violation in self._wrong[node]]

    def add(self, turtle: str) -> Change:
        """Add claims, with their passages and new things, written in Turtle; our prefixes may be used.

        Raises KgError for what is no valid Turtle (with its line), for a claim that is malformed or there
        already, for unknown names, for what a curator has to write, and for what would change a thing that
        other claims rest on. Whatever is raised, nothing is changed.
        """
        # In one line, so that an error's line is that of the text.
        prefixes = " ".join(f"@prefix {name}: <{iri}> ." for name, iri in PREFIXES.items())
        try:
            quads = list(parse(f"{prefixes} {turtle}", format=RdfFormat.TURTLE, base_iri=BASE))
        except SyntaxError as error:
            raise not_turtle(error) from None
        typed = [(text(q.subject), q.object) for q in quads if q.predicate == rdf("type")]
        unnamed = {iri for iri, kind in typed if kind == term("UnnamedSpeaker")}
        known = self._registry.known | {iri for iri, _ in typed}
        registry = Registry(known, self._registry.unnamed | unnamed)
        claims = read_claims(self._loaded, self._schema, quads, registry)
        mine = {claim.iri for claim in claims}
        for iri in sorted(mine & self._claims.keys()):
            raise KgError(f"there is a claim <{iri}> already; retract it first")
        for quad in quads:
            self._may_add(quad, mine)
        quads += instants(quads)
        things = [q for q in quads if _is_thing(q)]
        change = Change()
        with self._all_or_nothing():
            self._registry = registry
            self._figures |= figures(things)
            for iri in sorted(mine):
                block = [q for q in quads if q.subject == NamedNode(iri)]
                self._put(change, "claim", iri, _in("claims", block))
            rest = [q for q in quads if getattr(q.subject, "value", "") not in mine and not _is_thing(q)]
            added = [*_in("claims", rest), *_in("entities", things)]
            self._put(change, "added", "", added, keep=True)
            self._change(change, claims, [], axioms([], things))
            return self._checked(change)

    def _may_add(self, quad: Quad, claims: set[str]) -> None:
        """Refuse what a curator has to write, and what would change what is there already."""
        subject, predicate, value = text(quad.subject), quad.predicate, quad.object
        judged = predicate in _CURATED or (predicate == term("rank") and subject not in claims)
        if judged or subject.startswith((f"{BASE}statement/", f"{BASE}conflict/")):
            raise KgError(f"{prefixed(subject)} is for a curator to judge, in graph/curation.ttl")
        if predicate == ISSUED:
            cause = "is a source, and its date decides what holds now; it goes into graph/sources.ttl"
            raise KgError(f"{prefixed(subject)} {cause}")
        redone = predicate in TERMS or (predicate == rdf("type") and value == term("UnnamedSpeaker"))
        entities = NamedNode(GRAPHS["entities"])
        if (
            redone
            and subject in self._registry.known
            and Quad(quad.subject, predicate, value, entities) not in self._store
        ):
            raise KgError(
                f"{prefixed(subject)} is there already, and other claims may rest on it; "
                f"change its {prefixed(predicate.value)} in graph/"
            )

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
                self._put(change, "claim", claim.iri, [])
            self._change(change, [], gone, [])
            return self._checked(change)

    @contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        """Where a change fails, whatever the reason, start again from what was said before it."""
        self._before = {}
        registry, known = self._registry, dict(self._figures)
        wrong = {node: list(violations) for node, violations in self._wrong.items()}
        try:
            yield
        except BaseException:
            said = {key: quads for key, quads in (self._owned | self._before).items() if key[0] in _SAID}
            self._registry, self._figures, self._wrong = registry, known, wrong
            self._empty()
            for (kind, name), quads in said.items():
                self._put(Change(), kind, name, quads)
            added = [quad for quad in said.get(("added", ""), ()) if _is_thing(quad)]
            given = self._axioms(added)
            claims = [quad for (kind, _), quads in said.items() if kind == "claim" for quad in quads]
            self._change(Change(), read_claims(self._loaded, self._schema, claims, registry), [], given)
            raise

    def inferred(self) -> list[Triple]:
        """The triples that follow, as facts or less surely, sorted."""
        return sorted((t for t, ways in self._proofs.items() if is_told(t, ways)), key=str)

    def turtle(self, name: str) -> str:
        """A claim as ``add`` takes it, named by IRI or by its end. Raises KgError for what is no claim."""
        iri = self._claim_iri(name)
        triples = [q.triple for q in self._owned["claim", iri] if q.predicate not in _MADE]
        text = serialize(sorted(triples, key=str), format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""
        return text.decode()

    def _claim_iri(self, name: str) -> str:
        iri = name if "://" in name else f"{BASE}claim/{name}"
        if iri not in self._claims:
            raise KgError(f"there is no claim <{iri}>")
        return iri

    def quads(self) -> set[Quad]:
        """All quads, as a build writes them."""
        return set(self._store)

    def _axioms(self, added: Iterable[Quad] = ()) -> list[Stated]:
        described = [quad for name in ("entities", "sources") for quad in self._loaded.graph(name)]
        return axioms(self._loaded.graph("ontology"), [*described, *added])

    def _merged(self, triples: Iterable[_Said], without: Collection[str] = ()) -> list[Statement]:
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
            self._put(change, "statement", iri, quads)
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
        self._find(change, moved, reached)

    def _quads_of(self, statement: Statement) -> list[Quad]:
        quads = [*statement_quads([statement]), *span_quads(statement, self._weighing.held(statement.iri))]
        return list(_in("statements", [*quads, *instants(quads)]))

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
        quads = finding_quads(told)
        quads += preference_quads(self._loaded, every, told)
        self._put(change, "findings", "", _in("statements", quads))
        kept_back = withheld(conflicts, preferred_statements(every))
        other = kept_back ^ self._withheld
        self._withheld = kept_back
        for iri in sorted({*moved, *other}):
            one = [self._statements[iri]] if iri in self._statements else []
            facts = fact_quads(one, self._schema, self._weighing, kept_back)
            self._put(change, "fact", iri, _in("facts", facts))
        resting = (
            t for t, ways in self._proofs.items() if any(other.intersection(way.leaves) for way in ways)
        )
        for triple in dict.fromkeys([*reached, *(resting if other else ())]):
            quads = inference_quads(triple, self._proofs, self._statements, kept_back)
            self._put(change, "inferred", str(triple), _in("inferred", quads))

    def _put(self, change: Change, kind: str, name: str, quads: Iterable[Quad], keep: bool = False) -> None:
        """Let an owner have these quads and no others, or with ``keep`` besides those that it has.

        A quad stays as long as it has an owner.
        """
        owned = self._owned.get((kind, name), ())
        self._before.setdefault((kind, name), owned)
        before, after = set(owned), set(quads)
        if keep:
            after |= before
        for quad in before - after:
            if self._more[quad]:
                self._more[quad] -= 1
            else:
                self._store.remove(quad)
                change.went.append(quad)
        for quad in after - before:
            if quad in self._store:
                self._more[quad] += 1
            else:
                self._store.add(quad)
                change.came.append(quad)
        self._owned[kind, name] = tuple(after)

    def _checked(self, change: Change) -> Change:
        """Settle what came and went, and validate what that touches: the nodes, and what is said of them."""
        both = set(change.came) & set(change.went)
        change.came = sorted((quad for quad in change.came if quad not in both), key=str)
        change.went = sorted((quad for quad in change.went if quad not in both), key=str)
        comes, goes = set(self._news(change, change.came)), set(self._news(change, change.went))
        change.comes, change.goes = sorted(comes - goes), sorted(goes - comes)
        ends = [node for quad in (*change.came, *change.went) for node in (quad.subject, quad.object)]
        touched = {node for node in ends if isinstance(node, NamedNode) and _is_described(node)}
        for node in list(touched):
            touched |= {quad.subject for quad in self._said_of(node) if isinstance(quad.subject, NamedNode)}
        focus = {node.value for node in touched}
        before = {violation for iri in focus for violation in self._wrong.pop(iri, [])}
        for violation in self._check(focus):
            self._wrong.setdefault(violation.claim, []).append(violation)
            if violation not in before:
                change.violations.append(violation)
        return change

    def _news(self, change: Change, quads: list[Quad]) -> Iterator[News]:
        stated = {quad.subject for quad in quads if quad.object == term("Corroboration")}
        for quad in quads:
            if quad.predicate in (term("status"), term("certainty")) and quad.subject not in stated:
                yield (*self._triple(change, quad.subject), text(quad.object))
            elif quad.predicate == term("conflictReason"):
                sides = {q.object for q in self._of(change, quad.subject) if q.predicate == term("involves")}
                told = (self._triple(change, side) for side in sides if isinstance(side, NamedNode))
                change.sides[text(quad.subject)] = sorted(told)
                yield text(quad.subject), quad.predicate.value, text(quad.object), ""

    def _triple(self, change: Change, node: NamedNode | BlankNode | Triple) -> tuple[str, str, str]:
        """What a statement or an inference says, whether it is there now or was before."""
        said = {quad.predicate: text(quad.object) for quad in self._of(change, node)}
        return said[rdf("subject")], said[rdf("predicate")], said[rdf("object")]

    def _of(self, change: Change, node: NamedNode | BlankNode | Triple) -> list[Quad]:
        """What is said of a node, or was before the change."""
        gone = [quad for quad in change.went if quad.subject == node]
        return [*gone, *self._store.quads_for_pattern(node, None, None)]

    def _said_of(self, node: NamedNode) -> Iterator[Quad]:
        for name in ("subject", "object"):
            yield from self._store.quads_for_pattern(None, rdf(name), node)

    def _check(self, focus: set[str] | None) -> list[Violation]:
        """The violations of these nodes; of all where it is None."""
        data: Iterable[Quad]
        if focus is None:
            graphs = (NamedNode(GRAPHS[name]) for name in VALIDATED)
            data = (q for name in graphs for q in self._store.quads_for_pattern(None, None, None, name))
        else:
            data = self._around({NamedNode(iri) for iri in focus})
        return check(self._loaded, self._shapes, data, focus=focus)

    def _around(self, nodes: set[NamedNode]) -> list[Quad]:
        """The ontology, and all that is said of some nodes, of what that names, and of what that names."""
        plain = {NamedNode(GRAPHS[name]) for name in VALIDATED[1:]}
        found = list(self._store.quads_for_pattern(None, None, None, NamedNode(GRAPHS[VALIDATED[0]])))
        seen: set[NamedNode] = set()
        for _ in range(3):
            quads = [q for node in nodes - seen for q in self._store.quads_for_pattern(node, None, None)]
            seen |= nodes
            found += [quad for quad in quads if quad.graph_name in plain]
            nodes = {q.object for q in quads if isinstance(q.object, NamedNode) and _is_described(q.object)}
        return found


def _is_described(node: NamedNode) -> bool:
    """Whether a node is a thing, a claim, a statement or a passage, and not a term or an inference."""
    return node.value.startswith(BASE) and not node.value.startswith(
        (NS, BASE + "inference/", BASE + "graph/")
    )


def _is_thing(quad: Quad) -> bool:
    iri = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
    return iri.startswith((BASE + "entity/", BASE + "quantity/"))


def _in(graph: str, quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads in a named graph."""
    name = NamedNode(GRAPHS[graph])
    return (Quad(quad.subject, quad.predicate, quad.object, name) for quad in quads)
