"""Draw the house: the rooms of kg/ as the layers in pyproject.toml stack them, each with what it is for."""

import ast
import tomllib
from html import escape
from pathlib import Path

ROOT = Path(__file__).parent.parent
WIDE, HIGH, GAP, FULL = 900, 46, 8, 880
_ROOF, _ROOM, _GROUND = "#d9e6f2", "#f3f0e8", "#e2e2e2"


def layers() -> list[list[str]]:
    """The rooms from the top down, those that stand side by side together."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = told["tool"]["importlinter"]["contracts"]
    (stack,) = (one["layers"] for one in contracts if one["id"] == "rooms")
    return [[room.strip() for room in layer.split("|")] for layer in stack]


def sentence(room: str) -> str:
    """What a room says of itself: the first line of its docstring."""
    folder = ROOT / "kg" / room
    path = folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")
    told = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return told.splitlines()[0]


def picture() -> str:
    """The house as SVG: each room stands on those that it may use."""
    parts, top = [], GAP
    stack = layers()
    for number, rooms in enumerate(stack):
        wide = (FULL - GAP * (len(rooms) - 1)) / len(rooms)
        colour = _ROOF if number < 2 else _GROUND if number > len(stack) - 3 else _ROOM
        for place, room in enumerate(rooms):
            left = 10 + place * (wide + GAP)
            own = (ROOT / "kg" / room).is_dir()
            name = f"kg/{room}/" if own else f"kg/{room}.py"
            about = _lines(sentence(room), int(wide / 6.1))
            parts.append(
                f'<rect x="{left:g}" y="{top}" width="{wide:g}" height="{HIGH}" rx="4" fill="{colour}" '
                f'stroke="#8a8a8a"/><text x="{left + 10:g}" y="{top + 15}" font-weight="bold">{name}</text>'
            )
            parts += [
                f'<text x="{left + 10:g}" y="{top + 28 + 12 * n}" font-size="10">{escape(line)}</text>'
                for n, line in enumerate(about)
            ]
        top += HIGH + GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {top}" font-family="sans-serif" '
        f'font-size="12" role="img" aria-label="The rooms of kg/, each on those that it uses">'
        f'<rect width="{WIDE}" height="{top}" fill="#ffffff"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _lines(text: str, wide: int) -> list[str]:
    """A text in lines of at most so many characters, two at most."""
    plain = text.replace("``", "")
    if len(plain) <= wide:
        return [plain]
    cut = plain.rfind(" ", 0, wide)
    return [plain[:cut], plain[cut + 1 :]]
