"""Find what a person means by a name: a label, an alias, a prefixed name, a local name or an IRI."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from pyoxigraph import Literal

from kg.engines import Engine, labels, project_of, select, solve
from kg.errors import KgError, Told, warn, whole
from kg.model.iris import is_iri, is_written_out
from kg.model.spelling import is_slip, loose, normal, within
from kg.model.vocab import NS, OWL, PREFIXES, RDF, RDFS, SKOS, Iri, local
from kg.words import WORDS, word

# People also type the form of a relation that agrees with its subject, and what a thing is called elsewhere.
_QUERY = f"""PREFIX : <{NS}> PREFIX rdfs: <{RDFS}> PREFIX skos: <{SKOS}> PREFIX schema: <{PREFIXES["schema"]}>
SELECT DISTINCT ?s ?p ?l {{
  VALUES ?p {{ rdfs:label skos:altLabel skos:hiddenLabel
    :feminineForm :pluralForm :femininePluralForm schema:identifier }}
  ?s ?p ?l FILTER(isIRI(?s)) }}"""
_KINDS = ("entity/", "claim/", "statement/", "source/")
_MADE = ("rule", "query")  # have labels, and nobody looks for them by these
_ALIKE = 0.9  # of one letter in some ten
_SHORT = 4  # letters of a name of which another one may be but for a slip
_NUMBER = r"\d+"
_FEW = 12  # names that are all told where one is not known


# How people ask whether something is of a class.
IS_A = {normal(name) for name in ("rdf:type", "a", "is of the kind", RDF + "type", *WORDS["is a"])}


def value(engine: Engine, predicate: str, text: str) -> Literal | None:
    """A value as the predicate's values are written; None where the predicate takes things."""
    text = whole(text)
    pattern = f"?s <{RDF}predicate> <{predicate}> ; <{RDF}object> ?o"
    rows = solve(engine, f"SELECT DISTINCT ?o {{ {pattern} FILTER(isLiteral(?o)) }} ORDER BY ?o").rows
    found = [row["o"] for row in rows if isinstance(row["o"], Literal)]
    same = [one for one in found if one.value == text]
    things = not found or select(engine, f"ASK {{ {pattern} FILTER(isIRI(?o)) }}")[1][0]["answer"] == "true"
    if same or things:
        return same[0] if same else None
    language = found[0].language
    return Literal(text, language=language) if language else Literal(text, datatype=found[0].datatype)


def _kind(name: str) -> str:
    """The class that a kind names: an IRI, or the local name of one of ours."""
    return name if isinstance(name, Iri) else NS + name


def _same(name: str, named: Sequence[tuple[str, str]]) -> set[str]:
    """Whose name differs in articles and endings at most."""
    wanted = loose(name)
    return {iri for known, iri in named if loose(known) == wanted}


def _alike(name: str, named: Sequence[tuple[str, str]]) -> set[str]:
    """Whose name begins as one does, has the same numbers, and differs in one letter, or two of some ten."""
    from difflib import SequenceMatcher

    typed, both = normal(name), SequenceMatcher()
    numbers = re.findall(_NUMBER, typed)  # another day or number is no slip of the pen
    both.set_seq2(typed)  # which is what takes long, so that it is done once
    found = set()
    for known, iri in named:
        both.set_seq1(known)
        bounds = (both.real_quick_ratio, both.quick_ratio, both.ratio)
        if (known[:1], re.findall(_NUMBER, known)) == (typed[:1], numbers) and (
            all(ratio() >= _ALIKE for ratio in bounds) or (len(typed) > _SHORT and is_slip(known, typed))
        ):
            found.add(iri)
    return found


