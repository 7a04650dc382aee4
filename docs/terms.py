"""Make the page of the ontology's terms from the Turtle: classes as a tree, relations, qualifiers."""

from pathlib import Path

import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

ROOT = Path(__file__).parent.parent
BASE = "https://w3id.org/accord-graph/base"
NS = "https://w3id.org/accord-graph/ontology#"
AG = rdflib.Namespace(NS)
Term = rdflib.term.Node


def page() -> str:
    """The page as Markdown."""
    graph = rdflib.Graph()
    for path in sorted((ROOT / "kg/base").glob("*.ttl")):
        graph.parse(path)
    for term in set(graph.subjects(RDF.type)):
        graph.add((term, RDFS.isDefinedBy, rdflib.URIRef(BASE)))
    for path in sorted((ROOT / "ontology").glob("*.ttl")):
        graph.parse(path)
    (ontology,) = graph.subjects(OWL.imports)
    relations = _sorted(graph, graph.subjects(RDF.type, AG.Predicate))
    kinds = (AG.Qualifier, AG.UniversalQualifier)
    qualifiers = _sorted(graph, {term for kind in kinds for term in graph.subjects(RDF.type, kind)})
    of_ours = [term for term in graph.subjects(RDF.type, OWL.Class) if str(term).startswith(NS)]
    roots = [term for term in of_ours if not _above(graph, term)]
    lines = [
        "# The ontology\n",
        f"Version {graph.value(ontology, OWL.versionInfo)}. Made by `make docs` from `ontology/*.ttl` and "
        "the base, `kg/base/*.ttl`: "
        f"{len(of_ours)} classes, {len(relations)} relations that claims use, {len(qualifiers)} qualifiers. "
        "How to add one stands in [ontology/README.md](../ontology/README.md); all of it in one file is "
        "`build/ontology.ttl`. What is marked «base» comes with the package and is there in every project; "
        "all else is of this graph's domain.\n",
        "## Classes\n",
        *(line for root in _sorted(graph, roots) for line in _tree(graph, root, 0)),
        "\n## Relations\n",
        *(_relation(graph, term) for term in relations),
        "\n## Qualifiers\n",
        "| qualifier | | what it says | values |\n|---|---|---|---|",
        *(_qualifier(graph, term) for term in qualifiers),
    ]
    return "\n".join(lines) + "\n"


def _name(term: Term) -> str:
    return str(term).removeprefix(NS)


def _short(graph: rdflib.Graph, term: Term | None) -> str:
    """A term in code: ours by its name, others with their prefix."""
    if term is None:
        return "anything"
    text = str(term)
    return f"`{_name(term) if text.startswith(NS) else graph.namespace_manager.normalizeUri(text)}`"


def _mark(graph: rdflib.Graph, term: Term) -> str:
    """Whether a term is the base's."""
    return " «base»" if (term, RDFS.isDefinedBy, rdflib.URIRef(BASE)) in graph else ""


def _told(graph: rdflib.Graph, term: Term, about: rdflib.URIRef, lang: str) -> str:
    texts = [str(text) for text in graph.objects(term, about) if getattr(text, "language", None) == lang]
    return min(texts, default="").replace("|", "\\|")


def _both(graph: rdflib.Graph, term: Term, about: rdflib.URIRef) -> str:
    return " · ".join(filter(None, (_told(graph, term, about, lang) for lang in ("en", "he"))))


def _sorted(graph: rdflib.Graph, terms: object) -> list[Term]:
    found: set[Term] = set(terms)  # type: ignore[call-overload]
    return sorted(found, key=lambda term: (_told(graph, term, RDFS.label, "en").casefold(), str(term)))


def _above(graph: rdflib.Graph, term: Term) -> list[Term]:
    return [one for one in graph.objects(term, RDFS.subClassOf) if str(one).startswith(NS)]


def _tree(graph: rdflib.Graph, term: Term, depth: int) -> list[str]:
    """A class with what is narrower, indented."""
    foreign = sorted(
        _short(graph, one) for one in graph.objects(term, RDFS.subClassOf) if not str(one).startswith(NS)
    )
    beside = f" ({', '.join(foreign)})" if foreign else ""
    labels = _both(graph, term, RDFS.label)
    name = f"`{_name(term)}`{_mark(graph, term)} {labels}{beside}"
    own = f"{'  ' * depth}- {name}: {_both(graph, term, SKOS.definition)}"
    below = _sorted(graph, graph.subjects(RDFS.subClassOf, term))
    return [own, *(line for one in below for line in _tree(graph, one, depth + 1))]


def _relation(graph: rdflib.Graph, term: Term) -> str:
    """One relation: labels, definition, what it joins, its kind and qualifiers, an example."""
    labels = _both(graph, term, RDFS.label)
    parts = [f"### {_name(term)}\n", f"{labels}. {_both(graph, term, SKOS.definition)}\n"]
    ends = [_short(graph, graph.value(term, about)) for about in (RDFS.domain, RDFS.range)]
    facts = [f"{ends[0]} → {ends[1]}"]
    kinds = ("StatePredicate", "EventPredicate", "LastingPredicate", "JudgementPredicate")
    facts += [
        _told(graph, AG[kind], RDFS.label, "en") for kind in kinds if (term, RDF.type, AG[kind]) in graph
    ]
    facts += ["symmetric"] if (term, RDF.type, OWL.SymmetricProperty) in graph else []
    for about, word in ((RDFS.subPropertyOf, "narrower than"), (OWL.inverseOf, "inverse of")):
        others = sorted(_short(graph, one) for one in graph.objects(term, about))
        facts += [f"{word} {', '.join(others)}"] if others else []
    parts.append("; ".join(facts) + ".")
    allowed = sorted(_short(graph, one) for one in graph.objects(term, AG.allowedQualifier))
    parts += [f"Qualifiers: {', '.join(allowed)}."] if allowed else []
    example = _told(graph, term, SKOS.example, "en")
    parts += [f"Example: {example}"] if example else []
    return "\n".join(parts) + "\n"


def _qualifier(graph: rdflib.Graph, term: Term) -> str:
    labels = _both(graph, term, RDFS.label)
    values = _short(graph, graph.value(term, RDFS.range))
    name = f"`{_name(term)}`{_mark(graph, term)}"
    return f"| {name} | {labels} | {_both(graph, term, SKOS.definition)} | {values} |"
