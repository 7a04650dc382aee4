"""A thing on one screen: what it is, the most telling of what is said of it, and what was left out."""

from collections.abc import Iterable

from kg.ask.answer import rows_answer
from kg.ask.entity import Entity
from kg.ask.said import Statement
from kg.ask.statements import inferred
from kg.ask.view import View
from kg.engines import Row
from kg.model.statement import FACT, SUREST
from kg.model.values import key
from kg.model.vocab import NS, RDF, Iri, Scalar
from kg.tell.entity import ARROWS, entity, heading, known_rows, mentioned
from kg.tell.shown import Labels, Part, Shown
from kg.words import many, word

LINES = 40  # of a screen
_VALUES = 2  # of one relation
_LISTED = 5  # inferences that are listed; more are counted
_ORDER: dict[str, int] = {NS + name: n for n, name in enumerate(SUREST)}


def screen(
    view: View, found: Entity, predicate: str | None = None, columns: int | None = None, every: bool = False
) -> Shown:
    """A thing in some forty lines of ``columns``, or with ``every`` statement, claim, dispute and inference.

    Facts come before what is only expected, and that before what is possible or denied; of these what more
    sources tell comes first, each relation once with its values.
    """
    follows = _follows(view, found.iri, predicate)
    listed: list[str | Part] = ["", rows_answer(view.engine, follows, view.lang)] if follows else []
    whole = entity(view.engine, view.lang, found)
    if every or _lines(whole, columns) + len(follows) <= LINES - 3 * bool(follows):
        return Shown([*whole.parts, *listed])
    label = Labels(view.engine, view.lang, mentioned(found))
    told = dict(zip(map(id, found.statements), known_rows(found, label, view.lang), strict=True))
    groups = sorted(_groups(found), key=lambda group: (_status(group[0]), -len(_sources(group))))
    after = listed if len(follows) <= _LISTED else _counted(view, follows)
    parts: list[str | Part] = heading(view.engine, view.lang, found, label)
    for most in range(min(len(groups), LINES), 0, -1):
        rows = [_row(group, [told[id(one)] for one in group], label) for group in groups[:most]]
        left = len(found.statements) - sum(len(group[:_VALUES]) for group in groups[:most])
        table = rows_answer(view.engine, rows, view.lang)
        shown = Shown([*parts, "", table, *after, "", _left(found, left, view.lang)])
        if _lines(shown, columns) <= LINES:
            break
    return shown


def _groups(entity: Entity) -> list[list[Statement]]:
    """The statements of each relation, direction and status, those of most sources first."""
    found: dict[tuple[str, str, str], list[Statement]] = {}
    for one in entity.statements:
        found.setdefault((entity.direction(one), one.predicate.iri, one.status.iri), []).append(one)
    return [sorted(group, key=lambda one: -len(_sources([one]))) for group in found.values()]


def _status(known: Statement) -> int:
    return _ORDER.get(known.status.iri, len(_ORDER))


def _sources(group: Iterable[Statement]) -> set[str]:
    return {claim.source.iri for known in group for claim in known.claims}


def _row(group: list[Statement], told: list[Row], label: Labels) -> Row:
    """One relation with its first values, a disputed one marked, and how many sources tell it."""
    disputed = f"{word('disputed', label.lang)}"
    values = []
    for known, row in zip(group[:_VALUES], told, strict=False):
        notes = [_words(row["qualifiers"])]
        notes += [disputed] if known.disputed and any(not one.disputed for one in group) else []
        note = ", ".join(filter(None, notes))
        values.append(_words(row["value"]) + (f" ({note})" if note else ""))
    more = [f"… {len(group) - _VALUES}"] if len(group) > _VALUES else []
    all_disputed = all(known.disputed for known in group)
    return {
        "predicate": f"{told[0]['direction']} {_words(told[0]['predicate'])}",
        "value": "; ".join([*values, *more]),
        "status": label(key(group[0].status)) + (f", {disputed}" if all_disputed else ""),
        "sources": Scalar(len(_sources(group))),
    }


def _words(cell: str) -> str:
    """What people see of a cell."""
    return str(getattr(cell, "words", cell))


def _follows(view: View, iri: str, predicate: str | None) -> list[Row]:
    """What rules conclude of a thing, and no source states, as rows of words; not its classes."""
    relation = {} if predicate is None else {"predicate": predicate}
    ends = (("subject", "object", "out"), ("object", "subject", "in"))
    found = {
        (direction, row["predicate"], row[other], row["status"])
        for own, other, direction in ends
        for row in inferred(view, {own: iri, **relation}).rows
        if row["predicate"] != RDF + "type" and isinstance(row[other], Iri)
    }
    label = Labels(view.engine, view.lang, {iri for _, *iris in found for iri in iris})
    known = str(word("inferred", view.lang))
    rows = [
        {
            "direction": ARROWS[direction],
            "predicate": label(relation),
            "value": label(other),
            "status": known if status == NS + FACT else f"{label(status)}, {known}",
        }
        for direction, relation, other, status in found
    ]
    return sorted(rows, key=lambda row: (row["direction"] != ARROWS["out"], *row.values()))


def _counted(view: View, follows: list[Row]) -> list[str | Part]:
    """How much follows, in one line."""
    return ["", f"{word('show: follows', view.lang)}: {many('relations', len(follows), view.lang)}"]


def _left(found: Entity, statements: int, lang: str) -> str:
    claims = {claim.iri for known in found.statements for claim in known.claims}
    told = str(word("show: more", lang))
    return told.format(statements=statements, claims=len(claims), disputes=len(found.disputes))


def _lines(shown: Shown, columns: int | None) -> int:
    """How many lines of a terminal it takes."""
    lines = shown.to_text(columns).splitlines()
    return sum(max(1, -(-len(line) // columns)) if columns else 1 for line in lines)
