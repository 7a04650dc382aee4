"""A copy of a project whose own IRIs stand elsewhere: entities, sources, claims, terms, and all that is made."""

import re
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

from kg.build import build
from kg.errors import KgError
from kg.files.base import BASE_FOLDER
from kg.model.project import Project
from kg.model.vocab import BASE, NS, Iri

SPACE, TERMS = "https://example.org/ports/", "https://example.org/terms#"
_TERM = re.compile(r"(?<![\w<:/?$-]):([A-Za-z]\w*)")
_DECLARED = re.compile(r"PREFIX\s*:\s*<[^>]*>")


def base_terms() -> set[str]:
    """The names of what the base declares."""
    quads = [
        q for path in BASE_FOLDER.glob("*.ttl") for q in parse(path.read_bytes(), format=RdfFormat.TURTLE)
    ]
    named = (q.subject.value for q in quads if isinstance(q.subject, NamedNode))
    return {iri.removeprefix(NS) for iri in named if iri.startswith(NS)} | {"sha256"}


def abroad(root: Path, target: Path) -> Path:
    """Copy the project at ``root`` into ``target``, with its IRIs elsewhere."""
    kept = base_terms()
    for path in sorted(root.rglob("*")):
        if path.suffix not in (".ttl", ".rq") or path.relative_to(root).parts[0] not in (
            "ontology",
            "graph",
            "queries",
        ):
            continue
        copy = target / path.relative_to(root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".rq":
            copy.write_text(moved_query(path.read_text(encoding="utf-8"), kept), encoding="utf-8")
        else:
            copy.write_bytes(_moved(path.read_bytes(), kept))
    if not (target / "graph/dataset.ttl").exists():
        told = Project(Iri(SPACE), Iri(TERMS), "accord", ("en", "he")).quads()
        text = serialize([quad.triple for quad in told], format=RdfFormat.TURTLE) or b""
        (target / "graph/dataset.ttl").write_bytes(text)
    return target


def home(text: str) -> str:
    """What is printed of the copy, as it would be of the original."""
    return text.replace(TERMS, NS).replace(SPACE, BASE)


def moved_query(text: str, kept: set[str]) -> str:
    """SPARQL in the copy's terms; those of the base get a prefix of their own."""
    prefixes = f"PREFIX : <{TERMS}> PREFIX kg: <{NS}>"
    lines = [
        line if line.startswith("#") else _TERM.sub(lambda m: ("kg:" if m[1] in kept else ":") + m[1], line)
        for line in _DECLARED.sub("PREFIX\x00", text)
        .replace(f"<{BASE}", f"<{SPACE}")
        .splitlines(keepends=True)
    ]
    return "".join(lines).replace("PREFIX\x00", prefixes)


def _moved(turtle: bytes, kept: set[str]) -> bytes:
    def node(one: object) -> object:
        if isinstance(one, NamedNode):
            if one.value.startswith(NS):
                name = one.value.removeprefix(NS)
                return one if name in kept else NamedNode(TERMS + name)
            if one.value.startswith(BASE) and one.value not in (BASE + "base", BASE + "shapes"):
                return NamedNode(SPACE + one.value.removeprefix(BASE))
        if isinstance(one, Literal) and one.value == NS:
            return Literal(TERMS)
        if isinstance(one, Literal) and one.value == BASE:
            return Literal(SPACE)
        if isinstance(one, Literal) and "SELECT" in one.value:
            return Literal(moved_query(one.value, kept))
        return one

    quads = [
        Quad(*map(node, quad.triple))  # type: ignore[arg-type]
        for quad in parse(turtle, format=RdfFormat.TURTLE, base_iri=BASE)
    ]
    return serialize(quads, format=RdfFormat.TURTLE) or b""


_DIGEST = re.compile(r"(?<=[-.])[0-9a-f]{8}(?![\w])")  # of an IRI that is another one there


def at_home(text: str) -> str:
    """A text as it is here, whichever of the two projects it is of."""
    told = home(text).replace(f"PREFIX : <{NS}> PREFIX kg: <{NS}>", f"PREFIX : <{NS}>")
    return _DIGEST.sub("#", re.sub(r"\bkg:", ":", told))


def same_abroad(root: Path, target: Path) -> None:
    """Holds that a project and its copy elsewhere come to the same: to a build of as many statements, or to the
    same kind of error.
    """
    outcomes = []
    for place in (root, _copied(root, target)):
        if place is None:
            return  # what is no Turtle stays here
        try:
            outcomes.append((build(place, target / f"build-{len(outcomes)}", lambda _: None).counts, ""))
        except KgError as error:
            outcomes.append(({}, re.sub(r"<[^>]*>|\S*/\S*|\b\w*:\w+|\d+", "", at_home(error.message))))
    here, there = outcomes
    assert here[0] == there[0], outcomes
    assert bool(here[1]) == bool(there[1]), outcomes


def _copied(root: Path, target: Path) -> Path | None:
    try:
        return abroad(root, target / "project")
    except (SyntaxError, ValueError, OSError):
        return None
