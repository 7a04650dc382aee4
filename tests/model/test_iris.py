"""What is an IRI is told by its type, and what a person writes out by its form."""

import pytest
from pyoxigraph import Literal, NamedNode

from kg.engines import text
from kg.model.iris import Passage, is_written_out
from kg.model.vocab import NS, Iri


def test_a_node_is_told_from_a_value_that_looks_like_it() -> None:
    looks = "https://example.org/a"
    assert isinstance(text(NamedNode(looks)), Iri)
    assert not isinstance(text(Literal(looks)), Iri)
    assert isinstance(NS + "Claim", Iri) and str(NS) + "Claim" == NS + "Claim"


@pytest.mark.parametrize(
    ("name", "written_out"),
    [
        ("https://example.org/a", True),
        ("urn:isbn:1", True),
        ("tag:example.org,2026:a", True),
        ("did:web:example.org", True),
        ("entity:port", False),
        ("Kazakhstan", False),
        ("a: b", False),
        ("https://example.org/a b", False),
        ("URN:isbn:1", True),
        ("http://[::1]/", True),
        ("http://[::1", False),
        ("http://a:b/", False),
        ("urn:", False),
        ("info:isbn/1", False),
        ("הסכם: ישראל", False),
    ],
)
def test_what_a_person_writes_out(name: str, written_out: bool) -> None:
    assert is_written_out(name) is written_out


def test_a_passage_is_read_by_its_name() -> None:
    assert Passage.of("globes/1691-1745") == ("globes", 1691, 1745)
    for wrong in ("globes", "globes/1691", "1691-1745", "globes/a-b"):
        with pytest.raises(ValueError, match="names no passage"):
            Passage.of(wrong)
