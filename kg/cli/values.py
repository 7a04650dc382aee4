"""The values that options take: numbers, the codes of languages, and the values of variables."""

import argparse
import re
from collections.abc import Callable

from kg.errors import MOST as _MOST  # of what is counted; of seconds, as a clock can wait, a thousandth


def _text(quoted: str) -> object:
    from pyoxigraph import Literal  # which help does without, as without the next two

    return Literal(quoted[1:-1])


def _decimal(written: str) -> object:
    from decimal import Decimal

    return Decimal(written)


def _day(written: str) -> object:
    from datetime import date

    return date.fromisoformat(written)


_PLAIN: dict[str, Callable[[str], object]] = {
    r"[+-]?\d{1,18}": int,
    r"[+-]?\d{1,18}\.\d{1,18}": _decimal,
    r"\d{4}-\d\d-\d\d": _day,
    r"true|false": "true".__eq__,
    r'"[^"]*"': _text,
}


def count(written: str) -> int:
    """A whole number from 1 up."""
    if not (written.isascii() and written.isdecimal() and len(written) < 10 and int(written) > 0):
        raise argparse.ArgumentTypeError(f"{written!r} is no whole number from 1 to {_MOST:,}")
    return int(written)


def language(written: str) -> str:
    """The code of a language, whichever a project has (ISO 639)."""
    if re.fullmatch("[a-z]{2,3}", written) is None:
        raise argparse.ArgumentTypeError(f"{written!r} is no language's code such as en")
    return written


def seconds(written: str) -> float:
    """A time above 0."""
    try:
        seconds = float(written)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= _MOST / 1000:
        raise argparse.ArgumentTypeError(f"{written!r} is no number of seconds up to {_MOST // 1000:,}")
    return seconds


def in_language(written: str) -> tuple[str, str]:
    """A text with the code of its language before it; the code is empty where there is none."""
    code, sign, text = written.partition("=")
    if sign and re.fullmatch("[a-z]{2,3}", code):
        return code, text
    return "", written


def variable(written: str) -> tuple[str, object]:
    """The name of a variable, and its value: what is no number, day, truth value or text in quotes is a name.

    >>> variable("who=a name"), variable("share=2.50")
    (('who', 'a name'), ('share', Decimal('2.50')))
    """
    name, sign, value = written.partition("=")
    if not name or not sign:
        raise argparse.ArgumentTypeError(f"{written!r} has not the form NAME=VALUE")
    kind = next((_PLAIN[form] for form in _PLAIN if re.fullmatch(form, value, re.ASCII)), str)
    try:
        return name, kind(value)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value!r} is no day of the calendar") from None
