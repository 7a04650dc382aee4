"""Place the nodes of a network so that connected ones are near and no two labels overlap."""

from collections.abc import Iterable
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx

Place = tuple[float, float]
_ROUNDS = 60
_LETTER, LINE = 0.075, 0.17  # inches of a letter and of a line of a label in 8 points
LOOP = 0.45  # inches of a line from a node to itself, above it
_SMALL = 80  # nodes
_BARE = 0.45  # inches of a node without its label
_ROOM = 3.0
_GAP = 0.4  # inches between parts that hang together with nothing else
_NARROWEST = 6.0  # inches


def spread(
    graph: "networkx.MultiDiGraph", lang: str, length: float = 1.0, labels: bool = True
) -> tuple[dict[str, Place], dict[str, Place]]:
    """Centres and sizes of the boxes of node and label, in inches, the lowest left corner at 0.

    Half of all edges are longer than ``length`` inches, before boxes are pushed apart. Parts that hang
    together with nothing else are laid out each by itself and set in rows, the largest on top. The box of a
    node with an edge to itself has room for a loop above it. Without
    ``labels`` a box is that of the node alone.
    """
    import networkx

    sizes: dict[str, Place] = {}
    for node, data in graph.nodes(data=True):
        lines = label_lines(data[f"label_{lang}"])
        wide, high = max(max(map(len, lines)) * _LETTER, 0.3) + 0.15, LINE * (len(lines) + 1) + 0.22
        high += LOOP if graph.has_edge(node, node) else 0.0
        sizes[node] = (wide, high) if labels else (_BARE, _BARE)
    plain = networkx.Graph()
    plain.add_nodes_from(sorted(graph))
    plain.add_edges_from(sorted((left, right) for left, right in graph.edges() if left != right))
    parts = sorted(map(sorted, networkx.connected_components(plain)), key=lambda part: (-len(part), part))
    blocks = [apart(_roomy(_laid(plain.subgraph(part), length), sizes), sizes) for part in parts]
    return _rows([_at_zero(block, sizes) for block in blocks], sizes), sizes


def _laid(plain: "networkx.Graph", length: float, seed: int = 7) -> dict[str, Place]:
    """One part, lying down: longer across than up, always the same.

    A small one by Kamada and Kawai (1989), as far apart as steps lie between; else by ForceAtlas2 (Jacomy et
    al. 2014).
    """
    import networkx
    import numpy

    nodes = sorted(plain)  # a part of a graph is in the order of a set, which differs from run to run
    ordered = networkx.Graph()
    ordered.add_nodes_from(nodes)
    ordered.add_edges_from(sorted(tuple(sorted(edge)) for edge in plain.edges()))
    if len(nodes) == 1:
        return {nodes[0]: (0.0, 0.0)}
    if len(nodes) <= _SMALL:
        raw = networkx.kamada_kawai_layout(ordered, pos=networkx.circular_layout(ordered))
    else:
        start = networkx.spring_layout(ordered, seed=seed, iterations=80)
        raw = networkx.forceatlas2_layout(
            ordered, pos=start, seed=seed, max_iter=300, scaling_ratio=6.0, gravity=1.0
        )
    found = numpy.array([raw[node] for node in nodes])
    found -= found.mean(axis=0)
    axes = numpy.linalg.svd(found, full_matrices=False)[2]
    axes *= numpy.where(axes[:, :1] < 0, -1, 1)  # either sign is an axis: take one of them
    found = found @ axes.T
    at = dict(zip(nodes, map(tuple, found.tolist()), strict=True))
    spans = [((at[a][0] - at[b][0]) ** 2 + (at[a][1] - at[b][1]) ** 2) ** 0.5 for a, b in ordered.edges()]
    scale = length / (median(spans) or 1.0)
    return {node: (x * scale, y * scale) for node, (x, y) in at.items()}


