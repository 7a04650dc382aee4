"""A verdict: a word, and claim by claim what it is given for."""

from collections.abc import Mapping

from kg.ask.answer import Answer, rows_answer
from kg.ask.said import Statement, row_of
from kg.ask.sentences import Sentences
from kg.ask.sides import SAID, SIDE
from kg.ask.view import View
from kg.engines import Row
from kg.model.values import key
from kg.tell.reply import verdict as word_of
from kg.tell.shown import Part, Shown
from kg.words import word

_TOLD = (*SIDE, "status", "rule", "disputed", *SAID)
COLUMNS = ("verdict", "how", *_TOLD)


def verdict(view: View, name: str, found: Mapping[str, Answer[Statement]]) -> Shown:
    """A verdict for people: a word, then what it is given for, and what is stated instead."""
    parts: list[str | Part] = [word_of(view, name)]
    for how, answer in found.items():
        if answer:
            parts += ["", str(word(f"verdict: {how}", view.lang))]
            parts.append(rows_answer(view.engine, _rows(view, answer), view.lang, _TOLD))
    return Shown(parts)


def verdict_rows(view: View, name: str, found: Mapping[str, Answer[Statement]]) -> list[Row]:
    """The same as rows, one a claim, in words of the language asked for; one without claims where none is."""
    told = {"verdict": word_of(view, name)}
    rows = [
        told | {"how": str(word(f"verdict: {how}", view.lang)).removesuffix(":")} | row
        for how, answer in found.items()
        for row in _rows(view, answer)
    ]
    return rows or [dict.fromkeys(COLUMNS, "") | told]


def _rows(view: View, answer: Answer[Statement]) -> list[Row]:
    known = Sentences(view.engine, (iri for one in answer for pair in one.pairs for iri in pair))
    return [
        dict(zip(SIDE, one.triple, strict=False))
        | {"qualifiers": known.pairs(one.pairs, view.lang), "status": key(one.status)}
        | {"rule": key(one.rule) if one.rule else "", "disputed": answer.disputed.get(one.iri, "")}
        | row_of(claim, SAID)
        for one in answer
        for claim in one.claims
    ]
