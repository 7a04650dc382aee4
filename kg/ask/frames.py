"""Data frames of answers, which packages make that are extras."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from typing import Any

from kg.errors import KgError
from kg.model.values import Figure, Thing, Time

# What columns of their own have of a value, beside the one that has its label or text.
_PARTS: dict[type, Sequence[str]] = {
    Thing: ("iri",),
    Figure: ("iri", "value", "low", "high", "unit", "approximate"),
    Time: ("earliest", "latest"),
}
_KINDS = (*_PARTS,)


def flat(records: Iterable[Mapping[str, Any]], columns: Iterable[str]) -> dict[str, list[Any]]:
    """Records as columns of numbers, truth values, days and texts alone.

    Beside a column of things, figures or times stand columns of their members, named ``column.member``, as
    no column is named of itself.

    >>> flat([{"who": Thing("urn:a", "Ardania"), "since": Time.of("1992/..")}], ["who", "since"])
    {'who': ['Ardania'], 'who.iri': ['urn:a'], 'since': ['1992/..'], \
'since.earliest': [datetime.date(1992, 1, 1)], 'since.latest': [None]}
    """
    rows = list(records)
    found: dict[str, list[Any]] = {}
    for name in columns:
        values = [row[name] for row in rows]
        found[name] = [_plain(value) for value in values]
        for kind, parts in _PARTS.items():
            if any(isinstance(value, kind) for value in values):
                for part in parts:
                    own = (getattr(v, part, None) if isinstance(v, _KINDS) else None for v in values)
                    found[f"{name}.{part}"] = _alike([_plain(value) for value in own])
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    return value if isinstance(value, (int, float, bool, type(None))) else str(value)


def _alike(values: list[Any]) -> list[Any]:
    """Values, all of them texts where some are: a day that no calendar of Python's has is one."""
    if any(isinstance(value, str) for value in values):
        return [None if value is None else str(value) for value in values]
    return values


def package(name: str) -> Any:
    """A package for data frames. Raises KgError that tells how to get it."""
    try:
        return import_module(name)
    except ImportError:
        raise KgError(f"{name} is not installed; pip install 'accord-graph[frames]' brings it") from None
