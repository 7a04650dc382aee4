"""A build grows with its data and no faster; and what benchmarks.scale tells of it is so."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from benchmarks import scale
from benchmarks.copies import copies
from kg.model.project import DEFAULT
from kg.model.vocab import BASE, rdf, term

SIZES = (1, 4)


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[int, scale.Figures]]]:
    folder = tmp_path_factory.mktemp("scale")
    yield folder, {number: scale.measure(number, folder, ("build", "floor")) for number in SIZES}


def test_no_stage_of_a_build_grows_faster_than_its_data(
    measured: tuple[Path, dict[int, scale.Figures]],
) -> None:
    """From one copy to four. What is quadratic comes to 2, a little less where some of it does not grow."""
    figures = measured[1]
    stages = [name for name in figures[1] if name.startswith("build")]
    assert {"build", "build: MB"} < set(stages) and len(stages) >= 4
    grows = {name: scale.exponent(figures, name) for name in stages}
    assert all(slope is not None and slope <= 1.3 for slope in grows.values()), grows
    assert (grows["build"] or 9) <= 1.1, grows


def test_a_stage_that_grows_too_fast_is_found() -> None:
    quadratic = {size: {"build: weigh": 0.5 + 0.2 * size**2} for size in SIZES}
    assert (scale.exponent(quadratic, "build: weigh") or 0) > 1.1
    assert scale.exponent({1: {"build": 1.0}}, "build") is None


def test_each_copy_has_sources_conflicts_and_things_of_its_own(
    measured: tuple[Path, dict[int, scale.Figures]],
) -> None:
    folder, figures = measured
    assert figures[4]["claims"] == 4 * figures[1]["claims"]
    assert figures[4]["conflicts"] == 4 * figures[1]["conflicts"]
    quads = list(parse((folder / "build-4/accord.nq").read_bytes(), format=RdfFormat.N_QUADS))
    kinds = {"sources": term("Source"), "entities": term("State")}
    counted = [
        sum(
            (q.predicate, q.object, q.graph_name) == (rdf("type"), kind, DEFAULT.graphs[graph]) for q in quads
        )
        for graph, kind in kinds.items()
    ]
    assert counted == [4 * 5, 25 + 4]
    china = f"{BASE}entity/china"
    names = [sum(getattr(q.object, "value", "") == china for q in parsed) for parsed in (quads, _one(folder))]
    assert names[0] > 3 * names[1]  # a hub grows


def test_the_digests_are_those_of_the_files_and_the_same_for_the_same_graph(
    measured: tuple[Path, dict[int, scale.Figures]], tmp_path: Path
) -> None:
    folder = measured[0]
    told = dict(reversed(line.split("  ")) for line in scale.sums(folder / "build-1"))
    assert set(told) >= {"build-1/accord.nq", "build-1/accord.ttl", "build-1/void.ttl"}
    for name, digest in told.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    written = [path.relative_to(folder / "project-4") for path in (folder / "project-4").rglob("*.ttl")]
    again = copies(4, tmp_path)
    assert all((again / one).read_bytes() == (folder / "project-4" / one).read_bytes() for one in written)


def test_what_takes_too_long_or_finds_no_room_ends_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def ends(error: Exception) -> Callable[..., scale.Figures]:
        def run(what: object, *_: object) -> scale.Figures:
            if what is scale.made:
                (tmp_path / "build-1").mkdir(exist_ok=True)
                return {}
            raise error

        return run

    for error, told in ((TimeoutError(), "more than 5 s"), (scale.BrokenProcessPool(), "no more memory")):
        monkeypatch.setattr(scale, "apart", ends(error))
        assert scale.measure(1, tmp_path, ("plain", "floor"), 5) == {}
        assert capsys.readouterr().err.count(told) == 2


def _one(folder: Path) -> list[Quad]:
    return list(parse((folder / "build-1/accord.nq").read_bytes(), format=RdfFormat.N_QUADS))
