"""Odd values for whatever ``kg`` gives away, found by looking: each call gives something, or raises KgError."""

import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.errors import KgError
from kg.networks import formats
from kg.networks.options import AllOptions, Options
from tests.conftest import ROOT
from tests.fuzz.mutate import NAMES, TEXTS, VALUES, Change, budget, changes, spoilt
from tests.fuzz.watch import harmless, in_time

OPTIONS = {
    "ask": ("state", "day", "least"), "sparql": ("x", "state"), **dict.fromkeys(("central", "groups", "paths"), (*Options.__annotations__,)),
    **dict.fromkeys(("draw", "picture"), (*AllOptions.__annotations__,)),
}  # fmt: skip
QUERY = "SELECT ?state ?x ?statement { ?statement ?x ?state }"
value = st.one_of(st.sampled_from(NAMES), st.sampled_from([*TEXTS, *VALUES]), st.text(max_size=6))


DOCUMENTED = set(re.findall(r"[.`](\w+)", (ROOT / "docs/python.md").read_text(encoding="utf-8")))


def public(thing: object) -> list[str]:
    """The names of what the documentation lets people call or read of a thing."""
    return sorted(name for name in dir(thing) if name in DOCUMENTED)


def fits(given: object, part: inspect.Parameter) -> bool:
    """Whether a value is of a type that a parameter is said to take, as far as its name tells."""
    told = str(part.annotation)
    return any(name in told for name in (type(given).__name__.removesuffix("Type").removeprefix("Posix"), "Any", "object"))  # fmt: skip


def called(draw: st.DrawFn, of: Callable[..., Any], name: str, right: dict[str, object]) -> object:
    """What comes of a call that its signature allows; a TypeError where a value is of another type is right."""
    positional, named, typed = [], {}, True
    for part in inspect.signature(of).parameters.values():
        if part.kind == part.VAR_KEYWORD:
            more = draw(st.dictionaries(st.sampled_from(OPTIONS.get(name, ("zz",))), value, max_size=2))
            typed = typed and all(isinstance(one, str) for one in more.values())
            named |= more
            continue
        given = right.get(part.name, value)
        one = draw(given if isinstance(given, st.SearchStrategy) and draw(st.booleans()) else value)
        if part.default is not part.empty and draw(st.booleans()):
            continue
        typed = typed and fits(one, part)
        if part.kind == part.POSITIONAL_ONLY:
            positional.append(one)
        elif part.kind == part.VAR_POSITIONAL:
            positional += [one, one]
        else:
            named[part.name] = one
    try:
        return of(*positional, **named)
    except TypeError:
        if typed:
            raise
        return None


def used(draw: st.DrawFn, thing: object, right: dict[str, object], depth: int = 2) -> None:
    """Use something of a thing, and something of what it gives."""
    for _ in range(depth):
        str(thing), repr(thing)
        if type(thing).__module__.partition(".")[0] != "kg" or isinstance(thing, str) or not public(thing):
            return
        name = draw(st.sampled_from(public(thing)))
        thing = getattr(thing, name)
        thing = called(draw, thing, name, right) if callable(thing) else thing
        thing = thing[0] if isinstance(thing, list | tuple) and thing else thing


@pytest.fixture(scope="module")
def things(project: Path) -> list[object]:
    """What people get of a graph, in both languages; a graph itself oftener than the others."""
    found: list[object] = []
    for graph in (kg.load(project), kg.load(project, lang="he")):
        answer, proof = graph.sparql(QUERY), graph.explain("Ardania", "near", "Belmora")[0]
        found += [graph] * 6 + [answer, answer[0], graph.entity("Ardania"), graph.conflicts()[0], proof, graph.questions()["capitals"]]  # fmt: skip
        found += [graph.whynot("Port", "near", "Hill"), graph.stop("Port"), graph.names]
    return found


@budget(150)
@given(st.data())
def test_a_graph(things: list[Any], data: st.DataObject) -> None:
    right: dict[str, object] = {
        "question": st.just(things[0].question("capitals")), "name": st.just("capitals"), "query": st.just(QUERY), "lang": st.sampled_from(["he", None]),
        "found": st.sampled_from(things),
    }  # fmt: skip
    with in_time():
        try:
            used(data.draw, data.draw(st.sampled_from(things)), right)
        except KgError as error:
            harmless(error)


@pytest.mark.parametrize("name", ["load", "connect", "over", "Workbench"])
def test_what_opens_a_graph(project: Path, name: str) -> None:
    right: dict[str, object] = {
        "graph": st.just(kg.load(project).rdflib()), "root": st.just(project), "queries": st.just([]), "url": st.just("http://127.0.0.1:1/"), "lang": st.just("he"),
    }  # fmt: skip

    @budget(8)
    @given(st.data())
    def tried(data: st.DataObject) -> None:
        with in_time():
            try:
                used(data.draw, called(data.draw, getattr(kg, name), name, right), right)
            except KgError as error:
                harmless(error)

    tried()


@budget(12)
@given(st.data(), st.lists(changes(), max_size=3))
def test_a_workbench(project: Path, data: st.DataObject, wrong: list[Change]) -> None:
    bench = kg.Workbench(project)
    turtle = spoilt((project / "more.ttl").read_bytes(), wrong).decode("utf-8", "surrogateescape")
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
