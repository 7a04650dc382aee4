"""Put the names of lines along them, so that none covers a label, a node or another name.

Where there is no room for a name it is smaller, and else a number, which the legend explains.
"""

import math
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from kg.pictures.layout import Place
from kg.pictures.style import drawable

_SIZES = (6.5, 5.5)  # points, of which the first is tried first
_GAP = 0.02  # inches around a name
_SHOWN = 3  # names of one line

_Box = tuple[float, float, float, float]  # centre, width and height


@dataclass(frozen=True)
class Name:
    """The names of the edges of one line, its colour, and where it runs: a place for each part of its way."""

    names: list[str]
    colour: str
    way: Callable[[float], Place]


def letter(axes: Any, wanted: Iterable[Name], taken: Iterable[Any]) -> list[Any]:
    """Write the names on axes whose units are inches; gives the entries of a legend for those in numbers.

    ``taken`` are the artists that no name may cover, or boxes in inches (centre, width, height).
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from font")  # drawn as a box
        return _lettered(axes, wanted, taken)


def _lettered(axes: Any, wanted: Iterable[Name], taken: Iterable[Any]) -> list[Any]:
    from matplotlib.lines import Line2D

    boxes = [one if isinstance(one, tuple) else _box(axes, one) for one in taken]
    entries: list[Any] = []
    for name in wanted:
        more = len(name.names) - _SHOWN
        told = "\n".join(name.names[:_SHOWN] + ([f"+{more}"] if more > 0 else []))
        if not any(_put(axes, told, size, name, _along(name.way, 0.8), boxes) for size in _SIZES):
            number = str(len(entries) + 1)
            _put(axes, number, _SIZES[0], name, _everywhere(name.way), boxes)
            look: dict[str, Any] = {"marker": f"${number}$", "color": name.colour, "linestyle": ""}
            entries.append(Line2D([], [], label=", ".join(name.names), markersize=5 + len(number), **look))
    return entries


def _put(axes: Any, text: str, size: float, name: Name, spots: Iterator[Place], boxes: list[_Box]) -> bool:
    """Write a text on the first of the spots on which it covers nothing; False where there is no such one."""
    halo = {"facecolor": "white", "alpha": 0.85, "edgecolor": "none", "pad": 0.3}
    look: dict[str, Any] = {"fontsize": size, "color": name.colour, "ha": "center", "va": "center"}
    made = axes.text(0, 0, drawable(text), zorder=2, bbox=halo, parse_math=False, **look)
    _, _, wide, high = _box(axes, made)
    for x, y in spots:
        if not any(_cover((x, y, wide + _GAP, high + _GAP), box) for box in boxes):
            made.set_position((x, y))
            boxes.append((x, y, wide, high))
            return True
    made.remove()
    return False


def _box(axes: Any, text: Any) -> _Box:
    """The box of a text, in inches."""
    pixels = text.get_window_extent(axes.figure.canvas.get_renderer())
    (x, y), (z, w) = axes.transData.inverted().transform([(pixels.x0, pixels.y0), (pixels.x1, pixels.y1)])
    return (x + z) / 2, (y + w) / 2, z - x, w - y


def _cover(one: _Box, other: _Box) -> bool:
    return all(abs(one[axis] - other[axis]) < (one[axis + 2] + other[axis + 2]) / 2 for axis in (0, 1))


def _along(way: Callable[[float], Place], most: float) -> Iterator[Place]:
    """Places on the middle part of a line, from its middle outwards."""
    for step in range(round(most / 0.02) + 1):
        yield way(0.5 + (step + 1) // 2 * (-1) ** step * 0.02)


def _everywhere(way: Callable[[float], Place]) -> Iterator[Place]:
    """Places on a line, and then ever farther around its middle."""
    yield from _along(way, 0.9)
    x, y = way(0.5)
    for ring in count(1):
        for turn in range(4 * ring):
            angle = 2 * math.pi * turn / (4 * ring)
            yield x + 0.1 * ring * math.cos(angle), y + 0.1 * ring * math.sin(angle)
