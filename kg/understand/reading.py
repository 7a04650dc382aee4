"""What a sentence asks: a question of the catalogue, what is given to it, and what narrows its answer."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kg.ask import asking
from kg.ask.view import View
from kg.catalogue.question import ABOUT, Question
from kg.errors import KgError
from kg.model.iris import is_iri
from kg.model.spelling import forms, words
from kg.understand import cues
from kg.understand.answers import Answers
from kg.understand.glosses import Glosses
from kg.understand.joint import each_of
from kg.understand.lexicon import Lexicon, Mention
from kg.understand.phrases import THING, Phrase, Phrases
from kg.understand.placing import Asked, Placing, is_said

_ALIKE_MOST = 3  # phrasings of one question that count
_TRIED = 15  # questions that are looked at more closely
_APART = 0.2  # what a reading loses that takes a name apart
_SCATTERED = 0.1  # and one that finds it where its words stand apart
_UNREAD = 0.1  # what it loses for each word that nobody asks its question with
_LITERAL = 0.1  # what it gains for each word of a phrasing that says just what the sentence does
_ALIKE = 0.75  # how alike two forms of a word are
_TOLD = 0.3  # what a reading gains whose answer has what a source says in such words
_PLAIN = 0.1  # and one that takes a name for words with which people ask
_ASKED, _SAID = 10, 0.25  # readings that are asked, and what one gains that has an answer
_WANTED = 0.2  # what one gains whose answer has what is wanted, a date or a figure
_TWO = 2  # things of which there may be an answer one by one


@dataclass(frozen=True)
class Reading:
    """One way to understand a sentence.

    ``given`` are parameters of the question by name, ``about`` things that each row must name (IRIs),
    ``narrow`` what counts (see ``kg.ask.narrow``); ``kind`` is what is wanted of the answer
    (``kg.understand.cues``); ``score`` is how well it fits, at best some 1.9. ``at`` tells in which columns
    some of ``about`` stand; ``unsure`` are things that might change places: nobody can tell which of them
    does what. ``free`` are the words of the sentence that name nothing, ``unread`` those that nobody asks
    this question with: «only», «first». ``is_asked_so`` is where one phrasing that wants yes or
    no has all the words; ``missed`` are those of the unread that nobody asks any question with, or that turn
    it: they may be what matters («gas», «most»). ``fits`` is where each thing is of
    a kind that the answers to the question have; ``literal`` is how many words a phrasing has that says just
    what the sentence does, 0 where none does; ``is_bare`` where the words that name nothing are none but such
    as people ask anything with: «is», «does».
    """

    question: Question
    score: float
    kind: str = cues.WHICH
    given: Mapping[str, str] = field(default_factory=dict)
    about: tuple[str, ...] = ()
    narrow: Mapping[str, str] = field(default_factory=dict)
    at: Mapping[str, str] = field(default_factory=dict)
    unsure: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    free: Sequence[str] = ()
    is_asked_so: bool = True
    missed: tuple[str, ...] = ()
    fits: bool = True
    literal: int = 0
    is_bare: bool = False

    @property
    def things(self) -> list[str]:
        """The things that are named, each once."""
        return [one for one in dict.fromkeys((*self.given.values(), *self.about)) if is_iri(one)]

    def anywhere(self) -> "Reading":
        """The same question, given no more than it needs, and naming nothing."""
        needed = {p.name for p in self.question.parameters if p.required}
        given = {n: v for n, v in self.given.items() if n in needed or not is_iri(v)}
        return replace(self, given=given, about=(), at={})


@dataclass(frozen=True)
class Understood:
    """All ways to understand a sentence, the likeliest first; what was read as another name, by what was
    written; words that name nothing that is known; and statements that are told in such words (IRIs)."""

    readings: list[Reading]
    corrected: dict[str, str]
    unknown: tuple[str, ...]
    told: tuple[str, ...]


class Reader:
    """Reads sentences about one graph."""

    def __init__(self, view: View, questions: Mapping[str, Question]) -> None:
        self._view = view
        self._questions = questions
        self._phrases = Phrases(questions)
        self.lexicon = Lexicon(view.engine, self._phrases.known)
        self.answers = Answers(view.engine)
        self._placing = Placing(self.lexicon, self.answers)
        self._glosses = Glosses(view.engine)

    def read(self, sentence: str) -> Understood:
        """The ways to understand a sentence; none where it is like no question of the catalogue."""
        asked = words(sentence)
        mentions = self.lexicon.mentions(asked)
        corrected = {asked[one.start]: one.near for one in mentions if one.near}
        sought = cues.kind(asked, sentence.rstrip().endswith("?"))
        near = self._glosses.near(asked)
        # A long name may be meant as one («President of Kazakhstan»), or the names in it may.
        others = self.lexicon.apart(asked, mentions)
        ways = [(asked, mentions, 0.0)] + ([(asked, others, _APART)] if others != mentions else [])
        plain = [one for one in mentions if not self._is_plain(asked[one.start : one.end])]
        if not plain and sought == cues.YES_NO:  # «is it signed?»: nothing that is surely named
            ways = []
        ways += [(asked, plain, _PLAIN)] if plain != mentions or not ways else []
        if scattered := self.lexicon.scattered(asked, mentions):
            ways.append((*scattered, _SCATTERED))
        readings = [
            # What takes a name for a word is no yes: it asks for less.
            replace(self._told(reading, near), is_asked_so=reading.is_asked_so and found is not plain)
            for said, found, less in ways
            for reading in self._readings(said, found, sought, less)
        ]
        unknown = [word for word in _free(asked, mentions, cues.time(asked)[1]) if self._is_strange(word)]
        readings.sort(key=_rank)
        if sought != cues.YES_NO:  # of which the question itself must be the right one
            wanted = cues.wanted(asked)
            readings[:_ASKED] = [self._answered(one, wanted) for one in readings[:_ASKED]]
            readings.sort(key=_rank)
        elif most := max((one.literal for one in readings), default=0):
            # Of several questions that are asked just so, the one that has an answer is meant.
            readings = [self._answered(one, "") if one.literal == most else one for one in readings]
            readings.sort(key=_rank)
        best = {one.question.name: one for one in reversed(readings)}  # the likeliest of each
        ranked = sorted(best.values(), key=_rank)
        return Understood(ranked, corrected, tuple(unknown), tuple(near))

    def _told(self, reading: Reading, near: Mapping[str, float]) -> Reading:
        """A reading that is likelier where the sentence is like what sources say in its answer."""
        statements = self.answers.statements(reading.question)
        like = max((near[one] for one in statements & near.keys()), default=0.0)
        return replace(reading, score=reading.score + _TOLD * like)

    def _answered(self, reading: Reading, wanted: str) -> Reading:
        """A reading that is likelier where it has an answer to all that is named, and a date or figure where
        one is wanted."""
        narrow: dict[str, Any] = {**reading.narrow}
        view = View(self._view.engine).narrowed(**narrow)
        try:
            answer = asking.answer(view, reading.question, reading.given, reading.about)
            if not answer and len(reading.things) >= _TWO:
                anywhere = reading.anywhere()
                answer = asking.answer(view, reading.question, anywhere.given, keep=each_of(reading.things))
        except KgError:
            return reading
        is_named = bool(reading.about or reading.given or reading.narrow)
        has = bool(wanted) and self.answers.has(answer, wanted)
        return replace(reading, score=reading.score + _SAID * (is_named and bool(answer)) + _WANTED * has)

    def _is_plain(self, name: Sequence[str]) -> bool:
        """Whether a name may as well be words with which people ask."""
        return all(map(self._phrases.has, name))

    def _readings(
        self, asked: Sequence[str], mentions: Sequence[Mention], kind: str, less: float
    ) -> Iterator[Reading]:
        """The questions that a sentence is like, where it mentions this; their scores are ``less``."""
        date, dated = cues.time(asked)
        mentions = [one for one in mentions if dated.isdisjoint(range(one.start, one.end))]
        narrow, cited = self._narrow(asked, mentions, date)
        things = [one for one in mentions if one not in cited and self._things(one)]
        gone = dated | {place for one in cited for place in range(one.start, one.end)}
        named = [self._things(one) for one in things]
        masked = [*_masked(asked, things, gone)]
        whole = Asked(asked, things, named, _free(asked, mentions, dated), masked)
        found: dict[str, list[tuple[float, Phrase]]] = {}
        for score, phrase in self._phrases.ranked(masked):
            found.setdefault(phrase.question, []).append((score, phrase))
        # The phrasing that is most alike, and less so the next ones of the same question.
        likeness = {
            name: sum(score / 2**place for place, (score, _) in enumerate(best[:_ALIKE_MOST]))
            for name, best in found.items()
        }
        top = max(likeness.values(), default=1.0)
        for name in sorted(likeness, key=lambda name: (-likeness[name], name))[:_TRIED]:
            score = likeness[name] / top - less
            yield self._reading(found[name], score, whole, narrow, kind)

    def _is_strange(self, word: str) -> bool:
        """Whether a word is neither one that people ask with nor like one: a name that nothing has."""
        from difflib import get_close_matches

        known, alike = self._phrases.known, [form for _, form in forms(word)]
        if word.isdigit() or not known.isdisjoint(alike):
            return False
        return not any(get_close_matches(form, known, n=1, cutoff=_ALIKE) for form in alike)

    def _things(self, mention: Mention) -> list[str]:
        return [
            iri
            for iri in mention.iris
            if iri not in self.lexicon.statuses and not self.lexicon.is_source(iri)
        ]

    def _narrow(
        self, asked: Sequence[str], mentions: Sequence[Mention], date: str
    ) -> tuple[dict[str, str], list[Mention]]:
        """What narrows the answer, a degree of certainty, a source, a date, and what names the source."""
        found = {"as_of": date} if date else {}
        cited = []
        for one in mentions:
            if one.iris[0] in self.lexicon.statuses:
                found.setdefault("status", one.iris[0])
                continue
            sources = {iri for iri in one.iris if self.lexicon.is_source(iri)}
            is_cited = cues.is_cited(asked, one.start)
            if is_cited:  # a publisher or author of one text stands for it
                sources |= {s for iri in one.iris for s in self.lexicon.published.get(iri, [])}
            if len(sources) == 1 and (is_cited or not self._things(one)):
                found.setdefault("source", min(sources))
                cited.append(one)
        return found, cited

    def _reading(
        self,
        found: Sequence[tuple[float, Phrase]],
        likeness: float,
        asked: Asked,
        narrow: Mapping[str, str],
        kind: str,
    ) -> Reading:
        question = self._questions[found[0][1].question]
        takes = {p.name for p in question.parameters}
        said = [phrase for _, phrase in found if is_said(phrase, asked.masked)]
        placing = self._placing
        if said:
            ways = (placing.literally(one, asked, question) for one in said)
            placed = max(ways, key=lambda one: (one.apart, one.fits, one.fit))
        if not said or (not placed.fits and kind != cues.YES_NO):
            said, placed = [], placing.placed(found[0][1], asked, question)
        given: dict[str, str] = {}
        at: dict[str, str] = {}
        about, unsure = [], []
        for mention, hole in placed.holes.items():
            iri = placing.best(asked.things[mention], question, hole)
            if hole in takes and hole not in given:
                given[hole] = iri
            else:
                about.append(iri)
                if hole != ABOUT:
                    at[hole] = iri
            if mention in placed.unsure:
                unsure.append(iri)
        narrow, fit = dict(narrow), placed.fit
        for parameter in question.parameters:
            if parameter.type == "date" and _is_day(narrow.get("as_of", "")):
                given[parameter.name] = narrow.pop("as_of")
        lacks = any(p.name not in given for p in question.needed)
        columns = self.answers.things(question)
        if "statement" not in columns and columns:
            narrow = {}
        unread = [word for word in asked.free if not self._phrases.means(question.name, word)]
        unread += [word for word in asked.free if cues.turns(word)] if not said else []
        literal = len(asked.masked) - len(asked.things) if said and placed.fits else 0
        score = likeness + 0.3 * fit - _UNREAD * len(unread) - lacks + _LITERAL * literal
        so = bool(said) or kind != cues.YES_NO or self._phrases.wants_all(question.name, asked.free)
        missed = [word for word in unread if cues.turns(word) or not self._phrases.has(word)]
        words_of = (tuple(unread), asked.free, so, tuple(missed))
        places = (given, tuple(about), narrow, at, tuple(unsure))
        fits = (placed.fits, literal, not self._phrases.telling(asked.free))
        return Reading(question, score, kind, *places, *words_of, *fits)


def _free(asked: Sequence[str], mentions: Sequence[Mention], dated: Collection[int]) -> list[str]:
    """The words of a sentence that name nothing, and no date."""
    taken = {*dated, *(place for one in mentions for place in range(one.start, one.end))}
    return [word for place, word in enumerate(asked) if place not in taken]


def _masked(asked: Sequence[str], mentions: Sequence[Mention], dated: set[int]) -> Iterator[str]:
    """The words of a sentence, ``THING`` for each thing, no date."""
    starts = {one.start: one for one in mentions}
    inside = {place for one in mentions for place in range(one.start, one.end)} | dated
    for place, word in enumerate(asked):
        if place in starts:
            yield from filter(None, (starts[place].before, THING))
        elif place not in inside:
            yield word


def _rank(reading: Reading) -> tuple[float, str]:
    return -reading.score, reading.question.name


def _is_day(date: str) -> bool:
    return len(date) == len("2025-11-06")
