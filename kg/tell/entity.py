"""A thing, as it is shown: a heading, tables of what is known of it, its disputes."""

from kg.ask.answer import rows_answer
from kg.ask.dates import Written
from kg.ask.dates import told as dated
from kg.ask.entity import Entity
from kg.ask.said import Statement, row_of
from kg.ask.sides import SAID
from kg.engines import Engine, Row, project_of
from kg.model.values import key
from kg.model.vocab import Iri, local
from kg.tell.dispute import dispute
from kg.tell.shown import Labels, Part, Shown
from kg.words import word

ARROWS = {"out": "→", "in": "←", "part": "·"}


def entity(engine: Engine, lang: str, found: Entity) -> Shown:
    """A thing: its names, its statements either way, the claims under them, its disputes."""
    label = Labels(engine, lang, mentioned(found))
    parts = heading(engine, lang, found, label)
    if not found.statements:
        return Shown([*parts, str(word("nothing said", lang))])
    parts += ["", rows_answer(engine, known_rows(found, label, lang), lang)]
    evidence = {claim.iri: claim for known in found.statements for claim in known.claims}
    told = [row_of(claim, SAID) for claim in evidence.values()]
    parts += ["", rows_answer(engine, told, lang, SAID)]
    for one in found.disputes:
        parts += ["", *dispute(engine, lang, one).parts]
    return Shown(parts)


def heading(engine: Engine, lang: str, found: Entity, label: Labels) -> list[str | Part]:
    """What a thing is: names, class, what else it is called, here and elsewhere, a description."""
    order = [lang, *(code for code in project_of(engine).languages if code != lang)]
    names = [found.labels[code] for code in order if code in found.labels] or [local(found.iri)]
    types = ", ".join(label(key(one)) for one in found.types)
    parts: list[str | Part] = [" · ".join(names) + (f" ({types})" if types else "")]
    if found.aliases:
        parts.append(f"{word('also called', lang)}: {', '.join(found.aliases)}")
    parts += [f"{word('outside', lang)}: {text}" for text in found.outside]
    parts += [f"{word('probably', lang)}: {label(key(other))} ({why})" for other, why in found.twins]
    if found.assessment:
        one = found.assessment
        who = ", ".join(filter(None, (one.curator, dated(one.date, lang))))
        parts.append(f"{word(one.kind, lang)}: {one.grade.words} — {one.reason} ({who})")
    told = (found.descriptions[code] for code in order if code in found.descriptions)
    return [*parts, *(text for text in [next(told, "")] if text)]


def known_rows(found: Entity, label: Labels, lang: str) -> list[Row]:
    """The statements about a thing as rows of words."""
    return [
        {
            "direction": ARROWS[found.direction(known)],
            "predicate": _relation(known, label),
            "value": _value(found, known, label),
            "qualifiers": label.pairs(known.pairs),
            "status": label(key(known.status)) + (f", {word('disputed', lang)}" if known.disputed else ""),
            "sources": ", ".join(dict.fromkeys(label(key(claim.source)) for claim in known.claims)),
        }
        for known in found.statements
    ]


def _relation(known: Statement, label: Labels) -> Written:
    """The name of the relation; for people in the form that agrees with its subject."""
    subject, predicate, _ = known.triple
    return Written(label(predicate), label.sentences.relation(subject, predicate, label.lang))


def _value(found: Entity, known: Statement, label: Labels) -> Written:
    """The other things of a statement, or its value."""
    subject, predicate, object = known.triple
    others = {"out": [object], "in": [subject]}.get(found.direction(known), [subject, object])
    told = [label.value(predicate, one) for one in others]
    return Written(" → ".join(told), " → ".join(one.words for one in told))


def mentioned(found: Entity) -> set[str]:
    """The IRIs whose labels a thing's page shows."""
    return {
        Iri(found.iri),
        *map(key, found.types),
        *(key(other) for other, _ in found.twins),
        *(iri for known in found.statements for iri in _iris(known)),
    }


def _iris(known: Statement) -> list[str]:
    qualifiers = [iri for pair in known.pairs for iri in pair]
    sources = [key(claim.source) for claim in known.claims]
    return [*known.triple, key(known.status), *qualifiers, *sources]
