"""Ask the built graph: a store in memory, the default graph of a query being the union of all graphs."""

import re
from collections.abc import Mapping
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    Variable,
)

from kg.errors import KgError

Row = dict[str, str]
Node = NamedNode | BlankNode | Literal | Triple
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def open_store(path: Path) -> Store:
    """Load the N-Quads file of a build.

    Raises KgError when there is none, when it cannot be read, and when it is damaged.
    """
    store = Store()
    try:
        store.bulk_load(path=str(path), format=RdfFormat.N_QUADS)
    except FileNotFoundError:
        raise KgError("there is no built graph; run kg build first", file=path) from None
    except OSError as error:
        raise KgError(f"cannot read: {error.strerror or error}", file=path) from None
    except (SyntaxError, ValueError) as error:
        raise KgError(f"is damaged; run kg build again ({error})", file=path) from None
    return store


def select(
    store: Store,
    query: str,
    bound: Mapping[str, NamedNode | Literal] | None = None,
    *,
    file: str | None = None,
) -> tuple[list[str], list[Row]]:
    """Run a query: its column names, and a row for each solution with IRIs and values as text.

    ``bound`` gives variables that stand in the SELECT clause a value; nothing is pasted into the text.
    An ASK query gives one row ``answer``; CONSTRUCT and DESCRIBE give rows subject, predicate, object.
    Raises KgError for a syntax error (with line and column) and for an update.

    >>> select(Store(), "ASK { ?s ?p ?o }")
    (['answer'], [{'answer': 'false'}])
    """
    given: dict[Variable, NamedNode | BlankNode | Literal | Triple] = {
        Variable(name): node for name, node in (bound or {}).items()
    }
    try:
        result = store.query(query, use_default_graph_as_union=True, substitutions=given)
        if isinstance(result, QueryBoolean):
            return ["answer"], [{"answer": "true" if result else "false"}]
        if isinstance(result, QuerySolutions):
            names = [variable.value for variable in result.variables]
            return names, [{name: text(found[name]) for name in names} for found in result]
        triples = [(text(t.subject), text(t.predicate), text(t.object)) for t in result]
    except SyntaxError as error:
        raise _syntax(query, str(error), file) from None
    except (RuntimeError, ValueError, OSError) as error:
        raise KgError(f"the query cannot be answered: {error}", file=file) from None
    names = ["subject", "predicate", "object"]
    return names, [dict(zip(names, triple, strict=True)) for triple in sorted(triples)]


def _syntax(query: str, message: str, file: str | None) -> KgError:
    """What is wrong with the text of a query, in one line with its place."""
    if re.match(r"(?is)(\s*(#[^\n]*\n|PREFIX[^>]*>|BASE[^>]*>))*\s*(INSERT|DELETE|LOAD|CLEAR|DROP)\b", query):
        return KgError("not valid SPARQL for a question: updates are refused here", file=file)
    found = _PLACE.search(message)
    if not found:
        return KgError(f"not valid SPARQL: {message}", file=file)
    line, column, cause = int(found[1]), int(found[2]), " ".join(found[3].split())
    if "Prefix not found" in cause:
        cause = "a prefix that no PREFIX line declares"
    elif len(cause) > 160:
        cause = cause[:160].rsplit(",", 1)[0] + ", …"
    where = f"column {column}" if file else f"line {line}, column {column}"
    return KgError(f"not valid SPARQL at {where}: {cause}", file=file, line=line if file else None)


def text(node: Node | None) -> str:
    """A node as text: IRI, value, or nothing.

    >>> text(Literal("oil", language="en")), text(None)
    ('oil', '')
    """
    if node is None:
        return ""
    return node.value if isinstance(node, NamedNode | Literal) else str(node)


def labels(store: Store, lang: str) -> dict[str, str]:
    """Every IRI's label in the language asked for, else in English."""
    query = "SELECT ?s ?l ?g { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?l BIND(lang(?l) AS ?g) }"
    found: dict[str, str] = {}
    for row in select(store, query)[1]:
        if row["g"] == lang or (row["g"] in ("en", "") and row["s"] not in found):
            found[row["s"]] = row["l"]
    return found
