"""Labels that some format would read as something else, and the shipped graph with these labels alone."""

from collections.abc import Sequence
from itertools import cycle

import networkx
from pyoxigraph import Literal, Quad, Store

from kg.api.graph import Graph
from kg.engines.oxigraph import Oxigraph
from kg.model.vocab import RDFS
from tests.conftest import ROOT

LABELS = (
    "<b>Bold</b> & Sons",
    "<a href='https://evil.example/'>click</a>",
    "A<br>B",
    "$5 to $7 & $\\frac{1}{$ \\nope",
    "$$",
    "Bell\x07here\x01\x1b[2J\x00",
    "\ufffe and \uffff",
    "__DATA__ __PLOTLY__ __TITLE__",
    "http://[broken",
    "https://example.org/ says so",
    "</script><script>document.title = 'ran'</script>",
    "_under score",
    "&amp;lt; &#36; &nbsp;",
    "a\u2028b\u0085c\rd\te",
    "\\1 \\g<0> %{x} {0} {subject}",
    "-- --> ]]> -",
    "中文 🚀",
    "__proto__",
)


def relabelled(graph: Graph, labels: Sequence[str] = LABELS, lang: str = "en") -> Graph:
    """A graph in memory with these labels, in turn, in place of its own ones."""
    assert isinstance(graph.engine, Oxigraph)
    store, turn, given = Store(), cycle(labels), dict[str, str]()
    for quad in sorted(graph.engine.store, key=str):
        if quad.predicate.value == RDFS + "label" and isinstance(quad.object, Literal):
            if str(quad.subject) not in given:
                given[str(quad.subject)] = next(turn)
            label = Literal(given[str(quad.subject)], language=quad.object.language)
            quad = Quad(quad.subject, quad.predicate, label, quad.graph_name)
        store.add(quad)
    return Graph(Oxigraph(store), [ROOT / "queries"], lang)


def network(label: str) -> networkx.MultiDiGraph:
    """Two things and a statement of this name."""
    names = {"label_en": label, "label_he": label}
    look = {"types": "State", "classes": "State", "kind": "State", "colour": "#0072b2", "symbol": "circle"}
    said = {"predicate": "borders", "status": "statedAsFact", "origins": 1, "time": "", "statements": "urn:s"}
    marks = {"disputed": False, "inferred": False, "symmetric": True}
    made = networkx.MultiDiGraph(lang="en")
    made.add_node("urn:a", **names, **look)
    made.add_node("urn:b", **names, **look)
    told = {"sentence_en": label, "sentence_he": label, "qualifiers": label}
    made.add_edge("urn:a", "urn:b", key="urn:s", **names, **said, **marks, **told)
    return made
