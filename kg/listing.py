"""List claims and conflicts: what each source says, where, and which statements cannot all hold."""

from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from kg.store import Row, labels, select
from kg.vocab import BASE, NS, RDF, RDFS

_PREFIXES = f"PREFIX : <{NS}> PREFIX rdf: <{RDF}> PREFIX rdfs: <{RDFS}> "
CLAIM_COLUMNS = (
    "subject",
    "predicate",
    "object",
    "qualifiers",
    "modality",
    "speaker",
    "source",
    "passage",
    "gloss",
    "claim",
)

_CLAIMS = """
SELECT ?claim ?subject ?predicate ?object ?modality ?speaker ?source ?passage ?gloss ?glossLang WHERE {
  ?claim a :Claim ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
    :modality ?modality ; :statedIn ?source ; :evidence ?passage .
  OPTIONAL { ?claim :speaker ?speaker }
  OPTIONAL { ?claim :gloss ?gloss BIND(lang(?gloss) AS ?glossLang) }
} ORDER BY ?source ?claim ?passage"""

_COMPATIBLE = """
SELECT ?conflict ?conflictReason ?statement ?subject ?predicate ?object ?preferred ?explanation ?claim WHERE {
  ?conflict a :Compatibility ; :compatibilityReason ?conflictReason ; :involves ?statement .
  ?statement rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .
  ?statement :hasClaim ?claim .
  OPTIONAL { ?conflict rdfs:comment ?explanation FILTER(lang(?explanation) IN ("", "LANG")) }
} ORDER BY ?conflict ?statement"""

_CONFLICTS = """
SELECT ?conflict ?conflictReason ?statement ?subject ?predicate ?object ?preferred ?explanation ?claim WHERE {
  ?conflict a :Conflict ; :conflictReason ?conflictReason ; :involves ?statement .
  ?statement rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .
  ?conflict :involvesClaim ?claim .
  OPTIONAL { ?conflict :preferred ?preferred }
  OPTIONAL { ?conflict :preferenceReason ?explanation FILTER(lang(?explanation) IN ("", "LANG")) }
} ORDER BY ?conflict ?statement"""


def claims(store: Store, lang: str, wanted: dict[str, str] | None = None) -> list[Row]:
    """One row a claim, with all its passages (``source/start-end``) and its gloss in the language.

    ``wanted`` maps subject, predicate, object, modality, speaker, source or claim to the IRI it must have.
    """
    wanted = dict(wanted or {})
    speaker = wanted.pop("speaker", None)  # optional in the pattern, so not to be bound there
    bound = {name: NamedNode(iri) for name, iri in wanted.items()}
    found: dict[str, Row] = {}
    rows = [
        row
        for row in select(store, _PREFIXES + _CLAIMS, bound)[1]
        if speaker is None or row["speaker"] == speaker
    ]
    label = labels(store, lang)
    said = {
        iri: ", ".join(f"{label.get(q, q)}: {label.get(v, v)}" for q, v in pairs)
        for iri, pairs in qualifiers(store, lang, "Claim").items()
    }
    for row in rows:
        passage = row["passage"].removeprefix(BASE + "evidence/")
        if row["claim"] not in found:
            kept = {name: row.get(name, "") for name in CLAIM_COLUMNS}
            found[row["claim"]] = kept | {"passage": passage, "qualifiers": said.get(row["claim"], "")}
            continue
        kept = found[row["claim"]]
        if passage not in kept["passage"].split(", "):
            kept["passage"] += ", " + passage
        if row["glossLang"] == lang:
            kept["gloss"] = row["gloss"]
    for row in rows:
        if row["glossLang"] == lang:
            found[row["claim"]]["gloss"] = row["gloss"]
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


def conflicts(store: Store, lang: str, about: str | None = None) -> list[Dispute]:
    """The conflicts with all their sides; ``about`` keeps those in which an entity takes part."""
    return _disputes(store, lang, about, _CONFLICTS)


def _disputes(store: Store, lang: str, about: str | None, query: str) -> list[Dispute]:
    said = by_statement(store, lang)
    details = qualifiers(store, lang)
    grouped: dict[str, list[Row]] = {}
    for row in select(store, _PREFIXES + query.replace("LANG", lang))[1]:
        grouped.setdefault(row["conflict"], []).append(row)
    found = []
    for iri, rows in grouped.items():
        sides = {
            row["statement"]: Side(
                row["statement"],
                row["subject"],
                row["predicate"],
                row["object"],
                details.get(row["statement"], []),
                row["statement"] in {r["preferred"] for r in rows},
                [c for c in said.get(row["statement"], []) if c["claim"] in {r["claim"] for r in rows}],
            )
            for row in rows
        }
        mentioned = {node for side in sides.values() for node in (side.subject, side.object, side.statement)}
        if about is None or about in mentioned:
            found.append(
                Dispute(iri, rows[0]["conflictReason"], rows[0]["explanation"], list(sides.values()))
            )
    return found


def compatibilities(store: Store, lang: str, about: str | None = None) -> list[Dispute]:
    """What only looks like a conflict, in the form of ``conflicts``: the reason tells why it is none."""
    return _disputes(store, lang, about, _COMPATIBLE)


def by_statement(store: Store, lang: str) -> dict[str, list[Row]]:
    """The claims that make each statement, by the statement's IRI."""
    rows = {row["claim"]: row for row in claims(store, lang)}
    found: dict[str, list[Row]] = {}
    query = _PREFIXES + "SELECT ?s ?c { ?s a :Statement ; :hasClaim ?c } ORDER BY ?s ?c"
    for row in select(store, query)[1]:
        if row["c"] in rows:
            found.setdefault(row["s"], []).append(rows[row["c"]])
    return found


def qualifiers(store: Store, lang: str, kind: str = "Statement") -> dict[str, list[tuple[str, str]]]:
    """The qualifiers of each statement (or claim), as sorted (property, value); texts in ``lang``."""
    query = f"""SELECT DISTINCT ?s ?q ?v {{ ?q a ?declared
        VALUES ?declared {{ :Qualifier :UniversalQualifier }}
        ?s ?q ?v ; a :{kind} FILTER(!isLiteral(?v) || lang(?v) IN ("", "{lang}")) }} ORDER BY ?s ?q ?v"""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in select(store, _PREFIXES + query)[1]:
        found.setdefault(row["s"], []).append((row["q"], row["v"]))
    return found


def grounds(store: Store, rows: list[Row], lang: str) -> list[Row]:
    """The claims under the rows of an answer, by its column ``statement``, in the order of the rows."""
    said = by_statement(store, lang)
    wanted = dict.fromkeys(row["statement"] for row in rows if row.get("statement"))
    found = {claim["claim"]: claim for iri in wanted for claim in said.get(iri, [])}
    return list(found.values())
