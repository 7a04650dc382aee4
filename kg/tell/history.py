"""What is known of a thing in the order of time, in words."""

from kg.ask.answer import Answer, rows_answer
from kg.ask.dates import Dated, told
from kg.ask.entity import Entity
from kg.ask.history import history as ordered
from kg.engines import Engine
from kg.tell.entity import known_rows, mentioned
from kg.tell.shown import Labels


def history(engine: Engine, lang: str, found: Entity) -> Answer:
    """What is known of a thing, in the order of time; what nobody dates comes last."""
    label = Labels(engine, lang, mentioned(found))
    shown = zip(known_rows(found, label, lang), found.statements, strict=True)
    rows = {known.iri: row for row, known in shown}
    told_rows = [
        {"when": Dated(date, told(date, lang)), **rows[known.iri]} for date, known in ordered(engine, found)
    ]
    return rows_answer(engine, told_rows, lang)
