"""Full text: labels, aliases, definitions, notes, glosses and questions, in all languages at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from math import log

from kg.ask.answer import Answer, rows_answer
from kg.ask.dates import Written
from kg.ask.sentences import sentences
from kg.ask.view import View
from kg.catalogue.question import HOLE, Question
from kg.engines import Row, labels, select
from kg.errors import KgError, counted, repeated, whole
from kg.model.spelling import forms, words
from kg.model.vocab import NS, PREFIXES, RDF, RDFS, SKOS, Iri
from kg.understand.index import Index
from kg.words import in_language, word

KINDS = ("thing", "source", "term", "claim", "question", "rule")
_SHOWN = ("kind", "label", "class", "text", "name", "iri")
_NAMES = tuple(f"<{one}>" for one in (RDFS + "label", SKOS + "altLabel", SKOS + "hiddenLabel"))
_TEXTS = tuple(
    f"<{one}>"
    for one in (SKOS + "definition", RDFS + "comment", SKOS + "note", SKOS + "scopeNote", SKOS + "example")
)
_READ = f"""SELECT DISTINCT ?s ?p ?o (lang(?o) AS ?g) {{
  VALUES ?p {{ {" ".join((*_NAMES, *_TEXTS))} <{NS}knownFrom> <{NS}gloss> <{PREFIXES["dcterms"]}title> }}
  ?s ?p ?o FILTER(isIRI(?s) && isLiteral(?o)) }} ORDER BY ?s ?p ?g ?o"""
_CLASSES = f"""SELECT DISTINCT ?s ?class ?above {{ VALUES ?s {{ THESE }} ?s a ?class .
  ?class <{RDFS}label> ?label OPTIONAL {{ ?class <{RDFS}subClassOf> ?above FILTER(?above != ?class) }} }}
