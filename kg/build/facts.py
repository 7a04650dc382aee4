"""Project what may be called a fact: the plain triples of what is stated as a fact and holds now."""

from collections.abc import Collection, Iterable

from pyoxigraph import Quad

from kg.build.weigh.weighing import Weighing
from kg.model.holding import PRESENT
from kg.model.schema import Schema
from kg.model.statement import Statement, triples


def fact_quads(
    statements: Iterable[Statement], schema: Schema, weighing: Weighing, withheld: Collection[str]
) -> list[Quad]:
    """The plain triples of statements: of those stated as facts that hold at the date of the newest source.

    ``withheld`` are statements that others contradict, but for those that a curator prefers.
    """
    return [
        Quad(*triple)
        for s in statements
        if s.is_fact and s.iri not in withheld and weighing.tense(s.iri) == PRESENT
        for triple in triples(s, schema)
    ]
