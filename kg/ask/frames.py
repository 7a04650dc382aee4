"""The packages that make data frames, which are extras."""

from importlib import import_module
from typing import Any

from kg.errors import KgError


def package(name: str) -> Any:
    """A package for data frames. Raises KgError that tells how to get it."""
    try:
        return import_module(name)
    except ImportError:
        raise KgError(f"{name} is not installed; pip install 'accord-graph[frames]' brings it") from None
