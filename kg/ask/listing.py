"""List claims and conflicts: what each source says, where, and which statements cannot all hold."""

from collections.abc import Collection
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.ask.grades import grades
from kg.ask.said import Claim, Statement, claims_of, known, qualifier_nodes, statements
from kg.ask.sentences import Sentences
from kg.engines import Engine, Row, project_of, select, text, thing
from kg.errors import short
from kg.model.values import Thing
from kg.model.vocab import NS, RDF, RDFS

_PREFIXES = f"PREFIX : <{NS}> PREFIX rdf: <{RDF}> PREFIX rdfs: <{RDFS}> "
CLAIM_COLUMNS = (
    "subject",
    "predicate",
    "object",
    "qualifiers",
    "modality",
    "speaker",
    "source",
    "reliability",
    "passage",
    "credibility",
    "gloss",
    "claim",
)

_CLAIMS = """
SELECT ?claim ?subject ?predicate ?object ?modality ?speaker ?source ?passage ?gloss ?glossLang WHERE {
  WANTED ?claim a :Claim ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
    :modality ?modality ; :statedIn ?source ; :evidence ?passage .
  OPTIONAL { ?claim :speaker ?speaker }
  OPTIONAL { ?claim :gloss ?gloss BIND(lang(?gloss) AS ?glossLang) }
} ORDER BY ?source ?claim ?passage"""

_COMPATIBLE = """
SELECT ?conflict ?reason ?statement ?subject ?predicate ?object ?preferred ?explanation ?claim WHERE {
  WANTED ?conflict a :Compatibility ; :compatibilityReason ?reason ; :involves ?statement .
  FILTER NOT EXISTS { ?reason a :LinkReason }
  ?statement rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .
  ?statement :hasClaim ?claim .
  OPTIONAL { ?conflict rdfs:comment ?explanation FILTER(lang(?explanation) IN ("", "LANG")) }
} ORDER BY ?conflict ?statement"""

_CONFLICTS = """
SELECT ?conflict ?reason ?statement ?subject ?predicate ?object ?preferred ?explanation ?claim WHERE {
  WANTED ?conflict a :Conflict ; :conflictReason ?reason ; :involves ?statement .
  ?statement rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .
  ?conflict :involvesClaim ?claim .
  OPTIONAL { ?conflict :preferred ?preferred }
  OPTIONAL { ?conflict :preferenceReason ?explanation FILTER(lang(?explanation) IN ("", "LANG")) }
} ORDER BY ?conflict ?statement"""

# Conflicts in which something takes part: as a statement, or as the subject or object of one.
_ABOUT = """VALUES ?about { THESE } { ?conflict :involves ?about }
  UNION { ?one rdf:subject ?about . ?conflict :involves ?one }
  UNION { ?one rdf:object ?about . ?conflict :involves ?one }"""


def claims(
    engine: Engine,
    lang: str,
    wanted: dict[str, str] | None = None,
    only: Collection[str] | None = None,
) -> list[Row]:
    """One row a claim, with all its passages (``source/start-end``) and its gloss in the language, and what
    curators think of it and of its source: ``credibility`` and ``reliability``, "" where nobody graded it.

    ``wanted`` maps subject, predicate, object, modality, speaker, source or claim to the IRI it must have;
    ``only`` names the claims to tell.
    """
    wanted = dict(wanted or {})
    speaker = wanted.pop("speaker", None)  # optional in the pattern, so not to be bound there
    bound = {name: thing(iri) for name, iri in wanted.items()}
    chosen = "" if only is None else "VALUES ?claim { THESE }"
    every = select(engine, _PREFIXES + _CLAIMS.replace("WANTED", chosen), bound, these=only)[1]
    rows = [row for row in every if speaker is None or row["speaker"] == speaker]
    rows.sort(key=lambda row: row["source"])
    details = qualifiers(engine, lang, {row["claim"] for row in rows})
    known = Sentences(engine, (iri for pairs in details.values() for pair in pairs for iri in pair))
    said = {iri: known.pairs(pairs, lang) for iri, pairs in details.items()}
    graded = grades(engine, lang, {row[name] for row in rows for name in ("claim", "source")})
    found: dict[str, Row] = {}
    start = project_of(engine).made("evidence", "")
    for row in rows:
        passage = row["passage"].removeprefix(start)
        if row["claim"] not in found:
            kept = {name: row.get(name, "") for name in CLAIM_COLUMNS}
            kept |= {
                "reliability": graded.get(row["source"], ""),
                "credibility": graded.get(row["claim"], ""),
            }
            found[row["claim"]] = kept | {"passage": passage, "qualifiers": said.get(row["claim"], "")}
        kept = found[row["claim"]]
        if passage not in kept["passage"].split(", "):
            kept["passage"] += ", " + passage
        if row["glossLang"] == lang:
            kept["gloss"] = row["gloss"]
    return list(found.values())


