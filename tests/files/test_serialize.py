"""Data is written sorted, as one who sorts and labels all of it at once would have it."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    parse,
    serialize,
)

from kg.files.serialize import canonical, nquads, turtle
from kg.model.project import DEFAULT
from kg.model.vocab import NS, RDF, XSD

# Names of which one begins another, with signs that sort before and after what ends an IRI.
NAMES = [NamedNode(NS + name) for name in ("a", "a-b", "a/b", "a1", "ab", "a.b")]
TYPE = NamedNode(RDF + "type")
BLANK = [BlankNode(name) for name in ("x", "y", "z")]
VALUES = [
    *(Literal(text) for text in ("a", "ab", 'a"b', "a\nb .\nc", "א\u2028ב")),
    *(Literal("a", language="en"), Literal("9", datatype=NamedNode(XSD + "integer"))),
]
GRAPHS = [DEFAULT.graphs[name] for name in ("entities", "facts")]
TRIPLES = st.builds(
    Quad,
    st.sampled_from([*NAMES, *BLANK]),
    st.sampled_from([TYPE, *NAMES]),
    st.sampled_from([*NAMES, *BLANK, *VALUES]),
)
MANY = st.lists(TRIPLES, max_size=12)


def in_graph(quads: list[Quad], name: NamedNode) -> list[Quad]:
    return [Quad(quad.subject, quad.predicate, quad.object, name) for quad in quads]


def is_blank(quad: Quad) -> bool:
    return isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)


def sorted_at_once(quads: list[Quad]) -> list[Quad]:
    """All of it labelled, and sorted by the parts of each quad."""
    data = Dataset(quads)
    data.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(
        data,
        key=lambda quad: (
            str(quad.graph_name),
            str(quad.subject),
            quad.predicate != TYPE,
            quad.predicate.value,
            str(quad.object),
        ),
    )


@given(MANY, MANY)
def test_quads_are_sorted_and_labelled_as_all_at_once_would_be(one: list[Quad], other: list[Quad]) -> None:
    every = [*in_graph(other, GRAPHS[1]), *in_graph(one, GRAPHS[0])]
    assert canonical([*every, *every]) == sorted_at_once(every)
    found = b"".join(nquads({GRAPHS[1]: other, GRAPHS[0]: dict.fromkeys(one)}))
    assert found == (serialize(sorted_at_once(every), format=RdfFormat.N_QUADS) or b"")


@given(MANY, MANY)
def test_turtle_has_each_triple_in_its_section_and_blank_nodes_in_the_first(
    one: list[Quad], other: list[Quad]
) -> None:
    every = sorted_at_once([*one, *other])
    blank = {quad for quad in every if is_blank(quad)}
    text = turtle({"entities": one, "more": other}, DEFAULT).decode()
    prefixes, *sections = text.split("\n# ")
    for section, wanted in zip(sections, ({*one, *blank}, {*other}), strict=True):
        quads = list(parse(f"{prefixes}\n# {section}", format=RdfFormat.TURTLE))
        assert quads == [quad for quad in every if quad in wanted and (quad in blank or not is_blank(quad))]
        assert section.count("\n\n") == len({quad.subject for quad in quads})  # a block for each


def test_nothing_makes_nothing(tmp_path: Path) -> None:
    assert turtle({"entities": []}, DEFAULT).decode().endswith("plain facts\n")
    assert b"".join(nquads({GRAPHS[0]: []})) == b""
