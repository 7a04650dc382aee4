"""Write a curator's grade of a source or a claim, in the Admiralty code, with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import NamedNode

from kg.authoring.blocks import Block, Line, with_blocks
from kg.authoring.describe import dated, in_all, refuse_unknown, tagged
from kg.authoring.trying import put
from kg.authoring.written import Written
from kg.errors import KgError
from kg.model.vocab import NS, PREFIXES, PROV, RDF, RDFS, rdf, term

GRADES = "graph/assessments.ttl"
_KINDS = {"Source": ("reliability", "ABCDEF"), "Claim": ("credibility", "123456")}


@dataclass(frozen=True)
class Grade:
    """What is given of a grade: a source or claim, a letter or a number, who graded it and why, and when;
    ``labels`` are those of a curator who is new.
    """

    thing: str
    grade: str
    curator: str
    reasons: Mapping[str, str]
    date: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)


def add_grade(written: Written, told: Grade) -> Path:
    """Write a grade into ``graph/assessments.ttl``; gives that file.

    Raises KgError for what is no source or claim, for a grade that it cannot have, a second one of it, a
    missing reason, a curator who is neither known nor described, and what would stop a build.
    """
    thing = NamedNode(written.thing(told.thing))
    kinds = [one for name, one in _KINDS.items() if _is(written, thing, name)]
    if not kinds:
        raise KgError(f"{told.thing!r} is no source and no claim; these are graded")
    relation, grades = kinds[0]
    if told.grade.upper() not in [*grades]:
        raise KgError(f"its {relation} is one of {', '.join(grades)}, not {told.grade!r}")
    refuse_unknown(told.reasons, written.project.languages)
    reasons = {code: text.strip() for code, text in told.reasons.items() if text.strip()}
    if not reasons:
        raise KgError("a reason is needed, in one language of the project at least: --reason CODE=TEXT")
    named = thing.value.removeprefix(written.project.space).partition("/")[2] or thing.value
    curator, blocks = _curator(written, told)
    lines: list[Line] = [
        [(RDF + "type", [term("Assessment")])],
        [(NS + "assesses", [thing]), (NS + relation, [term(f"grade{told.grade.upper()}")])],
        [(RDFS + "comment", tagged(reasons))],
        [(PROV + "wasAttributedTo", [curator])],
        [(PREFIXES["dcterms"] + "created", [dated(told.date)])] if told.date else [],
    ]
    path = written.root / GRADES
    own = Block(written.new("assessment", named.replace("/", ".")), lines)
    comment = "What curators think of sources and claims, and why."
    put(written, {path: with_blocks(path, [*blocks, own], written.project, {}, comment)})
    return path


def _is(written: Written, thing: NamedNode, kind: str) -> bool:
    return any(written.engine.store.quads_for_pattern(thing, rdf("type"), term(kind)))


def _curator(written: Written, told: Grade) -> tuple[NamedNode, list[Block]]:
    """The curator that is named, and where he is new his description."""
    try:
        return NamedNode(written.names.resolve(told.curator, "Curator")), []
    except KgError as unknown:
        if not told.labels:
            raise KgError(f"{unknown.message}; --label CODE=TEXT describes a new one") from None
    label = in_all(told.labels, written.project.languages, "a label", "--label")
    iri = written.new("curator", told.curator)
    block = Block(iri, [[(RDF + "type", [term("Curator")])], [(RDFS + "label", tagged(label))]])
    return NamedNode(iri), [block]
