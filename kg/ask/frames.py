"""The packages that make data frames, which are extras."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from importlib import import_module
from typing import Any

from kg.errors import KgError


def plain(records: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Records with numbers, truth values and texts alone."""

    def one(value: Any) -> Any:
        if isinstance(value, Decimal):
            return float(value)
        return value if isinstance(value, (int, float, bool, type(None))) else str(value)

    return [{name: one(value) for name, value in record.items()} for record in records]


def package(name: str) -> Any:
    """A package for data frames. Raises KgError that tells how to get it."""
    try:
        return import_module(name)
    except ImportError:
        raise KgError(f"{name} is not installed; pip install 'accord-graph[frames]' brings it") from None
