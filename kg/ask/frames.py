"""The packages that make data frames, which are extras."""

from collections.abc import Iterable, Mapping, Sequence
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


def pandas_frame(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> Any:
    """A pandas data frame of plain records. Raises KgError where pandas is not installed."""
    return package("pandas").DataFrame(list(rows), columns=list(columns))


def polars_frame(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> Any:
    """A polars data frame of plain records. Raises KgError where polars is not installed."""
    found = {name: [row[name] for row in rows] for name in columns}
    return package("polars").DataFrame(found, strict=False)


def package(name: str) -> Any:
    """A package for data frames. Raises KgError that tells how to get it."""
    try:
        return import_module(name)
    except ImportError:
        raise KgError(f"{name} is not installed; pip install 'accord-graph[frames]' brings it") from None
