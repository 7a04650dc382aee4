"""A conflict, as it is shown: both sides claim by claim, and what a curator thinks."""

from kg.ask.answer import Answer, rows_answer
from kg.ask.listing import Dispute
from kg.ask.said import Statement
from kg.ask.sides import SAID, SIDE, side_rows
from kg.engines import Engine
from kg.explain.explain import chains
from kg.model.values import key
from kg.tell.proof import to_text
from kg.tell.shown import Labels, Shown
from kg.words import word


def dispute(engine: Engine, lang: str, found: Dispute) -> Shown:
    """A conflict: its reason, both sides claim by claim, the chain between them, what a curator thinks."""
    preferred = [side for side in found.sides if side.preferred]
    named = (iri for side in preferred for iri in sum(_of(side.statement), ()))
    label = Labels(engine, lang, {key(found.reason), *named})
    told = side_rows(engine, lang, found)
    apart = [name for name in ("modality", "speaker") if len({row[name] for row in told}) > 1]
    said = [name for name in SAID if name in apart or name not in ("modality", "speaker")]
    rows = rows_answer(engine, told, lang).only([*SIDE, *said])
    parts: list[str | Answer] = [label(key(found.reason)), rows]
    for proof in chains(engine, lang, found):
        parts += to_text(engine, lang, proof).splitlines()
    for side in preferred:
        values = ", ".join(label.value(*pair).words for pair in _of(side.statement))
        parts.append(f"{word('prefers', lang)} {values} — {found.explanation}")
    if found.explanation and not preferred:
        parts.append(found.explanation)
    return Shown(parts)


def _of(said: Statement) -> list[tuple[str, str]]:
    """The relation with its object, and the qualifiers with their values."""
    return [said.triple[1:], *said.pairs]
