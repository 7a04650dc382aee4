"""Which thing of a sentence stands where in a question: in which parameter, or in which column."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations, product

from kg.catalogue.question import ABOUT, Parameter, Question
from kg.understand import cues
from kg.understand.answers import Answers
from kg.understand.lexicon import Lexicon, Mention
from kg.understand.phrases import THING, Phrase

_AT_ONCE = 5  # holes that are tried in every order
_KNOWN, _LIKELY, _NEVER = 1.0, 0.4, -1.0  # a thing in a column: found there, one of its class is, neither


@dataclass(frozen=True)
class Asked:
    """A sentence: its words, what it mentions, what each of these may stand for, the words that mention
    nothing, and all words with ``THING`` for each mention."""

    words: Sequence[str]
    mentions: Sequence[Mention]
    things: Sequence[Sequence[str]]
    free: Sequence[str]
    masked: Sequence[str]

    def before(self, place: int) -> str:
        """The word, or the Hebrew prefix, before a mention."""
        mention = self.mentions[place]
        return mention.before or (self.words[mention.start - 1] if mention.start else "")


@dataclass(frozen=True)
class Placed:
    """Where the mentions of a sentence stand: the hole of each, and how well they fit, at best 1; ``fits``
    where each is of a kind that stands there, as far as anybody knows.

    ``unsure`` are mentions that might change places: nobody can tell which of them does what.
    """

    holes: Mapping[int, str]
    fit: float
    unsure: frozenset[int] = frozenset()
    fits: bool = True

    @property
    def apart(self) -> int:
        """How many have a place of their own: what stands where decides."""
        return sum(hole != ABOUT for hole in self.holes.values())


class Placing:
    """Puts the things of sentences into their places, with what a graph has in the columns of questions."""

    def __init__(self, lexicon: Lexicon, answers: Answers) -> None:
        self._lexicon = lexicon
        self._answers = answers
        self._known: dict[tuple[str, str], tuple[set[str], set[str], set[str]]] = {}

    def literally(self, phrase: Phrase, asked: Asked, question: Question) -> Placed:
        """Where the mentions stand in a sentence that says just what a phrasing does, word by word."""
        if not asked.mentions:
            return Placed({}, 0.0)
        holes = dict(enumerate(phrase.holes))
        is_taken = all(self._is_taken(asked.things[n], question, hole) for n, hole in holes.items())
        somewhere = {n for n, hole in holes.items() if hole == ABOUT}
        unsure = self._alike(asked, somewhere) if is_taken else holes
        return Placed(holes, *self._fit_of(asked, question, holes, unsure))

    def placed(self, phrase: Phrase, asked: Asked, question: Question) -> Placed:
        """Where the mentions of a sentence stand that is like a phrasing."""
        if not asked.mentions:
            return Placed({}, 0.0)
        takes = {p.name: p for p in question.parameters if p.type == "iri"}
        # What is no parameter is only known to stand there in a sentence that says just this.
        holes = [hole if hole in takes else ABOUT for hole in phrase.holes][:_AT_ONCE]
        before = [phrase.words[place - 1] for place, word in enumerate(phrase.words) if word == THING]
        best: tuple[float, dict[int, str]] = (float("-inf"), {})
        for order in _orders(len(asked.mentions), len(holes)):
            placed = {one: holes[place] for place, one in enumerate(order) if one is not None}
            worth = 0.0
            left = [n for n in range(len(asked.mentions)) if n not in placed]
            for mention in left:
                placed[mention] = _free(takes, placed)
            # What stands where decides, and not what the graph happens to say: nobody else may be meant.
            for mention, hole in placed.items():
                worth += 1.0 if self._fit(asked, mention, question, hole) > 0 else _NEVER
            for place, filling in enumerate(order):
                if filling is not None and before[place : place + 1] == [asked.before(filling)]:
                    worth += 0.4
            filled = [mention for mention in order if mention is not None]
            worth += 0.3 * (filled == sorted(filled)) - 0.2 * len(left)
            best = max(best, (worth, placed), key=lambda one: one[0])
        taken = {n for n, hole in best[1].items() if self._is_taken(asked.things[n], question, hole)}
        where = {n: hole if n in taken else ABOUT for n, hole in best[1].items()}
        somewhere = {n for n, hole in where.items() if hole == ABOUT}
        return Placed(where, *self._fit_of(asked, question, best[1], self._alike(asked, somewhere)))

    def best(self, things: Sequence[str], question: Question, hole: str) -> str:
        """Which of the things that a name may stand for fits a hole best."""
        return max(things, key=lambda iri: self._fits(iri, question, hole))

    def _alike(self, asked: Asked, some: set[int]) -> frozenset[int]:
        """Of some mentions those that have another one of their kind in the sentence, and these."""
        found: set[int] = set()
        for one in some:
            for other in {*range(len(asked.mentions))} - {one}:
                ways = product(asked.things[one], asked.things[other])
                if any(self._are_alike(*both) for both in ways):
                    found |= {one, other}
        return frozenset(found)

    def _are_alike(self, one: str, other: str) -> bool:
        classes, kinds = self._lexicon.classes, self._lexicon.kinds
        return bool(classes(one) & kinds(other) or classes(other) & kinds(one))

    def _fit_of(
        self, asked: Asked, question: Question, holes: Mapping[int, str], unsure: Iterable[int]
    ) -> tuple[float, frozenset[int], bool]:
        fits = [self._fit(asked, n, question, hole) for n, hole in holes.items()]
        return sum(fits) / len(fits), frozenset(unsure), min(fits) > _NEVER

    def _fit(self, asked: Asked, mention: int, question: Question, hole: str) -> float:
        return max(self._fits(iri, question, hole) for iri in asked.things[mention])

    def _fits(self, iri: str, question: Question, hole: str) -> float:
        values, classes, _ = self._stands(question, hole)
        if iri in values:
            return _KNOWN
        if not self._lexicon.classes(iri).isdisjoint(classes):
            return _LIKELY
        return _NEVER if values or (hole == ABOUT and self._answers.things(question)) else 0.0

    def _is_taken(self, things: Sequence[str], question: Question, hole: str) -> bool:
        """Whether one of some things is of a kind that stands in a hole, as far as anybody knows.

        That a person and a state are both agents makes neither the other.
        """
        values, _, kinds = self._stands(question, hole)
        return not values or any(
            iri in values or not self._lexicon.classes(iri).isdisjoint(kinds) for iri in things
        )

    def _stands(self, question: Question, hole: str) -> tuple[set[str], set[str], set[str]]:
        """What stands in a hole, its classes, and those of them that none of its others is narrower than."""
        key = (question.name, hole)
        if key not in self._known:
            columns = self._answers.things(question)
            values = set().union(*columns.values()) if hole == ABOUT else columns.get(hole, set())
            ways = (self._lexicon.classes, self._lexicon.kinds)
            classes, kinds = ({one for iri in values for one in way(iri)} for way in ways)
            self._known[key] = (values, classes, kinds)
        return self._known[key]


def is_said(phrase: Phrase, masked: Sequence[str]) -> bool:
    """Whether a sentence, with ``THING`` for each thing, says just what a phrasing does: the same words in
    the same order, whatever their number or gender, without articles.

    >>> one = Phrase("", "en", ("does", THING, "lead", THING), ("a", "b"))
    >>> is_said(one, ["did", "the", THING, "lead", THING]), is_said(one, ["is", THING, "led", "by", THING])
    (True, False)
    """
    ours, theirs = cues.bare(phrase.words), cues.bare(masked)
    return len(ours) == len(theirs) and all(map(cues.is_form, ours, theirs))


def _free(takes: Mapping[str, Parameter], placed: Mapping[int, str]) -> str:
    """A required parameter for what stands in no hole; else it is what the rows must name."""
    for name, parameter in takes.items():
        if parameter.required and name not in placed.values():
            return name
    return ABOUT


def _orders(mentions: int, holes: int) -> Iterator[tuple[int | None, ...]]:
    """Each way to put mentions into holes, some of which may stay empty."""
    some = [*range(min(mentions, _AT_ONCE)), *[None] * holes]
    yield from dict.fromkeys(permutations(some, holes))
