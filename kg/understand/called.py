"""What things are called: the names in a graph, whole, by their words, and in parts."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from kg.engines import Engine, project_of, select
from kg.model.spelling import forms, is_slip, words
from kg.model.vocab import NS, RDFS, SKOS

_NAMES = f"""PREFIX rdfs: <{RDFS}> PREFIX skos: <{SKOS}>
SELECT DISTINCT ?s ?p ?l {{
  VALUES ?p {{ rdfs:label skos:altLabel skos:hiddenLabel }} ?s ?p ?l FILTER(isIRI(?s)) }} ORDER BY ?s ?p ?l"""
_STATUSES = f"SELECT ?s {{ ?s a <{NS}StatementStatus> }} ORDER BY ?s"
TWO, _TELLING, _CAPITALS = (
    2,
    4,
    3,
)  # words of a name that one of them tells; its letters; those of a short form
THREE = 3  # words of a name that is known in another order («the agreement between …»)
JOINING = frozenset(
    ["between", "and", "of", "with", "the", "a", "an", "בין", "של", "עם", "ובין", "לבין"]
)  # what joins them
_SHORTEST, _NEAR, _LONG = 5, 0.83, 8  # letters of a word that may be misspelt, how alike it must be, and more


class Names:
    """The names of the things, sources and degrees of certainty in one graph."""

    def __init__(self, engine: Engine, known: frozenset[str]) -> None:
        """``known`` are words that people ask with, which stand for no thing that is not called so."""
        self._engine = engine
        self._known = known
        self._project = project_of(engine)
        self._akin: dict[str, set[str]] = {}
        self.statuses = {row["s"] for row in select(engine, _STATUSES)[1]}

    @cached_property
    def all(self) -> dict[tuple[str, ...], list[str]]:
        """What each name may stand for; what it is the label of goes before what it is an alias of."""
        found: dict[tuple[str, ...], dict[str, bool]] = defaultdict(dict)
        common: set[str] = set()
        capitals: set[str] = set()
        for row in select(self._engine, _NAMES)[1]:
            iri, key = row["s"], tuple(words(row["l"]))
            if key and (iri in self.statuses or self.is_named(iri)):
                found[key][iri] = found[key].get(iri, False) or row["p"] == RDFS + "label"
                if row["l"][0].islower():
                    common.add(iri)
                capitals.update(one.casefold() for one in row["l"].split() if one.isalpha() and one.isupper())
        for one, iri in self._telling(found, common, capitals):
            found.setdefault((one,), {iri: False})
        return {key: sorted(iris, key=lambda iri: (not iris[iri], iri)) for key, iris in found.items()}

    def _telling(
        self,
        names: Mapping[tuple[str, ...], Collection[str]],
        common: Collection[str],
        capitals: Collection[str],
    ) -> Iterator[tuple[str, str]]:
        """Each word of a proper name of two words that no other thing has, and that nobody asks with.

        A text that is called after its author has it too, and stands for him.
        """
        holders: dict[str, set[str]] = defaultdict(set)
        for key, iris in names.items():
            for one in key:
                holders[one].update(iris)
        for one in sorted({one for key in names if len(key) == TWO for one in key} - self._known):
            who = {iri for iri in holders[one] if not self.is_source(iri)} or holders[one]
            long = len(one) >= (_CAPITALS if one in capitals else _TELLING)
            if long and len(who) == 1 and who.isdisjoint(common):
                yield one, min(who)

    def is_named(self, iri: str) -> bool:
        """Whether it is a thing, or one of the texts."""
        return self._project.is_thing(iri) or self.is_source(iri)

    def is_source(self, iri: str) -> bool:
        """Whether it is one of the texts."""
        return self._project.is_made(iri, "source")

    @cached_property
    def longest(self) -> int:
        """The words of the longest name."""
        return max(map(len, self.all), default=0)

    @cached_property
    def in_any_order(self) -> dict[tuple[str, ...], list[str]]:
        """What the longer names may stand for, by their words in order of the alphabet."""
        found: dict[tuple[str, ...], list[str]] = {}
        for key, iris in self.all.items():
            bare = tuple(sorted({*key} - JOINING))
            if len(bare) >= THREE:
                found[bare] = list(dict.fromkeys([*found.get(bare, ()), *iris]))
        return found

    @cached_property
    def ordered(self) -> set[str]:
        """The words of these."""
        return {word for key in self.in_any_order for word in key}

    @cached_property
    def of_two(self) -> dict[str, list[tuple[str, list[str]]]]:
        """By each word of a name of two, without what joins them, the other one and what is called so."""
        found: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
        for key, iris in self.all.items():
            bare = [word for word in key if word not in JOINING]
            if len(bare) == TWO:
                for one, other in (bare, bare[::-1]):
                    found[one].append((other, iris))
        return found

    def akin(self, iri: str) -> set[str]:
        """The things in whose names a thing is named: the government of a state, what comes from it."""
        if iri not in self._akin:
            own = [key for key, iris in self.all.items() if iri in iris]
            found = {
                other
                for key, iris in self.all.items()
                if any(_is_in(one, key) for one in own)
                for other in iris
            }
            self._akin[iri] = {one for one in found - {iri} - self.statuses if self._project.is_thing(one)}
        return self._akin[iri]

    @cached_property
    def _single(self) -> dict[str, list[str]]:
        """Names of one word, by their first letter, for what is misspelt."""
        found: dict[str, list[str]] = defaultdict(list)
        for key in self.all:
            if len(key) == 1 and len(key[0]) >= _SHORTEST:
                found[key[0][0]].append(key[0])
        return found

    @cached_property
    def _written(self) -> set[str]:
        """The words of all names, as they stand there and without what is joined to them."""
        return {form for key in self.all for one in key for _, form in forms(one)}

    def like(self, word: str) -> tuple[str, str] | None:
        """The prefix before a word, and the name that it is like, where one letter differs, or a few of many.
        None of a word that stands in any name as it is: it may be another word, but is not misspelt.
        """
        from difflib import get_close_matches

        if not self._written.isdisjoint(form for _, form in forms(word) if len(form) >= _SHORTEST):
            return None
        for before, form in forms(word):
            if len(form) >= _SHORTEST:
                known = self._single.get(form[0], [])
                close = get_close_matches(form, known, n=1, cutoff=_NEAR)
                if close and (len(form) >= _LONG or is_slip(form, close[0])):
                    return before, close[0]
        return None


def _is_in(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether some words stand in others, side by side; the first may have a Hebrew prefix there."""
    size = len(part)
    return size < len(whole) and any(
        tuple(whole[at + 1 : at + size]) == tuple(part[1:])
        and any(form == part[0] for _, form in forms(whole[at]))
        for at in range(len(whole) - size + 1)
    )
