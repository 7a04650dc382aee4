"""What a sentence asks: a question of the catalogue, what is given to it, and what narrows its answer."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import permutations

from kg.ask import asking
from kg.ask.view import View
from kg.catalogue.question import ABOUT, Parameter, Question
from kg.errors import KgError
from kg.model.spelling import forms, words
from kg.understand import cues
from kg.understand.answers import Answers
from kg.understand.glosses import Glosses
from kg.understand.lexicon import Lexicon, Mention
from kg.understand.phrases import THING, Phrase, Phrases

_ALIKE_MOST = 3  # phrasings of one question that count
_TRIED = 15  # questions that are looked at more closely
_AT_ONCE = 5  # holes that are tried in every order
_APART = 0.3  # what a reading loses that takes a name apart
_ALIKE = 0.75  # how alike two forms of a word are
_TOLD = 0.3  # what a reading gains whose answer has what a source says in such words
_ASKED, _SAID = 5, 0.25  # readings that are asked, and what one gains that has an answer
_KNOWN, _LIKELY, _NEVER = 1.0, 0.4, -1.0  # a thing in a column: found there, one of its class is, neither


@dataclass(frozen=True)
class Reading:
    """One way to understand a sentence.

    ``given`` are parameters of the question by name, ``about`` things that each row must name (IRIs),
    ``narrow`` what counts (see ``kg.ask.narrow``); ``kind`` is what is wanted of the answer
    (``kg.understand.cues``); ``score`` is how well it fits, at best some 1.9. It ``is_placed`` unless two
    things might change places: nobody can tell then which of them does what. ``unread`` are words of the
    sentence that name nothing, and that nobody asks this question with: «only», «first».
    """

    question: Question
    score: float
    kind: str = cues.WHICH
    given: Mapping[str, str] = field(default_factory=dict)
    about: tuple[str, ...] = ()
    narrow: Mapping[str, str] = field(default_factory=dict)
    is_placed: bool = True
    unread: tuple[str, ...] = ()


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
        self._lexicon = Lexicon(view.engine, self._phrases.known)
        self._answers = Answers(view.engine)
        self._glosses = Glosses(view.engine)

    def read(self, sentence: str) -> Understood:
        """The ways to understand a sentence; none where it is like no question of the catalogue."""
        asked = words(sentence)
        mentions = self._lexicon.mentions(asked)
        corrected = {asked[one.start]: one.near for one in mentions if one.near}
        sought = cues.kind(asked, sentence.rstrip().endswith("?"))
        best: dict[str, Reading] = {}
        near = self._glosses.near(asked)
        # A long name may be meant as one («President of Kazakhstan»), or the names in it may.
        others = self._lexicon.apart(asked, mentions)
        for found, less in ((mentions, 0.0), *([] if others == mentions else [(others, _APART)])):
            for reading in self._readings(asked, found, sought, less):
                reading = self._told(reading, near)
                known = best.setdefault(reading.question.name, reading)
                if reading.score > known.score:
                    best[reading.question.name] = reading
        unknown = [word for word in _free(asked, mentions, cues.time(asked)[1]) if self._is_strange(word)]
        ranked = sorted(best.values(), key=_rank)
        if sought != cues.YES_NO:  # of which the question itself must be the right one
            ranked[:_ASKED] = [self._answered(one) for one in ranked[:_ASKED]]
            ranked.sort(key=_rank)
        return Understood(ranked, corrected, tuple(unknown), tuple(near))

    def _told(self, reading: Reading, near: Mapping[str, float]) -> Reading:
        """A reading that is likelier where the sentence is like what sources say in its answer."""
        statements = self._answers.statements(reading.question)
        like = max((near[one] for one in statements & near.keys()), default=0.0)
        return replace(reading, score=reading.score + _TOLD * like)

    def _answered(self, reading: Reading) -> Reading:
        """A reading that is likelier where it has an answer to all that is named."""
        if len(reading.about) + len(reading.given) < 2:
            return reading
        try:
            answer = asking.answer(View(self._view.engine), reading.question, reading.given, reading.about)
        except KgError:
            return reading
        return replace(reading, score=reading.score + _SAID) if answer else reading

    def _readings(
        self, asked: Sequence[str], mentions: Sequence[Mention], kind: str, less: float
    ) -> Iterator[Reading]:
        """The questions that a sentence is like, where it mentions this; their scores are ``less``."""
        date, dated = cues.time(asked)
        mentions = [one for one in mentions if dated.isdisjoint(range(one.start, one.end))]
        narrow, cited = self._narrow(asked, mentions, date)
        things = [one for one in mentions if one not in cited and self._things(one)]
        gone = dated | {place for one in cited for place in range(one.start, one.end)}
        free = _free(asked, mentions, dated)
        found: dict[str, list[tuple[float, Phrase]]] = {}
        for score, phrase in self._phrases.ranked([*_masked(asked, things, gone)]):
            found.setdefault(phrase.question, []).append((score, phrase))
        # The phrasing that is most alike, and less so the next ones of the same question.
        likeness = {
            name: sum(score / 2**place for place, (score, _) in enumerate(best[:_ALIKE_MOST]))
            for name, best in found.items()
        }
        top = max(likeness.values(), default=1.0)
        for name in sorted(likeness, key=lambda name: (-likeness[name], name))[:_TRIED]:
            score, phrase = likeness[name], found[name][0][1]
            yield self._reading(phrase, score / top - less, _Asked(asked, things, free), narrow, kind)

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
            if iri not in self._lexicon.statuses and not self._lexicon.is_source(iri)
        ]

    def _narrow(
        self, asked: Sequence[str], mentions: Sequence[Mention], date: str
    ) -> tuple[dict[str, str], list[Mention]]:
        """What narrows the answer, a degree of certainty, a source, a date, and what names the source."""
        found = {"as_of": date} if date else {}
        cited = []
        for one in mentions:
            if one.iris[0] in self._lexicon.statuses:
                found.setdefault("status", one.iris[0])
                continue
            sources = {iri for iri in one.iris if self._lexicon.is_source(iri)}
            is_cited = cues.is_cited(asked, one.start)
            if is_cited:  # a publisher or author of one text stands for it
                sources |= {s for iri in one.iris for s in self._lexicon.published.get(iri, [])}
            if len(sources) == 1 and (is_cited or not self._things(one)):
                found.setdefault("source", min(sources))
                cited.append(one)
        return found, cited

    def _reading(
        self, phrase: Phrase, likeness: float, asked: "_Asked", narrow: Mapping[str, str], kind: str
    ) -> Reading:
        question = self._questions[phrase.question]
        columns = self._answers.things(question)
        placed, fit, free = self._placed(phrase, asked, question, columns)
        given: dict[str, str] = {}
        about = []
        for mention, hole in placed.items():
            iri = self._best(asked.mentions[mention], columns, hole)
            if hole == ABOUT or hole in given:
                about.append(iri)
            else:
                given[hole] = iri
        narrow = dict(narrow)
        for parameter in question.parameters:
            if parameter.type == "date" and _is_day(narrow.get("as_of", "")):
                given[parameter.name] = narrow.pop("as_of")
        if any(p.required and p.name not in given and p.default is None for p in question.parameters):
            fit -= 1.0
        if "statement" not in columns and columns:
            narrow = {}
        is_placed = not any(self._alike(asked.mentions, one) for one in free)
        unread = tuple(word for word in asked.free if not self._phrases.means(question.name, word))
        score = likeness + 0.3 * fit
        return Reading(question, score, kind, given, tuple(about), narrow, is_placed, unread)

    def _alike(self, mentions: Sequence[Mention], place: int) -> bool:
        """Whether another thing of a sentence is of the same class as one."""
        classes = [self._lexicon.classes.get(self._things(one)[0], set()) for one in mentions]
        return any(classes[place] & other for n, other in enumerate(classes) if n != place)

    def _placed(
        self, phrase: Phrase, asked: "_Asked", question: Question, columns: Mapping[str, set[str]]
    ) -> tuple[dict[int, str], float, list[int]]:
        """Which hole each mention goes to, how well they fit, at best 1, and which stand in none."""
        if not asked.mentions:
            return {}, 0.0, []
        takes = {p.name: p for p in question.parameters if p.type == "iri"}
        holes = [hole for hole in phrase.holes if hole == ABOUT or hole in takes][:_AT_ONCE]
        before = [phrase.words[place - 1] for place, word in enumerate(phrase.words) if word == THING]
        best: tuple[float, dict[int, str], list[int]] = (-9.0, {}, [])
        for order in _orders(len(asked.mentions), len(holes)):
            placed = {one: holes[place] for place, one in enumerate(order) if one is not None}
            worth = 0.0
            left = [n for n in range(len(asked.mentions)) if n not in placed]
            for mention in left:
                placed[mention] = self._free(takes, placed)
            # What stands where decides, and not what the graph happens to say: nobody else may be meant.
            for mention, hole in placed.items():
                worth += 1.0 if self._fit(asked.mentions[mention], columns, hole) > 0 else _NEVER
            for place, filling in enumerate(order):
                if filling is not None and before[place : place + 1] == [asked.before(filling)]:
                    worth += 0.4
            filled = [mention for mention in order if mention is not None]
            worth += 0.3 * (filled == sorted(filled)) - 0.2 * len(left)
            best = max(best, (worth, placed, left), key=lambda one: one[0])
        fits = [self._fit(asked.mentions[n], columns, hole) for n, hole in best[1].items()]
        return best[1], sum(fits) / len(fits), best[2]

    def _free(self, takes: Mapping[str, Parameter], placed: Mapping[int, str]) -> str:
        """A required parameter for what stands in no hole; else it is what the rows must name."""
        for name, parameter in takes.items():
            if parameter.required and name not in placed.values():
                return name
        return ABOUT

    def _fit(self, mention: Mention, columns: Mapping[str, set[str]], hole: str) -> float:
        if not columns:  # nobody knows yet
            return 0.0
        return max(self._fits(iri, columns, hole) for iri in self._things(mention))

    def _fits(self, iri: str, columns: Mapping[str, set[str]], hole: str) -> float:
        names = columns if hole == ABOUT else [hole]
        found = [columns[name] for name in names if columns.get(name)]
        if any(iri in values for values in found):
            return _KNOWN
        classes = self._lexicon.classes.get(iri, set())
        alike = any(classes & self._lexicon.classes.get(value, set()) for values in found for value in values)
        return _LIKELY if alike else _NEVER if found or hole == ABOUT else 0.0

    def _best(self, mention: Mention, columns: Mapping[str, set[str]], hole: str) -> str:
        return max(self._things(mention), key=lambda iri: self._fits(iri, columns, hole))


@dataclass(frozen=True)
class _Asked:
    """A sentence: its words, what it mentions, and the words that mention nothing."""

    words: Sequence[str]
    mentions: Sequence[Mention]
    free: Sequence[str]

    def before(self, place: int) -> str:
        """The word, or the Hebrew prefix, before a mention."""
        mention = self.mentions[place]
        return mention.before or (self.words[mention.start - 1] if mention.start else "")


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


def _orders(mentions: int, holes: int) -> Iterator[tuple[int | None, ...]]:
    """Each way to put mentions into holes, some of which may stay empty."""
    some = [*range(min(mentions, _AT_ONCE)), *[None] * holes]
    yield from dict.fromkeys(permutations(some, holes))


def _rank(reading: Reading) -> tuple[float, str]:
    return -reading.score, reading.question.name


def _is_day(date: str) -> bool:
    return len(date) == len("2025-11-06")
