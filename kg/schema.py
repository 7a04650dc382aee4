"""What the ontology declares about predicates and qualifiers; read once, used by merging and conflicts."""

from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad

from kg.read import Loaded
from kg.vocab import OWL, term


@dataclass
class Predicate:
    """Declarations on one predicate; every set holds property IRIs.

    ``part`` is the qualifier that gives a share, ``whole`` what names the whole that it is a share of;
    ``puts_first`` is rdf:subject or rdf:object, whichever comes before the other in time.
    """

    identifying: set[str] = field(default_factory=set)
    functional: set[str] = field(default_factory=set)
    single_object: bool = False
    single_subject: bool = False
    symmetric: bool = False
    starts_once: bool = False
    judgement: bool = False
    dates_subject: bool = False
    puts_first: str = ""
    part: str = ""
    whole: set[str] = field(default_factory=set)
    disjoint: set[str] = field(default_factory=set)


@dataclass
class Schema:
    """Predicates and qualifiers by IRI."""

    predicates: dict[str, Predicate]
    qualifiers: set[str]

    @classmethod
    def of(cls, loaded: Loaded) -> "Schema":
        """Read the declarations from the ontology graph."""
        quads = sorted(loaded.graph("ontology"), key=str)
        names = _typed(quads, term("Predicate"))
        predicates = {name: Predicate() for name in names}
        for quad in quads:
            if not isinstance(quad.subject, NamedNode) or quad.subject.value not in predicates:
                continue
            _declare(predicates[quad.subject.value], quad)
        for name, predicate in predicates.items():
            for other in predicate.disjoint:
                if other in predicates:
                    predicates[other].disjoint.add(name)
        return cls(predicates, _typed(quads, term("Qualifier")) | _typed(quads, term("UniversalQualifier")))


def _typed(quads: list[Quad], kind: NamedNode) -> set[str]:
    return {q.subject.value for q in quads if q.object == kind and isinstance(q.subject, NamedNode)}


def _declare(predicate: Predicate, quad: Quad) -> None:
    value = getattr(quad.object, "value", "")
    if quad.predicate == term("identifyingQualifier"):
        predicate.identifying.add(value)
    elif quad.predicate == term("functionalQualifier"):
        predicate.functional.add(value)
    elif quad.predicate == term("singleValuedObject"):
        predicate.single_object = value == "true"
    elif quad.predicate == term("singleValuedSubject"):
        predicate.single_subject = value == "true"
    elif quad.predicate == term("startsOnce"):
        predicate.starts_once = value == "true"
    elif quad.predicate == term("datesSubject"):
        predicate.dates_subject = value == "true"
    elif quad.predicate == term("putsFirst"):
        predicate.puts_first = value
    elif quad.predicate == term("partQualifier"):
        predicate.part = value
    elif quad.predicate == term("wholeKey"):
        predicate.whole.add(value)
    elif quad.object == term("JudgementPredicate"):
        predicate.judgement = True
    elif quad.predicate == NamedNode(OWL + "propertyDisjointWith"):
        predicate.disjoint.add(value)
    elif value == OWL + "SymmetricProperty":
        predicate.symmetric = True
