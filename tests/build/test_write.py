"""The files of a build hold what they say they hold."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import RdfFormat, Store, serialize
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, XSD

import kg
from kg.build.shapes import shapes_of
from kg.cli import main
from kg.errors import KgError
from kg.files.load import load
from kg.model.project import DEFAULT
from tests.conftest import ROOT, Mini, claim


def test_shapes_are_all_in_one_file(built: Path) -> None:
    data = serialize([quad.triple for quad in shapes_of(load(ROOT))], format=RdfFormat.N_TRIPLES)
    written = rdflib.Graph().parse(data=data, format="nt")
    assert isomorphic(_valued(rdflib.Graph().parse(built / "shapes.ttl")), _valued(written))


def _valued(graph: rdflib.Graph) -> rdflib.Graph:
    """With numbers as their values: 90.0 is written as 90."""
    found = rdflib.Graph()
    for s, p, o in graph:
        is_number = isinstance(o, rdflib.Literal) and o.datatype == XSD.decimal
        found.add((s, p, rdflib.Literal(float(o)) if is_number else o))
    return found


def test_the_ontology_alone_is_that_of_the_graph(built: Path) -> None:
    graph = rdflib.Dataset().parse(built / "accord.nq", format="nquads")
    ontology = graph.graph(rdflib.URIRef(DEFAULT.graphs["ontology"].value))
    assert isomorphic(rdflib.Graph().parse(built / "ontology.ttl"), ontology)


def test_the_turtle_is_the_union_of_all_graphs(built: Path) -> None:
    """With what follows: plain rdflib, that infers nothing, finds it there."""
    plain = rdflib.Graph().parse(built / "accord.ttl")
    triples = {
        (s, p, o) for s, p, o, _ in rdflib.Dataset().parse(built / "accord.nq", format="nquads").quads()
    }
    assert len(plain) == len(triples)
    inference = rdflib.URIRef("https://w3id.org/accord-graph/ontology#Inference")
    assert (None, RDF.type, inference) in plain


def _built(mini: Mini, name: str, *claims: str) -> Path:
    """A build of these claims."""
    mini.claims(*claims)
    out = mini.root / name
    assert main(["build", "--root", str(mini.root), "--build", str(out)]) == 0
    return out


def _files(out: Path) -> dict[str, bytes]:
    return {str(p.relative_to(out)): p.read_bytes() for p in out.rglob("*") if p.is_file()}


ONE, TWO = claim("a", "ardania capital port"), claim("b", "belmora capital hill")


def test_the_turtle_the_quads_and_the_store_can_be_read_by_all(mini: Mini) -> None:
    before = os.umask(0o022)
    try:
        out = _built(mini, "out", ONE)
    finally:
        os.umask(before)
    assert {p.stat().st_mode & 0o777 for p in out.iterdir()} == {0o644, 0o755}
    assert sorted(p.name for p in out.iterdir()) == [
        "accord.nq", "accord.ttl", "ontology.ttl", "shapes.ttl", "store", "void.ttl",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["accord.ttl", "accord.nq", "ontology.ttl", "shapes.ttl", "void.ttl"])
def test_a_build_that_cannot_write_one_file_leaves_all_as_they_were(
    name: str, mini: Mini, capsys: pytest.CaptureFixture[str]
) -> None:
    out = _built(mini, "out", ONE)
    (out / name).unlink()
    (out / name).mkdir()
    before = _files(out)
    mini.claims(ONE, TWO)
    assert main(["build", "--root", str(mini.root), "--build", str(out)]) == 1
    assert f"{name}: cannot write: Is a directory; what stood there before is kept" in capsys.readouterr().err
    assert _files(out) == before and sorted(p.name for p in out.iterdir() if p.is_dir()) == sorted(
        [name, "store"]
    )


def test_a_store_that_cannot_be_written_leaves_all_as_it_was(mini: Mini) -> None:
    """Where no file may be as large as that: of the store's library, too, it is an error of one line."""
    out = _built(mini, "out", ONE)
    before = _files(out)
    mini.claims(ONE, TWO)
    code = (
        "import resource, sys; from kg.cli import entry; import kg.build.write as write\n"
        "real = write._store\n"
        "def bound(*given):\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)); real(*given)\n"
        "if sys.argv.pop() == 'store':\n    write._store = bound\n"
        "else:\n    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "entry()"
    )
    for where, name in (("all", "accord.ttl"), ("store", "store")):
        command = ["build", "--root", str(mini.root), "--build", str(out), where]
        found = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True)
        lines = [line for line in found.stderr.splitlines() if not line.endswith(" s")]
        assert found.returncode == 1 and len(lines) == 1, found.stderr
        assert f"{name}: cannot write: " in lines[0] and "File too large" in lines[0]
        assert _files(out) == before and len(list(out.iterdir())) == 6


