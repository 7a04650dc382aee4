"""A wheel holds the project too: ontology, graph, queries, docs, as kg/shipped/ (kg/files/project.py)."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent
SHIPPED = {
    "ontology": ("*.ttl", "*.rq", "*.md"),
    "graph": ("*.ttl",),
    "queries": ("*.rq",),
    "docs": ("*.md",),
}


class BuildWithProject(build_py):
    """Copies what the graph is built from beside the code; an editable install finds it where it stands."""

    def run(self) -> None:
        """Copy the code, then the project."""
        super().run()
        if self.editable_mode:
            return
        target = Path(self.build_lib) / "kg" / "shipped"
        shutil.rmtree(target, ignore_errors=True)
        for folder, patterns in SHIPPED.items():
            for pattern in patterns:
                for path in sorted((ROOT / folder).rglob(pattern)):
                    if "tests" in path.relative_to(ROOT).parts:  # checks are no part of the project
                        continue
                    copy = target / path.relative_to(ROOT)
                    copy.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(path, copy)


setup(cmdclass={"build_py": BuildWithProject})
