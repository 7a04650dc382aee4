"""How a thing and a conflict are shown: a heading, tables, and notes, in the language asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, TypeAlias

from kg.answer import Answer, rows_answer
from kg.dates import Written
from kg.engines import Engine, Row
from kg.entity import Entity, Known
from kg.listing import Dispute, Side
from kg.sentences import Sentences
from kg.tables import isolate
from kg.vocab import BASE, local
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
        self.lang = lang
        self.sentences = Sentences(engine, iris)

    def __call__(self, iri: str) -> str:
        """The label of an IRI, else its end."""
        return self.sentences.name(iri, self.lang)

    def value(self, relation: str, value: str) -> Written:
        """A value of a relation, a date in words for people."""
        return Written(self(value), self.sentences.value(relation, value, self.lang))

    def pairs(self, qualifiers: list[tuple[str, str]]) -> Written:
        """Qualifiers in one cell."""
        return self.sentences.pairs(qualifiers, self.lang)


def entity(engine: Engine, lang: str, found: Entity) -> Shown:
    """A thing: its names, its statements either way, the claims under them, its disputes."""
    label = Labels(engine, lang, mentioned(found))
    other = "en" if lang == "he" else "he"
    names = [found.labels[x] for x in (lang, other) if x in found.labels] or [local(found.iri)]
    types = ", ".join(map(label, found.types))
    parts: list[str | Answer] = [" · ".join(names) + (f" ({types})" if types else "")]
    if found.aliases:
        parts.append(f"{word('also called', lang)}: {', '.join(found.aliases)}")
    parts += [f"{word('outside', lang)}: {text}" for text in found.outside]
    parts += [f"{word('probably', lang)}: {label(other)} ({why})" for other, why in found.twins]
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
            "predicate": _relation(found, known, label),
            "value": _value(known, label),
            "qualifiers": label.pairs(known.qualifiers),
            "status": label(known.status) + (f", {word('disputed', lang)}" if known.disputed else ""),
            "sources": ", ".join(dict.fromkeys(label(claim["source"]) for claim in known.claims)),
        }
        for known in found.statements
    ]


def _relation(found: Entity, known: Known, label: Labels) -> Written:
    """The name of the relation; for people in the form that agrees with its subject."""
    subject = found.iri if known.direction == "out" else known.others[0]
    return Written(label(known.predicate), label.sentences.relation(subject, known.predicate, label.lang))


def _value(known: Known, label: Labels) -> Written:
    """The other things of a statement, or its value."""
    told = [label.value(known.predicate, one) for one in known.others]
    return Written(" → ".join(told), " → ".join(one.words for one in told))


def mentioned(found: Entity) -> set[str]:
    """The IRIs whose labels a thing's page shows."""
    return {
        found.iri,
        *found.types,
        *(other for other, _ in found.twins),
        *(iri for known in found.statements for iri in _iris(known)),
    }


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
    label = Labels(engine, lang, {found.reason, *(iri for side in preferred for iri in sum(_of(side), ()))})
    rows = rows_answer(engine, side_rows(found), lang).only([*SIDE, "source", "passage", "gloss"])
    parts: list[str | Answer] = [label(found.reason), rows]
    for proof in chains(engine, lang, found):
        parts += explain.to_text(engine, lang, proof).splitlines()
    for side in preferred:
        values = ", ".join(label.value(*pair).words for pair in _of(side))
        parts.append(f"{word('prefers', lang)} {values} — {found.explanation}")
    if found.explanation and not preferred:
        parts.append(found.explanation)
    return Shown(parts)


def chains(engine: Engine, lang: str, found: Dispute) -> "list[Proof]":
    """How the sides of a conflict that a rule found come to what cannot be; none of any other conflict."""
    if not found.reason.startswith(BASE + "rule/"):
        return []
    from kg import explain

    return explain.contradiction(engine, lang, found.reason, [side.statement for side in found.sides])


def _of(side: Side) -> list[tuple[str, str]]:
    """The relation with its object, and the qualifiers with their values."""
    return [(side.predicate, side.object), *side.qualifiers]


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


def news_rows(
    engine: Engine, lang: str, news: "Mapping[News, str]", sides: Mapping[str, list[tuple[str, str, str]]]
) -> list[Row]:
    """What comes or goes as rows of labels; ``sides`` are the triples that a conflict is between."""
    said = [part for triples in sides.values() for triple in triples for part in triple]
    label = Labels(engine, lang, {*said, *(part for parts in news for part in parts)})

    def between(conflict: str) -> str:
        """What a conflict is between."""
        return " ≠ ".join(label.sentences.sentence(*triple, lang) for triple in sides.get(conflict, ()))

    return [
        {
            "what": what,
            "subject": between(subject) or label(subject),
            "predicate": Written(label(predicate), label.sentences.relation(subject, predicate, lang)),
            "object": label.value(predicate, object),
            "status": label(status),
        }
        for (subject, predicate, object, status), what in news.items()
    ]


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
