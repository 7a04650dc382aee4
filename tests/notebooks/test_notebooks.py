"""The notebooks: stored without outputs, run whole in under a minute each, with pictures that are there."""

import json
import time
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from tests.conftest import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PICTURES = {"1": 2, "2": 2, "3": 2, "4": 1, "5": 1}


@pytest.fixture(scope="module")
def project(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with its build, for notebooks that load the folder above them."""
    root = tmp_path_factory.mktemp("project")
    for name in ("ontology", "graph", "queries"):
        (root / name).symlink_to(ROOT / name)
    (root / "build").symlink_to(built)
    (root / "notebooks").mkdir()
    return root


def test_there_are_five_without_outputs() -> None:
    assert [path.name[0] for path in NOTEBOOKS] == list(PICTURES)
    for path in NOTEBOOKS:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        code = [cell for cell in cells if cell["cell_type"] == "code"]
        assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
        assert len(cells) - len(code) >= len(code) * 0.6, "an article has words between its code"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs(path: Path, project: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    begun = time.perf_counter()
    NotebookClient(
        notebook, timeout=60, resources={"metadata": {"path": str(project / "notebooks")}}
    ).execute()
    assert time.perf_counter() - begun < 60
    data = [output.get("data", {}) for cell in notebook.cells for output in cell.get("outputs", [])]
    assert sum("image/svg+xml" in one for one in data) == PICTURES[path.name[0]]
    last = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.outputs for cell in last), "each cell of code shows something"
