"""Literals: whether a value is one of its type (XML Schema 1.1, Part 2: Datatypes, section 3)."""

import re
from functools import cache
from typing import Any

from pyoxigraph import Literal

from kg.model.vocab import XSD

_DATE = r"-?([1-9]\d{3,}|0\d{3})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_CLOCK = r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?"
_ZONE = r"(Z|[+-]\d\d:\d\d)?"
# No more digits than stores reckon with: of others they know neither the order nor whether they are numbers.
_DIGITS = r"0*\d{1,18}"
_DECIMAL = rf"({_DIGITS}(\.\d{{0,18}}0*)?|\.\d{{1,18}}0*)"
_FORMS = {
    "integer": rf"[+-]?{_DIGITS}",
    "nonNegativeInteger": rf"\+?{_DIGITS}|-0+",
    "positiveInteger": r"\+?0*[1-9]\d{0,17}",
    "nonPositiveInteger": rf"-{_DIGITS}|\+?0+",
    "negativeInteger": r"-0*[1-9]\d{0,17}",
    "decimal": f"[+-]?{_DECIMAL}",
    **dict.fromkeys(("double", "float"), rf"[+-]?{_DECIMAL}([eE][+-]?\d{{1,3}})?"),
    "boolean": "true|false|0|1",
    "date": _DATE + _ZONE,
    "dateTime": f"{_DATE}T{_CLOCK}{_ZONE}",
    "dateTimeStamp": f"{_DATE}T{_CLOCK}(Z|[+-]\\d\\d:\\d\\d)",
}
_LONG = r"(?a)[+-]?(\d+(\.\d*)?|\.\d+)"
_TEXTS = ("string", "anyURI")


def ill_typed(value: Literal) -> str:
    """The name of the type of which a literal is no value; nothing where it is one, or of another type.

    Numbers are finite, and have at most 18 digits on either side of their point.

    >>> from pyoxigraph import NamedNode
    >>> ill_typed(Literal("1,000", datatype=NamedNode(XSD + "decimal"))), ill_typed(Literal("1,000"))
    ('decimal', '')
    >>> ill_typed(Literal("300", datatype=NamedNode(XSD + "byte")))
    'byte'
    """
    kind = value.datatype.value
    name = kind.removeprefix(XSD)
    if name == kind or name in _TEXTS:
        return ""
    form = _FORMS.get(name)
    if form is None:
        return "" if _is_one(name, value.value) else name
    if re.fullmatch(form, value.value, re.ASCII):
        return ""
    return f"{name} of at most 18 digits" if re.fullmatch(_LONG, value.value) else name


@cache
def _is_one(name: str, text: str) -> bool:
    """Whether a text is a value of one of the rarer types; of a type that XML Schema lacks nothing is."""
    from elementpath.datatypes import builtin_atomic_types  # 250 ms, which few graphs need

    kind: Any = builtin_atomic_types.get(f"xs:{name}")
    try:
        return kind is not None and kind.make(text) is not None
    except (ValueError, TypeError, ArithmeticError):
        return False