def test_a_build_that_is_stopped_while_it_writes_leaves_all_as_it_was(
    mini: Mini, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = _built(mini, "out", ONE)
    before = _files(out)
    mini.claims(ONE, TWO)
    code = (
        "import sys, time; import kg.build.write as write; from kg.cli import entry\n"
        "real = write._store\n"
        "def slow(*given):\n    real(*given); time.sleep(60)\n"
        "write._store = slow; entry()"
    )
    command = ["build", "--root", str(mini.root), "--build", str(out), "--timeout", "2"]
    found = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, timeout=30)
    assert found.returncode == 1 and found.stderr.endswith("stopped after 2 seconds; --timeout allows more\n")
    assert _files(out) == before and len(list(out.iterdir())) == 6


def _capitals(out: Path, root: Path) -> list[str]:
    query = "PREFIX : <https://w3id.org/accord-graph/ontology#> SELECT ?s { ?s :capital ?o }"
    return sorted(row["s"].rpartition("/")[2] for row in kg.load(root, out).sparql(query).rows)


def test_a_file_of_another_build_is_read_itself_whatever_its_time(mini: Mini) -> None:
    one, two = _built(mini, "one", ONE), _built(mini, "two", ONE.replace("ardania", "belmora"))
    assert _capitals(one, mini.root) == ["ardania"]
    shutil.copyfile(two / "accord.nq", one / "accord.nq")
    assert (one / "accord.nq").stat().st_size == (two / "accord.nq").stat().st_size
    os.utime(one / "accord.nq", (1_000_000_000, 1_000_000_000))
    assert _capitals(one, mini.root) == ["belmora"]
    shutil.rmtree(one / "store")
    assert _capitals(one, mini.root) == ["belmora"]
    shutil.copytree(two / "store", one / "store")
    assert _capitals(one, mini.root) == ["belmora"]


@pytest.mark.parametrize("cut", [0, 1, 200, -1, -2, "half", "line"])
def test_nothing_is_answered_of_a_file_that_is_cut(
    cut: int | str, mini: Mini, capsys: pytest.CaptureFixture[str]
) -> None:
    out = _built(mini, "out", ONE, TWO)
    data = (out / "accord.nq").read_bytes()
    at = {"half": len(data) // 2, "line": data.rindex(b"\n", 0, len(data) // 2) + 1}.get(str(cut), cut)
    (out / "accord.nq").write_bytes(data[: int(at)])
    for command in (["stats"], ["export", "nquads"]):
        capsys.readouterr()
        assert main([*command, "--root", str(mini.root), "--build", str(out)]) == 1
        printed = capsys.readouterr()
        assert printed.out == "" and "accord.nq: is damaged; run kg build again" in printed.err


PARTS = ["CURRENT", "MANIFEST*", "*.sst", "made-of.json"]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("damage", ["empty", "cut", "gone", "zeros"])
def test_of_a_damaged_store_the_file_beside_it_is_read(part: str, damage: str, mini: Mini) -> None:
    out = _built(mini, "out", ONE, TWO)
    for path in (out / "store").glob(part):
        data = path.read_bytes()
        path.write_bytes({"cut": data[: len(data) // 2], "zeros": bytes(len(data))}.get(damage, b""))
        if damage == "gone":
            path.unlink()
    os.utime(out / "store")
    assert _capitals(out, mini.root) == ["ardania", "belmora"]


def _wrong_bytes(store: Path) -> None:
    for path in store.glob("*.sst"):
        with path.open("r+b") as file:
            data = file.read()
            for at in range(0, len(data), 100):
                file.seek(at)
                file.write(bytes([data[at] ^ 0xFF]))


def test_of_a_store_with_wrong_bytes_the_file_beside_it_is_read(built: Path, tmp_path: Path) -> None:
    """Whatever its times say: counting would never end."""
    out = tmp_path / "out"
    shutil.copytree(built, out)
    times = {path: path.stat() for path in (out / "store").iterdir()}
    _wrong_bytes(out / "store")
    for path, was in times.items():
        os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert kg.load(ROOT, out).sparql(query).rows == kg.load(ROOT, built).sparql(query).rows


def test_damage_that_a_query_finds_is_one_line(built: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(built, out)
    graph = kg.load(ROOT, out)
    _wrong_bytes(out / "store")
    with pytest.raises(KgError, match=r"store: is damaged; run kg build again \(.*[Cc]orruption") as caught:
        graph.sparql("SELECT * { ?s ?p ?o }")
    assert "\n" not in str(caught.value)


def test_a_store_that_is_loaded_in_parts_holds_the_same(
    mini: Mini, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    whole = _built(mini, "whole", ONE)
    monkeypatch.setattr("kg.files.serialize._LINES", 7)
    monkeypatch.setattr("kg.build.write._AT_ONCE", 2_000)
    parts = _built(mini, "parts", ONE)
    assert (parts / "accord.nq").read_bytes() == (whole / "accord.nq").read_bytes()
    one, other = ({*Store.read_only(str(out / "store"))} for out in (whole, parts))
    assert one == other and len(one) > 100
