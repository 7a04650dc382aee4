"""What people call a relation: by its name, from its other end, and not quite."""

import re
import warnings
from pathlib import Path

import pytest

import kg
from kg.api.graph import Graph
from kg.cli import main
from kg.errors import KgError, Told
from kg.model.vocab import NS
from tests.conftest import ROOT, Mini

CAPITAL = ("kazakhstan", "capital", "astana")
HEAD = ("kassym-jomart-tokayev", "headOfState", "kazakhstan")


@pytest.fixture(scope="module")
def graph(built: Path) -> Graph:
    return kg.load(ROOT, built)


def short(triple: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(re.split(r"[/#]", iri)[-1] for iri in triple)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (("Astana", "capital of", "Kazakhstan"), CAPITAL),
        (("Astana", "is the capital of", "Kazakhstan"), CAPITAL),
        (("אסטנה", "בירת", "קזחסטן"), CAPITAL),
        (("אסטנה", "היא הבירה של", "קזחסטן"), CAPITAL),
        (("Kazakhstan", "capital of", "Astana"), (CAPITAL[2], CAPITAL[1], CAPITAL[0])),
        (("Kazakhstan", "head of state", "Tokayev"), HEAD),
        (("Tokayev", "head of state", "Kazakhstan"), HEAD),
        (("טוקאייב", "ראש המדינה", "קזחסטן"), HEAD),
    ],
)
def test_a_relation_is_told_from_either_end_and_that_is_said(
    graph: Graph, given: tuple[str, str, str], meant: tuple[str, ...]
) -> None:
    with pytest.warns(
        Told, match=f"'{given[1]}' is read as {'capital, from its' if meant[1] == 'capital' else 'head'}"
    ):
        assert short(graph.ends(*given)) == meant


@pytest.mark.parametrize(
    "given",
    [
        ("Kazakhstan", "capital", "Astana"),
        ("Kazakhstan", "is the capital", "Astana"),
        ("קזחסטן", "הבירה", "אסטנה"),
        ("Kazakhstan", ":capital", "Astana"),
    ],
)
def test_its_own_name_is_not_turned_round(graph: Graph, given: tuple[str, str, str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert short(graph.ends(*given)) == CAPITAL


def test_whatever_takes_a_triple_takes_it_so(graph: Graph) -> None:
    with pytest.warns(Told):
        assert graph.verdict("Almaty", "capital of", "Kazakhstan") == "over"
        assert graph.explain("Astana", "capital of", "Kazakhstan")
        assert graph.whynot("Almaty", "capital of", "Kazakhstan").subject.label == "Kazakhstan"
        (claim,) = {c.subject.label for c in graph.claims(subject="Almaty", predicate="capital of")}
        assert claim == "Kazakhstan"
        heads = [
            {one.object.label for one in graph.claims(**{end: "Kazakhstan"}, predicate="head of state")}
            for end in ("subject", "object")
        ]
        assert heads == [{"Kazakhstan"}] * 2


@pytest.mark.parametrize(
    ("name", "offered"),
    [("Kazakhstan", ""), ("captial of", "capital"), ("located", "located in"), ("oil", "")],
)
def test_a_name_that_is_only_near_is_offered(graph: Graph, name: str, offered: str) -> None:
    with (
        warnings.catch_warnings(),
        pytest.raises(KgError, match=f"no claim predicate is called '{name}'.*{offered}"),
    ):
        warnings.simplefilter("error")
        graph.verdict("Astana", name, "Kazakhstan")


def test_of_which_kind_a_thing_is_no_source_states(graph: Graph) -> None:
    with pytest.raises(KgError, match="its description tells, and no source; see kg explain"):
        graph.verdict("Kazakhstan", "is a", "state")
    assert graph.explain("Kazakhstan", "is a", "state")


def test_a_letter_is_mended_and_said(graph: Graph) -> None:
    with pytest.warns(Told, match="'neighbor of' is read as neighbour of") as told:
        assert graph.predicate("neighbor of") == NS + "neighbourOf"
    assert told[0].filename == __file__


def test_a_relation_that_is_called_so_goes_before_the_other_end_of_another(mini: Mini) -> None:
    mini.write(
        "ontology/more.ttl",
        ':capital rdfs:label "seat"@en . :before rdfs:label "seat of"@en .'
        ':owned a owl:ObjectProperty ; rdfs:label "owned by"@en .',
    )
    assert main(["build", "--root", str(mini.root)]) == 0
    graph = kg.load(mini.root)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert short(graph.ends("entity:port", "seat of", "entity:ardania")) == ("port", "before", "ardania")
        assert short(graph.ends("entity:port", "owned by", "entity:ardania")) == ("port", "owned", "ardania")
        with pytest.raises(KgError, match=r"no .* is called 'owned by'"):
            graph.claims(predicate="owned by")  # which no claim can use
