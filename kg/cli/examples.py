"""What ``kg COMMAND --help`` gives as an example: of names of the project at hand, so that it runs there.

A command's example is a template with holes. It is filled from the project's files when its help is asked
for, and only then; what the files do not have is told by what belongs there.
"""

import shlex
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kg.catalogue.read import paths_of, read_question
from kg.errors import KgError, plain
from kg.files.load import load, project_of
from kg.model.project import Project
from kg.model.spelling import normal
from kg.model.vocab import NS, RDF, RDFS
from kg.words import in_language

_LONGEST = 40  # letters of a name; half a name would not be found
_SURE = (NS + "asserted", NS + "reported")
_PARTS = ("subject", "predicate", "object")
_Triple = tuple[str, str, str]


def filled(template: str, root: Path | None, lang: str | None = None) -> str:
    """The example that a template makes of the project below ``root``, its words quoted for a shell.

    Names are in ``lang`` where that is a language of the project, else in its first.
    """
    for hole, (placeholder, find) in _HOLES.items():
        if f"{{{hole}}}" in template:
            try:
                words = find(root, lang) if root else []
            except (KgError, OSError):  # running a command tells what is wrong
                words = []
            template = template.replace(f"{{{hole}}}", shlex.join(words) or placeholder)
    return template


class _Written:
    """The names and claims in a project's files. Claims about what most is said of come first."""

    def __init__(self, root: Path, lang: str | None) -> None:
        loaded = load(root)
        self.project: Project = loaded.project
        self.lang = lang if lang in self.project.languages else self.project.languages[0]
        self._labels: dict[str, dict[str, str]] = {}
        self._called: dict[str, set[str]] = {}
        for graph in ("ontology", "entities", "sources"):
            for quad in loaded.graph(graph):
                if quad.predicate.value == RDFS + "label" and isinstance(quad.object, Literal):
                    iri, text = _text(quad.subject), quad.object
                    self._labels.setdefault(iri, {})[text.language or ""] = text.value
                    self._called.setdefault(normal(text.value), set()).add(iri)
        self.entities = sorted({_text(quad.subject) for quad in loaded.graph("entities")})
        ontology = {(_text(q.subject), q.predicate.value, _text(q.object)) for q in loaded.graph("ontology")}
        self.edges = {s for s, p, o in ontology if (p, o) == (NS + "edge", "true")}
        self._judged = {s for s, p, o in ontology if (p, o) == (RDF + "type", NS + "JudgementPredicate")}
        parts: dict[str, dict[str, str]] = {}
        for quad in loaded.graph("claims"):
            value = quad.object
            told = value.value if isinstance(value, NamedNode) else ""
            parts.setdefault(_text(quad.subject), {})[quad.predicate.value] = told
        claims = {iri: one for iri, one in parts.items() if RDF + "predicate" in one}
        spoken = Counter(one.get(RDF + "subject", "") for one in claims.values())
        order = sorted(claims, key=lambda iri: (-spoken[claims[iri].get(RDF + "subject", "")], iri))
        self.claims = {iri: claims[iri] for iri in order}

    def word(self, iri: str, lang: str | None = None) -> str:
        """A short name by which a thing is found, its label if that will do; "" where there is none."""
        label = self._labels.get(iri, {}).get(lang or self.lang, "")
        fits = not set(label) & set(":<>") and label == " ".join(label.split())
        if label and fits and len(self._called[normal(label)]) == 1 and _fits(label):
            return label
        short = self.project.prefixed(iri)
        return short if iri and _fits(short) and not short.startswith("<") else ""

    def triples(self, surely: bool = False) -> Iterator[_Triple]:
        """What is claimed of two things that can be named, or only what makes a fact."""
        for one in self.claims.values():
            subject, predicate, object_ = (one.get(RDF + part, "") for part in _PARTS)
            sure = one.get(NS + "modality") in _SURE and predicate not in self._judged
            sure = sure and one.get(NS + "rank") != NS + "deprecatedRank" and subject != object_
            if (sure or not surely) and all(map(self.word, (subject, predicate, object_))):
                yield subject, predicate, object_


