"""Hold each rule to facts from which something must follow by it, and to facts from which nothing must.

Beside the rule ``rules/NAME.rq`` stands ``rules/tests/NAME.trig``. A named graph is a case: the facts, plain
triples and the nodes of statements. What must follow from the case ``<#one>`` stands in ``<#one.follows>``
where it follows as a fact, in ``<#one.expected>``, ``<#one.planned>`` or ``<#one.possible>`` where it is no
more certain than that; a case without such a graph is one from which nothing follows. What stands in no named
graph belongs to every case.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Triple

from kg.checks.outcome import Outcome, chosen, lacking, tried, unknown
from kg.errors import KgError
from kg.files.load import CHECKS
from kg.files.loaded import Loaded
from kg.files.turtle import read_trig
from kg.model.project import Project
from kg.model.vocab import local, rdf, term
from kg.reason.given import Stated
from kg.reason.proofs import prove
from kg.reason.reasoner import Reasoner
from kg.reason.rule import LEVELS, Rule
from kg.reason.rules import read_rules
from kg.reason.scope import Scope

_FOLLOWS = {"follows" if name == LEVELS[0] else name: level for level, name in enumerate(LEVELS)}
_OF_NODES = {rdf("subject"), rdf("predicate"), rdf("object")}
_HOW = "write facts from which it follows, and facts from which it must not, into rules/{}/{}.trig"

Found = dict[Triple, int]  # what follows, by how certain it is


def rule_checks(root: Path, loaded: Loaded, only: Collection[str] = ()) -> Iterator[Outcome]:
    """What comes of the cases of each rule, or of ``only`` some. Raises KgError for a malformed rule."""
    folder = root / "ontology" / "rules"
    rules = {rule.name: rule for rule in read_rules(folder, loaded.graph("ontology"), loaded.project)}
    paths = {path.stem: path for path in sorted(folder.rglob(f"{CHECKS}/*.trig"))}
    for name in chosen(rules.keys() | paths.keys(), only):
        if name not in rules:
            yield unknown("rule", paths[name], sorted(rules))
        elif name not in paths:
            yield lacking("rule", name, rules[name].path or folder, _HOW.format(CHECKS, name))
        else:
            of_rule = partial(_cases, rules[name], paths[name], loaded.project)
            yield from tried("rule", paths[name], of_rule)


def _cases(rule: Rule, path: Path, project: Project) -> Iterator[Outcome]:
    graphs: dict[str, list[Quad]] = {}
    for quad in read_trig(path, project.space):
        graphs.setdefault(_name(quad, path), []).append(quad)
    shared = graphs.pop("", [])
    wanted = {name: quads for name, quads in graphs.items() if name.rpartition(".")[2] in _FOLLOWS}
    cases = {name: graphs[name] for name in sorted(graphs.keys() - wanted.keys())}
    for name in sorted(wanted):
        if name.rpartition(".")[0] not in cases:
            raise KgError(f"<#{name}> is of no case: there is no <#{name.rpartition('.')[0]}>", file=path)
    if any(isinstance(quad.subject, BlankNode) for quads in graphs.values() for quad in quads):
        raise KgError("a blank node is no statement's; give it an IRI, such as statement:one", file=path)
    for name, facts in cases.items():
        expected = {
            quad.triple: level
            for suffix, level in _FOLLOWS.items()
            for quad in wanted.get(f"{name}.{suffix}", ())
        }
        found = followed(rule, [*shared, *facts], project)
        yield Outcome("rule", rule.name, name, path, "; ".join(_differences(found, expected, project)))
    if not any(name.rpartition(".")[2] in _FOLLOWS for name in wanted):
        yield Outcome("rule", rule.name, "", path, "has no case from which something follows")
    if not cases.keys() - {name.rpartition(".")[0] for name in wanted}:
        yield Outcome("rule", rule.name, "", path, "has no case from which nothing must follow")


def _name(quad: Quad, path: Path) -> str:
    """The name of the graph in which a triple stands; empty where it stands in none."""
    if isinstance(quad.graph_name, DefaultGraph):
        return ""
    _, sign, name = str(getattr(quad.graph_name, "value", "")).partition("#")
    if not (sign and name):
        raise KgError(f"a case is called <#NAME>, not {quad.graph_name}", file=path)
    return name


def followed(rule: Rule, facts: Iterable[Quad], project: Project) -> Found:
    """What follows from facts by one rule alone, and how certain it is, as an index of ``LEVELS``."""
    given = list(_given(list(facts)))
    scope = Scope(project)
    nodes = {node for one in given for node in one.triple if isinstance(node, NamedNode)}
    scope.things |= {n for n in nodes if project.is_thing(n.value) or project.is_made(n.value, "source")}
    reasoner = Reasoner([rule], scope)
    reasoner.change(given)
    return {triple: ways[0].level for triple, ways in prove(reasoner, set(reasoner.steps), {}).items()}


def _given(facts: list[Quad]) -> Iterator[Stated]:
    """Each plain triple as a statement of its own, and each node of a statement as certain as it says."""
    status = {
        q.subject: local(getattr(q.object, "value", "")) for q in facts if q.predicate == term("status")
    }
    nodes = {quad.subject for quad in facts if quad.predicate in _OF_NODES}
    for number, quad in enumerate(quad for quad in facts if quad.predicate != term("status")):
        told = status.get(quad.subject, LEVELS[0])
        level = LEVELS.index(told) if told in LEVELS else 0
        of_node = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
        name = of_node if quad.subject in nodes else f"urn:fact:{number}"
        yield Stated(quad.triple, name, level)


def _differences(found: Found, expected: Found, project: Project) -> Iterator[str]:
    for triple in sorted(expected.keys() - found.keys(), key=str):
        yield f"{_told(triple, project)} does not follow"
    for triple in sorted(found.keys() - expected.keys(), key=str):
        yield f"{_told(triple, project)} follows, and should not"
    for triple in sorted(found.keys() & expected.keys(), key=str):
        if found[triple] != expected[triple]:
            levels = (LEVELS[of[triple]] for of in (found, expected))
            yield f"{_told(triple, project)} follows as {' and not as '.join(levels)}"


def _told(triple: Triple, project: Project) -> str:
    return " ".join(project.prefixed(n.value) if isinstance(n, NamedNode) else str(n) for n in triple)
