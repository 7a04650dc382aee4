"""Measure how much of each source's text claims rest on, and find what nothing explains."""

import re
from dataclasses import dataclass

from kg.texts.texts import SPAN, Texts

_CLAIMED = f"?claim a :Claim ; :evidence|:contextEvidence ?e . ?e {SPAN}"
_WAIVED = f"?e a :Waiver ; :waiverReason ?reason ; {SPAN}"


@dataclass(frozen=True)
class Coverage:
    """One source: the shares (0 to 1) of its letters and digits under claims and under waivers alone.

    ``unexplained`` lists what is under neither, as (start, end, text).
    """

    source: str
    claimed: float
    waived: float
    unexplained: list[tuple[int, int, str]]


def coverage(texts: Texts) -> list[Coverage]:
    """The coverage of each source whose text can be read, in the order of their IRIs.

    A passage counts when a claim names it as evidence, a waiver when it gives its reason.
    An unexplained passage is a run under neither that holds a letter or a digit.
    """
    claimed, waived = texts.rows(_CLAIMED), texts.rows(_WAIVED)
    found = []
    for source, text in texts.texts.items():
        under, spared = _mask(text, source, claimed), _mask(text, source, waived)
        letters = [i for i, char in enumerate(text) if char.isalnum()]
        total = len(letters) or 1
        explained = bytes(a | b for a, b in zip(under, spared, strict=True))
        gaps = [(m.start(), m.end(), text[m.start() : m.end()]) for m in re.finditer(b"\0+", explained)]
        found.append(
            Coverage(
                source,
                sum(under[i] for i in letters) / total,
                sum(spared[i] and not under[i] for i in letters) / total,
                [gap for gap in gaps if any(char.isalnum() for char in gap[2])],
            )
        )
    return found


def _mask(text: str, source: str, rows: list[dict[str, str]]) -> bytearray:
    mask = bytearray(len(text))
    for row in rows:
        if row["source"] == source:
            start, end = max(int(row["start"]), 0), min(int(row["end"]), len(text))
            mask[start:end] = b"\1" * max(end - start, 0)
    return mask
