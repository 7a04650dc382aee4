"""Compare two builds or exports: which statements, claims and conflicts were added, removed or changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, serialize

from kg.engines import Engine, solve
from kg.engines.oxigraph import Oxigraph, open_build
from kg.errors import KgError
from kg.files.plain import read_bytes
from kg.files.project import is_folder
from kg.files.seal import is_sealed, unsealed
from kg.files.turtle import refuse_depth
from kg.model.project import Project
from kg.model.vocab import NS, RDF, Node, rdf

KINDS = ("Statement", "Claim", "Conflict", "Compatibility")
_FORMATS = {".ttl": RdfFormat.TURTLE, ".nq": RdfFormat.N_QUADS, ".trig": RdfFormat.TRIG}
_FORMATS |= {".jsonld": RdfFormat.JSON_LD, ".nt": RdfFormat.N_TRIPLES}
_CHANGE = "http://purl.org/vocab/changeset/schema#"


@dataclass(frozen=True)
class Change:
    """What happened to one resource (added, removed or changed), and its triples that came and went."""

    kind: str
    iri: str
    what: str
    came: list[tuple[str, Node]]
    went: list[tuple[str, Node]]


def open_any(path: Path) -> Engine:
    """A build's folder, or a file in Turtle, N-Quads, TriG, N-Triples or JSON-LD.

    Raises KgError for what is missing, damaged, or of another format.
    """
    if is_folder(path):
        return open_build(path)
    if path.suffix not in _FORMATS:
        raise KgError(f"ends in none of {', '.join(_FORMATS)}, and is no build's folder", file=path)
    form, data = _FORMATS[path.suffix], read_bytes(path)
    if form is RdfFormat.N_QUADS and is_sealed(data):
        data = unsealed(path)
    if form is not RdfFormat.JSON_LD:  # whose reader bounds this by itself
        refuse_depth(data, path)
    store = Store()
    try:
        store.bulk_load(data, form)
    except (SyntaxError, ValueError, MemoryError) as error:
        raise KgError(f"cannot be read: {error}", file=path) from None
    return Oxigraph(store)


def difference(old: Engine, new: Engine) -> list[Change]:
    """The changes from one graph to another, by kind and IRI; the order of lines does not count."""
    changes = []
    for kind in KINDS:
        before, after = _resources(old, kind), _resources(new, kind)
        for iri in sorted(before.keys() | after.keys()):
            went = sorted(before.get(iri, set()) - after.get(iri, set()), key=str)
            came = sorted(after.get(iri, set()) - before.get(iri, set()), key=str)
            if came or went:
                what = "added" if iri not in before else "removed" if iri not in after else "changed"
                changes.append(Change(kind, iri, what, came, went))
    return changes


def _resources(engine: Engine, kind: str) -> dict[str, set[tuple[str, Node]]]:
    found: dict[str, set[tuple[str, Node]]] = {}
    query = f"SELECT DISTINCT ?s ?p ?o {{ ?s a <{NS}{kind}> ; ?p ?o FILTER(isIRI(?s)) }}"
    for row in solve(engine, query).rows:
        subject, predicate, value = row["s"], row["p"], row["o"]
        assert isinstance(subject, NamedNode) and isinstance(predicate, NamedNode) and value is not None
        found.setdefault(subject.value, set()).add((predicate.value, value))
    return found


def to_turtle(changes: Iterable[Change], project: Project) -> str:
    """The changes as Turtle: a ``cs:ChangeSet`` for each resource, its triples reified as rdf:Statement."""
    quads: list[Quad] = []
    for number, change in enumerate(changes, 1):
        node, subject = NamedNode(project.made("change", str(number))), NamedNode(change.iri)
        quads.append(Quad(node, rdf("type"), NamedNode(_CHANGE + "ChangeSet")))
        quads.append(Quad(node, NamedNode(_CHANGE + "subjectOfChange"), subject))
        for name, triples in (("addition", change.came), ("removal", change.went)):
            for place, (predicate, value) in enumerate(triples, 1):
                triple = NamedNode(f"{node.value}.{name}-{place}")
                quads += [
                    Quad(node, NamedNode(_CHANGE + name), triple),
                    Quad(triple, rdf("type"), rdf("Statement")),
                    Quad(triple, rdf("subject"), subject),
                    Quad(triple, rdf("predicate"), NamedNode(predicate)),
                    Quad(triple, rdf("object"), value),
                ]
    own = {kind: project.prefixes[kind] for kind in ("", "entity")}
    prefixes = {"cs": _CHANGE, "rdf": RDF, **own, "change": project.made("change", "")}
    return (serialize([q.triple for q in quads], format=RdfFormat.TURTLE, prefixes=prefixes) or b"").decode()
