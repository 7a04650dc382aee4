"""Tell, for a statement in a conflict, what the other side says."""

from kg.ask.dates import Written
from kg.ask.listing import Dispute, Side, conflicts
from kg.ask.sentences import Sentences
from kg.engines import Engine, Row, select, values
from kg.model.vocab import NS
from kg.words import word


def other_sides(engine: Engine, rows: list[Row], lang: str) -> dict[str, str]:
    """For each statement of the rows that a conflict involves: the other side and who says it, in words.

    For an inference the same of each statement that it rests on.
    """
    statements = {row["statement"] for row in rows if row["statement"]}
    query = f"""PREFIX : <{NS}> SELECT DISTINCT ?s ?leaf {{ VALUES ?s {{ {values(statements)} }}
        {{ ?conflict :involves ?s BIND(?s AS ?leaf) }}
        UNION {{ ?s :restsOn ?leaf . ?conflict :involves ?leaf }}
        ?conflict a :Conflict }} ORDER BY ?s ?leaf"""
    involved = select(engine, query)[1]
    if not involved:
        return {}
    disputes = conflicts(engine, lang, {row["leaf"] for row in involved})
    known = Sentences(engine, (iri for d in disputes for s in d.sides for iri in _iris(s)))
    found: dict[str, list[str]] = {}
    for dispute in disputes:
        for side in dispute.sides:
            found.setdefault(side.statement, []).extend(_told(dispute, side, known, lang))
    told: dict[str, list[str]] = {}
    for row in involved:
        told.setdefault(row["s"], []).extend(found[row["leaf"]])
    return {iri: "; ".join(dict.fromkeys(texts)) for iri, texts in told.items()}


def _iris(side: Side) -> list[str]:
    said = [claim[name] for claim in side.claims for name in ("source", "modality", "speaker")]
    return [side.subject, side.predicate, side.object, *said]


def _triple(side: Side) -> tuple[str, str, str]:
    return side.subject, side.predicate, side.object


def _denies(side: Side) -> bool:
    return all(claim["modality"] == NS + "denied" for claim in side.claims)


def _agree(one: Side, other: Side) -> bool:
    """Whether two statements of a conflict say the same, or one of them less: a third contradicts both."""
    both = {name for name, _ in one.qualifiers} & {name for name, _ in other.qualifiers}
    shared = [{q for q in side.qualifiers if q[0] in both} for side in (one, other)]
    return _triple(one) == _triple(other) and _denies(one) == _denies(other) and shared[0] == shared[1]


def _told(dispute: Dispute, side: Side, known: Sentences, lang: str) -> list[str]:
    """What the others of a conflict say that do not agree; where none is, what its own claims say apart.

    Where the triple is one that only one of the two denies, how it is said tells them apart, and no value.
    What a curator chose is told beside it.
    """
    others = [other for other in dispute.sides if not _agree(side, other)] or [side]
    told = []
    for other in others:
        value = known.value(other.predicate, other.object, lang)
        if other.predicate != side.predicate:
            value = known.sentence(other.subject, other.predicate, other.object, lang)
        only_how = _triple(other) == _triple(side) and _denies(other) != _denies(side)
        choice = "preferred" if other.preferred else "not preferred" if side.preferred else ""
        for claim in other.claims:
            said, how = claim["qualifiers"], known.name(claim["modality"], lang)
            details = [how] if _denies(other) and not only_how else []
            details += [said.words if isinstance(said, Written) else said] if said else []
            details += [str(word(choice, lang))] if choice else []
            what = (how if only_how else value) + (f" ({', '.join(details)})" if details else "")
            # One source may say both, each of another speaker.
            who = [known.name(claim[name], lang) for name in ("speaker", "source") if claim[name]]
            told.append(f"{what}: {', '.join(who)}")
    return told
