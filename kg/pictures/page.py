"""Write a network as a page to explore: one HTML file that opens without any network."""

import json
import re
from collections.abc import Mapping
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.ask.grades import told as graded
from kg.ask.listing import by_statement, qualifiers
from kg.ask.sentences import Piece, Sentences
from kg.ask.terms import named
from kg.engines import Engine, labels, project_of, select
from kg.errors import KgError, whole
from kg.files.replace import replace_file
from kg.files.xml_text import for_xml
from kg.model.edtf import NotEdtfError, bounds
from kg.model.vocab import NS, SKOS, Iri, local
from kg.pictures.layout import spread
from kg.pictures.style import DISPUTED, INFERRED, PLAIN
from kg.words import called, from_right, word

if TYPE_CHECKING:
    import networkx

_WORDS = ("things", "statements", "reset", "search", "year", "any", "hint", "only", "expand", "hide")
_GROUPS = ("classes", "predicates", "statuses", "marks", "origins")
_MARKS = {"stated": PLAIN, "inferred": INFERRED, "undisputed": PLAIN, "disputed": DISPUTED}


def page(
    engine: Engine,
    graph: "networkx.MultiDiGraph",
    path: Path,
    lang: str,
    title: dict[str, str],
    left: dict[str, str] | None = None,
) -> None:
    """Write the page of a network; ``left`` tells what was left out of it, by language.

    Raises KgError where plotly is not installed (the extra «pictures»).
    """
    try:
        from plotly.offline import get_plotlyjs
    except ImportError:
        raise KgError("a page needs plotly: pip install 'accord-graph[pictures]'") from None
    data = json.dumps(_data(engine, graph, lang, title, left), ensure_ascii=False, sort_keys=True)
    text = files("kg.pictures").joinpath("page.html").read_text(encoding="utf-8")
    parts = {
        "TITLE": escape(for_xml(title[lang])),
        "DATA": whole(data).replace("<", "\\u003c"),  # half a character as JSON writes it
        "PLOTLY": get_plotlyjs(),
    }
    # In one pass: what is filled in may hold the name of a place itself.
    text = re.sub("__(TITLE|DATA|PLOTLY)__", lambda place: parts[place[1]], text)
    replace_file(path, text.encode())


def _data(
    engine: Engine,
    graph: "networkx.MultiDiGraph",
    lang: str,
    title: dict[str, str],
    left: dict[str, str] | None,
) -> dict[str, Any]:
    spots, _ = spread(graph, lang, labels=False)
    edges = list(graph.edges(keys=True, data=True))
    langs = project_of(engine).languages
    claims = {one: by_statement(engine, one, [key for *_, key, _ in edges]) for one in langs}
    names = {data["status"] for *_, data in edges} | {data["predicate"] for *_, data in edges}
    names |= {name for _, data in graph.nodes(data=True) for name in data["types"].split(",")}
    terms = named(engine, names)
    iris = {*terms.values(), *(claim["source"] for found in claims[langs[0]].values() for claim in found)}
    known = {one: labels(engine, one, iris) for one in langs}
    aliases = _aliases(engine, list(graph))
    grounds = _grounds(engine, [key for *_, key, _ in edges])
    details = {one: _details(engine, one, [key for *_, key, _ in edges]) for one in langs}
    sentences = Sentences(engine, {*map(Iri, graph), *(terms[data["predicate"]] for *_, data in edges)})

    def both(iri: str) -> dict[str, str]:
        return {one: known[one].get(iri, local(iri)) for one in langs}

    nodes = [
        {
            "id": iri,
            **{one: data[f"label_{one}"] for one in langs},
            "aliases": aliases.get(iri, []),
            "types": data["types"].split(","),
            "colour": data["colour"],
            "symbol": data["symbol"],
            "x": round(spots[iri][0], 4),
            "y": round(spots[iri][1], 4),
        }
        for iri, data in sorted(graph.nodes(data=True))
    ]
    drawn = []
    for source, target, key, data in sorted(edges, key=lambda edge: edge[:3]):
        first, last = _together([_years(time) for time in grounds.get(key, [data["time"]])])
        told = [claims[one].get(key, []) for one in langs]
        drawn.append(
            {
                "id": key,
                "source": source,
                "target": target,
                "predicate": data["predicate"],
                "told": {one: _pieces(sentences, graph, (source, target, key), one, terms) for one in langs},
                "status": data["status"],
                "origins": data["origins"],
                "disputed": data["disputed"],
                "inferred": data["inferred"],
                "symmetric": data["symmetric"],
                "qualifiers": {one: details[one].get(key, "") for one in langs},
                "from": first,
                "to": last,
                "claims": [
                    {
                        "gloss": {one: said["gloss"] for one, said in zip(langs, same, strict=True)},
                        "source": both(same[0]["source"]),
                        "passage": same[0]["passage"],
                        "graded": {one: graded(said, one) for one, said in zip(langs, same, strict=True)},
                    }
                    for same in zip(*told, strict=True)
                ],
            }
        )
    words = {one: {name: word(name, one) or name for name in (*_WORDS, *_GROUPS, *_MARKS)} for one in langs}
    for one in langs:
        words[one] |= {name: both(iri)[one] for name, iri in terms.items()} | {"title": title[one]}
    colours = {
        name: data["colour"] for _, data in graph.nodes(data=True) for name in data["types"].split(",")
    }
    return {
        "lang": lang,
        "languages": [[one, called(one)] for one in langs],
        "rtl": [one for one in langs if from_right(one)],
        "nodes": nodes,
        "edges": drawn,
        "words": words,
        "left": left,
        "statuses": [
            {**one, "stroke": PLAIN}
            for one in _choices({data["status"] for *_, data in edges}, terms, both, langs[0])
        ],
        "marks": [
            {"id": mark, "stroke": colour, **{one: words[one][mark] for one in langs}}
            for mark, colour in _MARKS.items()
        ],
        "predicates": _choices({data["predicate"] for *_, data in edges}, terms, both, langs[0]),
        "classes": [
            {**one, "colour": colours[one["id"]]} for one in _choices(set(colours), terms, both, langs[0])
        ],
    }


