"""List claims and conflicts: what each source says, where, and which statements cannot all hold."""

from collections.abc import Collection
from dataclasses import dataclass

from kg.ask.grades import grades
from kg.ask.sentences import Sentences
from kg.engines import Engine, Row, project_of, select, thing, values
from kg.model.vocab import NS, RDF, RDFS, local

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
_ABOUT = """VALUES ?about { ABOUT } { ?conflict :involves ?about }
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
    chosen = "" if only is None else f"VALUES ?claim {{ {values(only)} }}"
    rows = [
        row
        for row in select(engine, _PREFIXES + _CLAIMS.replace("WANTED", chosen), bound)[1]
        if speaker is None or row["speaker"] == speaker
    ]
    details = qualifiers(engine, lang, {row["claim"] for row in rows})
    known = Sentences(engine, (iri for pairs in details.values() for pair in pairs for iri in pair))
    said = {iri: known.pairs(pairs, lang) for iri, pairs in details.items()}
    graded = grades(engine, lang, rows)
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


@dataclass(frozen=True)
class Side:
    """One statement of a conflict, with the claims that make it; ``preferred`` by a curator or not."""

    statement: str
    subject: str
    predicate: str
    object: str
    qualifiers: list[tuple[str, str]]
    preferred: bool
    claims: list[Row]


@dataclass(frozen=True)
class Dispute:
    """A conflict: its reason, its sides, and why a curator prefers one ("" where nobody decided)."""

    conflict: str
    reason: str
    explanation: str
    sides: list[Side]


def conflicts(engine: Engine, lang: str, about: Collection[str] | None = None) -> list[Dispute]:
    """The conflicts with all their sides; ``about`` keeps those in which one of these things takes part.

    A thing takes part as a statement, or as the subject or object of one.
    """
    return _disputes(engine, lang, about, _CONFLICTS)


def compatibilities(engine: Engine, lang: str, about: Collection[str] | None = None) -> list[Dispute]:
    """What only looks like a conflict, in the form of ``conflicts``: the reason tells why it is none."""
    return _disputes(engine, lang, about, _COMPATIBLE)


def _disputes(engine: Engine, lang: str, about: Collection[str] | None, query: str) -> list[Dispute]:
    chosen = ""
    if about is not None:
        pattern = _ABOUT.replace("ABOUT", values(about))
        involved = select(engine, f"{_PREFIXES} SELECT DISTINCT ?conflict {{ {pattern} }} ORDER BY ?conflict")
        if not involved[1]:
            return []
        chosen = f"VALUES ?conflict {{ {values([row['conflict'] for row in involved[1]])} }}"
    rows = select(engine, _PREFIXES + query.replace("LANG", lang).replace("WANTED", chosen))[1]
    told = {claim["claim"]: claim for claim in claims(engine, lang, only={row["claim"] for row in rows})}
    made = _claims_of(engine, {row["statement"] for row in rows})
    details = qualifiers(engine, lang, set(made))
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["conflict"], []).append(row)
    found = []
    for iri, parts in grouped.items():
        at_odds = {row["claim"] for row in parts}
        preferred = {row["preferred"] for row in parts}
        sides = {
            row["statement"]: Side(
                row["statement"],
                row["subject"],
                row["predicate"],
                row["object"],
                details.get(row["statement"], []),
                row["statement"] in preferred,
                [told[claim] for claim in made[row["statement"]] if claim in at_odds],
            )
            for row in parts
        }
        found.append(Dispute(iri, parts[0]["reason"], parts[0]["explanation"], list(sides.values())))
    return found


def by_statement(engine: Engine, lang: str, statements: Collection[str]) -> dict[str, list[Row]]:
    """The claims that make each of these statements, or that an inference rests on, by its IRI."""
    made = _claims_of(engine, statements)
    told = {c["claim"]: c for c in claims(engine, lang, only={c for found in made.values() for c in found})}
    return {iri: [told[claim] for claim in found if claim in told] for iri, found in made.items()}


def _claims_of(engine: Engine, statements: Collection[str]) -> dict[str, list[str]]:
    query = f"""SELECT DISTINCT ?s ?c {{ VALUES ?s {{ {values(statements)} }}
        {{ ?s :hasClaim ?c }} UNION {{ ?s :restsOn ?leaf . ?leaf :hasClaim ?c }} }} ORDER BY ?s ?c"""
    found: dict[str, list[str]] = {}
    for row in select(engine, _PREFIXES + query)[1]:
        found.setdefault(row["s"], []).append(row["c"])
    return found


def qualifiers(engine: Engine, lang: str, iris: Collection[str]) -> dict[str, list[tuple[str, str]]]:
    """The qualifiers of these statements or claims, as sorted (property, value); texts in ``lang``."""
    kinds = "SELECT DISTINCT ?q { VALUES ?kind { :Qualifier :UniversalQualifier } ?q a ?kind }"
    declared = {row["q"] for row in select(engine, _PREFIXES + kinds)[1]}
    # Asked for in two steps: rdflib would go through all that has a type for each statement.
    query = f"""SELECT DISTINCT ?s ?q ?v {{ VALUES ?s {{ {values(iris)} }} ?s ?q ?v
        FILTER(!isLiteral(?v) || lang(?v) IN ("", "{lang}")) }} ORDER BY ?s ?q ?v"""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in select(engine, _PREFIXES + query)[1]:
        if row["q"] in declared:
            found.setdefault(row["s"], []).append((row["q"], row["v"]))
    # By their names, so that their order is the same wherever a project's terms stand.
    return {iri: sorted(pairs, key=lambda pair: local(pair[0])) for iri, pairs in found.items()}
