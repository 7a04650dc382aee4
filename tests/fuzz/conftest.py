"""The tiny project, built, in a folder of its own for each module, which is also where we stand."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fuzz.land import land
from tests.fuzz.watch import run


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = land(tmp_path_factory.mktemp("fuzz") / "a" / "b" / "project")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        patch.setenv("KG_SOURCES", str(root / "texts"))
        assert run("build").code == 0
        yield root
