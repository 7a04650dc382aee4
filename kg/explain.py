"""Explain why a triple holds: the shortest proof first, down to the claims and their passages."""

from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from kg.engines import Engine, Row, labels, select, values
from kg.listing import by_statement
from kg.vocab import BASE, NS, RDF

_PREFIXES = f"PREFIX : <{NS}> PREFIX rdf: <{RDF}> "
_OF = """SELECT ?s ?subject ?predicate ?object ?rule ?premise ?axiom ?step {
  WANTED ?s rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
    :rule ?rule ; :stepOrder ?step .
  OPTIONAL { ?s :premise ?premise } OPTIONAL { ?s :axiom ?axiom } } ORDER BY ?step ?s ?premise ?axiom"""
_STATED = """SELECT ?s ?subject ?predicate ?object { WANTED
  ?s rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; :status :factual } ORDER BY ?s"""


@dataclass(frozen=True)
class Proof:
    """Why one triple holds: a statement with its claims, or a rule, its premises' proofs and its axioms."""

    subject: str
    predicate: str
    object: str
    statement: str = ""
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


def proofs(engine: Engine, lang: str, subject: str, predicate: str, object: str) -> list[Proof]:
    """Every last step that leads to a triple, each with the shortest proofs of its premises; shortest first.

    Empty for what neither is stated as a fact nor follows.
    """
    bound = {
        name: NamedNode(iri)
        for name, iri in zip(("subject", "predicate", "object"), (subject, predicate, object), strict=True)
    }
    stated = [row["s"] for row in select(engine, _PREFIXES + _STATED.replace("WANTED", ""), bound)[1]]
    steps = select(engine, _PREFIXES + _OF.replace("WANTED", ""), bound)[1]
    found = [_stated(engine, lang, iri) for iri in stated]
    found += [_step(engine, lang, rows) for rows in _grouped(steps).values()]
    return sorted(found, key=lambda proof: (proof.size, proof.rule, proof.statement))


def _grouped(rows: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["s"], []).append(row)
    return found


def _stated(engine: Engine, lang: str, iri: str) -> Proof:
    wanted = _STATED.replace("WANTED", f"VALUES ?s {{ {values([iri])} }}")
    (row,) = select(engine, _PREFIXES + wanted)[1]
    said = by_statement(engine, lang, [iri]).get(iri, [])
    return Proof(row["subject"], row["predicate"], row["object"], statement=iri, claims=said)


def _step(engine: Engine, lang: str, rows: list[Row]) -> Proof:
    premises = dict.fromkeys(row["premise"] for row in rows if row["premise"])
    axioms = list(dict.fromkeys(row["axiom"] for row in rows if row["axiom"]))
    first = rows[0]
    below = [_premise(engine, lang, iri) for iri in premises]
    return Proof(
        first["subject"],
        first["predicate"],
        first["object"],
        rule=first["rule"],
        premises=below,
        axioms=axioms,
    )


def _premise(engine: Engine, lang: str, iri: str) -> Proof:
    if not iri.startswith(BASE + "inference/"):
        return _stated(engine, lang, iri)
    wanted = _OF.replace("WANTED", f"VALUES ?s {{ {values([iri])} }}")
    return _step(engine, lang, select(engine, _PREFIXES + wanted)[1])


def to_text(engine: Engine, lang: str, proof: Proof) -> str:
    """The proof as a tree: rule, axioms, statements, and under each its claims with source and passage."""
    known = labels(engine, lang, _iris(proof))

    def told(one: Proof, depth: int) -> list[str]:
        pad = "  " * depth
        triple = " ".join(
            known.get(iri, iri.removeprefix(BASE)) for iri in (one.subject, one.predicate, one.object)
        )
        lines = [pad + triple]
        if one.rule:
            lines[0] += f"  [{known.get(one.rule) or one.rule.rpartition('/')[2]}]"
        lines += [f"{pad}  · {axiom}" for axiom in one.axioms]
        for claim in one.claims:
            source = known.get(claim["source"], claim["source"])
            lines.append(f"{pad}  «{claim['gloss']}» {source}, {claim['passage']}")
        for premise in one.premises:
            lines += told(premise, depth + 1)
        return lines

    return "\n".join(told(proof, 0))


def _iris(proof: Proof) -> set[str]:
    own = {proof.subject, proof.predicate, proof.object, *(claim["source"] for claim in proof.claims)}
    own |= {proof.rule} if proof.rule else set()
    return own.union(*(_iris(premise) for premise in proof.premises))
