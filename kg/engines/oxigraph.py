"""The embedded engine: an Oxigraph store, on disk or in memory."""

from pathlib import Path

from pyoxigraph import QueryBoolean, QuerySolutions, RdfFormat, Store

from kg.engines import Result
from kg.engines.tokens import clauses
from kg.errors import KgError


class Oxigraph:
    """Answers from an Oxigraph store; the default graph of a query is the union of all graphs."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def run(self, query: str) -> Result:
        """Answer one query; one that says FROM which graphs is asked of these."""
        told = clauses(query)
        union = not (told.default or told.named)
        try:
            return result_of(self.store.query(query, use_default_graph_as_union=union))
        except (RuntimeError, ValueError, OSError) as error:
            raise KgError(f"the query cannot be answered: {error}") from None


def result_of(result: object) -> Result:
    """A result of pyoxigraph, read to its end."""
    from pyoxigraph import Literal

    if isinstance(result, QueryBoolean):
        return Result(["answer"], [{"answer": Literal("true" if result else "false")}])
    if isinstance(result, QuerySolutions):
        names = [variable.value for variable in result.variables]
        return Result(names, [{name: found[name] for name in names} for found in result])
    triples = sorted(result, key=str)  # type: ignore[call-overload]
    names = ["subject", "predicate", "object"]
    return Result(names, [dict(zip(names, (t.subject, t.predicate, t.object), strict=True)) for t in triples])


def open_build(folder: Path) -> Oxigraph:
    """The built graph below ``folder``: the store on disk where it is as new as the file, else the file.

    Raises KgError when there is none, when it cannot be read, and when it is damaged.
    """
    path, stored = folder / "accord.nq", folder / "store"
    try:
        if stored.is_dir() and stored.stat().st_mtime_ns >= path.stat().st_mtime_ns:
            return Oxigraph(Store.read_only(str(stored)))
        store = Store()
        store.bulk_load(path=str(path), format=RdfFormat.N_QUADS)
    except FileNotFoundError:
        raise KgError(
            "there is no built graph; run kg build first", he="אין גרף בנוי; יש להריץ kg build", file=path
        ) from None
    except (SyntaxError, ValueError) as error:
        raise KgError(f"is damaged; run kg build again ({error})", file=path) from None
    except OSError as error:
        raise KgError(f"cannot read: {error.strerror or error}; run kg build again", file=path) from None
    return Oxigraph(store)
