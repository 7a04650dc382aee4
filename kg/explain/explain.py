"""Explain why a triple holds: the shortest proof first, down to the claims and their passages."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from pyoxigraph import Literal

from kg.ask.disputes import other_sides
from kg.ask.listing import Dispute, by_statement
from kg.ask.statements import either_way
from kg.engines import Engine, Row, project_of, select, values
from kg.model.edtf import Instant, bounds
from kg.model.holding import AHEAD, OVER
from kg.model.issued import ISSUED, Issued
from kg.model.vocab import NS, OWL, RDF

_PREFIXES = f"PREFIX : <{NS}> PREFIX rdf: <{RDF}> "
_OF = """SELECT ?s ?subject ?predicate ?object ?status ?origins ?rule ?premise ?axiom ?step {
  WANTED ?s rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
    :rule ?rule ; :certainty ?status ; :stepOrder ?step . OPTIONAL { ?s :originCount ?origins }
  OPTIONAL { ?s :premise ?premise } OPTIONAL { ?s :axiom ?axiom } } ORDER BY ?step ?s ?premise ?axiom"""
_STATED = """SELECT ?s ?subject ?predicate ?object ?status ?origins { WANTED
  ?s rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
    :status ?status ; :originCount ?origins } ORDER BY ?s"""
_IMPOSSIBLE = f"""SELECT ?i ?leaf {{ VALUES ?rule {{ RULE }}
  ?i :rule ?rule ; rdf:object <{OWL}Nothing> ; :restsOn ?leaf }} ORDER BY ?i ?leaf"""
_TIMES = f"""SELECT ?time ?first ?over ?source ?issued {{
  {{ WANTED ?s :status :statedAsFact ; rdf:predicate ?predicate .
    FILTER NOT EXISTS {{ ?predicate a :EventPredicate }} OPTIONAL {{ ?s :time|:asOf ?time }}
    OPTIONAL {{ ?s :holdsFrom ?first }} OPTIONAL {{ ?s :over ?over }} }}
  UNION {{ ?source a :Source ; {ISSUED} ?issued }} }} ORDER BY ?source ?issued ?time"""
_HOLDS = " FILTER(?status = :statedAsFact) "


@dataclass(frozen=True)
class Proof:
    """Why one triple holds: a statement with its claims, or a rule, its premises' proofs and its axioms.

    ``node`` is the IRI of the statement or inference; ``status`` is as certain as it is, and ``origins`` is
    the number of independent origins of its weakest ground. ``disputed`` tells in words what sources say
    against a statement; it is empty where nobody does. ``tense`` is ``over`` or ``ahead`` where what is
    stated as fact does not hold at the date of the newest source, ``time`` the EDTF date that it gives then.
    """

    subject: str
    predicate: str
    object: str
    node: str = ""
    status: str = ""
    origins: str = ""
    statement: str = ""
    disputed: str = ""
    tense: str = ""
    time: str = ""
    claims: list[Row] = field(default_factory=list)
    rule: str = ""
    premises: list["Proof"] = field(default_factory=list)
    axioms: list[str] = field(default_factory=list)

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
        found = _described(engine, subject, object)
    return sorted(found, key=lambda proof: (proof.size, proof.rule, proof.statement))


def _described(engine: Engine, subject: str, kind: str) -> list[Proof]:
    """Why a thing is of a class that its own description names: for no other reason."""
    asked = select(engine, f"ASK {{ <{subject}> <{RDF}type> <{kind}> }}")[1]
    project = project_of(engine)
    axiom = f"{project.prefixed(subject)} rdf:type {project.prefixed(kind)}"
    given = Proof(subject, RDF + "type", kind, status=NS + "statedAsFact", axioms=[axiom])
    return [given] if asked[0]["answer"] == "true" else []


def contradiction(engine: Engine, lang: str, rule: str, statements: Collection[str]) -> list[Proof]:
    """The proofs by which these statements, and no others, come to what cannot be, by a rule (its IRI)."""
    rows = select(engine, _PREFIXES + _IMPOSSIBLE.replace("RULE", values([rule])))[1]
    leaves: dict[str, set[str]] = {}
    for row in rows:
        leaves.setdefault(row["i"], set()).add(row["leaf"])
    return [_premise(engine, lang, iri) for iri, found in leaves.items() if found == set(statements)]


def chains(engine: Engine, lang: str, found: Dispute) -> list[Proof]:
    """How the sides of a conflict that a rule found come to what cannot be; none of any other conflict."""
    if not project_of(engine).is_made(found.reason, "rule"):
        return []
    return contradiction(engine, lang, found.reason, [side.statement for side in found.sides])


def stated(engine: Engine, lang: str, subject: str, predicate: str, object: str | Literal) -> list[Proof]:
    """The statements of a triple, told from either end, of whatever status, each with its claims."""
    return _statements(engine, lang, _wanted(either_way(engine, subject, predicate, object)))


def of_statements(engine: Engine, lang: str, iris: Iterable[str]) -> list[Proof]:
    """Statements by their IRIs, each with its claims."""
    return [_stated(engine, lang, iri) for iri in iris]


def _wanted(triples: Iterable[tuple[str, str, str | Literal]]) -> str:
    told = [f"(<{s}> <{p}> {o if isinstance(o, Literal) else f'<{o}>'})" for s, p, o in triples]
    return f"VALUES (?subject ?predicate ?object) {{ {' '.join(told)} }}"


def _statements(engine: Engine, lang: str, wanted: str) -> list[Proof]:
    rows = select(engine, _PREFIXES + _STATED.replace("WANTED", wanted))[1]
    return of_statements(engine, lang, (row["s"] for row in rows))


def _grouped(rows: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["s"], []).append(row)
    return found


def _stated(engine: Engine, lang: str, iri: str) -> Proof:
    wanted = f"VALUES ?s {{ {values([iri])} }}"
    (row,) = select(engine, _PREFIXES + _STATED.replace("WANTED", wanted))[1]
    said = by_statement(engine, lang, [iri]).get(iri, [])
    against = other_sides(engine, [{"statement": iri}], lang).get(iri, "")
    tense, time = _tense(engine, wanted)
    return replace(_plain(row), statement=iri, claims=said, disputed=against, tense=tense, time=time)


def _tense(engine: Engine, wanted: str) -> tuple[str, str]:
    """Whether what is stated as fact is over or ahead at the date of the newest source, and its own date.

    Both are "" where it holds then. What happened stays true.
    """
    rows = select(engine, _PREFIXES + _TIMES.replace("WANTED", wanted))[1]
    _, now = bounds(Issued({row["source"]: row["issued"] for row in rows if row["source"]}).now)
    for row in rows:
        if row["over"] == "true":
            return OVER, row["time"]
        if row["first"] and Instant(row["first"]) > (now or "~"):
            return AHEAD, row["time"]
    return "", ""


def _step(engine: Engine, lang: str, rows: list[Row]) -> Proof:
    premises = dict.fromkeys(row["premise"] for row in rows if row["premise"])
    axioms = list(dict.fromkeys(row["axiom"] for row in rows if row["axiom"]))
    first = rows[0]
    below = [_premise(engine, lang, iri) for iri in premises]
    return replace(_plain(first), rule=first["rule"], premises=below, axioms=axioms)


def _plain(row: Row) -> Proof:
    return Proof(row["subject"], row["predicate"], row["object"], row["s"], row["status"], row["origins"])


def _premise(engine: Engine, lang: str, iri: str) -> Proof:
    if not project_of(engine).is_made(iri, "inference"):
        return _stated(engine, lang, iri)
    wanted = _OF.replace("WANTED", f"VALUES ?s {{ {values([iri])} }}")
    return _step(engine, lang, select(engine, _PREFIXES + wanted)[1])
