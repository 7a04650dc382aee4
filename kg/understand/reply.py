"""What comes of a question in words: how it was understood, the answer, yes or no where that was asked."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from kg.ask import asking
from kg.ask.answer import Answer, claims_answer
from kg.ask.listing import by_statement
from kg.ask.narrow import counting
from kg.ask.said import Claim
from kg.ask.view import View
from kg.catalogue.question import Question
from kg.errors import KgError, short
from kg.understand import cues
from kg.understand.joint import Rows, each_of
from kg.understand.model import Model, choose
from kg.understand.near import nearest
from kg.understand.reading import Reader, Reading
from kg.understand.verdict import UNSTATED, under, unstated, verdict

_SURE = 0.75  # a reading that fits less is told as a guess
_LEAST = 0.45  # and one that fits less than that is none
_CLOSE = 0.3  # another reading that fits nearly as well
_TOLD = 3  # claims in such words that are told
_NEXT = 2  # further readings that are told


@dataclass(frozen=True, repr=False)
class Reply:
    """What comes of a sentence.

    ``reading`` is how it was understood (None: it is like no question), ``sure`` or only guessed; ``answer``
    has the rows, and where it is only guessed or there are none, ``told`` has claims that are told in such
    words; ``verdict`` is, where yes or no was surely asked of a question that affirms, ``yes``, ``over``,
    ``disputed``, ``not stated``, or the local name of a status; ``unstated`` is then what it is that nobody
    states, in words. Of no rows, ``near`` is what comes nearest (see ``kg.understand.near``). ``model`` is
    what a model is called that chose the reading; ``others`` are the next readings; ``corrected`` what was
    read as another name, ``unknown`` words that nothing is called by.
    """

    sentence: str
    reading: Reading | None
    answer: Answer | None = None
    sure: bool = False
    verdict: str = ""
    unstated: str = ""
    near: Answer | None = None
    told: Answer[Claim] | None = None
    model: str = ""
    others: tuple[Reading, ...] = ()
    corrected: Mapping[str, str] | None = None
    unknown: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return short(f"<Reply {self.sentence}>")


class Asker:
    """Answers questions in words about one graph."""

    def __init__(self, view: View, questions: Mapping[str, Question]) -> None:
        self._view = view
        self._questions = questions
        self._reader = Reader(view, questions)

    def ask(self, sentence: str, model: Model | None = None) -> Reply:
        """The reply to a sentence, to the question that ``model`` chooses where there is one.

        Raises KgError for an answer that cannot be had, and for what ``kg.understand.model.choose`` does.
        """
        understood = self._reader.read(sentence)
        reply = Reply(sentence, None, corrected=understood.corrected, unknown=understood.unknown)
        readings = [one for one in understood.readings if one.score >= _LEAST]
        if model is not None:
            chosen = choose(model, self._view, self._questions, sentence)
            others = [one for one in readings if chosen is None or one.question != chosen.question]
            reply = replace(reply, model=model.name, unknown=())
            readings = [chosen, *others] if chosen is not None else []
        if not readings:
            told = self._told(understood.told, None)
            return replace(reply, others=tuple(understood.readings[:_NEXT]), told=told)
        best, *others = readings
        sure = best.score >= _SURE and not (others and best.score - others[0].score < _CLOSE)
        sure = sure or self._is_literal(best, others)
        sure = (sure and best.fits and not best.missed) or model is not None
        answer = self.answer(best)
        # Of words that name nothing and are no others' the whole answer to some question is none.
        is_named = any(one.things or one.narrow for one in readings)
        is_strange = not (sure or is_named) and bool(best.missed or understood.unknown)
        answer = answer.head(0) if is_strange else answer
        one_by_one = None if answer else self._one_by_one(best)
        reply = replace(reply, reading=best, answer=answer, sure=sure, others=self._next(others))
        answers = self._reader.answers
        if best.kind == cues.YES_NO and sure and not understood.unknown and not one_by_one:
            reply = replace(reply, verdict=verdict(self._view, best, answer, answers, self.answer))
        if reply.verdict == UNSTATED:
            what = unstated(self._view, best, answers) or f"«{sentence.strip()}»"
            reply = replace(reply, unstated=what)
        if one_by_one:
            reply = replace(reply, answer=one_by_one)
        elif not answer and not is_strange:
            akin = self._reader.lexicon.akin
            reply = replace(reply, near=nearest(self._view, best, self.answer, understood.told, akin))
        shown = reply.answer or reply.near
        if not (sure and shown):
            reply = replace(reply, told=self._told(understood.told, shown))
        return reply

    def _is_literal(self, best: Reading, others: Iterable[Reading]) -> bool:
        """Whether the sentence says just what one question is asked with; of several, one that has rows."""
        rivals = (one for one in others if one.literal >= best.literal)
        return best.literal > 0 and not any(map(self._is_answered, rivals))

    def _one_by_one(self, reading: Reading) -> Answer | None:
        """Rows that name the things one by one."""
        return self.answer(reading.anywhere(), each_of(reading.things)) if len(reading.things) > 1 else None

    def _next(self, readings: Iterable[Reading]) -> tuple[Reading, ...]:
        """The next readings, of those that have an answer."""
        return tuple(islice((one for one in readings if self._is_answered(one)), _NEXT))

    def _is_answered(self, reading: Reading) -> bool:
        try:
            return bool(self.answer(reading))
        except KgError:  # it needs something that was not named
            return False

    def answer(self, reading: Reading, keep: Callable[[Rows], Rows] | None = None) -> Answer:
        """The answer to one reading; ``keep`` gives the rows that shall be told."""
        narrow: dict[str, Any] = dict(reading.narrow)
        if reading.kind == cues.YES_NO:  # how certain it is, is what is asked
            narrow.pop("status", None)
        view = self._view.narrowed(**narrow) if narrow else self._view
        return asking.answer(view, reading.question, reading.given, reading.about, reading.at, keep)

    def _told(self, statements: Iterable[str], answer: Answer | None) -> Answer[Claim]:
        """The claims of the first statements that count and on which the answer does not rest."""
        told, engine = dict.fromkeys(statements), self._view.engine
        kept = counting(engine, set(told), self._view.narrow) - (
            under(answer) if answer is not None else set()
        )
        most = [one for one in told if one in kept][:_TOLD]
        claims = by_statement(engine, self._view.lang, most)
        return claims_answer(engine, [claims[one][0] for one in most if claims.get(one)], self._view.lang)