def _fits(name: str) -> bool:
    """Whether a name has a sensible length, and nothing in it that a terminal or an option would take."""
    return len(name) <= _LONGEST and plain(name) == name and not name.startswith("-")


def _text(node: object) -> str:
    return getattr(node, "value", str(node))


def _thing(root: Path, lang: str | None) -> list[str]:
    return _named(_Written(root, lang), None)


def _translated(root: Path, lang: str | None) -> list[str]:
    """A thing in the last of the project's languages: any of them will do."""
    written = _Written(root, lang)
    return _named(written, written.project.languages[-1])


def _named(written: _Written, lang: str | None) -> list[str]:
    things = [*(one.get(RDF + "subject", "") for one in written.claims.values()), *written.entities]
    return [name for iri in things if (name := written.word(iri, lang))][:1]


def _ends(root: Path, lang: str | None) -> list[str]:
    """Two things that one step of a network joins."""
    written = _Written(root, lang)
    found = ((s, o) for s, p, o in written.triples(surely=True) if p in written.edges)
    return [written.word(end) for end in next(found, ())]


def _triple(root: Path, lang: str | None) -> list[str]:
    """What a source says, and surely."""
    written = _Written(root, lang)
    return [written.word(part) for part in next(written.triples(surely=True), ())]


def _relation(root: Path, lang: str | None) -> list[str]:
    return _triple(root, lang)[1:2]


def _unsaid(root: Path, lang: str | None) -> list[str]:
    """What no source says of a thing, though one says it of another; a step of a network, if there is one."""
    written = _Written(root, lang)
    said = sorted(dict.fromkeys(written.triples()), key=lambda triple: triple[1] not in written.edges)
    known = {*said, *((o, p, s) for s, p, o in said)}
    found = (
        (s, p, other)
        for s, p, _ in said
        for _, relation, other in said
        if relation == p and other != s and (s, p, other) not in known
    )
    return [written.word(part) for part in next(found, ())]


def _claim(root: Path, lang: str | None) -> list[str]:
    written = _Written(root, lang)
    start = written.project.made("claim", "")
    names = (iri.removeprefix(start) for iri in written.claims if iri.startswith(start))
    return [name for name in names if _fits(name)][:1]


def _source(root: Path, lang: str | None) -> list[str]:
    written = _Written(root, lang)
    start = written.project.made("source", "")
    sources = (one.get(NS + "statedIn", "") for one in written.claims.values())
    names = (iri.removeprefix(start) for iri in sources if iri.startswith(start))
    return [name for name in names if _fits(name)][:1]


def _question(root: Path, lang: str | None) -> list[str]:
    """A question that needs to be told nothing, and whose answer leads to claims."""
    for name, path in sorted(paths_of([root / "queries"]).items()):
        asked = read_question(path)
        if not asked.needed and "?statement" in asked.text and _fits(name):
            return [name]
    return []


def _sentence(root: Path, lang: str | None) -> list[str]:
    """What a question asks, in words."""
    paths = paths_of([root / "queries"])
    asked = (read_question(paths[name]) for name in _question(root, lang))
    return [in_language(one.title, lang or project_of(root).languages[0]) for one in asked]


def _language(root: Path, lang: str | None) -> list[str]:
    return [project_of(root).languages[-1]]


_HOLES: dict[str, tuple[str, Callable[[Path, str | None], list[str]]]] = {
    "thing": ("NAME", _thing),
    "translated": ("NAME", _translated),
    "ends": ("NAME NAME", _ends),
    "triple": ("SUBJECT PREDICATE OBJECT", _triple),
    "relation": ("NAME", _relation),
    "unsaid": ("SUBJECT PREDICATE OBJECT", _unsaid),
    "claim": ("SOURCE/NAME", _claim),
    "source": ("SOURCE", _source),
    "question": ("NAME", _question),
    "sentence": ("WORDS", _sentence),
    "language": ("CODE", _language),
}
