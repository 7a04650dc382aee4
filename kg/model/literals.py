"""Literals: whether a value is one of its type (XML Schema 1.1, Part 2: Datatypes, section 3)."""

import re

from pyoxigraph import Literal

from kg.model.vocab import XSD

_DATE = r"-?([1-9]\d{3,}|0\d{3})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_CLOCK = r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?"
_ZONE = r"(Z|[+-]\d\d:\d\d)?"
_INTEGER = r"[+-]?\d{1,40}"
_FORMS = {
    **dict.fromkeys(("integer", "long", "int", "short", "byte"), _INTEGER),
    **dict.fromkeys(("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"), r"\+?\d{1,40}|-0+"),
    "nonNegativeInteger": r"\+?\d{1,40}|-0+",
    "positiveInteger": r"\+?0*[1-9]\d{0,39}",
    "nonPositiveInteger": r"-\d{1,40}|\+?0+",
    "negativeInteger": r"-0*[1-9]\d{0,39}",
    "decimal": r"[+-]?(\d{1,40}(\.\d{0,40})?|\.\d{1,40})",
    **dict.fromkeys(("double", "float"), r"[+-]?(\d{1,40}(\.\d{0,40})?|\.\d{1,40})([eE][+-]?\d{1,3})?"),
    "boolean": "true|false|0|1",
    "date": _DATE + _ZONE,
    "dateTime": f"{_DATE}T{_CLOCK}{_ZONE}",
    "dateTimeStamp": f"{_DATE}T{_CLOCK}(Z|[+-]\\d\\d:\\d\\d)",
}
_KNOWN = {str(XSD + name): (name, re.compile(form, re.ASCII)) for name, form in _FORMS.items()}


def ill_typed(value: Literal) -> str:
    """The name of the type of which a literal is no value; nothing where it is one, or of another type.

    Numbers are finite, and have no more than 40 digits either way: nobody counts further.

    >>> from pyoxigraph import NamedNode
    >>> ill_typed(Literal("1,000", datatype=NamedNode(XSD + "decimal"))), ill_typed(Literal("1,000"))
    ('decimal', '')
    """
    known = _KNOWN.get(value.datatype.value)
    return known[0] if known and not known[1].fullmatch(value.value) else ""
