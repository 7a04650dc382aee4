"""Read and write numbers as people do: «40 000», «1,460», «1.200,5», «1,5» where a comma is the decimal sign.

What may be read in two ways is refused: there «1.200» is 1200 in one language and 1.2 in another.
"""

import re
from collections.abc import Collection
from decimal import Decimal

from kg.errors import KgError

NUMBER = r"[+-]?\d(?:[\d.,'’٫٬ ]*\d)?"
_POINT = frozenset(("en", "he", "hi", "ja", "ko", "th", "zh"))  # languages with a decimal point
_GROUPS = {".": " ',", ",": " '."}  # what may stand between thousands, by the decimal sign
_DIGITS = {ord("٫"): ",", ord("٬"): "'", ord("’"): "'"}


def read_number(text: str, languages: Collection[str]) -> Decimal:
    """A number as it is written in one of some languages.

    Raises KgError for what is none, and for what they read in different ways.

    >>> read_number("1,460", ["en"]), read_number("40 000", ["fr"]), read_number("1.200,5", ["de", "en"])
    (Decimal('1460'), Decimal('40000'), Decimal('1200.5'))
    """
    plain = text.translate(_DIGITS)
    found = {sign: value for sign in _GROUPS if (value := _read(plain, sign)) is not None}
    has_comma = not _POINT.issuperset(languages)
    if "." not in found and "," in plain and not has_comma:
        found = {}
    if not found:
        raise KgError(f"{text!r} is no number such as 5, 1.5 or 40 000")
    if len(set(found.values())) == 1:
        return next(iter(found.values()))
    # With a decimal point alone «1,200» is one number, and «1.234» another; but who writes 1.2 as «1.200»?
    if not has_comma and not ("." in plain and plain.endswith("0")):
        return found["."]
    one, other = sorted(found.values())
    raise KgError(f"{text!r} may be {_told(other)} or {_told(one)}; write one of these")


def _read(text: str, point: str) -> Decimal | None:
    """The number, if this is its decimal sign."""
    grouped = rf"(?!0)\d{{1,3}}([{_GROUPS[point]}])\d{{3}}(?:\1\d{{3}})*"
    if not re.fullmatch(rf"[+-]?(?:{grouped}|\d+)(?:[{point}]\d+)?", text):
        return None
    whole, _, rest = text.partition(point)
    digits = re.sub(r"[^\d+-]", "", whole)
    return Decimal(f"{digits}.{rest}" if rest else digits)


def _told(value: Decimal) -> str:
    """A number that is read in one way only: not with three digits behind its point."""
    text = f"{value.normalize():f}"
    return text + "0" if len(text.partition(".")[2]) == 3 else text


def written(value: Decimal, lang: str) -> str:
    """A number as it is written in a language.

    >>> written(Decimal("1460.5"), "en"), written(Decimal("1460.5"), "fr") == "1\N{NO-BREAK SPACE}460,5"
    ('1,460.5', True)
    """
    text = f"{value.normalize():,f}"
    return text if lang in _POINT else text.translate({ord(","): "\N{NO-BREAK SPACE}", ord("."): ","})
