"""grlc's own loader reads the catalogue. It pins packages older than ours: ``make grlc`` gives it a place of its own."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from kg.catalogue.read import questions
from tests.conftest import ROOT

GRLC = os.environ.get("KG_GRLC", "")  # a Python that has it
LOADED = """
import json, sys
from grlc.fileLoaders import LocalLoader
from grlc.swagger import process_sparql_query_text
loader = LocalLoader(sys.argv[1])
names = sorted(one["name"] for one in loader.fetchFiles() if one["name"].endswith(".rq"))
told = {name: process_sparql_query_text(loader._getText(name), loader, name[:-3], {}) for name in names}
print("\\n" + json.dumps(told, default=str))
"""


@pytest.mark.skipif(not GRLC, reason="make grlc runs it")
@pytest.mark.parametrize("folder", ["queries", "examples/lakes/queries"])
def test_grlc_makes_a_call_of_each_question(folder: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [Path(GRLC).absolute(), "-c", LOADED, ROOT / folder],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr and "could not" not in done.stderr.lower()
    calls, asked = json.loads(done.stdout.splitlines()[-1]), questions([ROOT / folder])
    assert {name.removesuffix(".rq") for name in calls} == asked.keys()
    for name, question in asked.items():
        call = calls[f"{name}.rq"]
        assert call["call_name"] == f"/{name}" and call["method"] == "get"
        assert (call["summary"], call["tags"]) == (question.title["en"], list(question.tags))
        assert question.description["en"] in call["description"]
