"""A knowledge graph in which every statement names its evidence.

import kg
graph = kg.load()
graph.ask("mediators", agreement="הסכם ישראל–קזחסטן")
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.answer import Answer, Record
    from kg.change import Change, Workbench
    from kg.entity import Entity
    from kg.errors import KgError
    from kg.graph import Graph
    from kg.listing import Dispute
    from kg.opening import connect, load, over
    from kg.values import Quantity, Thing, Time

__all__ = [
    "Answer",
    "Change",
    "Dispute",
    "Entity",
    "Graph",
    "KgError",
    "Quantity",
    "Record",
    "Thing",
    "Time",
    "Workbench",
    "connect",
    "load",
    "over",
]

_HOMES = {
    "Answer": "answer",
    "Record": "answer",
    "Change": "change",
    "Workbench": "change",
    "Entity": "entity",
    "Graph": "graph",
    "KgError": "errors",
    "Dispute": "listing",
    "Quantity": "values",
    "Thing": "values",
    "Time": "values",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for: a command must not pay for what it does not use."""
    if name not in __all__:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"kg.{_HOMES.get(name, 'opening')}"), name)
