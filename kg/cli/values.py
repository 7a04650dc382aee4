"""The values that options take: numbers, and the codes of languages."""

import argparse
import re

from kg.errors import MOST as _MOST  # of what is counted; of seconds, as a clock can wait, a thousandth


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
