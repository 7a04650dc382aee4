"""What the ontology declares about predicates and qualifiers; read once, used by merging and conflicts."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad

from kg.model.project import Project
from kg.model.vocab import OWL, rdf, term

# The kinds of predicates: what holds for a time, what happens, what lasts, what somebody thinks.
STATE, EVENT, LASTING, JUDGEMENT = (
    "StatePredicate",
    "EventPredicate",
    "LastingPredicate",
    "JudgementPredicate",
)
_KINDS = {term(name).value: name for name in (STATE, EVENT, LASTING, JUDGEMENT)}


@dataclass
class Predicate:
    """Declarations on one predicate; every set holds property IRIs.

    ``kind`` is one of the kinds above; what is declared to be none lasts. ``part`` is the qualifier that
    gives a share, ``whole`` what names the whole that it is a share of; ``puts_first`` is rdf:subject or
    rdf:object, whichever comes before the other in time; ``inverses`` tell it from the other end;
    ``only_qualified`` tells that its triple says more than its statements.
    """

    kind: str = LASTING
    functional: set[str] = field(default_factory=set)
    single_object: bool = False
    single_subject: bool = False
    symmetric: bool = False
    starts_once: bool = False
    dates_subject: bool = False
    puts_first: str = ""
    part: str = ""
    whole: set[str] = field(default_factory=set)
    disjoint: set[str] = field(default_factory=set)
    inverses: set[str] = field(default_factory=set)
    only_qualified: bool = False

    @property
    def judgement(self) -> bool:
        """Whether what it says is somebody's opinion, and no fact of the world."""
        return self.kind == JUDGEMENT


@dataclass
class Schema:
    """Predicates and qualifiers by IRI, of the ontology of a ``project``.

    ``worded`` tells for a qualifier that only words others which these are: where one of them is given, the
    wording stays with the claim.
    """

    predicates: dict[str, Predicate]
    qualifiers: set[str]
    worded: dict[str, set[str]]
    project: Project

    @classmethod
    def of(cls, ontology: Iterable[Quad], project: Project) -> "Schema":
        """Read the declarations from the quads of the ontology."""
        quads = sorted(ontology, key=str)
        names = _typed(quads, term("Predicate"))
        predicates = {name: Predicate() for name in names}
        worded: dict[str, set[str]] = {}
        for quad in quads:
            if not isinstance(quad.subject, NamedNode):
                continue
            if quad.subject.value in predicates:
                _declare(predicates[quad.subject.value], quad)
            if quad.predicate == term("words") and isinstance(quad.object, NamedNode):
                worded.setdefault(quad.subject.value, set()).add(quad.object.value)
        for name, predicate in predicates.items():
            for other in predicate.disjoint & predicates.keys():
                predicates[other].disjoint.add(name)
            for other in predicate.inverses & predicates.keys():
                predicates[other].inverses.add(name)
        qualifiers = _typed(quads, term("Qualifier")) | _typed(quads, term("UniversalQualifier"))
        return cls(predicates, qualifiers, worded, project)


def _typed(quads: list[Quad], kind: NamedNode) -> set[str]:
    typed = (q for q in quads if q.object == kind and q.predicate == rdf("type"))
    return {q.subject.value for q in typed if isinstance(q.subject, NamedNode)}


def _declare(predicate: Predicate, quad: Quad) -> None:
    value = getattr(quad.object, "value", "")
    if kind := _KINDS.get(value):
        predicate.kind = kind
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
    elif quad.predicate == NamedNode(OWL + "propertyDisjointWith"):
        predicate.disjoint.add(value)
    elif quad.predicate == NamedNode(OWL + "inverseOf"):
        predicate.inverses.add(value)
    elif quad.predicate == term("onlyQualified"):
        predicate.only_qualified = value == "true"
    elif value == OWL + "SymmetricProperty":
        predicate.symmetric = True
