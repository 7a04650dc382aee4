"""Write the shipped project several times over into a folder: each copy is one more state's story.

A copy has things, sources, passages, claims and a curator's choices of its own, each with a name of its own.
All copies share the terms, the quantities, and the states that the story is told beside with who leads them:
so these hubs grow with the graph, and sources and conflicts grow in number.
"""

import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

from kg.build.stages import assemble
from kg.model.iris import statement_iri
from kg.model.project import DEFAULT
from kg.model.statement import Statement
from kg.model.vocab import BASE, PREFIXES, RDFS, Node, term

ROOT = Path(__file__).parent.parent
OWN = "kazakhstan"  # the state that the story is of
KINDS = ("entity", "source", "claim", "evidence", "waiver", "compatibility", "resemblance")
NAMED = {NamedNode(RDFS + "label"), NamedNode(PREFIXES["skos"] + "altLabel"), term("file")}
ONCE = ("quantities.ttl", "dataset.ttl", "identifiers.ttl")  # the last: no copy is known elsewhere


def copies(number: int, folder: Path) -> Path:
    """A project of so many copies below ``folder``; the first has the names of the original."""
    root = folder / f"project-{number}"
    for name in ("ontology", "queries", "graph"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("tests"))
    for path in sorted(ROOT.glob("graph/**/*.ttl")):
        if path.name in ONCE:
            continue
        quads = list(parse(path.read_bytes(), format=RdfFormat.TURTLE))
        place = root / path.relative_to(ROOT)
        for at in range(2, number + 1):
            written = place if path.parent.name == "graph" else place.with_stem(f"{path.stem}-{at}")
            made = (_copied(quad, at).triple for quad in quads if quad.subject not in _shared())
            with written.open("ab") as file:
                file.write(b"\n" + serialize(made, format=RdfFormat.TURTLE))
    return root


def _copied(quad: Quad, at: int) -> Quad:
    """A quad as a copy has it."""
    value = _named(quad.object, at)
    if isinstance(value, Literal) and quad.predicate in NAMED:
        text = f"{value.value} ({at})"
        value = Literal(text, language=value.language) if value.language else Literal(text)
    return Quad(_named(quad.subject, at), quad.predicate, value)


def _named(node: Node, at: int) -> Node:
    """What a node is called in a copy: ``entity:NAME`` is ``entity:NAME-copy-2``."""
    if not isinstance(node, NamedNode) or node in _shared() or not node.value.startswith(BASE):
        return node
    kind, _, name = node.value.removeprefix(BASE).partition("/")
    if kind == "statement":
        return NamedNode(_statement(node.value, at))
    first, slash, rest = name.partition("/")
    return NamedNode(f"{BASE}{kind}/{first}-copy-{at}{slash}{rest}") if kind in KINDS else node


def _statement(iri: str, at: int) -> str:
    """The statement that a copy makes in the place of one."""
    said, symmetric = _statements()[iri]
    subject, value = _named(NamedNode(said.subject), at), _named(said.object, at)
    if symmetric and isinstance(value, NamedNode) and value.value < subject.value:
        subject, value = value, subject
    qualifiers = {
        name: tuple(_named(one, at) if isinstance(one, NamedNode) else one for one in values)
        for name, values in said.qualifiers.items()
    }
    level = "" if not iri.endswith(f".{said.level}") else said.level
    holder = _named(NamedNode(said.holder), at).value if said.holder else ""
    return statement_iri(DEFAULT, subject.value, said.predicate, value, qualifiers, level, holder)


@cache
def _statements() -> dict[str, tuple[Statement, bool]]:
    """The statements of the original by IRI, each with whether it may be said either way."""
    made = assemble(ROOT)
    return {one.iri: (one, made.schema.predicates[one.predicate].symmetric) for one in made.statements}


@cache
def _shared() -> frozenset[object]:
    """The states but the one whose story it is, who leads them, and what terms, rules and questions name."""
    states = parse((ROOT / "graph/entities/states.ttl").read_bytes(), format=RdfFormat.TURTLE)
    found: set[object] = {quad.subject for quad in states} - {NamedNode(f"{BASE}entity/{OWN}")}
    leads = {term(name).value for name in ("headOfState", "headOfGovernment")}
    said = [one for one, _ in _statements().values() if one.predicate in leads and one.object in found]
    found |= {NamedNode(one.subject) for one in said}
    return frozenset(found | {NamedNode(f"{BASE}entity/{name}") for name in _named_by_terms()})


def _named_by_terms() -> Iterator[str]:
    for path in (*ROOT.glob("ontology/*.ttl"), *ROOT.glob("ontology/[rs]*/*.*"), *ROOT.glob("queries/*.rq")):
        yield from re.findall(r"\bentity:(\w[\w-]*)", path.read_text(encoding="utf-8"))
