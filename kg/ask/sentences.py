"""Tell triples as sentences, from the labels and the grammar that ontology and entities give (``:gender`` …).

A relation is told by its ``:sentence``, else as subject, label, object, the label in the form that agrees
with the subject. In a ``:sentence``, ``{subject}`` and ``{object}`` stand for the names of the two, and
``{when}`` for an object that is a date, with its preposition. ``{subject:has|have}`` is the form that agrees
with that end: singular or plural in English; in Hebrew masculine, feminine, plural, feminine plural, of which
the last may be left out where it is like the one before. ``{object~subject}`` is the name of the object in
the form that agrees with the subject, as an adjective's does.
"""

import re
from collections.abc import Collection, Iterable

from kg.ask.dates import Written, told, when
from kg.engines import Engine, project_of, select
from kg.model.vocab import EDTF, NS, OWL, RDF, RDFS, Iri, local
from kg.words import attached, capital, joined, spoken, word

_OWN = ("gender", "number", "article", "sentence", "feminineForm", "pluralForm", "femininePluralForm")
_OF = [f"{RDFS}label", f"{RDFS}seeAlso", f"{RDF}type", *(NS + name for name in _OWN)]
_OF_CLASSES = [NS + "gender", NS + "number", NS + "article", RDFS + "subClassOf"]
_HOLE = r"\{(subject|object|when)(?:~(subject|object))?(?::([^{}]*))?\}"
# Whoever agrees with a thing agrees with its number and gender: 0 is a singular masculine, 1 feminine, 2 a
# plural masculine, 3 feminine; in English 0 and 2. These are the names of the forms, the best one first.
_FORMS = ((), ("feminineForm",), ("pluralForm",), ("femininePluralForm", "pluralForm", "feminineForm"))
_IS_A = {
    "en": "{{subject}} {{subject:is|are}} {a} {{object}}",
    "he": "{{subject}} {{subject:הוא|היא|הם|הן}} {{object}}",
}

_WORDS: dict[str, str] = {OWL + "Nothing": "contradiction", RDF + "type": "is a"}

Triple = tuple[str, str, str]
Piece = tuple[str, str]  # what it names ("subject", "object", or "" for what is between), and its text


def sentences(engine: Engine, lang: str, triples: Collection[Triple]) -> list[str]:
    """These triples as sentences, all that is known of them read at once."""
    known = Sentences(engine, (part for triple in triples for part in triple))
    return [known.sentence(*triple, lang) for triple in triples]


