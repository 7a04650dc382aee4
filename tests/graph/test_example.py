"""What holds of the shipped project holds of any: of the example, and of new ones in other languages."""

from pathlib import Path

import pyshacl_turbo
import pytest
import rdflib

from kg.api.opening import load
from kg.cli import main
from kg.files.load import project_of
from kg.model.vocab import NS, OWL
from tests.conftest import ROOT


@pytest.fixture(scope="module", params=["lakes", "fr", "ar,fr,ru"])
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The example, or a new project in one language or several; and the folder of its build."""
    root = tmp_path_factory.mktemp("project") / "made"
    if request.param == "lakes":
        root = ROOT / "examples/lakes"
    else:
        made = ["new", str(root), "--namespace", "https://example.org/made/", "--languages", request.param]
        assert main(made) == 0
    folder = tmp_path_factory.mktemp("build")
    assert main(["build", "--root", str(root), "--build", str(folder)]) == 0
    return root, folder


def test_what_is_published_keeps_to_its_own_shapes(project: tuple[Path, Path]) -> None:
    root, folder = project
    data = rdflib.Graph().parse(folder / f"{project_of(root).name}.ttl")
    shapes = rdflib.Graph().parse(folder / "shapes.ttl")
    conforms, _, told = pyshacl_turbo.validate(data, shacl_graph=shapes, advanced=True, inference="none")
    assert conforms, told


def test_to_retract_a_claim_breaks_no_shape(
    project: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root, folder = project
    claims = [row["claim"] for row in load(root, folder).claims().rows]
    assert claims
    for claim in claims:
        capsys.readouterr()
        assert main(["whatif", "--root", str(root), "--build", str(folder), "--retract", claim]) == 0
        assert "allowed" not in capsys.readouterr().out


def test_a_predicate_of_another_vocabulary_is_described_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "made"
    assert main(["new", str(root), "--namespace", "https://example.org/made/", "--languages", "en"]) == 0
    made = "<http://xmlns.com/foaf/0.1/made>"
    (root / "ontology/foreign.ttl").write_text(
        f"{made} a <{OWL}ObjectProperty> , <{NS}Predicate> .", encoding="utf-8"
    )
    capsys.readouterr()
    assert main(["validate", "--root", str(root)]) == 1
    told = capsys.readouterr().out
    assert "missing: label" in told and "missing: definition" in told
