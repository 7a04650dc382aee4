"""The embedded engine: an Oxigraph store, on disk or in memory."""

from pathlib import Path

from pyoxigraph import QueryBoolean, QuerySolutions, RdfFormat, Store

from kg.engines import Result
from kg.engines.tokens import clauses
from kg.errors import KgError
from kg.files.headers import recall_headers
from kg.files.seal import built_file, damaged, fits, missing, seal, unsealed


class Oxigraph:
    """Answers from an Oxigraph store; the default graph of a query is the union of all graphs.

    ``folder`` is where it lies on disk, if it does.
    """

    def __init__(self, store: Store, folder: Path | None = None) -> None:
        self.store = store
        self._folder = folder

    def __repr__(self) -> str:
        return f"<Oxigraph of {len(self.store)} quads>"

    def run(self, query: str) -> Result:
        """Answer one query; one that says FROM which graphs is asked of these."""
        told = clauses(query)
        union = not (told.default or told.named)
        try:
            return result_of(self.store.query(query, use_default_graph_as_union=union))
        except (RuntimeError, ValueError, OSError) as error:
            error.__traceback__ = None  # keeps what was read half, and may be dropped in this thread alone
            if self._folder is not None and (isinstance(error, OSError) or "Corruption" in str(error)):
                raise damaged(self._folder, error) from None
            raise KgError(f"the query cannot be answered: {error}") from None


def result_of(result: object) -> Result:
    """A result of pyoxigraph, read to its end."""
    from pyoxigraph import Literal

    if isinstance(result, QueryBoolean):
        return Result(["answer"], [{"answer": Literal(bool(result))}])
    if isinstance(result, QuerySolutions):
        names = [variable.value for variable in result.variables]
        return Result(names, [{name: found[name] for name in names} for found in result])
    triples = sorted(result, key=str)  # type: ignore[call-overload]
    names = ["subject", "predicate", "object"]
    return Result(names, [dict(zip(names, (t.subject, t.predicate, t.object), strict=True)) for t in triples])


def open_build(folder: Path) -> Oxigraph:
    """The built graph below ``folder``: the store where it was made of the file beside it, else the file.

    Raises KgError when there is none, when it cannot be read, and when it is damaged.
    """
    path, stored = built_file(folder), folder / "store"
    recall_headers(stored)
    try:
        if fits(stored, seal(path)):
            return Oxigraph(Store.read_only(str(stored)), stored)
    except FileNotFoundError:
        raise missing(path) from None
    except (OSError, RuntimeError, ValueError):  # what is wrong with the file, reading it tells
        pass
    store = Store()
    try:
        store.bulk_load(input=unsealed(path), format=RdfFormat.N_QUADS)
    except (SyntaxError, ValueError) as error:
        raise damaged(path, error) from None
    return Oxigraph(store)
