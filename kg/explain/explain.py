"""Explain why a triple holds: the shortest proof first, down to the claims and their passages."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from kg.ask.disputes import other_sides
from kg.ask.listing import Dispute
from kg.ask.said import Claim, Statement, known
from kg.ask.said import statements as said
from kg.ask.statements import either_way, restated
from kg.engines import Engine, Row, project_of, select
from kg.errors import short
from kg.model.edtf import Instant, bounds
from kg.model.holding import AHEAD, OVER
from kg.model.issued import ISSUED, Issued
from kg.model.statement import FACT
from kg.model.values import Thing, Time, Value, key
from kg.model.vocab import NS, OWL, RDF

_PREFIXES = f"PREFIX : <{NS}> PREFIX rdf: <{RDF}> "
_OF = """SELECT ?s ?premise ?axiom ?step {
  WANTED ?s rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
    :rule ?rule ; :certainty ?status ; :stepOrder ?step .
  OPTIONAL { ?s :premise ?premise } OPTIONAL { ?s :axiom ?axiom } } ORDER BY ?step ?s ?premise ?axiom"""
_STATED = """SELECT ?s ?status { WANTED
  ?s rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; :status ?status } ORDER BY ?s"""
_IMPOSSIBLE = f"""SELECT ?i ?leaf {{ VALUES ?rule {{ THESE }}
  ?i :rule ?rule ; rdf:object <{OWL}Nothing> ; :restsOn ?leaf }} ORDER BY ?i ?leaf"""
_TIMES = f"""SELECT ?time ?first ?over ?source ?issued {{
  {{ VALUES ?s {{ THESE }} ?s :status :statedAsFact ; rdf:predicate ?predicate .
    FILTER NOT EXISTS {{ ?predicate a :EventPredicate }} OPTIONAL {{ ?s :time|:asOf ?time }}
    OPTIONAL {{ ?s :holdsFrom ?first }} OPTIONAL {{ ?s :over ?over }} }}
  UNION {{ ?source a :Source ; {ISSUED} ?issued }} }} ORDER BY ?source ?issued ?time"""
_HOLDS = " FILTER(?status = :statedAsFact) "


@dataclass(frozen=True, repr=False)
class Proof:
    """Why one triple holds: a statement with its claims, or a rule, its premises' proofs and its axioms.

    ``node`` is the IRI of the statement or inference; ``status`` is as certain as it is, and ``origins`` is
    the number of independent origins of its weakest ground. ``disputed`` tells in words what sources say
    against a statement; it is empty where nobody does. ``tense`` is ``over`` or ``ahead`` where what is
    stated as fact does not hold at the date of the newest source, ``time`` the date that it gives then.
    ``restated`` tells of a rule that it only says in another form what a source states.
    """

    subject: Thing
    predicate: Thing
    object: Value
    status: Thing
    node: str = ""
    origins: int | None = None
    statement: Statement | None = None
    disputed: str = ""
    tense: str = ""
    time: Time | None = None
    rule: Thing | None = None
    premises: list["Proof"] = field(default_factory=list)
    axioms: list[str] = field(default_factory=list)
    restated: bool = False

    def __repr__(self) -> str:
        return short(f"<Proof {self.subject} {self.predicate} {self.object}>")

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of its statement; none of what follows by a rule."""
        return self.statement.claims if self.statement else ()

    @property
    def triple(self) -> tuple[str, str, str]:
        """Subject, predicate and object as rows of text have them."""
        return key(self.subject), key(self.predicate), key(self.object)

    @property
    def size(self) -> int:
        """How many steps and statements the proof has."""
        return 1 + sum(premise.size for premise in self.premises)

    def leaves(self) -> list["Proof"]:
        """The statements that the proof rests on."""
        return [self] if self.statement else [leaf for premise in self.premises for leaf in premise.leaves()]


def proofs(engine: Engine, lang: str, subject: str, predicate: str, object: str | Literal) -> list[Proof]:
    """Every last step that leads to a triple, each with the shortest proofs of its premises; shortest first.

    Subject, predicate and object are IRIs, or the object is a literal. Empty for what neither is stated as
    a fact nor follows, not even from what is only expected.
    """
    wanted = _wanted([(subject, predicate, object)])
    steps = select(engine, _PREFIXES + _OF.replace("WANTED", wanted))[1]
    found = _statements(engine, lang, _wanted(either_way(engine, subject, predicate, object)) + _HOLDS)
    found += [_step(engine, lang, rows) for rows in _grouped(steps).values()]
    if not found and predicate == RDF + "type" and isinstance(object, str):
        found = _described(engine, lang, subject, object)
    return sorted(found, key=lambda proof: (proof.size, proof.rule.iri if proof.rule else "", proof.node))


