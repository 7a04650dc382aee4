"""Odd values for whatever ``kg`` gives away, found by looking: each call gives something, or raises KgError."""

import inspect
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.errors import KgError
from kg.networks import formats
from tests.fuzz.mutate import NAMES, TEXTS, VALUES, Change, budget, changes, spoilt
from tests.fuzz.watch import harmless, in_time

OPTIONS = {
    "claims": ("subject", "predicate", "object", "modality", "speaker", "source"), "statements": ("subject", "predicate", "object", "status"),
    "inferred": ("subject", "predicate", "object", "status"), "narrowed": ("status", "source", "modality", "min_origins", "as_of"), "ask": ("state", "day", "least"),
    "sparql": ("x", "state"), **dict.fromkeys(("central", "groups", "paths", "draw", "picture"), ("status", "predicates", "classes", "around", "distance", "fold", "inferred", "nodes")),
}  # fmt: skip
QUERY = "SELECT ?state ?x ?statement { ?statement ?x ?state }"
value = st.one_of(st.sampled_from(NAMES), st.sampled_from([*TEXTS, *VALUES]), st.text(max_size=6))


def public(thing: object) -> list[str]:
    """The names of what may be called or read of a thing."""
    return sorted(name for name in dir(thing) if not name.startswith("_"))


def called(draw: st.DrawFn, of: Callable[..., Any], name: str, right: dict[str, object]) -> object:
    """What comes of a call that its signature allows."""
    positional, named = [], {}
    for part in inspect.signature(of).parameters.values():
        given = right.get(part.name, value)
        of_part = draw(given if isinstance(given, st.SearchStrategy) and draw(st.booleans()) else value)
        if part.kind in (part.POSITIONAL_ONLY, part.POSITIONAL_OR_KEYWORD):
            if part.default is not part.empty and draw(st.booleans()):
                break
            positional.append(of_part)
        elif part.kind == part.VAR_POSITIONAL:
            positional += draw(st.lists(value, max_size=2))
        elif part.kind == part.VAR_KEYWORD:
            named |= draw(st.dictionaries(st.sampled_from(OPTIONS.get(name, ("zz",))), value, max_size=2))
        elif draw(st.booleans()):
            named[part.name] = of_part
    return of(*positional, **named)


def used(draw: st.DrawFn, thing: object, right: dict[str, object], depth: int = 2) -> None:
    """Use something of a thing, and something of what it gives."""
    for _ in range(depth):
        str(thing), repr(thing)
        if type(thing).__module__.partition(".")[0] != "kg":
            return
        name = draw(st.sampled_from(public(thing)))
        thing = getattr(thing, name)
        if callable(thing):
            thing = called(draw, thing, name, right)
        if isinstance(thing, list | tuple) and thing:
            thing = thing[0]


@budget(300)
@given(st.data())
def test_a_graph(project: Path, data: st.DataObject) -> None:
    graph = kg.load(project, lang=data.draw(st.sampled_from(["en", "he"])))
    answer = graph.sparql(QUERY)
    questions = graph.questions()
    right: dict[str, object] = {"question": st.just(questions["capitals"]), "name": st.just("capitals"), "query": st.just(QUERY), "lang": st.sampled_from(["he", None])}  # fmt: skip
    with in_time():
        try:
            start = data.draw(st.sampled_from([graph, graph, answer, answer[0], graph.entity("Ardania"), graph.conflicts()[0], graph.whynot("Port", "near", "Hill"), graph.explain("Ardania", "near", "Belmora")[0], questions["capitals"], graph.names]))  # fmt: skip
            used(data.draw, start, right)
        except KgError as error:
            harmless(error)


@pytest.mark.parametrize("name", sorted(kg.__all__))
def test_what_kg_gives_away(project: Path, name: str) -> None:
    @budget(20)
    @given(st.data())
    def tried(data: st.DataObject) -> None:
        with in_time():
            try:
                used(data.draw, called(data.draw, getattr(kg, name), name, {"graph": st.just(kg.load(project).rdflib())}), {})  # fmt: skip
            except KgError as error:
                harmless(error)

    tried()


TURTLE = "more.ttl"


@budget(40)
@given(st.data(), st.lists(changes(), max_size=3))
def test_a_workbench(project: Path, data: st.DataObject, wrong: list[Change]) -> None:
    bench = kg.Workbench(project)
    turtle = spoilt((project / TURTLE).read_bytes(), wrong).decode("utf-8", "surrogateescape")
    with in_time():
        for step in (lambda: bench.add(turtle), lambda: used(data.draw, bench, {})):
            before = str(bench.graph.stats())
            try:
                step()
            except KgError as error:
                harmless(error)
                assert str(bench.graph.stats()) == before, "whatever is raised, nothing is changed"


@budget(40)
@given(st.sampled_from(formats.FORMATS), st.lists(changes(), min_size=1, max_size=3))
def test_a_network_is_read(project: Path, ending: str, wrong: list[Change]) -> None:
    files = formats.write(kg.load(project).network(status=None), project / f"net{ending}")
    files[0].write_bytes(spoilt(files[0].read_bytes(), wrong))
    try:
        formats.read(project / f"net{ending}")
    except KgError as error:
        harmless(error)
