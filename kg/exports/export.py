"""Write a built graph, or some of its named graphs, in another format; numbers keep their written form."""

from collections.abc import Collection
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from kg.errors import KgError
from kg.files.serialize import canonical, nquads, readable, turtle
from kg.model.vocab import GRAPHS, PREFIXES


def export(built: Path, form: str, graphs: Collection[str] = ()) -> bytes:
    """The N-Quads file of a build in ``form``; ``graphs`` names the graphs to take, else all are taken.

    Turtle has no named graphs; without ``graphs`` it is the document that the build writes.
    Raises KgError for a missing or damaged build and for an unknown graph.
    """
    unknown = sorted(set(graphs) - set(GRAPHS))
    if unknown:
        raise KgError(f"no graph {', '.join(unknown)}; there are {', '.join(GRAPHS)}")
    wanted = {GRAPHS[name] for name in graphs or GRAPHS}
    quads = [quad for quad in _read(built) if getattr(quad.graph_name, "value", "") in wanted]
    if form == "nquads":
        return nquads(quads)
    if form == "turtle":
        names: dict[object, str] = {NamedNode(iri): name for name, iri in GRAPHS.items()}
        by_graph: dict[str, list[Quad]] = {name: [] for name in GRAPHS}
        for quad in quads:
            by_graph[names[quad.graph_name]].append(quad)
        return turtle({name: by_graph[name] for name in graphs} if graphs else readable(by_graph))
    formats = {"trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD}
    prefixes = {name: base for name, base in PREFIXES.items() if name} if form == "jsonld" else PREFIXES
    return serialize(canonical(quads), format=formats[form], prefixes=dict(prefixes)) or b""


def _read(built: Path) -> list[Quad]:
    try:
        return list(parse(built.read_bytes(), format=RdfFormat.N_QUADS))
    except FileNotFoundError:
        raise KgError("there is no built graph; run kg build first", file=built) from None
    except SyntaxError as error:
        raise KgError(f"is damaged; run kg build again ({error.msg})", file=built) from None