def _described(engine: Engine, lang: str, subject: str, kind: str) -> list[Proof]:
    """Why a thing is of a class that its own description names: for no other reason."""
    asked = select(engine, f"ASK {{ <{subject}> <{RDF}type> <{kind}> }}")[1]
    project = project_of(engine)
    axiom = f"{project.prefixed(subject)} rdf:type {project.prefixed(kind)}"
    parts = [NamedNode(iri) for iri in (subject, RDF + "type", kind, NS + FACT)]
    value = known(engine, lang, parts)
    of, relation, wanted, status = (value(node) for node in parts)
    given = Proof(of, relation, wanted, status, axioms=[axiom])
    return [given] if asked[0]["answer"] == "true" else []


def contradiction(engine: Engine, lang: str, rule: str, statements: Collection[str]) -> list[Proof]:
    """The proofs by which these statements, and no others, come to what cannot be, by a rule (its IRI)."""
    rows = select(engine, _PREFIXES + _IMPOSSIBLE, these=[rule])[1]
    leaves: dict[str, set[str]] = {}
    for row in rows:
        leaves.setdefault(row["i"], set()).add(row["leaf"])
    return [_premise(engine, lang, iri) for iri, found in leaves.items() if found == set(statements)]


def chains(engine: Engine, lang: str, found: Dispute) -> list[Proof]:
    """How the sides of a conflict that a rule found come to what cannot be; none of any other conflict."""
    if not project_of(engine).is_made(found.reason.iri, "rule"):
        return []
    return contradiction(engine, lang, found.reason.iri, [side.statement.iri for side in found.sides])


def stated(engine: Engine, lang: str, subject: str, predicate: str, object: str | Literal) -> list[Proof]:
    """The statements of a triple, told from either end, of whatever status, each with its claims."""
    return _statements(engine, lang, _wanted(either_way(engine, subject, predicate, object)))


def of_statements(engine: Engine, lang: str, iris: Collection[str]) -> list[Proof]:
    """Statements by their IRIs, each with its claims."""
    against = other_sides(engine, [{"statement": iri} for iri in iris], lang)
    found = []
    for iri, one in said(engine, lang, iris).items():
        tense, time = _tense(engine, iri)
        own = (one.subject, one.predicate, one.object, one.status, one.iri, one.origins, one)
        found.append(Proof(*own, against.get(iri, ""), tense, time))
    return found


def _wanted(triples: Iterable[tuple[str, str, str | Literal]]) -> str:
    told = [f"(<{s}> <{p}> {o if isinstance(o, Literal) else f'<{o}>'})" for s, p, o in triples]
    return f"VALUES (?subject ?predicate ?object) {{ {' '.join(told)} }}"


def _statements(engine: Engine, lang: str, wanted: str) -> list[Proof]:
    rows = select(engine, _PREFIXES + _STATED.replace("WANTED", wanted))[1]
    return of_statements(engine, lang, [row["s"] for row in rows])


def _grouped(rows: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["s"], []).append(row)
    return found


def _tense(engine: Engine, iri: str) -> tuple[str, Time | None]:
    """Whether what is stated as fact is over or ahead at the date of the newest source, and its own date.

    What holds then has neither. What happened stays true.
    """
    rows = select(engine, _PREFIXES + _TIMES, these=[iri])[1]
    _, now = bounds(Issued({row["source"]: row["issued"] for row in rows if row["source"]}).now)
    for row in rows:
        if row["over"] == "true":
            return OVER, Time.of(row["time"]) if row["time"] else None
        if row["first"] and Instant(row["first"]) > (now or "~"):
            return AHEAD, Time.of(row["time"]) if row["time"] else None
    return "", None


def _step(engine: Engine, lang: str, rows: list[Row]) -> Proof:
    premises = dict.fromkeys(row["premise"] for row in rows if row["premise"])
    axioms = list(dict.fromkeys(row["axiom"] for row in rows if row["axiom"]))
    one = said(engine, lang, [rows[0]["s"]])[rows[0]["s"]]
    below = [_premise(engine, lang, iri) for iri in premises]
    own = (one.subject, one.predicate, one.object, one.status, one.iri, one.origins)
    said_so = one.iri in restated(engine)
    return Proof(*own, rule=one.rule, premises=below, axioms=axioms, restated=said_so)


def _premise(engine: Engine, lang: str, iri: str) -> Proof:
    if not project_of(engine).is_made(iri, "inference"):
        return of_statements(engine, lang, [iri])[0]
    wanted = _PREFIXES + _OF.replace("WANTED", "VALUES ?s { THESE }")
    return _step(engine, lang, select(engine, wanted, these=[iri])[1])
