"""The whole answers of questions: which things stand where in them, and on which statements rows rest."""

from kg.ask import asking
from kg.ask.answer import Answer
from kg.ask.narrow import grounds_of_rows
from kg.ask.view import View
from kg.catalogue.question import Question
from kg.engines import Engine
from kg.errors import KgError
from kg.model.vocab import Iri


class Answers:
    """The answers of questions that are given nothing, each worked out once."""

    def __init__(self, engine: Engine) -> None:
        self._view = View(engine)
        self._whole: dict[str, Answer | None] = {}
        self._things: dict[str, dict[str, set[str]]] = {}

    def whole(self, question: Question) -> Answer | None:
        """The whole answer; None of a question that must be given something."""
        if question.name not in self._whole:
            try:
                self._whole[question.name] = asking.answer(self._view, question, {})
            except KgError:  # it needs something
                self._whole[question.name] = None
        return self._whole[question.name]

    def things(self, question: Question) -> dict[str, set[str]]:
        """The things in each column; no columns of a question that must be given something."""
        if question.name not in self._things:
            answer = self.whole(question)
            columns = () if answer is None else answer.columns
            rows = () if answer is None else answer.rows
            self._things[question.name] = {
                name: {row[name] for row in rows if isinstance(row[name], Iri)} for name in columns
            }
        return self._things[question.name]

    def statements(self, question: Question) -> set[str]:
        """The statements on which the rows rest."""
        answer = self.whole(question)
        if answer is None:
            return set()
        columns = grounds_of_rows(answer.columns)
        return {row[name] for row in answer.rows for name in columns if row[name]}
