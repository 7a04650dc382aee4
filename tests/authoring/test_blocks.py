"""Blocks are put into files that keep all else as it stands, and say what they should, whatever it is."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg.authoring.blocks import Block, with_blocks
from kg.errors import KgError
from kg.model.project import Project
from kg.model.vocab import EDTF, XSD, Iri, Node

HERE = Project(Iri("https://example.org/"), Iri("https://example.org/terms#"))
SPACE = "https://example.org/entity/"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
TEXT = """@prefix e: <https://example.org/entity/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

# The first: a comment that stays.
e:anchor rdfs:label "anchor"@en .

# Of the mast.
e:mast rdfs:label "mast"@en ; # and one behind
    rdfs:comment "tall"@en .
"""


def block(name: str, label: str = "x") -> Block:
    return Block(SPACE + name, [[(LABEL, [Literal(label, language="en")])]])


def triples(data: bytes) -> set[Triple]:
    return {quad.triple for quad in parse(data, format=RdfFormat.TURTLE, base_iri=HERE.space)}


def test_a_block_takes_its_place_in_a_sorted_file(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(TEXT, encoding="utf-8")
    made = with_blocks(path, [block("yard"), block("deck"), block("bow")], HERE, {}).decode()
    new = {name: f'e:{name} rdfs:label "x"@en .\n' for name in ("bow", "deck", "yard")}
    assert (
        made
        == TEXT.replace("# Of the mast", f"{new['bow']}\n{new['deck']}\n# Of the mast") + "\n" + new["yard"]
    )


def test_in_a_file_that_is_not_sorted_it_comes_last(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(TEXT.replace("e:anchor", "e:zenith").rstrip("\n"), encoding="utf-8")
    assert (
        with_blocks(path, [block("deck")], HERE, {})
        .decode()
        .endswith('"tall"@en .\n\ne:deck rdfs:label "x"@en .\n')
    )


def test_a_prefix_that_means_something_else_there_is_not_used(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(
        '@prefix rdfs: <urn:other:> .\n@prefix entity: <urn:more:> .\n<urn:a> rdfs:b "c" .\n',
        encoding="utf-8",
    )
    made = with_blocks(path, [block("deck")], HERE, {})
    assert Triple(NamedNode(SPACE + "deck"), NamedNode(LABEL), Literal("x", language="en")) in triples(made)


def test_what_would_say_nothing_new_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(TEXT, encoding="utf-8")
    assert len(triples(with_blocks(path, [block("deck"), block("deck", "y")], HERE, {}))) == 5
    path.write_text("e:a e:b", encoding="utf-8")
    with pytest.raises(KgError, match=r"a\.ttl:1: not valid Turtle"):
        with_blocks(path, [block("deck")], HERE, {})


texts = st.text(max_size=20)
nodes: st.SearchStrategy[Node] = st.one_of(
    st.builds(lambda text: Literal(text, language="en"), texts),
    st.builds(Literal, texts),
    st.builds(Literal, st.booleans()),
    st.builds(lambda n: Literal(str(n), datatype=NamedNode(XSD + "integer")), st.integers(-(10**17), 10**17)),
    st.just(Literal("1992/..", datatype=NamedNode(EDTF))),
    st.sampled_from(["deck", "a.b", "a.", "-a", "1st", "ש", "a%20b", "x~y", "", "a/b"]).map(
        lambda n: NamedNode(SPACE + n)
    ),
)
names = st.sampled_from(["anchor", "bow", "mast", "zenith", "a.b", "1st", "דגל", "x~y"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.tuples(names, st.lists(nodes, min_size=1, max_size=3)), min_size=1, max_size=4), st.booleans()
)
def test_whatever_is_added_is_there_and_nothing_is_lost(
    tmp_path: Path, added: list[tuple[str, list[Node]]], in_order: bool
) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(TEXT, encoding="utf-8")
    blocks = [Block(SPACE + name, [[(LABEL, values)]]) for name, values in added]
    made = with_blocks(path, blocks, HERE, {}, in_order=in_order)
    said = {Triple(NamedNode(one.subject), NamedNode(LABEL), v) for one in blocks for v in one.lines[0][0][1]}
    assert triples(made) == triples(TEXT.encode()) | said
    signs = iter(made.decode())
    assert all(sign in signs for sign in TEXT)  # all of it, in its order
    path.write_bytes(made)
    again = with_blocks(path, [block("keel")], HERE, {})
    assert len(triples(again)) == len(triples(made)) + 1
