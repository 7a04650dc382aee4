"""Place the nodes of a network so that connected ones are near and no two labels overlap."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx

Place = tuple[float, float]
_ROUNDS = 60
_LETTER, LINE = 0.075, 0.17  # inches of a letter and of a line of a label in 8 points


def places(graph: "networkx.MultiDiGraph", seed: int = 7) -> dict[str, Place]:
    """A place for each node, in no unit: ForceAtlas2 (Jacomy et al. 2014), the same for the same network.

    Parts that hang together with nothing else are laid out each by itself, and set side by side in rows.
    """
    import networkx

    plain = networkx.Graph()
    plain.add_nodes_from(sorted(graph))
    plain.add_edges_from(sorted((left, right) for left, right in graph.edges() if left != right))
    found: dict[str, Place] = {}
    parts = sorted(
        (sorted(part) for part in networkx.connected_components(plain)), key=lambda p: (-len(p), p)
    )
    x = y = tall = 0.0
    widest = None
    for part in parts:
        laid = _laid(plain.subgraph(part), seed)
        size = max(1.0, len(part) ** 0.5)
        if widest is None:
            widest = 2 * size
        elif x + size > widest:
            x, y, tall = 0.0, y - tall - 1.0, 0.0
        for node, (left, up) in laid.items():
            found[node] = (x + left * size, y - (1 - up) * size)
        if len(found) == len(part):  # the largest has its row to itself
            widest, y = size, y - size - 1.0
        else:
            x, tall = x + size + 1.0, max(tall, size)
    return found


def _laid(plain: "networkx.Graph", seed: int) -> dict[str, Place]:
    """One part, within 0 and 1 both ways."""
    import networkx

    if len(plain) == 1:
        return dict.fromkeys(plain, (0.5, 0.5))
    start = networkx.spring_layout(plain, seed=seed, iterations=80)
    raw = networkx.forceatlas2_layout(
        plain, pos=start, seed=seed, max_iter=300, scaling_ratio=6.0, gravity=1.0
    )
    xs, ys = [p[0] for p in raw.values()], [p[1] for p in raw.values()]
    size = max(max(xs) - min(xs), max(ys) - min(ys)) or 1.0
    return {n: (float((p[0] - min(xs)) / size), float((p[1] - min(ys)) / size)) for n, p in raw.items()}


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


def spread(
    graph: "networkx.MultiDiGraph", lang: str, room: float = 3.0
) -> tuple[dict[str, Place], dict[str, Place]]:
    """Centres and sizes of the boxes of node and label, in inches, the lowest left corner at 0.

    ``room`` is how many times the area of all boxes the picture has, before they are pushed apart.
    """
    sizes: dict[str, Place] = {}
    for node, data in graph.nodes(data=True):
        lines = label_lines(data[f"label_{lang}"])
        sizes[node] = (max(max(map(len, lines)) * _LETTER, 0.3) + 0.15, LINE * (len(lines) + 1) + 0.22)
    raw = places(graph)
    scale = (sum(wide * high for wide, high in sizes.values()) * room) ** 0.5
    widest = max((x for x, _ in raw.values()), default=1.0) or 1.0
    centres = {n: (1.3 * x / widest * scale, y / widest * scale) for n, (x, y) in raw.items()}
    spots = apart(centres, sizes)
    left = min((x - sizes[n][0] / 2 for n, (x, _) in spots.items()), default=0.0)
    low = min((y - sizes[n][1] / 2 for n, (_, y) in spots.items()), default=0.0)
    return {n: (x - left, y - low) for n, (x, y) in spots.items()}, sizes


def label_lines(label: str) -> list[str]:
    """A label in lines of about 18 letters."""
    import textwrap

    return textwrap.wrap(label, 18) or [label]
