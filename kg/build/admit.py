"""What may stand in graph/: what the ontology declares, no logic, and nothing that a build makes itself."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.build.validation import Violation
from kg.errors import meant
from kg.files.loaded import Loaded
from kg.model.project import Project
from kg.model.schema import Schema
from kg.model.vocab import GRADING, NS, OWL, RDF, RDFS, SKOS, local, rdf, term

Place = tuple[Path | None, int | None]  # a file and a line, as far as known
PlaceOf = Callable[[Quad], Place]
GRAPHS_WRITTEN = ("entities", "outside", "sources", "claims", "statements")
# What a build writes, from what is claimed: written by hand it would be believed without a claim.
MADE = {
    term(name)
    for name in (
        *("axiom", "certainty", "claimCount", "conflictReason", "disputedBy", "earliest", "hasClaim"),
        *("holdsFrom", "holdsUntil", "involvesClaim", "latest", "makesStatement", "origin", "originCount"),
        *("position", "preferenceReason", "preferred", "premise", "probablySameAs", "restsOn", "rule"),
        *("sourceCount", "status", "stepOrder"),
    )
}
MADE_KINDS = {term(name) for name in ("Attribution", "Conflict", "Corroboration", "Inference", "Statement")}
# What people write of claims, passages, statements, sources, quantities and things, besides qualifiers.
_WRITTEN = {
    NS + name
    for name in (
        *("assesses", "citing", "compatibilityReason", "contextEvidence", "credibility", "evidence", "gloss"),
        *("involves", "modality", "reliability"),
        *("rank", "rankReason", "relayedBy", "resembles", "saidAt", "sha256", "speaker", "statedIn"),
        *("approximate", "characters", "file", "knownFrom", "lowerBound", "unit", "upperBound", "value"),
        *("article", "feminineForm", "femininePluralForm", "gender", "number", "pluralForm", "waiverReason"),
    )
}
_NO_LOGIC = {OWL + "sameAs", OWL + "versionInfo"}  # of OWL's words, in what is said from outside
_LOGIC = {RDFS + name for name in ("subClassOf", "subPropertyOf", "domain", "range")}
_CHOSEN = {term("modality"): term("Modality"), term("rank"): term("Rank")}
_TEXTS = {RDFS + "label", RDFS + "comment", SKOS + "altLabel", SKOS + "definition", NS + "gloss"}

_MENDS = {
    "term": (
        "is a term of the ontology; what is said of it stands in ontology/",
        "הוא מונח של האונטולוגיה; מה שנאמר עליו מקומו ב־ontology/",
    ),
    "logic": (
        "has {0} {1}, which changes what follows; that stands in ontology/",
        "יש לו {0} {1}, וזה משנה את מה שנובע; מקומו ב־ontology/",
    ),
    "made": (
        "has {0}, which the build itself works out; leave it out",
        "יש לו {0}, והבנייה עצמה קובעת זאת; יש להשמיט",
    ),
    "undeclared": (
        "has {0}, which the ontology does not declare; declare it in ontology/ or mend the name",
        "יש לו {0}, שאינו מוגדר באונטולוגיה; יש להגדיר אותו ב־ontology/ או לתקן את השם",
    ),
    "unclaimed": (
        "has {0} without a claim; say who states it, in a claim of graph/claims/",
        "יש לו {0} בלי טענה; יש לציין מי אומר זאת, בטענה ב־graph/claims/",
    ),
    "graded": (
        "has {0}, a curator's grade; that stands in graph/assessments.ttl",
        "יש לו {0}, ציון של עורך; מקומו ב־graph/assessments.ttl",
    ),
    "choice": ("has {1} as its {0}; it is one of {2}", "ה־{0} שלו הוא {1}; הוא אחד מאלה: {2}"),
    "twice": ("has more than one {0}", "יש לו יותר מ־{0} אחד"),
    "empty": ("has an empty {0}; write it or leave it out", "ה־{0} שלו ריק; יש לכתוב אותו או להשמיט"),
    "region": (
        "has a {0} in a language of one region ({2}), in which nobody asks; write it in {3}",
        "ה־{0} שלו בלשון של אזור אחד ({2}), ואיש אינו שואל בה; יש לכתוב {3}",
    ),
    "nameless": (
        "a blank node has {0}; what is described needs an IRI",
        "לצומת ריק יש {0}; מה שמתואר זקוק ל־IRI",
    ),
    "classless": ("has no class; say what it is", "אין לו מחלקה; יש לציין מה הוא"),
}


@dataclass
class Declared:
    """What may be used: properties, of these predicates and qualifiers, and what may be chosen of some."""

    project: Project
    properties: set[str]
    predicates: set[str]
    qualifiers: set[str]
    chosen: dict[NamedNode, list[NamedNode]]

    def is_unknown(self, name: str) -> bool:
        """Whether a property would be the ontology's, and is not."""
        if name in self.properties:
            return False
        return self.project.is_term(name) or _is_no_word(name)

    @classmethod
    def of(cls, ontology: Iterable[Quad], schema: Schema) -> "Declared":
        """Read the declarations."""
        types = [
            (q.subject, getattr(q.object, "value", ""))
            for q in ontology
            if q.predicate == rdf("type") and isinstance(q.subject, NamedNode)
        ]
        properties = {node.value for node, kind in types if kind != OWL + "Class"}
        chosen = {
            name: sorted((node for node, kind in types if kind == one.value), key=str)
            for name, one in _CHOSEN.items()
        }
        return cls(schema.project, properties | _WRITTEN, set(schema.predicates), schema.qualifiers, chosen)


