"""Spoilt files of a project: a build is made whole, or the last one stays and one line tells why."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.mutate import Change, budget, changes, spoilt
from tests.fuzz.watch import found_in, run

READING = [
    ["query", "capitals", "--cite", "--sources", "texts"], ["show", "Ardania"], ["claims", "--csv"], ["conflicts", "--lang", "he"], ["history", "Ardania"],
    ["stats", "--json"], ["explain", "Ardania", "near", "Belmora", "--turtle"], ["whynot", "Belmora", "near", "Port", "--all"], ["export", "jsonld", "-o", "x"], ["export", "csv", "-o", "y"],
    ["export", "nanopubs", "-o", "x"], ["export", "rdfxml", "-o", "x"], ["network", "x.graphml", "--certainty", "any"], ["draw", "x.html", "--certainty", "any", "--inferred"], ["central", "--certainty", "any"], ["path", "Ardania", "Hill"],
    ["validate", "--engine", "pyshacl"], ["build", "--engine", "owlrl", "--build", "owlrl"], ["stop", "Port"], ["diff", "build", "build/accord.ttl"], ["queries"], ["whatif", "more.ttl"], ["whatif", "--retract", "gazette/hill"],
]  # fmt: skip
FILES = (
    "graph/claims/gazette.ttl", "ontology/terms.ttl", "ontology/shapes/claims.ttl", "graph/entities/all.ttl", "graph/quantities.ttl", "graph/curation.ttl",
    "graph/coverage/gazette.ttl", "graph/sources.ttl", "ontology/rules/10-near.rq", "queries/capitals.rq", "texts/gazette.txt", "more.ttl",
)  # fmt: skip


@budget(80)
@given(
    st.dictionaries(st.sampled_from(FILES), st.lists(changes(), min_size=1, max_size=3), min_size=1, max_size=2),
    st.sampled_from(READING),
)  # fmt: skip
def test_a_project(project: Path, wrong: dict[str, list[Change]], reading: list[str]) -> None:
    whole = {name: (project / name).read_bytes() for name in wrong}
    before = found_in(project / "build")
    try:
        for name, spoils in wrong.items():
            (project / name).write_bytes(spoilt(whole[name], spoils))
        run("validate")
        built = run("build")
        after = found_in(project / "build")
        assert built.code == 0 or after == before, "a failed build leaves the last one as it was"
        assert sorted(path.name for path in (project / "build").iterdir()) == [
            "accord.nq", "accord.ttl", "ontology.ttl", "shapes.ttl", "store", "void.ttl",
        ]  # fmt: skip
        for command in ("verify", "coverage"):
            run(command, "--sources", "texts")
        run(*reading)
    finally:
        for name, data in whole.items():
            (project / name).write_bytes(data)
    assert not [path.name for path in project.iterdir() if path.name.startswith(".")]


DAMAGED = {
    "build/accord.nq": [["stats"], ["show", "Ardania"], ["export", "trig", "-o", "x"], ["diff", "build", "build/accord.nq"]],
    "build/accord.ttl": [["diff", "build", "build/accord.ttl"]],
    "build/void.ttl": [["stats"]],
    "other.trig": [["diff", "build", "other.trig"]],
    "other.nt": [["diff", "other.nt", "build"]],
    "other.jsonld": [["diff", "other.jsonld", "build", "--lang", "he"]],
    "q.rq": [["sparql", "q.rq"]],
}  # fmt: skip


@pytest.fixture(scope="module")
def exported(project: Path) -> Path:
    for kind, name in (("trig", "other.trig"), ("ntriples", "other.nt"), ("jsonld", "other.jsonld")):
        assert run("export", kind, "-o", name).code == 0
    (project / "q.rq").write_text("SELECT * { ?s ?p ?o }")
    return project


@budget(60)
@given(st.data(), st.sampled_from(sorted(DAMAGED)), st.lists(changes(), min_size=1, max_size=3))
def test_a_file_that_was_made(exported: Path, data: st.DataObject, name: str, wrong: list[Change]) -> None:
    path = exported / name
    whole = path.read_bytes()
    try:
        path.write_bytes(spoilt(whole, wrong))
        run(*data.draw(st.sampled_from(DAMAGED[name])))
    finally:
        path.write_bytes(whole)
