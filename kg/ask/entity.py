"""Tell all that the built graph knows of one thing: its names, its statements either way, its disputes."""

from dataclasses import dataclass, field
from typing import NamedTuple

from pyoxigraph import NamedNode

from kg.ask.grades import Assessment, assessments
from kg.ask.listing import Dispute, conflicts
from kg.ask.narrow import Narrow, counting, credited
from kg.ask.said import Statement, known, statements
from kg.engines import Engine, Row, number, select, thing
from kg.errors import short
from kg.model.values import Thing, key
from kg.model.vocab import NS, RDF, RDFS, SKOS, local

_PREFIXES = f"PREFIX : <{NS}> PREFIX rdf: <{RDF}> PREFIX rdfs: <{RDFS}> PREFIX skos: <{SKOS}> "
# A filter, no VALUES: ?thing is given in one, and rdflib would join all of the graph with every pair.
_NAMES = """SELECT DISTINCT ?thing ?p ?v ?above (lang(?v) AS ?language) {
  ?thing ?p ?v FILTER(?p IN (rdf:type, rdfs:label, skos:altLabel, rdfs:comment, skos:definition))
  OPTIONAL { ?v rdfs:subClassOf ?above } } ORDER BY ?p ?v"""
# Asked in two steps: an engine that does not know how few statements name a thing would begin elsewhere.
_NAMING = "SELECT ?thing ?statement ?property { ?statement ?property ?thing }"
_OUTSIDE = "SELECT ?thing ?v { ?thing :knownFrom ?v FILTER(lang(?v) = 'LANG') } ORDER BY ?v"
_TWINS = """SELECT ?thing ?other ?why { ?r a :Resemblance ; :resembles ?thing , ?other ; rdfs:comment ?why
  FILTER(?other != ?thing && lang(?why) = 'LANG') } ORDER BY ?other"""
_QUALIFIERS = "SELECT ?q { VALUES ?kind { :Qualifier :UniversalQualifier } ?q a ?kind }"
_STATEMENTS = """SELECT ?statement ?predicate ?featured {
  VALUES ?statement { THESE } ?statement rdf:predicate ?predicate ; :status ?status .
  OPTIONAL { ?predicate :featured ?featured } }"""


class Twin(NamedTuple):
    """A thing that is probably one with another, and a curator's reason."""

    thing: Thing
    why: str


@dataclass(frozen=True, repr=False)
class Entity:
    """One thing: its labels and descriptions by language, aliases, types, statements and conflicts.

    ``outside`` tells what of this no source says, and where it was looked up; ``twins`` are things that are
    probably one with it, each with a curator's reason. ``assessment`` is what a curator thinks of a source.
    """

    iri: str
    labels: dict[str, str]
    aliases: list[str]
    types: list[Thing]
    descriptions: dict[str, str]
    statements: list[Statement]
    disputes: list[Dispute] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    twins: list[Twin] = field(default_factory=list)
    assessment: Assessment | None = None

    def direction(self, said: Statement) -> str:
        """How a statement names the thing: ``out`` as its subject, ``in`` as its object, ``part`` in a
        qualifier. Raises TypeError for what is no statement.
        """
        if not isinstance(said, Statement):
            raise TypeError(f"a statement is told from a thing, no {type(said).__name__}")
        if said.subject.iri == self.iri:
            return "out"
        return "in" if key(said.object) == self.iri else "part"

    def __repr__(self) -> str:
        return short(f"<Entity {next(iter(self.labels.values()), self.iri)}>")


def describe(
    engine: Engine, iri: str, lang: str, want: Narrow | None = None, predicate: str | None = None
) -> Entity:
    """Everything about the thing with this IRI, its statements in the order that the ontology features.

    ``lang`` chooses the language of the glosses; ``want`` narrows the statements to those that count, and
    ``predicate`` (an IRI) to those of one relation. An unknown IRI gives an entity without statements.
    """
    bound = {"thing": thing(iri)}
    named = select(engine, _PREFIXES + _NAMES, bound)[1]
    rows = sorted(_statements(engine, bound), key=_order)
    said = list(dict.fromkeys(row["statement"] for row in rows if predicate in (None, row["predicate"])))
    if want:
        counts = counting(engine, set(said), want)
        said = [one for one in said if one in counts]
    told = credited(statements(engine, lang, said), want or Narrow())

    def of(*names: str) -> list[Row]:
        return [row for row in named if local(row["p"]) in names]

    # What follows from a narrower class need not be told beside it.
    types = dict.fromkeys(row["v"] for row in of("type") if row["v"] not in {r["above"] for r in named})
    twins = select(engine, _PREFIXES + _TWINS.replace("LANG", lang), bound)[1]
    name = known(engine, lang, [NamedNode(one) for one in (*types, *(row["other"] for row in twins))])
    return Entity(
        iri,
        {row["language"]: row["v"] for row in of("label")},
        [row["v"] for row in of("altLabel")],
        [name(NamedNode(one)) for one in types],
        {row["language"]: row["v"] for row in of("comment", "definition")},
        [*told.values()],
        conflicts(engine, lang, said),
        [row["v"] for row in select(engine, _PREFIXES + _OUTSIDE.replace("LANG", lang), bound)[1]],
        [Twin(name(NamedNode(row["other"])), row["why"]) for row in twins],
        assessments(engine, lang, [iri]).get(iri),
    )


def _statements(engine: Engine, bound: dict[str, NamedNode]) -> list[Row]:
    """The statements that name a thing, once for each direction in which they do."""
    naming = select(engine, _PREFIXES + _NAMING, bound)[1]
    directions = {row["q"]: "part" for row in select(engine, _PREFIXES + _QUALIFIERS)[1]}
    directions |= {RDF + "subject": "out", RDF + "object": "in"}
    pairs = {
        (row["statement"], directions[row["property"]]) for row in naming if row["property"] in directions
    }
    every = {statement for statement, _ in pairs}
    rows = {row["statement"]: row for row in select(engine, _PREFIXES + _STATEMENTS, these=every)[1]}
    return [{**rows[iri], "direction": direction} for iri, direction in pairs if iri in rows]


def _order(row: Row) -> tuple[int, int, str, str]:
    direction = ("out", "in", "part").index(row["direction"])
    return direction, number(row, "featured") if row["featured"] else 999, row["predicate"], row["statement"]
