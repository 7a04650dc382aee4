"""Write a built graph, or some of its named graphs, in another format; numbers keep their written form."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse, serialize

from kg.errors import KgError
from kg.exports.header import prefixes
from kg.files.replace import replace_all
from kg.files.seal import damaged, unsealed
from kg.files.serialize import canonical, nquads, readable, turtle, whole_lines
from kg.files.xml_text import whole_xml
from kg.model.project import Project
from kg.model.vocab import GRAPH_NAMES

FORMATS = ("turtle", "nquads", "ntriples", "trig", "rdfxml", "jsonld", "context", "nanopubs", "csv")
_PLAIN = {"ntriples": RdfFormat.N_TRIPLES, "rdfxml": RdfFormat.RDF_XML}  # without named graphs


def export(built: Path, form: str, graphs: Collection[str] = ()) -> bytes:
    """The N-Quads file of a build in ``form``; ``graphs`` names the graphs to take, else all are taken.

    Turtle, N-Triples and RDF/XML have no named graphs; without ``graphs`` Turtle is the document that the
    build writes. ``jsonld`` is compact, with the context that ``context`` gives alone; ``nanopubs`` are TriG.
    Raises KgError for a missing or damaged build, for an unknown graph, and for ``csv``, which is a folder.
    """
    if form == "csv":
        raise KgError("csv is a folder of tables; name it with --out")
    unknown = sorted(set(graphs) - set(GRAPH_NAMES))
    if unknown:
        raise KgError(f"no graph {', '.join(unknown)}; there are {', '.join(GRAPH_NAMES)}")
    project, by_graph = _by_graph(built)
    wanted = {name: by_graph[name] for name in graphs or GRAPH_NAMES}
    quads = _named(wanted, project)
    if form == "nquads":
        return b"".join(nquads({project.graphs[name]: quads for name, quads in wanted.items()}))
    if form == "turtle":
        return turtle(wanted if graphs else readable(wanted), project)
    if form in _PLAIN:
        triples = canonical(quad for quads in wanted.values() for quad in quads)
        known = prefixes(project) if form == "rdfxml" else None
        data = serialize(triples, format=_PLAIN[form], prefixes=known) or b""
        return whole_xml(data) if form == "rdfxml" else data
    if form in ("jsonld", "context"):
        from kg.exports.context import compact, context, written

        terms = context(by_graph["ontology"], project)
        return written(terms) if form == "context" else compact(canonical(quads), terms)
    if form == "nanopubs":
        from kg.exports.nanopubs import nanopubs

        quads = nanopubs(by_graph, project)
    named = dict(project.prefixes)
    return whole_lines(serialize(canonical(quads), format=RdfFormat.TRIG, prefixes=named) or b"")


def export_tables(built: Path, folder: Path, raw: bool = False) -> list[Path]:
    """Write the graph as a Frictionless data package into a folder; gives its files.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it, but where ``raw``.
    Raises KgError for a missing or damaged build, and where the folder cannot be written.
    """
    from kg.exports.tables import package

    files = package(*_by_graph(built), raw)
    replace_all({folder / name: data for name, data in files.items()})
    return [folder / name for name in files]


def _by_graph(built: Path) -> tuple[Project, dict[str, list[Quad]]]:
    """The project that a build is of, and the triples of its named graphs."""
    try:
        quads = list(parse(unsealed(built), format=RdfFormat.N_QUADS))
    except SyntaxError as error:
        raise damaged(built, error.msg) from None
    project = Project.of(quads)
    names: dict[object, str] = {node: name for name, node in project.graphs.items()}
    found: dict[str, list[Quad]] = {name: [] for name in project.graphs}
    for quad in quads:
        if quad.graph_name in names:
            found[names[quad.graph_name]].append(Quad(*quad.triple))
    return project, found


def _named(graphs: Mapping[str, Iterable[Quad]], project: Project) -> Iterator[Quad]:
    """The triples of graphs, with the IRIs of these."""
    for name, quads in graphs.items():
        for quad in quads:
            yield Quad(quad.subject, quad.predicate, quad.object, project.graphs[name])
