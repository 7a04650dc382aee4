"""What curators think of sources and claims, in the Admiralty code (NATO AJP-2.1): looked up, never made."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from kg.ask.dates import Written
from kg.engines import Engine, Row, select
from kg.model.vocab import NS, PREFIXES, RDFS, SKOS, Scalar, local
from kg.words import word

GRADES = ("reliability", "credibility")  # of the source of a claim, and of the claim

_QUERY = f"""PREFIX : <{NS}> PREFIX rdfs: <{RDFS}> PREFIX skos: <{SKOS}>
PREFIX prov: <{PREFIXES["prov"]}> PREFIX dcterms: <{PREFIXES["dcterms"]}>
SELECT ?thing ?kind ?code ?grade ?reason ?curator ?date
  (lang(?grade) AS ?gradeIn) (lang(?reason) AS ?reasonIn) (lang(?curator) AS ?curatorIn) {{
  VALUES ?thing {{ THESE }}
  ?assessment :assesses ?thing ; rdfs:comment ?reason ; prov:wasAttributedTo ?by ; ?kind ?given .
  FILTER(?kind IN (:reliability, :credibility))
  ?by rdfs:label ?curator . ?given skos:notation ?code ; rdfs:label ?grade .
  OPTIONAL {{ ?assessment dcterms:created ?date }}
}} ORDER BY ?thing ?grade ?reason ?curator"""


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
    found: dict[str, list[Row]] = {}
    for row in select(engine, _QUERY, these=things)[1]:
        found.setdefault(row["thing"], []).append(row)
    return {iri: _assessment(rows, lang) for iri, rows in found.items()}


def _assessment(rows: list[Row], lang: str) -> Assessment:
    """The assessment that rows tell in all languages."""

    def best(name: str) -> str:
        return min(rows, key=lambda row: {lang: 0, "en": 1}.get(row[name + "In"], 2))[name]

    row = rows[0]
    made = _Number if isinstance(row["code"], Scalar) else Written
    grade = made(row["code"], best("grade"))
    return Assessment(local(row["kind"]), grade, best("reason"), best("curator"), row["date"])


def grades(engine: Engine, lang: str, things: Collection[str]) -> dict[str, Written]:
    """The grade of each of these claims and sources that has one, by its IRI."""
    return {iri: found.grade for iri, found in assessments(engine, lang, things).items()}


def told(claim: Mapping[str, Any], lang: str) -> str:
    """The grades of a claim and of its source in words; "" where nobody graded them.

    >>> told({"reliability": Written("B", "B (usually reliable)"), "credibility": ""}, "en")
    'reliability: B (usually reliable)'
    """
    graded = [(str(word(name, lang)), claim[name]) for name in GRADES if claim[name]]
    return "; ".join(f"{name}: {getattr(grade, 'words', grade)}" for name, grade in graded)
