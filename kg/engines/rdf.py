"""Any rdflib graph or dataset as an engine, unchanged; slower, and at home in every RDF toolchain."""

import logging
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.engines import Engine, Result
from kg.engines.malformed import PARSER
from kg.engines.tokens import Clauses, clauses
from kg.errors import KgError
from kg.model.vocab import Node

if TYPE_CHECKING:
    from rdflib import Dataset, Graph

# What rdflib says of a value that is ill-typed, with a traceback, is for those alone who set up logging.
logging.getLogger("rdflib").addHandler(logging.NullHandler())


class Rdflib:
    """Answers from an rdflib graph; give a Dataset with ``default_union=True``."""

    def __init__(self, graph: "Graph") -> None:
        self.graph = graph

    def __repr__(self) -> str:
        return f"<Rdflib of {len(self.graph)} triples>"

    def run(self, query: str) -> Result:
        """Answer one query; one that says FROM which graphs is asked of these, of a dataset."""
        from pyparsing import ParseException

        told = clauses(query)
        graph = self._asked(told) if told.default or told.named else self.graph
        try:
            with PARSER:
                result = graph.query(told.query)
            if result.type == "ASK":
                return Result(["answer"], [{"answer": Literal(bool(result.askAnswer))}])
            if result.type == "SELECT":
                names = [str(name) for name in result.vars or []]
                return Result(
                    names,
                    [{name: from_rdflib(row[name]) for name in names} for row in result],  # type: ignore[index,call-overload]
                )
            names = ["subject", "predicate", "object"]
            triples = sorted((tuple(map(from_rdflib, triple)) for triple in result), key=str)  # type: ignore[arg-type]
            return Result(names, [dict(zip(names, triple, strict=True)) for triple in triples])
        except ParseException as error:
            raise SyntaxError(f"error at {error.lineno}:{error.column}: {error.msg}") from None
        except Exception as error:  # rdflib raises bare ones for an unknown prefix, a failed SERVICE, …
            if "Unknown namespace prefix" in str(error):
                raise SyntaxError(f"error at 1:1: Prefix not found ({error})") from None
            raise KgError(f"the query cannot be answered: {' '.join(str(error).split())[:200]}") from None

    def _asked(self, told: Clauses) -> "Graph":
        """The graphs that a query is asked of: rdflib itself would read them from their addresses."""
        from rdflib import Dataset, URIRef

        if not isinstance(self.graph, Dataset):
            raise KgError("FROM needs a dataset with named graphs; this is one graph without")
        found = Dataset()
        for iri in told.default:
            found.default_graph += self.graph.graph(URIRef(iri))
        for iri in told.named:
            found.graph(URIRef(iri)).__iadd__(self.graph.graph(URIRef(iri)))
        return found


def algebra(query: str) -> Any:
    """The algebra of a query. Raises what rdflib raises for a malformed one."""
    from rdflib.plugins.sparql import prepareQuery

    with PARSER:
        return prepareQuery(query).algebra


def dataset(engine: Engine) -> "Dataset":
    """What an engine holds, as an rdflib dataset, its default graph the union.

    Raises KgError for an endpoint.
    """
    from pyoxigraph import RdfFormat, serialize
    from rdflib import Dataset

    from kg.engines.oxigraph import Oxigraph

    found = Dataset(default_union=True)
    if isinstance(engine, Rdflib):
        return found + engine.graph  # type: ignore[return-value]
    if not isinstance(engine, Oxigraph):
        raise KgError("an endpoint's graph stays there; export it with the endpoint's own means")
    found.parse(data=serialize(engine.store, format=RdfFormat.N_QUADS), format="nquads")
    return found


def from_rdflib(node: Any) -> Node | None:
    """A term of rdflib as the engines give it."""
    import rdflib

    if node is None:
        return None
    if isinstance(node, rdflib.URIRef):
        return NamedNode(str(node))
    if isinstance(node, rdflib.BNode):
        return BlankNode(str(node))
    if node.language:
        return Literal(str(node), language=node.language)
    if node.datatype is None:
        return Literal(str(node))
    return Literal(str(node), datatype=NamedNode(str(node.datatype)))
