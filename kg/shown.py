"""How a thing and a conflict are shown: a heading, tables, and notes, in the language asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, TypeAlias

from kg.answer import Answer, rows_answer
from kg.engines import Engine, Row, labels
from kg.entity import Entity, Known
from kg.listing import Dispute, Side
from kg.tables import isolate
from kg.vocab import BASE, OWL, RDF, local
from kg.words import word

if TYPE_CHECKING:
    from kg.change import Change, News
    from kg.explain import Proof
    from kg.networks.failure import Failure
    from kg.whynot import WhyNot

    One: TypeAlias = Answer | Change | Dispute | Entity | Failure | Proof | WhyNot
    Tellable: TypeAlias = One | Sequence[One] | Sequence[list[str]]

ARROWS = {"out": "→", "in": "←", "part": "·"}
SIDE = ("subject", "predicate", "object", "qualifiers")
SAID = ("source", "modality", "speaker", "passage", "gloss")


@dataclass(frozen=True)
class Shown:
    """Lines and tables in the order in which they are read."""

    parts: list[str | Answer]

    def to_text(self, columns: int | None = None, ids: bool = False) -> str:
        """For a terminal, tables wrapped to ``columns`` if given."""
        told = [
            p.to_table(columns, ids) if isinstance(p, Answer) else isolate(p) if p else "" for p in self.parts
        ]
        return "\n".join(told)

    __str__ = to_text

    def _repr_html_(self) -> str:
        return "".join(
            part._repr_html_()
            if isinstance(part, Answer)
            else f'<div dir="auto" style="white-space: pre-wrap">{escape(part)}</div>'
            for part in self.parts
            if part
        )


class Labels:
    """The labels of some IRIs in one language."""

    def __init__(self, engine: Engine, lang: str, iris: set[str]) -> None:
        self._known = labels(engine, lang, {iri for iri in iris if "://" in iri})

    def __call__(self, iri: str) -> str:
        """The label of an IRI, else its end."""
        return self._known.get(iri) or iri.removeprefix(BASE)

    def pairs(self, qualifiers: list[tuple[str, str]]) -> str:
        """Qualifiers in one cell."""
        return ", ".join(f"{self(name)}: {self(value)}" for name, value in qualifiers)


def entity(engine: Engine, lang: str, found: Entity) -> Shown:
    """A thing: its names, its statements either way, the claims under them, its disputes."""
    label = Labels(engine, lang, mentioned(found))
    other = "en" if lang == "he" else "he"
    names = [found.labels[x] for x in (lang, other) if x in found.labels] or [local(found.iri)]
    types = ", ".join(map(label, found.types))
    parts: list[str | Answer] = [" · ".join(names) + (f" ({types})" if types else "")]
    if found.aliases:
        parts.append(f"{word('also called', lang)}: {', '.join(found.aliases)}")
    if text := found.descriptions.get(lang) or found.descriptions.get(other):
        parts.append(text)
    if not found.statements:
        return Shown([*parts, str(word("nothing said", lang))])
    parts += ["", rows_answer(engine, known_rows(found, label, lang), lang)]
    evidence = {claim["claim"]: claim for known in found.statements for claim in known.claims}
    parts += ["", rows_answer(engine, list(evidence.values()), lang).only(SAID)]
    for one in found.disputes:
        parts += ["", *dispute(engine, lang, one).parts]
    return Shown(parts)


def known_rows(found: Entity, label: Labels, lang: str) -> list[Row]:
    """The statements about a thing as rows of words."""
    return [
        {
            "direction": ARROWS[known.direction],
            "predicate": label(known.predicate),
            "value": " → ".join(map(label, known.others)),
            "qualifiers": label.pairs(known.qualifiers),
            "status": label(known.status) + (f", {word('disputed', lang)}" if known.disputed else ""),
            "sources": ", ".join(dict.fromkeys(label(claim["source"]) for claim in known.claims)),
        }
        for known in found.statements
    ]


def mentioned(found: Entity) -> set[str]:
    """The IRIs whose labels a thing's page shows."""
    return {*found.types, *(iri for known in found.statements for iri in _iris(known))}


def _iris(known: Known) -> list[str]:
    qualifiers = [iri for pair in known.qualifiers for iri in pair]
    return [known.predicate, known.status, *known.others, *qualifiers, *(c["source"] for c in known.claims)]


def side_rows(found: Dispute) -> list[Row]:
    """A conflict as rows: each claim with the side that it takes."""
    return [
        {
            "subject": side.subject,
            "predicate": side.predicate,
            "object": side.object,
            "qualifiers": claim["qualifiers"],
            **{name: claim[name] for name in SAID},
        }
        for side in found.sides
        for claim in side.claims
    ]


