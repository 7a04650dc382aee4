"""A knowledge graph in which every statement names its evidence.

import kg
graph = kg.load()
graph.ask("mediators", agreement="הסכם ישראל–קזחסטן")
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api.graph import Graph
    from kg.api.opening import connect, load, over
    from kg.api.workbench import Workbench
    from kg.ask.answer import Answer
    from kg.ask.entity import Entity
    from kg.ask.listing import Dispute
    from kg.ask.said import Claim, Statement
    from kg.ask.values import Record
    from kg.errors import KgError
    from kg.model.values import Figure, Thing, Time
    from kg.understand.model import Model
    from kg.workbench.change import Change

__all__ = [
    "Answer",
    "Change",
    "Claim",
    "Dispute",
    "Entity",
    "Figure",
    "Graph",
    "KgError",
    "Model",
    "Record",
    "Statement",
    "Thing",
    "Time",
    "Workbench",
    "connect",
    "load",
    "over",
]

_HOMES = {
    "Answer": "ask.answer",
    "Record": "ask.values",
    "Change": "workbench.change",
    "Claim": "ask.said",
    "Statement": "ask.said",
    "Workbench": "api.workbench",
    "Entity": "ask.entity",
    "Graph": "api.graph",
    "KgError": "errors",
    "Model": "understand.model",
    "Dispute": "ask.listing",
    "Figure": "model.values",
    "Thing": "model.values",
    "Time": "model.values",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for: a command must not pay for what it does not use."""
    if name == "__version__":
        from kg.files.project import release

        return release()
    if name not in __all__:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"kg.{_HOMES.get(name, 'api.opening')}"), name)


def __dir__() -> list[str]:
    """What there is to import, for those who look or complete."""
    return sorted([*__all__, "__version__"])
