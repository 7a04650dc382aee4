"""The whole answers of questions: which things stand where in them, on which statements rows rest, and by
which words their relations go."""

from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode

from kg.ask import asking
from kg.ask.answer import Answer
from kg.ask.narrow import grounds_of_rows
from kg.ask.view import View
from kg.catalogue.question import Question
from kg.engines import Engine, Result, select
from kg.engines.patience import solve_patiently
from kg.errors import KgError
from kg.model.spelling import words
from kg.model.vocab import PREFIXES, RDFS, SKOS, Iri
from kg.understand.cues import is_form

_SHORT = 2  # letters of a word that names no relation
_NAMED = f"""PREFIX rdfs: <{RDFS}> PREFIX skos: <{SKOS}> PREFIX owl: <{PREFIXES["owl"]}>
SELECT DISTINCT ?relation ?label {{ VALUES ?relation {{ THESE }}
  ?relation (owl:inverseOf|^owl:inverseOf)?/(rdfs:label|skos:altLabel|skos:hiddenLabel) ?label }}
ORDER BY ?relation ?label"""


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
        """The things in each column; of a question that must be given something, for whatever it is given.

        No columns of one that must be given several: that would be each with each.
        """
        if question.name not in self._things:
            needed = sum(parameter.required for parameter in question.parameters)
            if needed > 1:
                found = Result([], [])
            elif (answer := self.whole(question)) is not None:
                found = answer.result
            else:
                found = solve_patiently(self._view.engine, question.text, {}, file=str(question.path))
            self._things[question.name] = {
                name: {Iri(node.value) for row in found.rows if isinstance(node := row[name], NamedNode)}
                for name in found.names
            }
        return self._things[question.name]

    def meant(self, relations: Iterable[str], asked: Sequence[str]) -> set[str]:
        """The relations (IRIs) that some words of a sentence name, in whichever language.

        One goes by its labels and aliases, and by those of its inverse.
        """
        named = (
            (row["relation"], words(row["label"]))
            for row in select(self._view.engine, _NAMED, these=[*relations])[1]
        )
        return {
            relation
            for relation, label in named
            if any(len(one) > _SHORT and is_form(one, other) for one in label for other in asked)
        }

    def statements(self, question: Question) -> set[str]:
        """The statements on which the rows rest."""
        answer = self.whole(question)
        if answer is None:
            return set()
        columns = grounds_of_rows(answer.columns)
        return {row[name] for row in answer.rows for name in columns if row[name]}
