"""Which files of a project a build is made of, and whether they changed since: told by their times alone."""

import os
import re
from contextlib import suppress
from pathlib import Path

from kg.errors import KgError
from kg.files.plain import refuse_odd

CHECKS = "tests"  # the folder beside rules, shapes and questions of what holds them to it
_READ = {"ontology": (".ttl", ".rq"), "graph": (".ttl",), "queries": (".rq",)}
_USED = rb"\bprov:used (.*)"


def made_of(root: Path) -> list[Path]:
    """The files of the project at ``root`` that a build reads, sorted."""
    found: list[Path] = []
    for top, endings in _READ.items():
        for folder, folders, names in os.walk(root / top):
            folders[:] = [name for name in folders if name != CHECKS]
            found += [Path(folder, name) for name in names if name.endswith(endings)]
    return sorted(path for path in found if path.is_file())


def changed(root: Path, build: Path) -> Path | None:
    """What changed in a project since the build in a folder was written: a file, or the folder that lost one.

    None where nothing did, as far as the times of files tell, and where there is no build.
    """
    with suppress(OSError, KgError):
        written = max(map(_time, build.glob("*.nq")), default=None)
        if written is None:
            return None
        files = made_of(root)
        newest = max(files, key=_time, default=None)
        if newest is not None and _time(newest) > written:
            return newest
        if len(files) < _used(build / "void.ttl"):
            folders = {file.parent for file in files} | {root / top for top in _READ}
            return max(sorted(filter(Path.is_dir, folders)), key=_time, default=root)
    return None


def _time(path: Path) -> int:
    return path.stat().st_mtime_ns


def _used(description: Path) -> int:
    """How many files a build says that it was made of; 0 where it does not say."""
    refuse_odd(description)
    found = re.search(_USED, description.read_bytes())
    return found[1].count(b" , ") + 1 if found else 0
