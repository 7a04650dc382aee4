"""A copy of a project whose own IRIs stand elsewhere: entities, sources, claims, terms, and all that is made."""

import re
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

from kg.files.base import BASE_FOLDER
from kg.model.vocab import BASE, NS

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
        (target / "graph/dataset.ttl").write_bytes(_moved(b"", kept))
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
