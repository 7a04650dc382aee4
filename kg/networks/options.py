"""What a network may be asked for with, by name."""

from collections.abc import Sequence
from typing import TypedDict


class Options(TypedDict, total=False):
    """What chooses the things and statements of a network: see ``kg.Graph.network``."""

    status: str | None
    predicates: str | Sequence[str] | None
    classes: str | Sequence[str] | None
    around: str | Sequence[str] | None
    distance: int
    fold: str | Sequence[str]
    inferred: bool


class AllOptions(Options, total=False):
    """Those, and what cannot be analysed: statements as nodes."""

    nodes: bool
