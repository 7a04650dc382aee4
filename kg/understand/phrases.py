"""Which question of the catalogue a sentence is like: its phrasings, ranked by BM25.

Robertson and Zaragoza, «The Probabilistic Relevance Framework: BM25 and Beyond» (2009), over words, pairs of
neighbours, and runs of letters, which stand for the inflection of either language.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.catalogue.question import HOLE, Question
from kg.model.spelling import words
from kg.understand import cues
from kg.understand.index import Index
from kg.understand.stems import even, stem, stems

THING = "zthing"  # what stands in a phrasing and in a sentence where something is named
_GRAM = 4  # letters
_GENITIVE = re.compile(r"\}['’]s\b")
_ASKING = 12  # questions in whose phrasings a word stands with which people ask anything
COLUMNS, WEIGHTS = ("words", "pairs", "runs"), (1.0, 0.4, 0.35)


@dataclass(frozen=True)
class Phrase:
    """One phrasing: of which question, its words with ``THING`` in each hole, and the holes in order."""

    question: str
    lang: str
    words: tuple[str, ...]
    holes: tuple[str, ...]


def phrases(questions: Mapping[str, Question]) -> list[Phrase]:
    """All phrasings of some questions, and their titles."""
    found = []
    for name, question in questions.items():
        plain = {p.name for p in question.parameters if p.type != "iri"}
        for lang, title in question.title.items():
            found.append(_phrase(name, lang, title, plain))
        for lang, asked in question.phrasings.items():
            found += [_phrase(name, lang, one, plain) for one in asked]
    return found


def like(questions: Mapping[str, Question], text: str) -> dict[str, Question]:
    """The questions that some words are like, the likest first; those that have none of them are none."""
    ranked = Phrases(questions).ranked(words(text))
    return {phrase.question: questions[phrase.question] for _, phrase in ranked}


def _phrase(name: str, lang: str, text: str, plain: Collection[str]) -> Phrase:
    """A phrasing without its holes for dates and figures, which no sentence has as things."""
    holes = [hole for hole in HOLE.findall(text) if hole not in plain]
    text = _GENITIVE.sub("}", text)  # which is a part of the name in a sentence
    told = HOLE.sub(lambda hole: " " if hole[1] in plain else f" {THING} ", text)
    return Phrase(name, lang, tuple(words(told)), tuple(holes))


class Phrases:
    """An index of phrasings, in memory."""

    def __init__(self, questions: Mapping[str, Question]) -> None:
        self.phrases = phrases(questions)
        rows = ([" ".join(part) for part in features(one.words)] for one in self.phrases)
        self._index = Index(COLUMNS, rows)
        self._uses: dict[str, set[str]] = {}
        for one in self.phrases:
            for word in one.words:
                self._uses.setdefault(stem(word), set()).add(one.question)
        self.known = frozenset(word for one in self.phrases for word in one.words)
        self._common = {word for word, used in self._uses.items() if len(used) >= _ASKING}
        self._yes_no: dict[str, list[Phrase]] = {}
        for one in self.phrases:
            if cues.kind(one.words, True) == cues.YES_NO:
                self._yes_no.setdefault(one.question, []).append(one)

    def means(self, question: str, word: str) -> bool:
        """Whether a phrasing of a question has a word, or those of so many that it is one to ask with."""
        return any(one in self._common or question in self._uses.get(one, ()) for one in stems(word))

    def has(self, word: str) -> bool:
        """Whether a phrasing of any question has a word."""
        return not self._uses.keys().isdisjoint(stems(word))

    def telling(self, asked: Sequence[str]) -> list[str]:
        """Those of some words that are not such as people ask anything with."""
        return [one for one in asked if self._common.isdisjoint(stems(one))]

    def wants_all(self, question: str, asked: Sequence[str]) -> bool:
        """Whether one phrasing of a question that wants yes or no has all of some words, but those with which
        people ask anything; it begins as they do, since «has» asks for more than «is» and «will».
        """
        named = self.telling(asked)
        return any(
            all(cues.is_form(first, one.words[0]) for first in asked[:1] if first.isascii())
            and all(any(cues.is_form(word, own) for own in one.words) for word in named)
            for one in self._yes_no.get(question, ())
        )

    def ranked(self, asked: Sequence[str], most: int = 200) -> list[tuple[float, Phrase]]:
        """The phrasings that the words of a sentence are like, each with its score, the best first."""
        match = matching(asked)
        found = self._index.ranked(match, WEIGHTS, most) if match else []
        return [(score, self.phrases[place]) for score, place in found]


def matching(asked: Sequence[str]) -> str:
    """The FTS5 query for what has any of the features of some words; nothing where there are none."""
    columns = zip(COLUMNS, features(asked), strict=True)
    return " OR ".join(f'{column} : "{word}"' for column, found in columns for word in dict.fromkeys(found))


def features(asked: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """Stems with what they may be without a prefix, pairs of neighbours, runs of letters."""
    single = [one for word in asked for one in stems(word)]
    bounded = ["zstart", *map(stem, asked), "zend"]
    pairs = [f"{left}zz{right}" for left, right in pairwise(bounded)]
    runs = [run for word in asked if word != THING for run in _runs(even(word))]
    return single, pairs, runs


def _runs(word: str) -> Iterable[str]:
    return (word[place : place + _GRAM] for place in range(len(word) - _GRAM + 1))
