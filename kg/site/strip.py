"""A source as a strip: which stretches of it claims rest on, which were waived, and what nothing covers.

Offsets are all that is needed: the words of the text are not ours to publish.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.engines import Engine, project_of, select
from kg.model.iris import Passage
from kg.model.vocab import NS, RDF, RDFS

_LINE = 600  # characters of a line of the strip
_QUERY = f"""PREFIX : <{NS}> PREFIX rdf: <{RDF}> PREFIX rdfs: <{RDFS}>
SELECT ?source ?passage ?claim ?waived {{
  {{ ?claim a :Claim ; :statedIn ?source ; :evidence ?passage }}
  UNION {{ ?passage a :Waiver ; :waiverReason ?reason . ?reason rdfs:label ?waived
    FILTER(lang(?waived) = "LANG") }}
}} ORDER BY ?passage ?claim"""
_LENGTHS = f"SELECT ?source ?characters {{ ?source <{NS}characters> ?characters }} ORDER BY ?source"


@dataclass(frozen=True)
class Stretch:
    """A stretch of one line of a strip: where it begins and ends, in percent of it.

    ``span`` names the passage that it is of (``start-end``); ``waived`` is the reason where no claim rests on
    it.
    """

    start: float
    length: float
    span: str
    waived: str


@dataclass(frozen=True)
class Strip:
    """A source: its characters, the shares (0 to 1) under claims and under waivers alone, and its lines, each
    with how much of a whole one it is, in percent.

    ``claims`` are the IRIs of the claims of each passage (``start-end``), in the order of the text.
    """

    characters: int
    claimed: float
    waived: float
    lines: tuple[tuple[float, tuple[Stretch, ...]], ...]
    claims: dict[str, list[str]]


def strips(engine: Engine, lang: str) -> dict[str, Strip]:
    """The strips of all sources whose length is known, by IRI."""
    project = project_of(engine)
    lengths = {row["source"]: int(row["characters"]) for row in select(engine, _LENGTHS)[1]}
    claims: dict[str, dict[str, list[str]]] = {iri: {} for iri in lengths}
    waived: dict[str, dict[str, str]] = {iri: {} for iri in lengths}
    for row in select(engine, _QUERY.replace("LANG", lang))[1]:
        kind = "waiver" if row["waived"] else "evidence"
        name = row["passage"].removeprefix(project.made(kind, ""))
        source, _, span = name.rpartition("/")
        iri = row["source"] or project.made("source", source)
        if iri not in lengths:
            continue
        if row["waived"]:
            waived[iri][span] = row["waived"]
        else:
            claims[iri].setdefault(span, []).append(row["claim"])
    return {iri: _strip(length, claims[iri], waived[iri]) for iri, length in lengths.items()}


def _strip(length: int, claims: dict[str, list[str]], waived: dict[str, str]) -> Strip:
    under, spared = _covered(claims, length), _covered(waived, length)
    lines = [
        (
            100 * min(length - first, _LINE) / _LINE,
            tuple(
                stretch
                for told in (waived, dict.fromkeys(claims, ""))
                for span in _ordered(told)
                for stretch in _within(span, told[span], first, min(length - first, _LINE))
            ),
        )
        for first in range(0, length, _LINE)
    ]
    ordered = {span: claims[span] for span in _ordered(claims)}
    return Strip(length, len(under) / length, len(spared - under) / length, tuple(lines), ordered)


def _ends(span: str) -> tuple[int, int]:
    _, start, end = Passage.of(f"s/{span}")
    return start, end


def _ordered(spans: Iterable[str]) -> list[str]:
    return sorted(spans, key=_ends)


def _covered(spans: Iterable[str], length: int) -> set[int]:
    return {place for span in spans for place in range(*_ends(span)) if place < length}


def _within(span: str, waived: str, first: int, length: int) -> Iterable[Stretch]:
    """The part of a passage that stands on the line that begins with a character."""
    start, end = _ends(span)
    start, end = max(start, first), min(end, first + length)
    if start < end:
        yield Stretch(100 * (start - first) / length, 100 * (end - start) / length, span, waived)
