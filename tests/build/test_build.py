"""The way of the data on the tiny project: good path, bad input, and nothing lost."""

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from kg.build.stages import assemble, build
from kg.build.validation import InvalidGraphError
from kg.cli import main
from kg.errors import KgError
from kg.files.load import load as files_load
from kg.files.loaded import Loaded
from kg.files.replace import replace_file
from kg.model.vocab import BASE
from tests.conftest import Mini, claim

ENTITY = BASE + "entity/"


def facts(mini: Mini) -> set[tuple[str, str, str]]:
    build(mini.root, mini.root / "out", lambda _: None)
    quads = parse((mini.root / "out/accord.nq").read_bytes(), format=RdfFormat.N_QUADS)
    name = BASE + "graph/facts"
    return {(q.subject.value, q.predicate.value, q.object.value) for q in quads if q.graph_name.value == name}


def conflict_reasons(mini: Mini) -> list[str]:
    loaded = assemble(mini.root).loaded
    return sorted(
        q.object.value.split("#")[1]
        for q in loaded.graph("statements")
        if q.predicate.value.endswith("#conflictReason")
    )


def test_build_writes_both_files(mini: Mini, tmp_path: Path) -> None:
    stages: list[str] = []
    summary = build(mini.root, tmp_path / "out", stages.append)
    assert summary.counts["claims"] == summary.counts["statements"] == summary.counts["facts"] == 1
    assert [s.split()[0] for s in stages] == ["merge", "validate", "reason", "write"]
    names = {
        q.graph_name.value for q in parse((tmp_path / "out/accord.nq").read_bytes(), format=RdfFormat.N_QUADS)
    }
    assert BASE + "graph/facts" in names


@pytest.mark.parametrize("modality", ["expected", "possible", "denied"])
def test_what_is_not_so_yet_is_no_fact(mini: Mini, modality: str) -> None:
    mini.claims(claim("c", "ardania capital port", modality=modality))
    assert facts(mini) == set()


def test_a_deprecated_claim_is_no_fact(mini: Mini) -> None:
    mini.claims(claim("c", "ardania capital port", ":rank :deprecatedRank ;"))
    mini.write("ontology/ranks.ttl", ":deprecatedRank a :Rank .")
    assert facts(mini) == set()


def test_two_sources_make_one_statement(mini: Mini) -> None:
    mini.claims(claim("a", "ardania capital port"), claim("b", "ardania capital port", source="herald"))
    statements = assemble(mini.root).statements
    assert [(len(s.claims), len(s.origins)) for s in statements] == [(2, 2)]


def test_two_sources_relaying_one_speaker_are_one_origin(mini: Mini) -> None:
    mini.claims(
        claim("a", "ardania capital port", ":speaker entity:belmora ;"),
        claim("b", "ardania capital port", ":speaker entity:belmora ;", source="herald"),
    )
    (statement,) = assemble(mini.root).statements
    assert len(statement.origins) == 1


def test_a_symmetric_predicate_merges_both_directions(mini: Mini) -> None:
    mini.claims(claim("a", "ardania borders belmora"), claim("b", "belmora borders ardania"))
    assert len(assemble(mini.root).statements) == 1
    borders = BASE + "ontology#borders"
    ends = ENTITY + "ardania", ENTITY + "belmora"
    assert facts(mini) == {(one, borders, other) for one, other in (ends, ends[::-1])}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (claim("a", "ardania capital port"), claim("b", "ardania capital hill"), ["singleValuedAtATime"]),
        (
            claim("a", "ardania capital port", ':time "1990/1995"^^edtf:EDTF ;'),
            claim("b", "ardania capital hill", ':time "1997/.."^^edtf:EDTF ;'),
            [],
        ),
        (
            claim("a", "ardania rankedIn list", ":ordinal 9 ;"),
            claim("b", "ardania rankedIn list", ":ordinal 10 ;"),
            ["functionalQualifier"],
        ),
        (claim("a", "ardania before belmora"), claim("b", "ardania after belmora"), ["disjointPredicates"]),
        (
            claim("a", "ardania capital port"),
            claim("b", "ardania capital port", modality="denied"),
            ["deniedElsewhere"],
        ),
        (
            claim("a", "ardania capital port"),
            claim("b", "ardania capital hill", modality="possible"),
            [],
        ),
    ],
)
def test_conflicts(mini: Mini, first: str, second: str, expected: list[str]) -> None:
    mini.claims(first, second)
    assert conflict_reasons(mini) == expected


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        (claim("x", "ardania unheardOf port"), "unknown predicate"),
        (claim("x", "ardania capital atlantis"), "unknown <https://w3id.org/accord-graph/entity/atlantis>"),
        (claim("x", "ardania capital port").replace(":evidence evidence:0-4 ;", ""), "no evidence"),
        (claim("x", "ardania capital port") * 2, "two claims with one IRI"),
        (claim("x", "ardania capital port", ':time "soon"^^edtf:EDTF ;'), "not an EDTF date"),
        (
            claim("x", "ardania capital port").replace("entity:port", '"nineteen"^^edtf:EDTF'),
            "not an EDTF date",
        ),
        (claim("x", "ardania capital port", ':time "2020" ;'), "not an EDTF date"),
        (claim("x", "ardania capital port").replace("entity:port", "[]"), "blank node as its rdf:object"),
        ("claim:x a :Claim ;;; :", "not valid Turtle"),
    ],
)
def test_bad_input_names_file_and_cause(mini: Mini, text: str, cause: str) -> None:
    path = mini.claims(text)
    with pytest.raises(KgError) as caught:
        assemble(mini.root)
    assert cause in str(caught.value)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


