"""A violation is told in the language asked for, by a core constraint and by a SPARQL constraint."""

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from kg.build import assemble
from kg.validate import check, shapes_of
from kg.vocab import BASE, GRAPH_NAMES, NS

ROOT = Path(__file__).parent.parent.parent
CLAIM = BASE + "claim/hamichlol/signatory-israel"


def hebrew(text: str) -> bool:
    return any("א" <= char <= "ת" for char in text)


@pytest.mark.parametrize(
    ("name", "value"),
    [("via", BASE + "entity/cpc-pipeline"), ("modality", NS + "modality")],
    ids=["SPARQL", "core"],
)
def test_messages_keep_their_language(name: str, value: str) -> None:
    loaded, _, _ = assemble(ROOT)
    data = [q for graph in GRAPH_NAMES for q in loaded.graph(graph)]
    data.append(Quad(NamedNode(CLAIM), NamedNode(NS + name), NamedNode(value)))
    found = [v for v in check(loaded, shapes_of(ROOT), data) if v.claim == CLAIM]
    assert found
    assert found == [v for v in check(loaded, shapes_of(ROOT), data, "pyshacl") if v.claim == CLAIM]
    assert found == check(loaded, shapes_of(ROOT), data, focus={CLAIM})
    for violation in found:
        assert [lang for lang, _ in violation.mends] == ["en", "he"]
        assert not hebrew(violation.mend("en"))
        assert hebrew(violation.mend("he"))
        assert hebrew(violation.message("he")) and not hebrew(violation.message("en"))
        assert violation.source == BASE + "source/hamichlol" and violation.file and violation.line
