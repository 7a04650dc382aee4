"""Ask the built graph: a store in memory, the default graph of a query being the union of all graphs."""

from pathlib import Path

from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store, Variable

from kg.errors import KgError

Row = dict[str, str]


def open_store(path: Path) -> Store:
    """Load the N-Quads file of a build. Raises KgError when there is none."""
    store = Store()
    try:
        store.bulk_load(path=str(path), format=RdfFormat.N_QUADS)
    except OSError:
        raise KgError("there is no built graph; run kg build first", file=path) from None
    return store


def select(
    store: Store, query: str, bound: dict[str, NamedNode] | None = None, *, file: str | None = None
) -> tuple[list[str], list[Row]]:
    """Run a SELECT query: its column names, and a row for each solution with IRIs and values as text.

    Raises KgError for a syntax error (with its place), and for anything but a SELECT query.
    """
    given = {Variable(name): node for name, node in (bound or {}).items()}
    try:
        result = store.query(query, use_default_graph_as_union=True, substitutions=dict(given))
    except SyntaxError as error:
        raise KgError(f"not valid SPARQL: {error.msg}", file=file, line=error.lineno) from None
    if not isinstance(result, QuerySolutions):
        raise KgError("only SELECT queries are answered here", file=file)
    names = [variable.value for variable in result.variables]
    rows: list[Row] = []
    for solution in result:
        row: Row = {}
        for name in names:
            node = solution[name]
            row[name] = (
                node.value if isinstance(node, NamedNode | Literal) else "" if node is None else str(node)
            )
        rows.append(row)
    return names, rows


def labels(store: Store, lang: str) -> dict[str, str]:
    """Every IRI's label in the language asked for."""
    query = (
        f'SELECT ?s ?l {{ ?s <http://www.w3.org/2000/01/rdf-schema#label> ?l FILTER(lang(?l) = "{lang}") }}'
    )
    return {row["s"]: row["l"] for row in select(store, query)[1]}