def test_a_described_blank_node_is_told(mini: Mini) -> None:
    path = mini.claims(claim("x", "ardania capital port"), '[] a :Claim ; :gloss "A gloss."@en .')
    with pytest.raises(KgError, match=r"a blank node has .*need IRIs") as caught:
        assemble(mini.root)
    assert str(caught.value).startswith(str(path))


def test_a_number_that_is_none_is_for_the_shapes(mini: Mini) -> None:
    mini.write("graph/quantities.ttl", 'quantity:a a :Quantity ; :value "ten" ; :unit :km .')
    assemble(mini.root)


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"nothing matches ontology/\*\*/\*\.ttl"):
        assemble(tmp_path)


def test_a_violation_stops_the_build_and_keeps_the_last_one(mini: Mini, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(mini.root, out, lambda _: None)
    before = (out / "accord.ttl").read_bytes()
    mini.claims(claim("c", "ardania capital hill").replace(' ; :gloss "A gloss."@en', ""))
    with pytest.raises(InvalidGraphError) as caught:
        build(mini.root, out, lambda _: None)
    assert caught.value.violations[0].mend("he") == "יש להוסיף באור."
    assert caught.value.violations[0].message("he") == "חסר: gloss"
    assert caught.value.violations[0].source.endswith("source/gazette")
    assert caught.value.line is not None
    assert (out / "accord.ttl").read_bytes() == before


def test_a_failing_write_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "file"
    target.write_text("old")

    def full(path: Path, *_given: object) -> None:
        path.write_text("half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kg.files.replace._write_file", full)
    with pytest.raises(KgError, match="No space left"):
        replace_file(target, b"new")
    assert [p.read_text() for p in tmp_path.iterdir()] == ["old"]


def test_same_bytes_with_another_hash_seed(mini: Mini, tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from kg.build.stages import build; build(Path(sys.argv[1]), Path(sys.argv[2]), print)"
    texts = []
    for seed in ("1", "2"):
        out = tmp_path / seed
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code, str(mini.root), str(out)], check=True, env=environment)
        texts.append((out / "accord.ttl").read_bytes() + (out / "accord.nq").read_bytes())
    assert texts[0] == texts[1]


def test_an_interrupted_build_keeps_the_last_one(
    mini: Mini, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    build(mini.root, out, lambda _: None)
    before = {path.name: path.read_bytes() for path in out.glob("accord.*")}
    mini.claims(claim("c", "ardania capital hill"))

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.build.write.replace_all", interrupted)
    assert main(["build", "--root", str(mini.root), "--build", str(out)]) == 130
    assert "interrupted; what was there before is kept" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in out.glob("accord.*")} == before


def test_a_place_that_cannot_be_written(
    mini: Mini, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert main(["build", "--root", str(mini.root), "--build", str(tmp_path / "file/under")]) == 1
    error = capsys.readouterr().err.splitlines()[-1]
    assert "cannot write: Not a directory" in error and "accord.ttl" in error


def test_what_was_read_is_forgotten_before_it_is_written(
    mini: Mini, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or it would stand in memory beside the files that are made of it."""
    seen: list[Loaded] = []

    def load(*given: object) -> Loaded:
        seen.append(files_load(*given))
        return seen[-1]

    def write(_parts: object) -> None:
        assert not gc.isenabled() and not any(quad for one in seen for quad in one.quads())

    monkeypatch.setattr("kg.build.stages.load", load)
    monkeypatch.setattr("kg.build.write.replace_all", write)
    build(mini.root, tmp_path / "out", lambda _: None)
    assert seen and gc.isenabled()


def test_garbage_is_looked_for_again_after_a_build_that_fails(mini: Mini, tmp_path: Path) -> None:
    mini.claims(claim("c", "ardania capital nowhere"))
    with pytest.raises(KgError):
        build(mini.root, tmp_path / "out", lambda _: None)
    assert gc.isenabled()
