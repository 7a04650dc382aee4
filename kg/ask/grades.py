"""What curators think of sources and claims, in the Admiralty code (NATO AJP-2.1): looked up, never made."""

from collections.abc import Collection
from dataclasses import dataclass

from kg.ask.dates import Written
from kg.engines import Engine, Row, select, values
from kg.model.vocab import NS, PREFIXES, RDFS, SKOS, Scalar, local
from kg.words import word

GRADES = ("reliability", "credibility")  # of the source of a claim, and of the claim

_QUERY = f"""PREFIX : <{NS}> PREFIX rdfs: <{RDFS}> PREFIX skos: <{SKOS}>
PREFIX prov: <{PREFIXES["prov"]}> PREFIX dcterms: <{PREFIXES["dcterms"]}>
SELECT ?thing ?kind ?code ?date ?of ?text ?language {{
  VALUES ?thing {{ THINGS }}
  VALUES ?kind {{ :reliability :credibility }}
  ?assessment :assesses ?thing ; a :Assessment ; ?kind ?grade ; prov:wasAttributedTo ?by .
  ?grade skos:notation ?code . OPTIONAL {{ ?assessment dcterms:created ?date }}
  {{ ?grade rdfs:label ?text BIND("grade" AS ?of) }}
  UNION {{ ?assessment rdfs:comment ?text BIND("reason" AS ?of) }}
  UNION {{ ?by rdfs:label ?text BIND("curator" AS ?of) }}
  BIND(lang(?text) AS ?language)
}} ORDER BY ?thing ?of ?language ?text"""


class _Number(Written, Scalar):
    """A number that people are shown with its words."""


@dataclass(frozen=True)
class Assessment:
    """A curator's grade of a source (a letter) or of a claim (a number).

    ``kind`` is ``reliability`` or ``credibility``; ``grade`` is the code alone, for people with what it
    stands for: «B (usually reliable)». ``reason`` and ``curator`` are in the language asked for, else in
    English, else in any; ``date`` is in EDTF, or "".
    """

    kind: str
    grade: Written
    reason: str
    curator: str
    date: str


def assessments(engine: Engine, lang: str, things: Collection[str]) -> dict[str, Assessment]:
    """The assessment of each of these sources and claims that has one, by its IRI."""
    found: dict[str, dict[str, Row]] = {}
    for row in select(engine, _QUERY.replace("THINGS", values(things)))[1]:
        kept = found.setdefault(row["thing"], {})
        if row["of"] not in kept or _rank(row, lang) < _rank(kept[row["of"]], lang):
            kept[row["of"]] = row
    return {iri: _assessment(kept) for iri, kept in found.items()}


def _rank(row: Row, lang: str) -> int:
    return {lang: 0, "en": 1}.get(row["language"], 2)


def _assessment(found: dict[str, Row]) -> Assessment:
    row = next(iter(found.values()))
    grade, reason, curator = (
        found[of]["text"] if of in found else "" for of in ("grade", "reason", "curator")
    )
    made = _Number if isinstance(row["code"], Scalar) else Written
    return Assessment(local(row["kind"]), made(row["code"], grade), reason, curator, row["date"])


def grades(engine: Engine, lang: str, claims: Collection[Row]) -> dict[str, Written]:
    """The grades of some claims, and of the sources that they are stated in, by their IRIs."""
    things = {row[name] for row in claims for name in ("claim", "source")}
    return {iri: found.grade for iri, found in assessments(engine, lang, things).items()}


def told(claim: Row, lang: str) -> str:
    """The grades of a claim and of its source in words; "" where nobody graded them.

    >>> told({"reliability": Written("B", "B (usually reliable)"), "credibility": ""}, "en")
    'reliability: B (usually reliable)'
    """
    graded = [(str(word(name, lang)), claim[name]) for name in GRADES if claim[name]]
    return "; ".join(f"{name}: {getattr(grade, 'words', grade)}" for name, grade in graded)
