"""Show rows as a table for people; Hebrew cells keep their place in either direction."""

import unicodedata

from wcwidth import wcswidth

_FIRST_STRONG, _POP = "\u2068", "\u2069"


def isolate(text: str) -> str:
    """Wrap text that holds right-to-left letters in a directional isolate (Unicode UAX #9, section 2.4).

    >>> isolate("Oil") == "Oil", len(isolate("נפט"))
    (True, 5)
    """
    if any(unicodedata.bidirectional(char) in ("R", "AL") for char in text):
        return _FIRST_STRONG + text + _POP
    return text


def table(header: list[str], rows: list[list[str]], lang: str = "en") -> str:
    """A table with aligned columns; in Hebrew the first column stands at the right."""
    lines = [header, *rows]
    widths = [max(wcswidth(line[i]) for line in lines) for i in range(len(header))]
    right = lang == "he"

    def cells(line: list[str]) -> str:
        padded = []
        for text, width in zip(line, widths, strict=True):
            space = " " * (width - wcswidth(text))
            padded.append(space + isolate(text) if right else isolate(text) + space)
        return "  ".join(reversed(padded) if right else padded).rstrip()

    rule = ["-" * width for width in widths]
    return "\n".join([cells(header), cells(rule), *(cells(row) for row in rows)])