def _roomy(block: dict[str, Place], sizes: dict[str, Place]) -> dict[str, Place]:
    """A part with at least ``_ROOM`` times the area of its boxes, so that few need to be pushed."""
    need = _ROOM * sum(sizes[node][0] * sizes[node][1] for node in block)
    wide, high = (max(ends) - min(ends) for ends in zip(*block.values(), strict=True))
    flat = min(wide, high) <= 0.1 * max(wide, high)  # a chain has no area, and needs none
    scale = 1.0 if flat else max(1.0, (need / (wide * high)) ** 0.5)
    return {node: (x * scale, y * scale) for node, (x, y) in block.items()}


def _at_zero(block: dict[str, Place], sizes: dict[str, Place]) -> dict[str, Place]:
    left = min(x - sizes[n][0] / 2 for n, (x, _) in block.items())
    low = min(y - sizes[n][1] / 2 for n, (_, y) in block.items())
    return {n: (x - left, y - low) for n, (x, y) in block.items()}


def _rows(blocks: list[dict[str, Place]], sizes: dict[str, Place]) -> dict[str, Place]:
    """All blocks in rows no wider than the widest of them, from the top down; then from 0 upwards."""
    extents = [extent(block, sizes) for block in blocks]
    widest = max([_NARROWEST, *(wide for wide, _ in extents)])
    found: dict[str, Place] = {}
    x = top = tall = 0.0
    for block, (wide, high) in zip(blocks, extents, strict=True):
        if x and x + wide > widest:
            x, top, tall = 0.0, top - tall - _GAP, 0.0
        found |= {node: (x + a, top - high + b) for node, (a, b) in block.items()}
        x, tall = x + wide + _GAP, max(tall, high)
    return {node: (a, b - (top - tall)) for node, (a, b) in found.items()}


def extent(spots: dict[str, Place], sizes: dict[str, Place]) -> Place:
    """How far boxes reach to the right and up, from 0."""
    return (
        _most(x + sizes[node][0] / 2 for node, (x, _) in spots.items()),
        _most(y + sizes[node][1] / 2 for node, (_, y) in spots.items()),
    )


def _most(ends: Iterable[float]) -> float:
    return max(ends, default=0.0)


def apart(centres: dict[str, Place], sizes: dict[str, Place]) -> dict[str, Place]:
    """The centres, moved as little as it takes for no two boxes of these sizes to overlap (in one unit).

    Overlapping boxes push each other along the axis on which they overlap less (Misue et al. 1995, the push
    force scan); where that does not come to an end in ``_ROUNDS``, all get more room.
    """
    moved = {node: [*centre] for node, centre in centres.items()}
    widest = max((size[0] for size in sizes.values()), default=0.0)
    while True:
        for _ in range(_ROUNDS):
            if not _push(moved, sizes, widest):
                return {node: (centre[0], centre[1]) for node, centre in moved.items()}
        for centre in moved.values():
            centre[:] = [1.1 * centre[0], 1.1 * centre[1]]


def _push(moved: dict[str, list[float]], sizes: dict[str, Place], widest: float) -> bool:
    """Push every two boxes that overlap once; whether any did."""
    pushed = False
    order = sorted(moved, key=lambda node: (moved[node][0], node))
    for at, left in enumerate(order):
        for right in order[at + 1 :]:
            a, b = moved[left], moved[right]
            if b[0] - a[0] > widest:
                break
            room = [(sizes[left][axis] + sizes[right][axis]) / 2 for axis in (0, 1)]
            near = [room[axis] - abs(a[axis] - b[axis]) for axis in (0, 1)]
            if min(near) <= 1e-9:
                continue
            axis = 0 if near[0] < near[1] else 1
            push = near[axis] / 2 + 1e-6
            sign = 1 if (a[axis], left) > (b[axis], right) else -1
            a[axis] += sign * push
            b[axis] -= sign * push
            pushed = True
    return pushed


def label_lines(label: str) -> list[str]:
    """A label in at most 12 lines of about 18 letters; what is longer is cut."""
    import textwrap

    return textwrap.wrap(label, 18, max_lines=12, placeholder=" …") or [label[:18]]