ORDER BY ?s ?class ?above"""
_TRIPLES = f"""SELECT ?s ?subject ?predicate ?object {{ VALUES ?s {{ THESE }}
  ?s <{RDF}subject> ?subject ; <{RDF}predicate> ?predicate ; <{RDF}object> ?object }} ORDER BY ?s"""
_COLUMNS, _WEIGHTS = ("names", "texts", "forms"), (4.0, 1.0, 0.5)
_PREFIX, _NEAR = 3, 0.72  # letters of a word that may go on; how alike a misspelt word must be
_ALL, _SOME = " AND ", " OR "
_IN_TEXTS, _IN_PART = 0.4, 0.5  # what a word counts in a text, and in a name that has others too
_LIKELY = {"thing": 1.2, "source": 1.2, "question": 0.9, "rule": 0.8, "term": 0.9, "claim": 0.6}
_MANY = 200  # hits that are put into order anew


@dataclass
class _Entry:
    """What can be found: its kind, its names and its other texts, each with its language."""

    iri: Iri
    kind: str
    names: list[tuple[str, str]] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)

    def columns(self) -> list[str]:
        """A line for each text, and one with what its words may be without a prefix."""
        every = [*self.names, *self.texts]
        bare = [[form for w in _words(text) for _, form in forms(w)[1:]] for text, _ in every]
        told = ([_words(text) for text, _ in part] for part in (self.names, self.texts))
        return ["\n".join(" ".join(line) for line in lines) for lines in (*told, bare)]


def _words(text: str) -> list[str]:
    return words(HOLE.sub(" ", text))


class Search:
    """What can be found in a graph and its catalogue; read once."""

    def __init__(self, view: View, questions: Mapping[str, Question]) -> None:
        self._view = view
        self._questions = {view.project.made("query", name): one for name, one in questions.items()}
        self._entries = [*self._read(), *self._asked()]
        self._index = Index(_COLUMNS, (one.columns() for one in self._entries))

    def _read(self) -> Iterator[_Entry]:
        found: dict[str, _Entry] = {}
        for row in select(self._view.engine, _READ)[1]:
            if kind := self._kind(row["s"]):
                entry = found.setdefault(row["s"], _Entry(Iri(row["s"]), kind))
                of = entry.names if f"<{row['p']}>" in _NAMES else entry.texts
                of.append((row["o"], row["g"]))
        return iter(found.values())

    def _asked(self) -> Iterator[_Entry]:
        for iri, one in self._questions.items():
            told = [
                *one.description.items(),
                *((g, text) for g, every in one.phrasings.items() for text in every),
            ]
            names = [*((text, g) for g, text in one.title.items()), (one.name, "")]
            yield _Entry(iri, "question", names, [(text, g) for g, text in told])

    def _kind(self, iri: str) -> str:
        project = self._view.project
        kinds = (kind for kind in ("source", "claim", "rule") if project.is_made(iri, kind))
        own = "term" if iri.startswith(project.vocabularies) else "thing" if project.is_thing(iri) else ""
        return next(kinds, own)

    @cached_property
    def _known(self) -> list[str]:
        every = (text for one in self._entries for text, _ in (*one.names, *one.texts))
        return sorted({word for text in every for word in _words(text)})

    def search(self, text: str, limit: int = 20, kind: str | None = None) -> Answer:
        """What some words are found in, the best first: its kind, its label, its class, the text in which
        they stand, the name by which other methods take it, and its IRI.

        A word may be only the beginning of one. What has all of the words is found; where nothing has,
        with words of like spelling; then what has any, first what is called by the rarest of them. Raises
        KgError for an unknown kind, and for a limit below one.
        """
        if kind is not None and kind not in KINDS:
            raise KgError(f"no kind {repeated(kind)}; there are {', '.join(KINDS)}")
        most = counted(limit, "the limit")
        asked = words(whole(text))
        hits: list[int] = []
        match = ""
        for terms, order in self._matches(asked):
            match = _SOME.join(terms)
            hits = self._likest(terms, None if order == _SOME else set(self._found(_ALL.join(terms))), kind)
            if hits:
                break
        return rows_answer(
            self._view.engine, self._rows([(n, match) for n in hits[:most]]), self._view.lang, _SHOWN
        )

    def _found(self, match: str) -> list[int]:
        return [n for _, n in self._index.ranked(match, _WEIGHTS, len(self._entries))]

    def _likest(self, terms: Sequence[str], whole: set[int] | None, kind: str | None) -> list[int]:
        """What has any of some words, in order: by how rare those are that its names have, and how much of a
        name they are, then those that its texts have. Of what has not all of them (``whole``, None where
        nothing has) that alone which has a name of nothing else.
        """
        match = _SOME.join(terms)
        fits = [n for n in self._found(match) if kind in (None, self._entries[n].kind)]
        if whole is not None and whole.isdisjoint(fits):
            return []
        named, told = dict.fromkeys(fits, 0.0), dict.fromkeys(fits, 0.0)
        all_named = set(fits)
        for term in terms:
            having = self._found(term)
            called = set(self._found(f"{{names}} : {term}"))
            all_named &= called
            for n in named.keys() & having:
                (named if n in called else told)[n] += log(1 + len(self._entries) / len(having))

        def roughly(n: int) -> float:
            return -named[n] - _IN_TEXTS * told[n]

        def likeness(n: int) -> tuple[bool, float]:
            own = named[n] * (part[n] + _IN_PART) + _IN_TEXTS * told[n]
            return n not in all_named, -own * _LIKELY[self._entries[n].kind]

        first = sorted(fits, key=roughly)[:_MANY]
        part = {n: self._part(n, match, len(terms)) for n in first}
        first = [n for n in first if whole is None or n in whole or part[n] >= 1]
        return [*sorted(first, key=likeness), *(n for n in fits if n not in part and n in (whole or fits))]

    def _part(self, place: int, match: str, count: int) -> float:
        """How much of a name are words that were asked for, of that of which they are most; one more where it
        has as many words as were asked for.
        """
        lines = zip(self._index.marks(match, place)[0], self._entries[place].names, strict=False)
        sizes = [(marked, len(_words(name))) for marked, (name, _) in lines if marked]
        return max((marked / size + (marked == count == size) for marked, size in sizes), default=0)

    def _matches(self, asked: Sequence[str]) -> Iterator[tuple[list[str], str]]:
        """FTS5 terms, and what joins them, each to be tried where what is before it finds nothing."""
        if not asked:
            return
        terms = [
            _term(word, len(word) >= _PREFIX or place == len(asked) - 1) for place, word in enumerate(asked)
        ]
        yield terms, _ALL
        known = [
            term if self._index.ranked(term, _WEIGHTS, 1) else self._like(w)
            for w, term in zip(asked, terms, strict=True)
        ]
        if all(known):
            yield known, _ALL
        if any(known):
            yield [*filter(None, known)], _SOME

    def _like(self, word: str) -> str:
        """Words of like spelling, of which the best are meant."""
        like = dict.fromkeys(
            near
            for _, form in forms(word)
            if len(form) >= _PREFIX
            for near in get_close_matches(form, self._known, n=3, cutoff=_NEAR)
        )
        return _any(f'"{one}"' for one in like) if like else ""

    def _rows(self, hits: Sequence[tuple[int, str]]) -> list[Row]:
        view, found = self._view, [self._entries[n] for n, _ in hits]
        iris = [one.iri for one in found]
        told = labels(view.engine, view.lang, iris) | self._claimed(found)
        told |= {i: in_language(self._questions[i].title, view.lang) for i in iris if i in self._questions}
        classes = self._classes(iris)
        return [
            {
                "kind": Written(one.kind, str(word(f"kind: {one.kind}", view.lang))),
                "label": told.get(one.iri, view.project.local(one.iri)),
                "class": classes.get(one.iri, ""),
                "text": self._text(place, match),
                "name": self._name(one),
                "iri": str(one.iri),
            }
            for one, (place, match) in zip(found, hits, strict=True)
        ]

    def _name(self, one: _Entry) -> str:
        if one.kind == "question":
            return self._questions[one.iri].name
        short = self._view.project.prefixed(one.iri)
        return one.iri.removeprefix(self._view.project.space) if short.startswith("<") else short

    def _text(self, place: int, match: str) -> str:
        """The text in which most of the words stand; of several one in the language asked for."""
        one = self._entries[place]
        names, texts, bare = self._index.marks(match, place)
        every = [*one.names, *one.texts]
        plain = [*names[: len(one.names)], *texts[: len(one.texts)]]
        best = max(
            range(len(every)),
            key=lambda n: (plain[n] or bare[n] > 0, plain[n], every[n][1] == self._view.lang, -n),
        )
        return every[best][0]

    def _claimed(self, found: Sequence[_Entry]) -> dict[str, str]:
        """What claims say, as sentences."""
        claims = [one.iri for one in found if one.kind == "claim"]
        if not claims:
            return {}
        rows = select(self._view.engine, _TRIPLES, these=claims)[1]
        triples = [(row["subject"], row["predicate"], row["object"]) for row in rows]
        said = sentences(self._view.engine, self._view.lang, triples)
        return {row["s"]: one for row, one in zip(rows, said, strict=True)}

    def _classes(self, iris: Sequence[str]) -> dict[str, str]:
        """The narrowest class of each, one of the project's before others."""
        rows = select(self._view.engine, _CLASSES, these=iris)[1]
        own = self._view.project.vocabularies
        found: dict[str, str] = {}
        for iri in dict.fromkeys(row["s"] for row in rows):
            above = {row["above"] for row in rows if row["s"] == iri}
            of = {row["class"] for row in rows if row["s"] == iri}
            found[iri] = min(of - above or of, key=lambda one: (not one.startswith(own), one))
        return found


def _term(word: str, goes_on: bool) -> str:
    """A word, or what begins with it, and the same without a Hebrew prefix or an English ending."""
    bare = [f'{{names texts}} : "{form}"' for _, form in forms(word)[1:] if len(form) > 1]
    return _any([f'"{word}"{" *" if goes_on else ""}', *bare])


def _any(terms: Iterable[str]) -> str:
    return f"({' OR '.join(terms)})"