def dispute(engine: Engine, lang: str, found: Dispute) -> Shown:
    """A conflict: its reason, both sides claim by claim, the chain between them, what a curator thinks."""
    from kg import explain

    preferred = [side for side in found.sides if side.preferred]
    label = Labels(engine, lang, {found.reason, *(iri for side in preferred for iri in _of(side))})
    rows = rows_answer(engine, side_rows(found), lang).only([*SIDE, "source", "passage", "gloss"])
    parts: list[str | Answer] = [label(found.reason), rows]
    for proof in chains(engine, lang, found):
        parts += explain.to_text(engine, lang, proof).splitlines()
    for side in preferred:
        values = ", ".join([label(side.object), *(label(value) for _, value in side.qualifiers)])
        parts.append(f"{word('prefers', lang)} {values}: {found.explanation}")
    if found.explanation and not preferred:
        parts.append(found.explanation)
    return Shown(parts)


def chains(engine: Engine, lang: str, found: Dispute) -> "list[Proof]":
    """How the sides of a conflict that a rule found come to what cannot be; none of any other conflict."""
    if not found.reason.startswith(BASE + "rule/"):
        return []
    from kg import explain

    return explain.contradiction(engine, lang, found.reason, [side.statement for side in found.sides])


def _of(side: Side) -> list[str]:
    return [side.object, *(value for _, value in side.qualifiers)]


def tell(engine: Engine, lang: str, found: "Tellable") -> Shown:
    """Any of the graph's answers that is no table, for people; of a list each, after an empty line."""
    from kg import explain, whynot, whynot_text
    from kg.change import Change
    from kg.networks.failure import Failure

    if isinstance(found, Answer):
        return Shown([found])
    if isinstance(found, Change):
        return change(engine, lang, found)
    if isinstance(found, Entity):
        return entity(engine, lang, found)
    if isinstance(found, Dispute):
        return dispute(engine, lang, found)
    if isinstance(found, Failure):
        return Shown([rows_answer(engine, failure_rows(engine, lang, found), lang, FAILURE)])
    if isinstance(found, explain.Proof):
        return Shown([*explain.to_text(engine, lang, found).splitlines()])
    if isinstance(found, whynot.WhyNot):
        return Shown([*whynot_text.to_text(engine, lang, found).splitlines()])
    if groups := [one for one in found if isinstance(one, list)]:
        return Shown([rows_answer(engine, group_rows(engine, lang, groups), lang)])
    parts: list[str | Answer] = []
    for one in found:
        if not isinstance(one, list):
            parts += ["", *tell(engine, lang, one).parts] if parts else tell(engine, lang, one).parts
    return Shown(parts or [str(word("nothing found", lang))])


def group_rows(engine: Engine, lang: str, groups: list[list[str]]) -> list[Row]:
    """Groups as rows: number, size, and the names of the members."""
    label = Labels(engine, lang, {iri for group in groups for iri in group})
    return [
        {"group": str(number), "size": str(len(group)), "members": ", ".join(map(label, group))}
        for number, group in enumerate(groups, 1)
    ]


def change(engine: Engine, lang: str, found: "Change") -> Shown:
    """What a change brings and takes away, and what the shapes find wrong anew."""
    news = dict.fromkeys(found.comes, "comes") | dict.fromkeys(found.goes, "goes")
    rows = [
        row | {"what": str(word(row["what"], lang))} for row in news_rows(engine, lang, news, found.sides)
    ]
    wrong = [f"{v.message(lang)} → {v.mend(lang)}" for v in found.violations]
    if not rows and not wrong:
        return Shown([str(word("no change", lang))])
    return Shown([*([rows_answer(engine, rows, lang)] if rows else []), *wrong])


NEWS = ("subject", "predicate", "object", "status")
_TERMS = {
    RDF + "type": {"en": "is a", "he": "הוא מסוג"},
    OWL + "Nothing": {"en": "what cannot be", "he": "מה שאינו יכול להיות"},
}


def news_rows(
    engine: Engine, lang: str, news: "Mapping[News, str]", sides: Mapping[str, list[tuple[str, str, str]]]
) -> list[Row]:
    """What comes or goes as rows of labels; ``sides`` are the triples that a conflict is between."""
    said = [part for triples in sides.values() for triple in triples for part in triple]
    label = Labels(engine, lang, {*said, *(part for parts in news for part in parts)})

    def shown(iri: str) -> str:
        """A label, also of what inferences use of RDF and OWL; of a conflict, what it is between."""
        triples = [" ".join(map(shown, triple)) for triple in sides.get(iri, ())]
        return " ≠ ".join(triples) or _TERMS.get(iri, {}).get(lang) or label(iri)

    return [{"what": what} | dict(zip(NEWS, map(shown, parts), strict=True)) for parts, what in news.items()]


FAILURE = ("loss", "subject", "predicate", "object", "qualifiers", "statement")


def failure_rows(engine: Engine, lang: str, found: "Failure") -> list[Row]:
    """What would be lost, as rows: how, the triple, its qualifiers in words, its statement."""
    pairs = {iri for details in found.details.values() for pair in details for iri in pair}
    label = Labels(engine, lang, pairs)
    return [
        {
            "loss": str(word(how, lang)),
            **{part: row[part] for part in ("subject", "predicate", "object")},
            "qualifiers": label.pairs(found.details.get(row["s"], [])),
            "statement": row["s"],
        }
        for how, rows in (("stops", found.stops), ("lost", found.facts), ("follows", found.inferences))
        for row in rows
    ]
