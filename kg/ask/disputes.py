"""Tell, for a statement in a conflict, what the other side says."""

from typing import TYPE_CHECKING

from kg.ask.involved import disputed
from kg.engines import Engine, Row
from kg.model.vocab import NS
from kg.words import word

if TYPE_CHECKING:
    from kg.ask.listing import Dispute, Side
    from kg.ask.sentences import Sentences


def other_sides(engine: Engine, rows: list[Row], lang: str) -> dict[str, str]:
    """For each statement of the rows that a conflict involves: the other side and who says it, in words.

    For an inference the same of each statement that it rests on.
    """
    statements = {row["statement"] for row in rows if row["statement"]}
    involved = disputed(engine, statements)
    if not involved:
        return {}
    from kg.ask.listing import conflicts
    from kg.ask.sentences import Sentences

    disputes = conflicts(engine, lang, {leaf for leaves in involved.values() for leaf in leaves})
    known = Sentences(engine, (iri for d in disputes for s in d.sides for iri in _iris(s)))
    found: dict[str, list[str]] = {}
    for dispute in disputes:
        for side in dispute.sides:
            found.setdefault(side.statement.iri, []).extend(_told(dispute, side, known, lang))
    return {
        iri: "; ".join(dict.fromkeys(text for leaf in leaves for text in found[leaf]))
        for iri, leaves in involved.items()
    }


def _iris(side: "Side") -> list[str]:
    from kg.model.values import key

    said = [key(one) for claim in side.claims for one in (claim.source, claim.modality, claim.speaker) if one]
    return [*_triple(side), *said, *(iri for c in side.claims for pair in c.pairs for iri in pair)]


def _triple(side: "Side") -> tuple[str, str, str]:
    return side.statement.triple


def _denies(side: "Side") -> bool:
    return all(claim.modality.iri == NS + "denied" for claim in side.claims)


def _agree(one: "Side", other: "Side") -> bool:
    """Whether two statements of a conflict say the same, or one of them less: a third contradicts both."""
    own, others = one.statement.pairs, other.statement.pairs
    both = {name for name, _ in own} & {name for name, _ in others}
    shared = [{pair for pair in of if pair[0] in both} for of in (own, others)]
    return _triple(one) == _triple(other) and _denies(one) == _denies(other) and shared[0] == shared[1]


def _told(dispute: "Dispute", side: "Side", known: "Sentences", lang: str) -> list[str]:
    """What the others of a conflict say that do not agree; where none is, what its own claims say apart.

    Where the triple is one that only one of the two denies, how it is said tells them apart, and no value.
    What a curator chose is told beside it.
    """
    from kg.model.values import key

    others = [other for other in dispute.sides if not _agree(side, other)] or [side]
    told = []
    for other in others:
        subject, predicate, object = _triple(other)
        value = known.value(predicate, object, lang)
        if predicate != _triple(side)[1]:
            value = known.sentence(subject, predicate, object, lang)
        only_how = _triple(other) == _triple(side) and _denies(other) != _denies(side)
        choice = "preferred" if other.preferred else "not preferred" if side.preferred else ""
        for claim in other.claims:
            said, how = claim.pairs, known.name(key(claim.modality), lang)
            details = [how] if _denies(other) and not only_how else []
            details += [known.pairs(said, lang).words] if said else []
            details += [str(word(choice, lang))] if choice else []
            what = (how if only_how else value) + (f" ({', '.join(details)})" if details else "")
            # One source may say both, each of another speaker.
            who = [known.name(key(one), lang) for one in (claim.speaker, claim.source) if one]
            told.append(f"{what}: {', '.join(who)}")
    return told
