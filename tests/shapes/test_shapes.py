"""Each constraint has a break of the shipped graph that violates it, and nothing else."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.build import _validated, assemble
from kg.validate import check, shapes_of
from kg.vocab import BASE, NS, OA, XSD

ROOT = Path(__file__).parent.parent.parent
CLAIM = BASE + "claim/hamichlol/ninth-by-area"
PASSAGE = BASE + "evidence/hamichlol/439-457"
LONG = Literal("999999", datatype=NamedNode(XSD + "integer"))

BREAKS = {
    "ClaimModality": (CLAIM, NS + "modality", None),
    "ClaimGloss": (CLAIM, NS + "gloss", None),
    "ClaimEvidence": (CLAIM, NS + "evidence", None),
    "QualifierAllowed": (CLAIM, NS + "recipient", NamedNode(BASE + "entity/israel")),
    "QualifierRequired": (CLAIM, NS + "ordinal", None),
    "EvidenceDigest": (PASSAGE, NS + "sha256", Literal("not a digest")),
    "EvidenceWithinSource": (PASSAGE + ".position", OA + "end", LONG),
}


@pytest.mark.parametrize("name", sorted(BREAKS))
def test_a_broken_graph_violates_exactly_one_constraint(name: str) -> None:
    subject, predicate, value = BREAKS[name]
    loaded, _, _ = assemble(ROOT)
    data = [
        q
        for q in _validated(loaded)
        if (getattr(q.subject, "value", ""), q.predicate.value) != (subject, predicate)
    ]
    if value is not None:
        data.append(Quad(NamedNode(subject), NamedNode(predicate), value))
    shapes = shapes_of(ROOT)
    messages = {
        q.object.value: q.object.language
        for q in shapes
        if q.subject == NamedNode(BASE + "shape/" + name) and q.predicate.value.endswith("#message")
    }
    assert sorted(filter(None, messages.values())) == ["en", "he"]
    found = check(loaded, shapes, data)
    assert found
    assert {text for violation in found for _, text in violation.messages} <= set(messages)


def test_every_constraint_is_broken_once() -> None:
    names = {
        q.subject.value.rsplit("/", 1)[1]
        for q in shapes_of(ROOT)
        if q.predicate.value.endswith("#message") and isinstance(q.subject, NamedNode)
    }
    assert names == set(BREAKS)