class Names:
    """The names of everything in a store that has a label."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._project = project_of(engine)
        self._shown: dict[str, str] = {}

    def __repr__(self) -> str:
        return f"<Names on {type(self._engine).__name__}>"

    @cached_property
    def _tiers(self) -> list[dict[str, set[str]]]:
        """Labels, then aliases, then all others and local names, as ``normal`` gives them; read once."""
        self._read: list[dict[str, set[str]]] = [{}, {}, {}]
        for row in select(self._engine, _QUERY)[1]:
            self._add({"label": 0, "altLabel": 1}.get(local(row["p"]), 2), row["l"], row["s"])
            self._add(2, self._project.local(row["s"]), row["s"])
        return self._read

    @cached_property
    def _known(self) -> set[str]:
        return {iri for tier in self._tiers for iris in tier.values() for iri in iris}

    def _add(self, tier: int, name: str, iri: str) -> None:
        self._read[tier].setdefault(normal(name), set()).add(iri)
        if tier < 2:
            self._shown.setdefault(normal(name), name)

    def beginning(self, text: str) -> Iterator[str]:
        """The labels and aliases of things that begin so, whatever their case, in the order of letters."""
        names, begins = self._tiers[:2], normal(text)
        if not begins:
            return
        for name in sorted({name for tier in names for name in tier if name.startswith(begins)}):
            if any(self._project.is_thing(iri) for tier in names for iri in tier.get(name, ())):
                yield self._shown[name]

    def resolve(self, name: str, kind: str | None = None) -> str:
        """The IRI that a name stands for; ``kind`` (Predicate, Modality, Source) says what is looked for.

        Labels go before aliases, and aliases before local names.
        Raises KgError, with suggestions, for a name that is unknown or stands for several things.
        """
        name = whole(name)
        iri = self._iri(name) or self._exact(name, kind)
        if iri is not None:
            return iri
        fits = self._known if kind is None else self._of_kind(kind)
        for tier in self._tiers:
            found = sorted(tier.get(normal(name), set()) & fits)
            if kind is None and len(found) > 1:
                found = [iri for iri in found if self._project.is_thing(iri)] or found
            if len(found) == 1:
                return found[0]
            if found:
                several = ", ".join(self._project.prefixed(i) for i in found)
                raise KgError(
                    f"{name!r} may be {several}; name one of them",
                    he=f"{name!r} עשוי להיות {several}; יש לנקוב באחד מהם",
                )
        english, hebrew = self._suggest(name, fits)
        raise KgError(
            f"no {self._what(kind, 'en')} is called {name!r}{english}",
            he=f"אין {self._what(kind, 'he')} בשם {name!r}{hebrew}",
        )

    def nearly(self, name: str, kind: str | None = None) -> str:
        """As ``resolve``; where nothing has the name, what is called so but for an article or an ending, else
        for the word for what it is («CPC» of a pipeline), else for a letter, else what has
        all of its words, if that is one thing.

        All but the first are said: a ``Told`` warns of them.
        """
        try:
            return self.resolve(name, kind)
        except KgError:
            given = whole(name)
            if any(normal(given) in tier for tier in self._tiers):  # it has several meanings
                raise
            named = self.called(kind)
            same = _same(given, named)
            found = same or self._but_for_its_class(given, named) or _alike(given, named)
            found = found or {iri for known, iri in named if self._is_part(given, known, iri)}
            if len(found) != 1:
                raise
        (near,) = found
        if not same:
            warn(self.read_as(name, near))
        return near

    def _is_part(self, name: str, known: str, iri: str) -> bool:
        """Whether a name has the words of the one given, and is of a thing: «Baikonur» of the cosmodrome."""
        return len(name) < len(known) and self._project.is_thing(iri) and within(name, known)

    def read_as(self, name: str, iri: str, english: str = "", hebrew: str = "") -> Told:
        """What says for what a name is taken, with the end of the sentence in either language."""
        called = {lang: labels(self._engine, lang, [iri]).get(iri) or local(iri) for lang in ("en", "he")}
        return Told(
            f"{name!r} is read as {called['en']}{english}", he=f"{name!r} נקרא {called['he']}{hebrew}"
        )

    def called(self, kind: str | None = None) -> list[tuple[str, str]]:
        """The labels and aliases of what is of a kind, as ``normal`` gives them, each with its IRI."""
        fits = self._known if kind is None else self._of_kind(kind)
        return [(known, iri) for tier in self._tiers[:2] for known in tier for iri in tier[known] & fits]

    def _but_for_its_class(self, name: str, named: Sequence[tuple[str, str]]) -> set[str]:
        """The things whose name and the one given differ in nothing but words for their class."""
        wanted, found = Counter(loose(name)), set()
        for known, iri in named:
            if not self._project.is_thing(iri):  # «of» is no word for what a relation is
                continue
            has = Counter(loose(known))
            rest = (has - wanted) + (wanted - has)
            if (has & wanted) in (has, wanted) and (has & wanted) and {*rest} <= self._class_words(iri):
                found.add(iri)
        return found

    def _class_words(self, iri: str) -> set[str]:
        query = f"SELECT ?l {{ <{iri}> a/<{RDFS}subClassOf>* ?c . ?c <{RDFS}label> ?l }}"
        return {part for row in select(self._engine, query)[1] for part in loose(row["l"])}

    def _what(self, kind: str | None, lang: str) -> str:
        """What is looked for, in words."""
        if kind is None:
            return str(word("thing", lang))
        return labels(self._engine, lang, [_kind(kind)]).get(_kind(kind)) or local(kind)

    def _exact(self, name: str, kind: str | None) -> str | None:
        """The one thing with exactly this label, found without reading all names."""
        written = [str(Literal(name, language=code)) for code in self._project.languages]
        of_kind = f"?s a <{_kind(kind)}> ." if kind else ""
        query = (
            f"SELECT DISTINCT ?s {{ VALUES ?l {{ {' '.join(written)} }} ?s <{RDFS}label> ?l . {of_kind} }}"
        )
        found = [row["s"] for row in select(self._engine, query)[1] if isinstance(row["s"], Iri)]
        if kind is None and len(found) > 1:
            found = [iri for iri in found if self._project.is_thing(iri)] or found
        return found[0] if len(found) == 1 else None

    def _iri(self, name: str) -> str | None:
        given = name.strip().removeprefix("<").removesuffix(">")
        prefix, colon, rest = given.partition(":")
        if colon and prefix in self._project.prefixes and " " not in rest:
            iri = Iri(self._project.prefixes[prefix] + rest)
        elif is_iri(given):
            iri = Iri(given)
        else:
            iri = self._project.space + given if given.startswith(_KINDS) else Iri("")
        if not iri:
            return None
        occurs = f"SELECT * {{ {{ <{iri}> ?p ?o }} UNION {{ ?s ?p <{iri}> }} }} LIMIT 1"
        if is_iri(iri) and select(self._engine, occurs)[1]:
            same = f"SELECT ?s {{ ?s <{SKOS}exactMatch>|<{OWL}sameAs> <{iri}> }} ORDER BY ?s LIMIT 1"
            return next((row["s"] for row in select(self._engine, same)[1]), iri)
        if not rest or is_written_out(given) or prefix in self._project.prefixes:
            english, hebrew = self._suggest(local(iri), self._known)
            raise KgError(f"nothing has the name {given}{english}", he=f"אין דבר בשם {given}{hebrew}")
        return None

    def _of_kind(self, kind: str) -> set[str]:
        return {row["s"] for row in select(self._engine, f"SELECT ?s {{ ?s a <{_kind(kind)}> }}")[1]}

    def _suggest(self, name: str, fits: set[str]) -> tuple[str, str]:
        """Names that are close: as a whole, by one of their words, or because they contain what was given.

        Of a few all are told. Gives the end of a sentence, in English and Hebrew.
        """
        wanted = normal(name)
        asked = {iri for iri in fits if not self._project.is_made(iri, *_MADE)}
        known = sorted(n for tier in self._tiers[:2] for n, iris in tier.items() if iris & asked)
        if len(asked) <= _FEW:
            shown = [self._shown[n] for n in known if n.isascii() == wanted.isascii()]
            every = "; ".join(dict.fromkeys(shown))
            return (f"; there are {every}", f"; יש: {every}") if shown else ("", "")
        by_word: dict[str, list[str]] = {}
        # A word of a name brings to mind a thing, or what is of the kind asked for, but no term.
        things = {iri for iri in asked if self._project.is_thing(iri)} or asked
        for known_name in known:
            if not any(things & tier.get(known_name, set()) for tier in self._tiers[:2]):
                continue
            for part in known_name.split():
                by_word.setdefault(part, []).append(known_name)
        from difflib import get_close_matches

        close = [n for n in known if len(wanted) > 2 and n.startswith(wanted)][:4]
        close += by_word.get(wanted, [])[:2]
        close += get_close_matches(wanted, known, n=4, cutoff=0.6)
        close += [n for part in get_close_matches(wanted, by_word, n=2, cutoff=0.7) for n in by_word[part]]
        close += [n for n in known if len(wanted) > 2 and wanted in n]
        shown = list(dict.fromkeys(self._shown[n] for n in close))[:4]
        told = ", ".join(shown)
        return (f"; did you mean {told}?", f"; האם הכוונה: {told}?") if shown else ("", "")
