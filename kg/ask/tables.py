"""Show rows as a table for people; Hebrew cells keep their place in either direction."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from html import escape
from itertools import zip_longest

from kg.errors import plain
from kg.words import from_right

# Latin, Hebrew letters, dashes and quotation marks: each takes one column.
_NARROW = re.compile("[\x20-\u02ff\u05d0-\u05ea\u2010-\u2027]*")
_FIRST_STRONG, _POP = "\u2068", "\u2069"


def isolate(text: str) -> str:
    """Wrap text that holds right-to-left letters in a directional isolate (Unicode UAX #9, section 2.4).

    >>> isolate("Oil") == "Oil", len(isolate("נפט"))
    (True, 5)
    """
    if any(unicodedata.bidirectional(char) in ("R", "AL") for char in text):
        return _FIRST_STRONG + text + _POP
    return text


def clean(text: str) -> str:
    """A cell on one line, with control characters written out.

    >>> clean("two\\nlines \\x1b[1m")
    'two lines \\\\x1b[1m'
    """
    return plain(" ".join(text.split()))


def width(text: str) -> int:
    """How many terminal columns a text takes (Unicode UAX #11; marks take none)."""
    if _NARROW.fullmatch(text):
        return len(text)
    from wcwidth import wcswidth  # only where a character may be wide or take no room: 10 ms to import

    return max(wcswidth(text), 0)


def fit(widths: Sequence[int], columns: int, least: int = 12) -> list[int]:
    """Column widths whose sum fits into ``columns`` where that is possible: the widest ones give way.

    >>> fit([5, 40, 30], 50)
    [5, 20, 21]
    """
    found = list(widths)
    excess = sum(found) + 2 * (len(found) - 1) - columns
    while excess > 0 and max(found) > least:
        found[found.index(max(found))] -= 1
        excess -= 1
    return found


def table(
    header: Sequence[str], rows: Sequence[Sequence[str]], lang: str = "en", columns: int | None = None
) -> str:
    """A table with aligned columns, wrapped to ``columns`` if given; in Hebrew the first one stands right."""
    lines = [[clean(cell) for cell in line] for line in (header, *rows)]
    widths = [max(width(line[i]) for line in lines) for i in range(len(header))]
    if columns is not None:
        widths = fit(widths, columns)
    right = from_right(lang)

    def cells(line: Sequence[str]) -> str:
        padded = []
        for text, wide in zip(line, widths, strict=True):
            space = " " * (wide - width(text))
            padded.append(space + isolate(text) if right else isolate(text) + space)
        return "  ".join(reversed(padded) if right else padded).rstrip()

    def wrapped(line: Sequence[str]) -> list[str]:
        parts = [_wrapped(text, wide) for text, wide in zip(line, widths, strict=True)]
        return [cells(one) for one in zip_longest(*parts, fillvalue="")]

    rule = ["-" * wide for wide in widths]
    return "\n".join(
        [*wrapped(lines[0]), cells(rule), *(text for line in lines[1:] for text in wrapped(line))]
    )


def html(headings: Sequence[str], lines: Sequence[Sequence[str]], lang: str, title: str = "") -> str:
    """A table in HTML; Hebrew runs from right to left."""
    direction = "rtl" if from_right(lang) else "ltr"
    start = 'style="text-align: start"'
    head = "".join(f"<th {start}>{escape(cell)}</th>" for cell in headings)
    body = "".join(
        "<tr>" + "".join(f'<td dir="auto" {start}>{escape(cell)}</td>' for cell in line) + "</tr>"
        for line in lines
    )
    caption = f"<caption>{escape(title)}</caption>" if title else ""
    return f'<table dir="{direction}">{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _wrapped(text: str, wide: int) -> list[str]:
    if width(text) <= wide:
        return [text]
    from wcwidth import wrap

    return wrap(text, wide) or [""]


def filled(
    headings: list[str], lines: list[list[str]], needless: Collection[int] = ()
) -> tuple[list[str], list[list[str]]]:
    """Headings and lines without the columns in which no line has anything, and those that are needless.

    >>> filled(["who", "over"], [["Iran", ""]])
    (['who'], [['Iran']])
    """
    kept = [n for n in range(len(headings)) if n not in needless and any(line[n] for line in lines)]
    kept = kept if lines else list(range(len(headings)))
    return [headings[n] for n in kept], [[line[n] for n in kept] for line in lines]


def folded(lines: list[list[str]]) -> list[list[str]]:
    """The lines without those that say nothing but what another one says as fully or more so.

    >>> folded([["United States", ""], ["United States", "Trump"], ["Kazakhstan", ""]])
    [['United States', 'Trump'], ['Kazakhstan', '']]
    """
    filled = [frozenset(n for n, cell in enumerate(line) if cell) for line in lines]
    fuller: dict[frozenset[int], set[tuple[str, ...]]] = {}
    for columns in set(filled):
        fuller[columns] = {
            tuple(line[n] for n in sorted(columns))
            for line, own in zip(lines, filled, strict=True)
            if columns < own
        }
    once = {tuple(line): own for line, own in zip(lines, filled, strict=True)}
    return [
        list(line) for line, own in once.items() if tuple(line[n] for n in sorted(own)) not in fuller[own]
    ]