def _details(engine: Engine, lang: str, statements: list[str]) -> dict[str, str]:
    """The qualifiers of statements in words."""
    found = qualifiers(engine, lang, statements)
    known = Sentences(engine, (iri for pairs in found.values() for pair in pairs for iri in pair))
    return {iri: known.pairs(pairs, lang).words for iri, pairs in found.items()}


def _pieces(
    sentences: Sentences,
    graph: "networkx.MultiDiGraph",
    edge: tuple[str, str, str],
    lang: str,
    terms: Mapping[str, Iri],
) -> list[Piece]:
    """An edge as a sentence whose ends can be clicked; one that is no statement by its label."""
    source, target, key = edge
    data = graph.edges[edge]
    if data["statements"] == key:
        return sentences.pieces(Iri(source), terms[data["predicate"]], Iri(target), lang)
    first, label, last = (one[f"label_{lang}"] for one in (graph.nodes[source], data, graph.nodes[target]))
    return [("subject", first), ("", f" – {label} – "), ("object", last)]


def _choices(names: set[str], terms: Mapping[str, Iri], both: Any, lang: str) -> list[dict[str, str]]:
    found = [{"id": name, **both(terms[name])} for name in names]
    return sorted(found, key=lambda one: (one[lang].lower(), one["id"]))


def _aliases(engine: Engine, iris: list[str]) -> dict[str, list[str]]:
    query = f"SELECT ?s ?l {{ VALUES ?s {{ THESE }} ?s <{SKOS}altLabel> ?l }} ORDER BY ?s ?l"
    found: dict[str, list[str]] = {}
    for row in select(engine, query, these=iris)[1]:
        found.setdefault(row["s"], []).append(row["l"])
    return found


def _grounds(engine: Engine, inferences: list[str]) -> dict[str, list[str]]:
    """The times of the dated statements that each of some inferences rests on."""
    query = f"""PREFIX : <{NS}> SELECT ?s ?leaf ?time {{ VALUES ?s {{ THESE }}
        ?s :restsOn ?leaf . ?leaf :time ?time }} ORDER BY ?s ?leaf ?time"""
    found: dict[str, dict[str, list[str]]] = {}
    for row in select(engine, query, these=inferences)[1]:
        found.setdefault(row["s"], {}).setdefault(row["leaf"], []).append(row["time"])
    return {iri: [", ".join(times) for times in leaves.values()] for iri, leaves in found.items()}


def _together(spans: list[tuple[int | None, int | None]]) -> tuple[int | None, int | None]:
    """The years in which all hold."""
    firsts, lasts = ([year for year in ends if year is not None] for ends in zip(*spans, strict=True))
    return max(firsts, default=None), min(lasts, default=None)


def _years(times: str) -> tuple[int | None, int | None]:
    """The first and last year of some EDTF dates; None is open, or undated."""
    spans = []
    for time in filter(None, times.split(", ")):
        try:
            spans.append(bounds(time))
        except NotEdtfError:
            continue
    firsts, lasts = [first for first, _ in spans], [last for _, last in spans]
    return (
        int(min(firsts)[:4]) if spans and all(firsts) else None,  # type: ignore[type-var, index]
        int(max(lasts)[:4]) if spans and all(lasts) else None,  # type: ignore[type-var, index]
    )
