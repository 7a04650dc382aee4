"""Show rows as a table for people; Hebrew cells keep their place in either direction."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import zip_longest

from kg.engines import Engine, labels
from kg.errors import plain
from kg.model.vocab import NS
from kg.words import from_right, word

# Latin, Hebrew letters, dashes and quotation marks: each takes one column.
_NARROW = "[\x20-\u02ff\u05d0-\u05ea\u2010-\u2027]*"
_FIRST_STRONG, _POP = "\u2068", "\u2069"
_MARKS = "[\u200e\u200f\u2066-\u2069]"
_NARROWEST = 16  # columns of a terminal that a column of a table is squeezed to
BOLD, _AMBER, _RED, _BLUE = 1, 33, 31, 34
_COLOURS = dict.fromkeys(("expected", "planned", "possible"), _AMBER)
_COLOURS |= dict.fromkeys(("disputed", "denied"), _RED) | {"inferred": _BLUE}


def isolate(text: str) -> str:
    """Wrap text that holds right-to-left letters in a directional isolate (Unicode UAX #9, section 2.4).

    >>> isolate("Oil") == "Oil", len(isolate("נפט"))
    (True, 5)
    """
    if any(unicodedata.bidirectional(char) in ("R", "AL") for char in text):
        return _FIRST_STRONG + text + _POP
    return text


def unmarked(text: str) -> str:
    """A text without marks of direction: the isolates of ``isolate``, and those in the interface's words."""
    return re.sub(_MARKS, "", text)


def clean(text: str) -> str:
    """A cell on one line, with control characters written out.

    >>> clean("two\\nlines \\x1b[1m")
    'two lines \\\\x1b[1m'
    """
    return plain(" ".join(text.split()))


def width(text: str) -> int:
    """How many terminal columns a text takes (Unicode UAX #11; marks take none)."""
    if re.fullmatch(_NARROW, text):
        return len(text)
    from wcwidth import wcswidth  # only where a character may be wide or take no room: 10 ms to import

    return max(wcswidth(text), 0)


def fit(widths: Sequence[int], columns: int, least: Sequence[int]) -> list[int]:
    """Column widths whose sum fits into ``columns`` where that is possible: the widest ones give way.

    >>> fit([5, 40, 30], 50, [5, 16, 16])
    [5, 20, 21]
    """
    found = list(widths)
    excess = sum(found) + 2 * (len(found) - 1) - columns
    while excess > 0 and found != list(least):
        found[max(range(len(found)), key=lambda n: (found[n] > least[n], found[n], -n))] -= 1
        excess -= 1
    return found


def table(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    lang: str = "en",
    columns: int | None = None,
    codes: Mapping[str, int] | None = None,
) -> str:
    """A table with aligned columns, wrapped to ``columns`` if given; in Hebrew the first one stands right.

    Where columns would become too narrow, each row is a block of lines instead. With ``codes`` (of words by
    which a cell ends) headings are bold and such cells coloured.
    """
    lines = [[clean(cell) for cell in line] for line in (header, *rows)]
    widths = [max(width(line[i]) for line in lines) for i in range(len(header))]
    if columns is not None:
        words = [
            max(width(word) for line in lines for word in [*line[i].split(), ""]) for i in range(len(header))
        ]
        least = [min(wide, max(_NARROWEST, word)) for wide, word in zip(widths, words, strict=True)]
        if len(header) > 1 and sum(least) + 2 * (len(least) - 1) > columns:
            return _blocks(lines[0], lines[1:], columns, from_right(lang), codes)
        widths = fit(widths, columns, [min(one, columns) for one in least])
    right = from_right(lang)

    def cells(line: Sequence[str], of: Sequence[int | None]) -> str:
        padded = []
        for text, wide, code in zip(line, widths, of, strict=True):
            space = " " * (wide - width(text))
            told = isolate(coloured(text, code))
            padded.append(space + told if right else told + space)
        return "  ".join(reversed(padded) if right else padded).rstrip()

    def wrapped(line: Sequence[str], of: Sequence[int | None]) -> list[str]:
        parts = [wrapped_lines(text, wide) for text, wide in zip(line, widths, strict=True)]
        return [cells(one, of) for one in zip_longest(*parts, fillvalue="")]

    plain_line: list[int | None] = [None] * len(header)
    rule = cells(["-" * wide for wide in widths], plain_line)
    head = wrapped(lines[0], plain_line if codes is None else [BOLD] * len(header))
    return "\n".join(
        [
            *head,
            rule,
            *(text for line in lines[1:] for text in wrapped(line, [_code(cell, codes) for cell in line])),
        ]
    )


def _blocks(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    columns: int,
    right: bool,
    codes: Mapping[str, int] | None,
) -> str:
    """Rows for which a line has no room: each cell on a line of its own after its heading."""

    def told(heading: str, cell: str) -> Iterator[str]:
        first, *others = wrapped_lines(f"{heading}: {cell}", columns)
        code, end = _code(cell, codes), len(heading) + 1
        bold = coloured(first[:end], None if codes is None else BOLD)
        pad = " " * (columns - width(first)) if right else ""
        yield pad + isolate(bold + coloured(first[end:], code))
        for line in others:
            yield (" " * (columns - width(line)) if right else "") + isolate(coloured(line, code))

    blocks = (
        [line for pair in zip(header, row, strict=True) if pair[1] for line in told(*pair)] for row in rows
    )
    return "\n\n".join("\n".join(block) for block in blocks)


def status_codes(engine: Engine, lang: str) -> dict[str, int]:
    """The colours of a terminal (ECMA-48) by the words that tell how sure something is."""
    known = labels(engine, lang, [NS + name for name in _COLOURS])
    return {known.get(NS + name) or str(word(name, lang)): code for name, code in _COLOURS.items()}


def _code(cell: str, codes: Mapping[str, int] | None) -> int | None:
    return (codes or {}).get(cell.rpartition(", ")[2])


def coloured(text: str, code: int | None) -> str:
    """A text with a terminal's code for a colour."""
    return f"\x1b[{code}m{text}\x1b[0m" if code and text else text


def html(headings: Sequence[str], lines: Sequence[Sequence[str]], lang: str, title: str = "") -> str:
    """A table in HTML; Hebrew runs from right to left."""
    from html import escape

    direction = "rtl" if from_right(lang) else "ltr"
    start = 'style="text-align: start"'
    head = "".join(f"<th {start}>{escape(cell)}</th>" for cell in headings)
    body = "".join(
        "<tr>" + "".join(f'<td dir="auto" {start}>{escape(cell)}</td>' for cell in line) + "</tr>"
        for line in lines
    )
    caption = f"<caption>{escape(title)}</caption>" if title else ""
    return f'<table dir="{direction}">{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def wrapped_lines(text: str, wide: int) -> list[str]:
    """A text in lines of at most ``wide`` columns, no word cut but one that is longer."""
    if width(text) <= wide:
        return [text]
    from wcwidth import wrap

    return wrap(text, wide, break_on_hyphens=False) or [""]


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
