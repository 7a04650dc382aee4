"""Any rdflib graph or dataset as an engine, unchanged; slower, and at home in every RDF toolchain."""

from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.engines import Bindings, Engine, Result
from kg.errors import KgError
from kg.model.vocab import Node

if TYPE_CHECKING:
    from rdflib import Dataset, Graph


class Rdflib:
    """Answers from an rdflib graph; give a Dataset with ``default_union=True``."""

    def __init__(self, graph: "Graph") -> None:
        self.graph = graph

    def run(self, query: str, bound: Bindings) -> Result:
        """Answer one query; ``bound`` is given as initial bindings."""
        from pyparsing import ParseException

        given: dict[str, Any] = {name: _to_rdflib(node) for name, node in bound.items()}
        try:
            result = self.graph.query(query, initBindings=given)
            if result.type == "ASK":
                return Result(["answer"], [{"answer": Literal("true" if result.askAnswer else "false")}])
            if result.type == "SELECT":
                names = [str(name) for name in result.vars or []]
                return Result(
                    names,
                    [{name: _from_rdflib(row[name]) for name in names} for row in result],  # type: ignore[index,call-overload]
                )
            names = ["subject", "predicate", "object"]
            triples = sorted(tuple(map(_from_rdflib, triple)) for triple in result)  # type: ignore[arg-type]
            return Result(names, [dict(zip(names, triple, strict=True)) for triple in triples])
        except ParseException as error:
            raise SyntaxError(f"error at {error.lineno}:{error.column}: {error.msg}") from None
        except Exception as error:  # rdflib raises bare ones for an unknown prefix, a failed SERVICE, …
            if "Unknown namespace prefix" in str(error):
                raise SyntaxError(f"error at 1:1: Prefix not found ({error})") from None
            raise KgError(f"the query cannot be answered: {' '.join(str(error).split())[:200]}") from None


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


def _to_rdflib(node: NamedNode | Literal) -> Any:
    import rdflib

    if isinstance(node, NamedNode):
        return rdflib.URIRef(node.value)
    if node.language:
        return rdflib.Literal(node.value, lang=node.language)
    plain = node.datatype.value.endswith("#string")
    return rdflib.Literal(node.value, datatype=None if plain else rdflib.URIRef(node.datatype.value))


def _from_rdflib(node: Any) -> Node | None:
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
