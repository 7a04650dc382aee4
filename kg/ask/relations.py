"""The relation that a name stands for, whichever of its two ends the name is told from."""

from collections.abc import Iterator
from contextlib import suppress

from kg.ask.names import Names
from kg.errors import KgError, warn, whole
from kg.model.spelling import loose
from kg.model.vocab import NS, OWL, Iri

CLAIMED = (Iri(NS + "Predicate"),)
ANY = (*CLAIMED, Iri(OWL + "ObjectProperty"), Iri(OWL + "DatatypeProperty"))  # what only rules infer too
_OF = ("of", "של")
_IS = {"is", "are", "was", "were", "הוא", "היא", "הם", "הן", "היה", "הייתה", "היו"}


def relation(names: Names, name: str, kinds: tuple[Iri, ...] = ANY) -> tuple[str, bool | None]:
    """The predicate that a name stands for, and whether the name tells it from the other end: «capital of» of
    «capital», «בירת» of «בירה», unless that is what another one is called.

    None where both may be meant: «head of state» of «head of state of» is said of the state and of the head.
    Raises KgError, with suggestions, for a name that is unknown or stands for several predicates.
    """
    for kind in kinds:
        with suppress(KgError):
            return names.resolve(name, kind), False
    given = loose(whole(name))
    given = given[1:] if given[:1] and given[0] in _IS else given
    called = sorted({(loose(known), iri) for kind in kinds for known, iri in names.called(kind)})
    same = {iri for known, iri in called if known == given}
    if len(same) == 1:
        return same.pop(), False
    ends = {(iri, known[-1] in _OF) for known, iri in called if known and given in _from_other_end(known)}
    if same or len(ends) != 1:
        return names.nearly(name, kinds[0]), False
    ((iri, is_open),) = ends
    end = ("", "") if is_open else (", from its other end", ", מן הצד השני")
    warn(names.read_as(name, iri, *end))
    return iri, None if is_open else True


def _from_other_end(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """What a relation of this name may be called by whoever names its object first."""
    if words[-1] in _OF:
        yield words[:-1]
        return
    yield (*words, _OF[not words[-1].isascii()])
    if words[-1].endswith("ה"):  # the Hebrew form that stands before another noun
        yield (*words[:-1], words[-1][:-1] + "ת")
