"""Find claims whose passages are bare names: a name states nothing, whatever it is a name of.

The texts are not needed: a passage that is a name has the digest of that name.
"""

import hashlib
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.model.vocab import RDFS, SKOS, rdf, term

_NAMES = (NamedNode(RDFS + "label"), NamedNode(SKOS + "altLabel"))
_ENDS = (rdf("subject"), rdf("object"))
_LETTERS = ("", *"ובלמהשכ")  # written together with a Hebrew name


def bare_names(triples: Iterable[Triple]) -> Iterator[tuple[str, str]]:
    """The claims of which every passage is a name of their subject or object, each with a passage, by IRI."""
    names: dict[str, set[str]] = {}
    ends: dict[str, list[str]] = {}
    passages: dict[str, list[str]] = {}
    digests: dict[str, str] = {}
    for subject, predicate, value in triples:
        iri = getattr(subject, "value", "")
        if predicate in _NAMES and isinstance(value, Literal):
            names.setdefault(iri, set()).add(value.value)
        elif predicate in _ENDS and isinstance(value, NamedNode):
            ends.setdefault(iri, []).append(value.value)
        elif predicate == term("evidence") and isinstance(value, NamedNode):
            passages.setdefault(iri, []).append(value.value)
        elif predicate == term("sha256") and isinstance(value, Literal):
            digests[iri] = value.value
    told = {thing: {_digest(letter + n) for n in own for letter in _LETTERS} for thing, own in names.items()}
    for claim, found in passages.items():
        bare = set().union(*(told.get(thing, set()) for thing in ends.get(claim, ())))
        if all(digests.get(passage) in bare for passage in found):
            yield claim, min(found)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
