"""The names in a sentence, wherever they stand in it: of things, sources and degrees of certainty."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

from kg.engines import Engine, select
from kg.model.spelling import forms
from kg.model.vocab import NS, PREFIXES, RDFS
from kg.understand.called import JOINING, THREE, Names

_CLASSES = "SELECT DISTINCT ?s ?class { ?s a ?class FILTER(isIRI(?s)) } ORDER BY ?s ?class"
_BROADER = f"""SELECT DISTINCT ?s ?broader {{ ?s <{RDFS}subClassOf>+ ?broader FILTER(isIRI(?broader)) }}
ORDER BY ?s ?broader"""
_MAKERS = f"""PREFIX dcterms: <{PREFIXES["dcterms"]}> SELECT DISTINCT ?source ?maker {{
  ?source a <{NS}Source> ; dcterms:publisher|dcterms:creator ?maker FILTER(isIRI(?maker)) }}
ORDER BY ?source ?maker"""
_MOST = 6  # words of such a name
_JOINED = 4  # so many of these at most
_STEM, _ENDING = 5, 2  # letters of it, at least, and those after it, at most


@dataclass(frozen=True)
class Mention:
    """A name in a sentence: the words from ``start`` to before ``end``, and what they may stand for (IRIs).

    ``before`` is the Hebrew prefix that is joined to it; ``near`` is the name that was meant where what
    stands there is only like it.
    """

    start: int
    end: int
    iris: tuple[str, ...]
    before: str = ""
    near: str = ""


class Lexicon:
    """What may be named in a sentence, of one graph."""

    def __init__(self, engine: Engine, known: frozenset[str] = frozenset()) -> None:
        """``known`` are words that people ask with, which stand for no thing that is not called so."""
        self._engine = engine
        self._known = known
        self._names = Names(engine, known)
        self._kinds: dict[str, set[str]] = {}
        self.statuses, self.is_source, self.akin = (
            self._names.statuses,
            self._names.is_source,
            self._names.akin,
        )

    def classes(self, iri: str) -> set[str]:
        """The classes of a thing."""
        return self._classes.get(iri, set())

    @cached_property
    def _classes(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for row in select(self._engine, _CLASSES)[1]:
            if self._names.is_named(row["s"]):
                found[row["s"]].add(row["class"])
        return found

    @cached_property
    def _broader(self) -> dict[str, set[str]]:
        """The classes that are broader than each."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in select(self._engine, _BROADER)[1]:
            if row["s"] != row["broader"]:
                found[row["s"]].add(row["broader"])
        return found

    def kinds(self, iri: str) -> set[str]:
        """The classes of a thing that none of its others is narrower than."""
        if iri not in self._kinds:
            classes = self.classes(iri)
            self._kinds[iri] = classes - {wide for one in classes for wide in self._broader.get(one, ())}
        return self._kinds[iri]

    @cached_property
    def published(self) -> dict[str, list[str]]:
        """The sources of each publisher and author."""
        found: dict[str, list[str]] = defaultdict(list)
        for row in select(self._engine, _MAKERS)[1]:
            found[row["maker"]].append(row["source"])
        return found

    def mentions(
        self,
        asked: Sequence[str],
        whole: Collection[tuple[int, int]] = (),
    ) -> list[Mention]:
        """The names in the words of a sentence, none in another one: the longest first, then from the left.

        ``whole`` are places (start, end) that are no name as a whole, and may have names in them.
        """
        found: list[Mention] = []
        taken: set[int] = set()
        for length in range(min(self._names.longest + _JOINED, len(asked)), 0, -1):
            for start in range(len(asked) - length + 1):
                if (start, start + length) in whole:
                    continue
                if taken.isdisjoint(range(start, start + length)):
                    one = self._named(asked, start, start + length)
                    one = one or self._turned(asked, start, start + length)
                    if one:
                        found.append(one)
                        taken.update(range(start, start + length))
        for place in sorted({*range(len(asked))} - taken):
            if asked[place] not in self._known and (like := self._names.like(asked[place])):
                before, near = like
                found.append(Mention(place, place + 1, tuple(self._names.all[near,]), before, near))
        return sorted(found, key=lambda mention: mention.start)

    def apart(self, asked: Sequence[str], found: Sequence[Mention]) -> list[Mention]:
        """The same names, but for each of several words that has others in it, these."""
        whole: set[tuple[int, int]] = set()
        for one in found:
            inside = self.mentions(asked[one.start : one.end], [(0, one.end - one.start)])
            if any(not other.near for other in inside):
                whole.add((one.start, one.end))
        return self.mentions(asked, whole) if whole else list(found)

    def scattered(
        self, asked: Sequence[str], found: Sequence[Mention]
    ) -> tuple[list[str], list[Mention]] | None:
        """The same sentence with a name of two words in place of one of them, the other taken out that stands
        apart: «Kazakhstan … independent» for «independence of Kazakhstan». None where there is no such name.
        """
        taken = {place for one in found for place in range(one.start, one.end)}
        for n, one in enumerate(found):
            if one.end - one.start > 1 or one.near:
                continue
            for _, word in forms(asked[one.start]):
                for other, iris in self._names.of_two.get(word, ()):
                    place = next(
                        (p for p in range(len(asked)) if p not in taken and _is_akin(asked[p], other)), None
                    )
                    if place is not None:
                        moved = [
                            replace(m, start=m.start - (place < m.start), end=m.end - (place < m.start))
                            for m in found
                        ]
                        moved[n] = replace(moved[n], iris=tuple(iris))
                        return [*asked[:place], *asked[place + 1 :]], moved
        return None

    def _named(self, asked: Sequence[str], start: int, end: int) -> Mention | None:
        found: dict[str, dict[str, None]] = {}  # by prefix: a form of one word may be another one
        for before, key in _keys(asked[start:end]):
            if iris := self._names.all.get(key):
                found.setdefault(before, {}).update(dict.fromkeys(iris))
        return next((Mention(start, end, tuple(iris), before) for before, iris in found.items()), None)

    def _turned(self, asked: Sequence[str], start: int, end: int) -> Mention | None:
        """A name whose words stand in another order, with others that join them."""
        part = asked[start:end]
        bare = [word for word in part if word not in JOINING]
        if len(bare) == len(part) or not THREE <= len(bare) <= _MOST or {part[0], part[-1]} & JOINING:
            return None
        ways = [
            [(before, form) for before, form in forms(word) if form in self._names.ordered] for word in bare
        ]
        for one in product(*ways):
            if iris := self._names.in_any_order.get(tuple(sorted(form for _, form in one))):
                return Mention(start, end, tuple(iris), one[0][0])
        return None


def _stem(one: str, other: str) -> int:
    """How many letters two words must share, so that they are made of one stem."""
    return max(_STEM, len(one) - _ENDING, len(other) - _ENDING)


def _is_akin(word: str, other: str) -> bool:
    """Whether a word is another one, or made of the same stem: «independent», «independence».

    >>> _is_akin("independent", "independence"), _is_akin("העצמאות", "עצמאות"), _is_akin("state", "status")
    (True, True, False)
    """
    return any(
        form == other or (len(form) > _STEM and form[: _stem(form, other)] == other[: _stem(form, other)])
        for _, form in forms(word)
    )


def _keys(part: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What some words may be as a name: without a Hebrew prefix before them, or an English ending behind."""
    if len(part) == 1:
        yield from ((before, (word,)) for before, word in forms(part[0]))
        return
    for before, first in forms(part[0]):
        if before or first == part[0]:
            for _, last in forms(part[-1]):
                yield before, (first, *part[1:-1], last)
