"""What a graph is asked: questions of the catalogue, in words or in SPARQL, a search, its ontology."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self, overload

from kg.ask import asking
from kg.ask.answer import Answer
from kg.ask.narrow import Narrow
from kg.ask.view import View
from kg.catalogue.question import Question
from kg.catalogue.read import find_question, questions
from kg.engines import Engine, labels
from kg.errors import KgError, keywords, only_takes, repeated, whole

if TYPE_CHECKING:
    from kg.ask.schema import Overview, Term, Terms
    from kg.understand.model import Model
    from kg.understand.reply import Asker, Reply
    from kg.understand.search import Search


@keywords
class Asking(View):
    """A view with the folders of its questions."""

    def __init__(
        self, engine: Engine, folders: Sequence[Path], lang: str | None = None, narrow: Narrow | None = None
    ) -> None:
        super().__init__(engine, lang, narrow)
        self._folders = list(folders)

    def _with(self, narrow: Narrow) -> Self:
        return type(self)(self.engine, self._folders, self._lang, narrow)

    def questions(self) -> dict[str, Question]:
        """The questions of the catalogue by name. Raises KgError for a malformed header."""
        return questions(self._folders)

    def question(self, name: str) -> Question:
        """One question of the catalogue. Raises KgError, with suggestions, for an unknown one."""
        return find_question(self._folders, name)

    def ask(self, name: str, /, *about: object, **given: object) -> Answer:
        """Answer a question of the catalogue; ``given`` are its parameters, ``about`` things that each row
        must name, in whichever column.

        Raises KgError for an unknown question, a missing or ill-typed parameter, and an unknown name, and
        TypeError for a parameter that the question does not take, with those that it takes.
        """
        question = self.question(name)
        only_takes(name, given, [one.name for one in question.parameters])
        return self.answer(question, given, about)

    def answer(self, question: Question, given: Mapping[str, object], about: Iterable[object] = ()) -> Answer:
        """Answer a question, given its parameters by name; raises what ``ask`` raises."""
        return asking.answer(self, question, given, about)

    def ask_in_words(self, sentence: str, model: "Model | None" = None) -> "Reply":
        """Answer a question as people ask it, in any of the project's languages that questions have phrasings
        in: how it was understood, the answer, and yes or no where that was asked.

        ``model`` (``kg.Model``) is a language model that shall choose the question; the answer is the
        graph's. Raises KgError where it cannot be asked, or what it chooses does not fit the catalogue.
        """
        return self._asker.ask(whole(repeated(sentence, str)), model)

    @cached_property
    def _asker(self) -> "Asker":
        from kg.understand.reply import Asker

        return Asker(self, self.questions())

    def search(self, words: str, limit: int = 20, kind: str | None = None) -> Answer:
        """What some words are found in: labels, aliases, definitions, notes, glosses of claims, questions.

        In all languages, the best first; ``kind`` keeps one of thing, source, term, claim, question, rule.
        Raises KgError for an unknown kind, and for a limit below one.
        """
        return self._searched.search(repeated(words, str), limit, kind)

    @cached_property
    def _searched(self) -> "Search":
        from kg.understand.search import Search

        # A project may have no questions yet; a folder that somebody names has some.
        named = [one for n, one in enumerate(self._folders) if n or any(one.glob("*.rq"))]
        asked = questions(named)
        names = {p.example for one in asked.values() for p in one.parameters if p.type == "iri" and p.example}
        called = self._called(names)
        filled = {
            name: one.filled({p.name: called.get(p.example or "", {}) for p in one.parameters})
            for name, one in asked.items()
        }
        return Search(self, filled)

    def _called(self, names: Iterable[str]) -> dict[str, dict[str, str]]:
        """What things are called in each language, by their names; unknown ones are left out."""
        iris: dict[str, str] = {}
        for name in names:
            with suppress(KgError):  # an example need not be of this graph
                iris[name] = self.names.resolve(name)
        told = {lang: labels(self.engine, lang, iris.values()) for lang in self.project.languages}
        return {name: {lang: own.get(iri, name) for lang, own in told.items()} for name, iri in iris.items()}

    def sparql(self, query: str, /, **bound: object) -> Answer:
        """Answer a SELECT, ASK or CONSTRUCT query, in which the project's prefixes need not be declared.

        ``bound`` gives variables of the query their values, as a question is given its parameters: a text is
        the name of a thing; a number, date or truth value, and a term of pyoxigraph or rdflib, stays what it
        is. For a plain text, which is no name, give ``pyoxigraph.Literal("…")``.
        Raises KgError for a malformed query or an update, with the place where it is known, for an unknown
        name, with suggestions, and for a variable that the query has not, with those that it has.
        """
        return asking.sparql(self, query, bound)

    @overload
    def schema(self) -> "Overview": ...
    @overload
    def schema(self, name: str) -> "Term": ...
    @overload
    def schema(self, name: None) -> "Overview": ...
    def schema(self, name: str | None = None) -> "Overview | Term":
        """All classes and relations with how often they are used, or one by its name; ``tell`` shows it."""
        return self._terms.overview() if name is None else self._terms.term(self._terms.named(name))

    @cached_property
    def _terms(self) -> "Terms":
        from kg.ask.schema import Terms

        return Terms(self)
