"""Title, note and legend: around what is drawn, never over it, and no wider than it or than a page."""

import warnings
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from kg.pictures.style import LINES, PLAIN, as_written, drawable, edge_colour
from kg.words import from_right, word

_TITLE, _NOTE, _MARKS = 14.0, 10.0, 9.0  # points
_NARROWEST, _WIDEST_NOTE = 6.0, 12.0  # inches
_GAP = 0.12  # inches between what is drawn and what stands around it
_MARK = 0.7  # inches of a mark in a legend, with what is around it

_Measure = Callable[[float, str], float]


def around(axes: Any, lang: str, title: str = "", note: str = "", entries: Iterable[Any] = ()) -> None:
    """Put a title and a note above all that the axes show, and a legend of the entries below it.

    All labels must be drawn before. Lines are broken, where there is a space, to what is drawn or, where that
    is narrow, to some inches; a title is cut as any text of a picture is.
    """
    drawn = axes.figure
    as_written(drawn)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from font")
        drawn.draw_without_rendering()  # which moves axes that keep their proportions
        inch, (left, low, right, high) = drawn.dpi, _extent(axes)
        wide = max(right - left, _NARROWEST * inch)
        middle = (left + right) / 2
        measure = _measure(drawn)
        top = high + _GAP * inch
        for text, size, most in ((note, _NOTE, min(wide, _WIDEST_NOTE * inch)), (title, _TITLE, wide)):
            if text.strip():
                told = broken(drawable(text), most, partial(measure, size))
                at = middle / drawn.bbox.width, top / drawn.bbox.height
                made = drawn.text(*at, told, ha="center", va="bottom", fontsize=size, parse_math=False)
                top = made.get_window_extent().y1 + _GAP * inch
        _legend(axes, [*entries], lang, (middle, low - _GAP * inch), wide, measure)


def _extent(axes: Any) -> tuple[float, float, float, float]:
    """From where to where axes, labels and ticks reach, in pixels: left, below, right, above."""
    texts = [text.get_window_extent() for text in axes.texts if text.get_text()]
    ticks = [axes.xaxis.get_tightbbox()] if axes.axison else []
    boxes = [axes.get_window_extent(), *texts, *filter(None, ticks)]
    return (
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )


def _measure(drawn: Any) -> _Measure:
    """How wide a line is in letters of so many points, in pixels."""
    from matplotlib.font_manager import FontProperties

    renderer = drawn.canvas.get_renderer()

    def measure(size: float, line: str) -> float:
        wide, _, _ = renderer.get_text_width_height_descent(line, FontProperties(size=size), False)
        return float(wide)

    return measure


def broken(text: str, most: float, measure: Callable[[str], float]) -> str:
    """A text in lines that are no wider than ``most``; within a word only where that is wider by itself.

    >>> broken("one two three", 8, len), broken("abcdefgh ij", 4, len)
    ('one two\\nthree', 'abcd\\nefgh\\nij')
    """
    lines: list[str] = []
    for line in text.split("\n"):
        now = ""
        for one in line.split(" "):
            if now and measure(f"{now} {one}") > most:
                lines.append(now)
                now = one
            else:
                now = f"{now} {one}" if now else one
            while len(now) > 1 and measure(now) > most:
                fits = next((n for n in range(len(now) - 1, 1, -1) if measure(now[:n]) <= most), 1)
                lines.append(now[:fits])
                now = now[fits:]
        lines.append(now)
    return "\n".join(lines)


def _legend(
    axes: Any, entries: list[Any], lang: str, top: tuple[float, float], wide: float, measure: _Measure
) -> None:
    """A legend below a place (pixels), in as many columns as there is room for; Hebrew from the right."""
    if not entries:
        return
    drawn = axes.figure
    room = wide - _MARK * drawn.dpi
    for entry in entries:
        told = broken(drawable(entry.get_label()), room, partial(measure, _MARKS))
        entry.set_label(told)
    for columns in range(len(entries), 0, -1):
        made = axes.legend(
            handles=entries,
            loc="upper center",
            bbox_to_anchor=(top[0] / drawn.bbox.width, top[1] / drawn.bbox.height),
            bbox_transform=drawn.transFigure,
            borderaxespad=0.0,
            ncols=columns,
            markerfirst=not from_right(lang),
            fontsize=_MARKS,
            frameon=False,
        )
        as_written(made)
        if made.get_window_extent().width <= wide:
            return


def edge_marks(edges: list[dict[str, Any]], words: dict[str, str], lang: str) -> list[Any]:
    """The entries of a legend for the lines of edges, of those looks that are there; ``words`` go before."""
    from matplotlib.lines import Line2D

    entries = [
        Line2D([], [], color=PLAIN, linestyle=line, label=words.get(status, status))
        for status, line in LINES.items()
        if any(data["status"] == status for data in edges)
    ]
    there = {(data["disputed"], data["inferred"]) for data in edges}
    told = {name: words.get(name) or word(name, lang) or name for name in ("disputed", "inferred")}
    for look, names in (
        ((True, False), ["disputed"]),
        ((False, True), ["inferred"]),
        ((True, True), ["inferred", "disputed"]),
    ):
        if look in there:
            label = ", ".join(told[name] for name in names)
            entries.append(Line2D([], [], color=edge_colour(*look), label=label))
    return entries
