"""What people call things: exactly so, nearly so, and not at all."""

import re
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from kg.api.graph import Graph
from kg.authoring.written import Written
from kg.cli import main
from kg.errors import KgError, Told
from tests.conftest import ROOT, Mini


@pytest.fixture(scope="module")
def graph(built: Path) -> Graph:
    return kg.load(ROOT, built)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("the United States", "united-states"),
        ("Abraham Accord", "abraham-accords"),
        ("הנפט", "oil"),
        ("petroleum", "oil"),
        ("Ankara", "turkey"),
        ("אנקרה", "turkey"),
    ],
)
def test_articles_and_endings_and_hidden_names_do_not_matter(graph: Graph, typed: str, meant: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert graph.resolve(typed).endswith(f"/{meant}")


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        ("Kazakstan", "Kazakhstan"),
        ("טוקאיב", "Kassym-Jomart Tokayev"),
        ("CPC", "CPC pipeline"),
        ("Caspian Pipeline Consortium", "CPC pipeline"),
    ],
)
def test_the_one_thing_that_is_nearly_called_so_is_taken_and_said(
    graph: Graph, typed: str, called: str
) -> None:
    with pytest.warns(Told, match=f"'{typed}' is read as {called}"):
        assert graph.label(graph.resolve(typed)) == called


@pytest.mark.parametrize(
    "typed",
    ["Austria", "Kazkhstn", "Lebanon", "of", "!", "Azerbaijan and Armenia", "Globes, 8 November 2025"],
)
def test_what_is_like_several_or_too_unlike_is_refused(graph: Graph, typed: str) -> None:
    with pytest.raises(KgError, match=re.escape(f"no thing is called '{typed}'")):
        graph.resolve(typed)


def test_a_name_that_several_have_is_none_of_them(mini: Mini) -> None:
    mini.write(
        "graph/entities/more.ttl",
        'entity:north a :Place ; rdfs:label "The Straits"@en , "מצרים"@he .'
        'entity:south a :Place ; rdfs:label "Strait"@en , "מצר"@he .',
    )
    assert main(["build", "--root", str(mini.root)]) == 0
    graph = kg.load(mini.root)
    assert graph.resolve("the straits").endswith("/north")
    with pytest.raises(KgError, match="no thing is called 'the strait of'"):
        graph.resolve("the strait of")
    with pytest.raises(KgError, match="no thing is called 'straits'"):
        graph.resolve("straits")


def test_the_command_says_what_it_read(kg: Callable[..., str], capsys: pytest.CaptureFixture[str]) -> None:
    # The fixture gives standard output alone where the command worked.
    assert "Kazakhstan" in kg("show", "Kazakhstan")
    main(["show", "Kazakstan", "--root", str(ROOT), "--lang", "he"])
    assert "נקרא" in capsys.readouterr().err


def test_whoever_writes_must_write_a_name_as_it_is() -> None:
    """What is asked may be mended; what is claimed may not be of another thing than was meant."""
    with pytest.raises(KgError, match="no thing is called 'Kazakstan'"):
        Written(ROOT).names.resolve("Kazakstan")


def test_a_name_of_any_length_is_looked_for_in_a_moment(graph: Graph) -> None:
    """What is long in it is read once, and not for each name that is known."""
    start = time.process_time()
    with pytest.raises(KgError, match="no thing is called"):
        graph.resolve("A " * 100_000)
    assert time.process_time() - start < 20  # of a hundred and more, when it was read for each