def _is_no_word(name: str) -> bool:
    """Whether a name is in the namespace of a vocabulary that has no such word (rdfs:lable, for one)."""
    words = _words(name.removesuffix(local(name)))
    return bool(words) and name not in words and not name.startswith(RDF + "_")


@cache
def _words(start: str) -> frozenset[str]:
    """The words of the vocabulary with this namespace; nothing of one that is not known."""
    from rdflib import namespace

    spaces = (namespace.RDF, namespace.RDFS, namespace.SKOS, namespace.DCTERMS, namespace.PROV)
    return frozenset(str(word) for space in spaces if str(space) == start for word in dir(space))


def violations(loaded: Loaded, declared: Declared) -> list[Violation]:
    """All that may not stand where it does, in the files that people write."""
    return [
        one
        for graph in ("ontology", *GRAPHS_WRITTEN)
        for one in refused(graph, loaded.graph(graph), declared, loaded.place_of)
    ]


def refused(graph: str, quads: Collection[Quad], declared: Declared, place_of: PlaceOf) -> list[Violation]:
    """What of these quads may not stand in a graph; ``place_of`` tells file and line of one."""
    if not any(problems(graph, quads, declared)):  # mostly there is nothing to put in order
        return []
    ordered = problems(graph, sorted(quads, key=str), declared)
    return [_violation(place_of(quad), quad, kind, declared) for quad, kind in ordered]


def problems(graph: str, quads: Collection[Quad], declared: Declared) -> Iterator[tuple[Quad, str]]:
    """The quads that may not stand in a graph, each with the kind of mistake."""
    typed = {quad.subject for quad in quads if quad.predicate == rdf("type")}
    chosen: set[tuple[object, NamedNode]] = set()
    for quad in quads:
        if kind := _mistake(graph, quad, declared):
            yield quad, kind
        elif quad.predicate in _CHOSEN and (quad.subject, quad.predicate) in chosen:
            yield quad, "twice"
        elif graph == "entities" and quad.subject not in typed:
            typed.add(quad.subject)
            yield quad, "classless"
        chosen.add((quad.subject, quad.predicate))


def _mistake(graph: str, quad: Quad, declared: Declared) -> str | None:
    if graph == "ontology":
        return _text_mistake(quad)
    name, value = quad.predicate.value, quad.object
    iri = value.value if isinstance(value, NamedNode) else ""
    if isinstance(quad.subject, BlankNode):
        return None if graph == "claims" else "nameless"
    if isinstance(quad.subject, NamedNode) and declared.project.is_term(quad.subject.value):
        return "term"
    if name in _LOGIC or (name.startswith(OWL) and not (name in _NO_LOGIC and graph == "outside")):
        return "logic"
    if quad.predicate == rdf("type"):
        if iri.startswith(OWL) or iri in (RDFS + "Class", RDF + "Property"):
            return "logic"
        return "made" if value in MADE_KINDS else None
    if quad.predicate in MADE:
        return "made"
    if quad.predicate in GRADING and graph != "statements":
        return "graded"
    if declared.is_unknown(name):
        return "undeclared"
    if name in declared.predicates and not (graph == "claims" and name in declared.qualifiers):
        return "unclaimed"
    if declared.chosen.get(quad.predicate) and value not in declared.chosen[quad.predicate]:
        return "choice"
    return _text_mistake(quad)


def _text_mistake(quad: Quad) -> str | None:
    value = quad.object
    if quad.predicate.value not in _TEXTS or not isinstance(value, Literal):
        return None
    if not any(char.isprintable() and not char.isspace() for char in value.value):  # signs of direction alone
        return "empty"
    return "region" if "-" in (value.language or "") else None


def _violation(place: Place, quad: Quad, kind: str, declared: Declared) -> Violation:
    path, line = place
    value = getattr(quad.object, "value", str(quad.object))
    prefixed = declared.project.prefixed
    shown = prefixed(value) if isinstance(quad.object, NamedNode) else value
    name, may = quad.predicate, declared.chosen.get(quad.predicate, [])
    lang = getattr(quad.object, "language", None) or ""
    one_of = lang if kind == "region" else ", ".join(local(node.value) for node in may)
    parts = (prefixed(name.value), shown, one_of, lang.partition("-")[0])
    words = _words(name.value.removesuffix(local(name.value))) if kind == "undeclared" else ()
    known = map(prefixed, (*declared.properties, *words)) if kind == "undeclared" else ()
    ends = meant(parts[0], known)
    texts = [text.format(*parts) + end for text, end in zip(_MENDS[kind], ends, strict=True)]
    told = tuple(zip(("en", "he"), texts, strict=True))
    subject = quad.subject.value if isinstance(quad.subject, NamedNode) else str(quad.subject)
    file = None if path is None else str(path)
    component, project = "ClosedConstraintComponent", declared.project
    return Violation(subject, "", file, line, "", component, name.value, None, told, project=project)
