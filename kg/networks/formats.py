"""Write a network to a file and read it back: GraphML, GEXF, Cytoscape JSON, node-link JSON, CSV."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError, wrong_ending
from kg.files.cells import csv_of, records_of
from kg.files.plain import read_text
from kg.files.replace import replace_all, replace_file
from kg.files.xml_text import for_xml

if TYPE_CHECKING:
    import networkx

_END_LABELS = ("source_label_", "target_label_")
FORMATS = (".graphml", ".gexf", ".cyjs", ".json", ".csv")
_BOOLEANS = ("disputed", "inferred", "symmetric")


def write(graph: "networkx.MultiDiGraph", path: Path, raw: bool = False) -> list[Path]:
    """Write a network in the format that the file's ending names; gives the files written.

    ``.csv`` writes two, ``NAME.nodes.csv`` and ``NAME.edges.csv``, in which no cell is a formula but where
    ``raw``. Raises KgError for another ending.
    """
    if path.suffix == ".csv":
        nodes, edges = _tables(graph, raw)
        files = [path.with_suffix(".nodes.csv"), path.with_suffix(".edges.csv")]
        replace_all({file: text.encode() for file, text in zip(files, (nodes, edges), strict=True)})
        return files
    replace_file(path, _writers(path)(graph).encode())
    return [path]


def read(path: Path) -> "networkx.MultiDiGraph":
    """A network from a file that ``write`` wrote. Raises KgError for any other file."""
    if path.suffix != ".csv":
        _writers(path)
    try:
        return _from_tables(path) if path.suffix == ".csv" else _parsed(path)
    except KgError:
        raise
    except Exception as error:  # whatever the readers of five formats make of it
        raise KgError(f"holds no network that was written here: {error}", file=path) from None


def _parsed(path: Path) -> "networkx.MultiDiGraph":
    import networkx

    text = read_text(path)
    if path.suffix == ".graphml":
        return _unnamed(networkx.parse_graphml(text, force_multigraph=True))
    if path.suffix == ".gexf":
        found = networkx.read_gexf(io.BytesIO(text.encode()))
        graph = networkx.MultiDiGraph()
        graph.add_nodes_from((iri, _without(data, "viz")) for iri, data in found.nodes(data=True))
        for left, right, data in found.edges(data=True):
            graph.add_edge(left, right, key=data["statement"], **_without(data, "statement", "id"))
        return _unnamed(graph)
    raw = json.loads(text)
    if path.suffix == ".cyjs":
        graph = networkx.cytoscape_graph(raw, name="label")
        for _, data in graph.nodes(data=True):
            for name in ("id", "value", "name"):
                data.pop(name, None)
        for _, _, data in graph.edges(data=True):
            for name in ("source", "target", "key", "id"):
                data.pop(name, None)
        return _unnamed(graph)
    return networkx.node_link_graph(raw)


def _writers(path: Path) -> Callable[["networkx.MultiDiGraph"], str]:
    writers = {".graphml": _graphml, ".gexf": _gexf, ".cyjs": _cytoscape, ".json": _node_link}
    if path.suffix not in writers:
        raise wrong_ending(path, FORMATS)
    return writers[path.suffix]


def _graphml(graph: "networkx.MultiDiGraph") -> str:
    from networkx.readwrite.graphml import GraphMLWriter

    writer = GraphMLWriter(encoding="utf-8", prettyprint=True)
    writer.add_graph_element(_xml_holds(_named(graph)))
    return _xml(writer)


def _gexf(graph: "networkx.MultiDiGraph") -> str:
    import networkx
    from networkx.readwrite.gexf import GEXFWriter

    named, numbered = _xml_holds(_named(graph)), networkx.MultiDiGraph()
    for iri, data in named.nodes(data=True):
        numbered.add_node(iri, **data, viz={"color": _colour(data["colour"])})
    for number, (left, right, key, data) in enumerate(named.edges(keys=True, data=True)):
        numbered.add_edge(left, right, key=number, id=str(number), statement=key, **data)
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(numbered)
    return re.sub(r' lastmodifieddate="[^"]*"', "", _xml(writer))  # the same network gives the same file


def _xml_holds(graph: "networkx.MultiDiGraph") -> "networkx.MultiDiGraph":
    """The same network, with texts that XML can hold."""
    import networkx

    found = networkx.MultiDiGraph(**graph.graph)
    for iri, data in graph.nodes(data=True):
        found.add_node(for_xml(iri), **_texts(data))
    for left, right, key, data in graph.edges(keys=True, data=True):
        found.add_edge(for_xml(left), for_xml(right), key=for_xml(key), **_texts(data))
    return found


def _texts(data: dict[str, Any]) -> dict[str, Any]:
    return {name: for_xml(value) if isinstance(value, str) else value for name, value in data.items()}


def _xml(writer: object) -> str:
    """What a writer of networkx has made, carriage returns by number: readers take others for line feeds."""
    return str(writer).strip("\n").replace("\r", "&#13;") + "\n"


def _cytoscape(graph: "networkx.MultiDiGraph") -> str:
    import networkx

    data = networkx.cytoscape_data(_named(graph), name="label")
    for number, edge in enumerate(data["elements"]["edges"]):
        edge["data"]["id"] = f"e{number}"  # every element needs one of its own
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _node_link(graph: "networkx.MultiDiGraph") -> str:
    import networkx

    return json.dumps(networkx.node_link_data(graph), ensure_ascii=False, indent=1) + "\n"


def _tables(graph: "networkx.MultiDiGraph", raw: bool) -> tuple[str, str]:
    nodes = [{"id": iri, **data} for iri, data in graph.nodes(data=True)]
    edges = [
        {"source": left, "target": right, "key": key, **_ends(graph, left, right), **data}
        for left, right, key, data in graph.edges(keys=True, data=True)
    ]
    return _csv(nodes, raw), _csv(edges, raw)


def _ends(graph: "networkx.MultiDiGraph", left: str, right: str) -> dict[str, str]:
    """What the ends of an edge are called: a list of edges is read without that of the nodes."""
    return {
        f"{end}_{name}": called
        for end, node in (("source", graph.nodes[left]), ("target", graph.nodes[right]))
        for name, called in node.items()
        if name.startswith("label_")
    }


def _colour(written: str) -> dict[str, int]:
    """A colour as GEXF has it (GEXF 1.2, module viz)."""
    return {name: int(written[at : at + 2], 16) for name, at in (("r", 1), ("g", 3), ("b", 5))}


def _csv(rows: list[dict[str, object]], raw: bool) -> str:
    return csv_of(list(dict.fromkeys(name for row in rows for name in row)), rows, raw)


def _from_tables(path: Path) -> "networkx.MultiDiGraph":
    import networkx

    graph = networkx.MultiDiGraph()
    (names, nodes), (_, edges) = (
        records_of(read_text(path.with_suffix(ending))) for ending in (".nodes.csv", ".edges.csv")
    )
    if not {"id"}.issuperset(names[:1]):
        raise ValueError("its first column is no id")
    graph.add_nodes_from((row.pop("id"), row) for row in nodes)
    for row in edges:
        ends = row.pop("source"), row.pop("target"), row.pop("key")
        plain = {name: value for name, value in row.items() if not name.startswith(_END_LABELS)}
        typed = {k: v == "True" if k in _BOOLEANS else v for k, v in plain.items()}
        graph.add_edge(*ends, **typed | {"origins": int(row["origins"])})
    return graph


def _named(graph: "networkx.MultiDiGraph") -> "networkx.MultiDiGraph":
    """With the labels in the network's language as ``label``, which is what other tools show."""
    found = graph.copy()
    for data in (*(d for _, d in found.nodes(data=True)), *(d for *_, d in found.edges(data=True))):
        data["label"] = data[f"label_{graph.graph.get('lang', 'en')}"]
    return found


def _unnamed(graph: "networkx.MultiDiGraph") -> "networkx.MultiDiGraph":
    for data in (*(d for _, d in graph.nodes(data=True)), *(d for *_, d in graph.edges(data=True))):
        data.pop("label", None)
    return graph


def _without(data: dict[str, object], *names: str) -> dict[str, object]:
    return {name: value for name, value in data.items() if name not in names}
