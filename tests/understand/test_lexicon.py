"""Names are found wherever they stand in a sentence, in either language."""

from pathlib import Path

import pytest

from kg.api.graph import Graph
from kg.api.opening import load
from kg.model.spelling import words
from kg.understand.lexicon import Lexicon
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def graph(built: Path) -> Graph:
    return load(ROOT, built, lang="en")


@pytest.fixture(scope="module")
def lexicon(graph: Graph) -> Lexicon:
    return Lexicon(graph.engine)


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("who supplies oil to Israel?", ["oil", "Israel"]),
        ("What does Kazakhstan's president say of the U.S.?", ["Kazakhstan", "United States"]),
        ("מי מספק נפט לישראל ולסין?", ["oil", "Israel", "China"]),
        ("שבקזחסטן", ["Kazakhstan"]),
        ("the Israel–Kazakhstan agreement", ["Israel-Kazakhstan agreement"]),
        ("Abraham Accords", ["Abraham Accords"]),
        ("nothing of the kind", []),
    ],
)
def test_names_in_a_sentence(graph: Graph, lexicon: Lexicon, sentence: str, named: list[str]) -> None:
    found = lexicon.mentions(words(sentence))
    assert [graph.label(one.iris[0]) for one in found] == named
    assert not any(one.near for one in found)


def test_a_long_name_may_be_taken_apart(graph: Graph, lexicon: Lexicon) -> None:
    asked = words("the President of Kazakhstan")
    (whole,) = lexicon.mentions(asked)
    assert graph.label(whole.iris[0]) == "President of Kazakhstan"
    (part,) = lexicon.mentions(asked, whole=[(whole.start, whole.end)])
    assert graph.label(part.iris[0]) == "Kazakhstan"


def test_what_is_misspelt_is_told(graph: Graph, lexicon: Lexicon) -> None:
    (found,) = lexicon.mentions(words("Kazakstan"))
    assert (graph.label(found.iris[0]), found.near) == ("Kazakhstan", "kazakhstan")
    asking = Lexicon(graph.engine, frozenset({"kazakstan"}))  # a word that people ask with
    assert not asking.mentions(words("Kazakstan"))
    assert not lexicon.mentions(words("Uxbrodge"))
    # What stands in a name is another word, and no misspelt one; nor are two letters a slip in a short one.
    (industry,) = lexicon.mentions(words("מהתעשיות הביטחוניות הישראליות"))
    assert (graph.label(industry.iris[0]), industry.near) == ("Israeli defence industry", "")
    assert not any(one.near for one in lexicon.mentions(words("מהתעשיות של סין")))


def test_a_short_form_in_capitals_tells_a_name(graph: Graph, lexicon: Lexicon) -> None:
    (found,) = lexicon.mentions(words("the owners of the CPC"))
    assert graph.label(found.iris[0]) == "CPC pipeline"


def test_a_thing_is_akin_to_what_is_called_after_it(graph: Graph, lexicon: Lexicon) -> None:
    akin = {graph.label(iri) for iri in lexicon.akin(graph.resolve("Israel"))}
    assert "Israeli defence industry" in akin and not akin & {"Israel", "Kazakhstan"}


def test_sources_and_degrees_of_certainty_are_names(graph: Graph, lexicon: Lexicon) -> None:
    (source,) = lexicon.mentions(words("News report (undated)"))
    assert lexicon.is_source(source.iris[0])
    (status,) = lexicon.mentions(words("expected"))
    assert status.iris[0] in lexicon.statuses


def test_a_word_of_a_proper_name_stands_for_what_alone_has_it(graph: Graph, lexicon: Lexicon) -> None:
    (found,) = lexicon.mentions(words("what is sent up from Baikonur"))
    assert (graph.label(found.iris[0]), found.near) == ("Baikonur Cosmodrome", "")
    assert not lexicon.mentions(words("summit"))  # of several names
    assert not lexicon.mentions(words("the weapons are advanced"))  # of what has no name of its own
    assert not Lexicon(graph.engine, frozenset({"baikonur"})).mentions(words("baikonur"))


def test_a_name_is_known_whose_words_stand_in_another_order(graph: Graph, lexicon: Lexicon) -> None:
    for sentence in ("the agreement between Israel and Kazakhstan", "ההסכם בין קזחסטן לישראל"):
        (found,) = lexicon.mentions(words(sentence))
        assert graph.label(found.iris[0]) == "Israel-Kazakhstan agreement"
    assert len(lexicon.mentions(words("Israel and Kazakhstan"))) == 2  # which is no name


def test_a_name_is_known_whose_words_stand_apart(graph: Graph, lexicon: Lexicon) -> None:
    asked = words("when did Kazakhstan become independent")
    moved = lexicon.scattered(asked, lexicon.mentions(asked))
    assert moved is not None
    left, (one,) = moved
    assert left == words("when did Kazakhstan become") and (one.start, one.end) == (2, 3)
    assert graph.label(one.iris[0]) == "independence of Kazakhstan"
    asked = words("when did Kazakhstan become rich")
    assert lexicon.scattered(asked, lexicon.mentions(asked)) is None