class Sentences:
    """What some things and relations are called, in both languages, and how triples of them are told."""

    def __init__(self, engine: Engine, iris: Iterable[str]) -> None:
        self._known: dict[str, dict[str, list[tuple[str, str]]]] = {}
        self._special: dict[str, list[str]] = {}
        self._project = project_of(engine)
        classes = self._read(engine, {iri for iri in iris if isinstance(iri, Iri)}, _OF)
        self._read(engine, classes, _OF_CLASSES)

    def _read(self, engine: Engine, things: Collection[str], properties: Iterable[str]) -> set[str]:
        """Read properties, by the ends of their names; gives our classes among the values."""
        # A filter, no second VALUES: rdflib would join all of the graph with every pair of the two.
        query = f"""SELECT ?s ?p ?v (lang(?v) AS ?lang) {{ VALUES ?s {{ THESE }} ?s ?p ?v
          FILTER(?p IN ({", ".join(f"<{iri}>" for iri in properties)})) }}"""
        for row in select(engine, query, these=things)[1]:
            found = self._known.setdefault(row["s"], {}).setdefault(local(row["p"]), [])
            if (row["v"], row["lang"]) not in found:
                found.append((row["v"], row["lang"]))
        types = (v for known in self._known.values() for v, _ in known.get("type", []))
        return {one for one in types if not one.startswith((OWL, RDF, RDFS))}

    def name(self, iri: str, lang: str) -> str:
        """The label of an IRI in the language, else in English, else its short form; of a value the value."""
        if iri in _WORDS:
            return str(word(_WORDS[iri], lang))
        found = next(filter(None, (self._text(iri, "label", one) for one in (lang, "en", ""))), "")
        return found or (self._project.prefixed(iri) if isinstance(iri, Iri) else iri)

    def value(self, relation: str, value: str, lang: str) -> str:
        """A value of a relation or qualifier as people write it: the name of a thing, a date in words."""
        if value in ("true", "false"):
            return str(word(value, lang))
        dated = (EDTF, "") in self._known.get(relation, {}).get("seeAlso", [])
        return told(value, lang) if dated else self.name(value, lang)

    def pairs(self, qualifiers: Iterable[tuple[str, str]], lang: str) -> Written:
        """Qualifiers and their values in one line."""
        found = list(qualifiers)
        kept, words = (
            ", ".join(f"{self.name(name, lang)}: {of}" for (name, _), of in zip(found, values, strict=True))
            for values in (
                [self.name(of, lang) for _, of in found],
                [self.value(name, of, lang) for name, of in found],
            )
        )
        return Written(kept, words)

    def relation(self, subject: str, predicate: str, lang: str) -> str:
        """The name of a relation in the form that agrees with its subject."""
        return self._form(predicate, self._agreement(subject, lang), lang)

    def sentence(self, subject: str, predicate: str, object: str, lang: str) -> str:
        """A triple as a sentence, without its full stop."""
        return "".join(text for _, text in self.pieces(subject, predicate, object, lang))

    def pieces(self, subject: str, predicate: str, object: str, lang: str) -> list[Piece]:
        """A sentence in pieces, so that the names of its ends can be told from what is between."""
        ends = {"subject": subject, "object": object, "when": object}
        found: list[Piece] = []
        done = 0
        pattern = self._pattern(subject, predicate, object, lang)
        for hole in re.finditer(_HOLE, pattern):
            end, other, forms = hole.groups()
            _add(found, "", pattern[done : hole.start()])
            done = hole.end()
            article = lang == "he" and bool(self._article(ends[end], lang))
            if forms is not None:
                _add(found, "", _chosen(forms, self._agreement(ends[end], lang), lang))
            elif end == "when":
                _add(found, "object", when(object, lang))
            elif other:
                _add(found, end, self._form(ends[end], self._agreement(ends[other], lang), lang), article)
            elif isinstance(ends[end], Iri):
                the = "" if lang == "he" else self._article(ends[end], lang)
                _add(found, end, joined(the, self.name(ends[end], lang)), article)
            else:
                _add(found, end, self.value(predicate, ends[end], lang))
        _add(found, "", pattern[done:])
        return [(found[0][0], capital(found[0][1])), *found[1:]]

    def _pattern(self, subject: str, predicate: str, object: str, lang: str) -> str:
        if object == OWL + "Nothing":
            return "{subject}: {object}"
        if predicate == RDF + "type":
            return _IS_A[spoken(lang)].format(a="an" if self.name(object, lang)[:1] in "aeiou" else "a")
        own = self._text(predicate, "sentence", lang)
        return own or f"{{subject}} {self.relation(subject, predicate, lang)} {{object}}"

    def _form(self, iri: str, agreement: int, lang: str) -> str:
        """A label in the form for this number and gender, where it has one."""
        forms = (self._text(iri, name, lang) for name in _FORMS[agreement])
        return next(filter(None, forms), "") or self.name(iri, lang)

    def _agreement(self, iri: str, lang: str) -> int:
        feminine = lang == "he" and self._grammar(iri, "gender", lang) == "feminine"
        return 2 * (self._grammar(iri, "number", lang) == "plural") + feminine

    def _article(self, iri: str, lang: str) -> str:
        """The article of a thing; what a class says of it is of its things, and not of its own name."""
        types = self._known.get(iri, {}).get("type", [])
        return "" if (OWL + "Class", "") in types else self._grammar(iri, "article", lang)

    def _grammar(self, iri: str, name: str, lang: str) -> str:
        """What a thing says of its label in this language, or in both; else what its class says."""
        for one in (iri, *self._classes(iri)):
            found = {of: value for value, of in self._known.get(one, {}).get(name, []) if of in (lang, "")}
            if found:
                return found.get(lang, found.get("", ""))
        return ""

    def _classes(self, iri: str) -> list[str]:
        """The classes of a thing, the most special ones first."""
        if iri not in self._special:
            own = sorted(v for v, _ in self._known.get(iri, {}).get("type", []))
            above: set[str] = set()
            todo = list(own)
            while todo:
                new = {v for v, _ in self._known.get(todo.pop(), {}).get("subClassOf", [])} - above
                above |= new
                todo += new
            self._special[iri] = sorted(own, key=lambda one: one in above)
        return self._special[iri]

    def _text(self, iri: str, name: str, lang: str) -> str:
        return next((v for v, of in self._known.get(iri, {}).get(name, []) if of == lang), "")


def _chosen(forms: str, agreement: int, lang: str) -> str:
    """The form of a pattern that agrees."""
    found = forms.split("|")
    return found[min(agreement if lang == "he" else agreement // 2, len(found) - 1)]


def _add(found: list[Piece], names: str, text: str, article: bool = False) -> None:
    """Add a piece, a Hebrew preposition of one letter joined to it, and words to the words before them."""
    if not text:
        return
    if found and not found[-1][0]:
        before, after = attached(found[-1][1], text, article) if names else (found[-1][1], text)
        if not names:
            found[-1] = ("", before + after)
            return
        found[-1] = ("", before)
        text = after
    found.append((names, text))
