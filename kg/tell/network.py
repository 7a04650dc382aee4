"""What networks tell, as rows of words: what would fail, and which things hold together."""

from collections.abc import Sequence

from kg.engines import Engine, Row
from kg.model.vocab import Iri, Scalar
from kg.networks.failure import Failure
from kg.tell.shown import Labels
from kg.words import word

FAILURE = ("loss", "subject", "predicate", "object", "qualifiers", "statement")


def failure_rows(engine: Engine, lang: str, found: "Failure") -> list[Row]:
    """What would be lost, as rows: how, the triple, its qualifiers in words, its statement."""
    groups = (("stops", found.stops), ("lost", found.facts), ("follows", found.inferences))
    label = Labels(
        engine, lang, {iri for _, of in groups for one in of for pair in one.pairs for iri in pair}
    )
    return [
        {"loss": str(word(how, lang))}
        | dict(zip(("subject", "predicate", "object"), one.triple, strict=True))
        | {"qualifiers": label.pairs(one.pairs), "statement": Iri(one.iri)}
        for how, of in groups
        for one in of
    ]


def group_rows(engine: Engine, lang: str, groups: Sequence[Sequence[str]]) -> list[Row]:
    """Groups as rows: number, size, and the names of the members."""
    label = Labels(engine, lang, {iri for group in groups for iri in group})
    return [
        {"group": Scalar(number), "size": Scalar(len(group)), "members": ", ".join(map(label, group))}
        for number, group in enumerate(groups, 1)
    ]