@dataclass(frozen=True, repr=False)
class Side:
    """One statement of a conflict, with those of its claims that are at odds with the other sides.

    ``preferred`` tells whether a curator prefers it.
    """

    statement: Statement
    preferred: bool
    claims: tuple[Claim, ...]

    def __repr__(self) -> str:
        return short(f"<Side {self.statement.told}>")


@dataclass(frozen=True, repr=False)
class Dispute:
    """A conflict: its reason, its sides, and why a curator prefers one ("" where nobody decided)."""

    iri: str
    reason: Thing
    explanation: str
    sides: list[Side]

    def __repr__(self) -> str:
        return short(f"<Dispute {self.reason}: {len(self.sides)} sides>")


def conflicts(engine: Engine, lang: str, about: Collection[str] | None = None) -> list[Dispute]:
    """The conflicts with all their sides; ``about`` keeps those in which one of these things takes part.

    A thing takes part as a statement, or as the subject or object of one.
    """
    return _disputes(engine, lang, about, _CONFLICTS)


def compatibilities(engine: Engine, lang: str, about: Collection[str] | None = None) -> list[Dispute]:
    """What only looks like a conflict, in the form of ``conflicts``: the reason tells why it is none."""
    return _disputes(engine, lang, about, _COMPATIBLE)


def _disputes(engine: Engine, lang: str, about: Collection[str] | None, query: str) -> list[Dispute]:
    chosen, involved = "", None
    if about is not None:
        asked = f"{_PREFIXES} SELECT DISTINCT ?conflict {{ {_ABOUT} }} ORDER BY ?conflict"
        involved = {row["conflict"] for row in select(engine, asked, these=about)[1]}
        if not involved:
            return []
        chosen = "VALUES ?conflict { THESE }"
    filled = _PREFIXES + query.replace("LANG", lang).replace("WANTED", chosen)
    rows = select(engine, filled, these=involved)[1]
    told = statements(engine, lang, {row["statement"] for row in rows})
    named = known(engine, lang, [NamedNode(row["reason"]) for row in rows])
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["conflict"], []).append(row)
    found = []
    for iri, parts in grouped.items():
        at_odds = {row["claim"] for row in parts}
        preferred = {row["preferred"] for row in parts}
        sides = [
            Side(
                told[one],
                one in preferred,
                tuple(claim for claim in told[one].claims if claim.iri in at_odds),
            )
            for one in dict.fromkeys(row["statement"] for row in parts)
            if one in told
        ]
        found.append(Dispute(iri, named(NamedNode(parts[0]["reason"])), parts[0]["explanation"], sides))
    return found


def by_statement(engine: Engine, lang: str, statements: Collection[str]) -> dict[str, list[Row]]:
    """The claims that make each of these statements, or that an inference rests on, by its IRI."""
    made = claims_of(engine, statements)
    told = {c["claim"]: c for c in claims(engine, lang, only={c for found in made.values() for c in found})}
    return {iri: [told[claim] for claim in found if claim in told] for iri, found in made.items()}


def qualifiers(engine: Engine, lang: str, iris: Collection[str]) -> dict[str, list[tuple[str, str]]]:
    """The qualifiers of these statements or claims, as sorted (property, value); texts in ``lang``."""
    found = qualifier_nodes(engine, lang, iris)
    return {iri: [(text(row["q"]), text(row["v"])) for row in rows] for iri, rows in found.items()}
