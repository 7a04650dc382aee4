"""Which project is meant: the folder that is named, else where we stand, else the one that is shipped."""

from pathlib import Path

from kg.errors import KgError

_PACKAGE = Path(__file__).parent.parent
_IN_WHEEL = _PACKAGE / "shipped"
NAME = "accord-graph"
_FOLDERS = ("ontology", "graph")
_MARKS = ("ontology/shapes", "graph/sources.ttl", "graph/claims")  # of which no other folder has any


def is_folder(path: Path) -> bool:
    """Whether a name is that of a folder; one that no folder can have is not."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_project(folder: Path) -> bool:
    """Whether a folder holds a project: ``ontology/`` and ``graph/``."""
    return all((folder / name).is_dir() for name in _FOLDERS)


def shipped() -> Path:
    """The project that comes with the package: in a wheel, or the clone that is installed as it stands."""
    return _IN_WHEEL if _IN_WHEEL.is_dir() else _PACKAGE.parent


def documents() -> dict[str, Path]:
    """The documents that come with the package, by name; ``extending`` tells how an ontology is extended."""
    found = {path.stem: path for path in sorted((shipped() / "docs").glob("*.md"))}
    return dict(sorted({**found, "extending": shipped() / "ontology/README.md"}.items()))


def root_of(given: Path | str | None, own: bool = False) -> Path:
    """The folder of the project: as named, else the one we stand in or below, else the shipped one.

    Raises KgError for a name that no folder has, where we stand in what is left of a project (another one
    would answer), and for the shipped one where it is to be the user's ``own``.
    """
    if given is not None:
        if not is_folder(Path(given)):
            raise KgError("there is no such folder; name a project's with --root", file=given)
        return Path(given)
    here = Path()
    try:
        Path.cwd()
    except OSError:
        raise KgError(
            "the folder that this stands in is gone; --root names a project",
            he="התיקייה הנוכחית נמחקה; אפשר לציין פרויקט ב־--root",
        ) from None
    if is_project(here):
        return here
    if above := next((folder for folder in Path.cwd().parents if is_project(folder)), None):
        return above
    if any((here / mark).exists() for mark in _MARKS):
        lost = next(name for name in _FOLDERS if not (here / name).is_dir())
        raise KgError(
            f"there is no folder {lost}/ here, which a project needs; --root names another project",
            he=f"אין כאן תיקייה {lost}/, שפרויקט זקוק לה; אפשר לציין פרויקט אחר ב־--root",
        )
    if own:
        raise KgError(
            "there is no project here; go into its folder, name it with --root, or make one with kg new",
            he="אין כאן פרויקט; אפשר להיכנס לתיקייתו, לציין אותו ב־--root, או ליצור אחד ב־kg new",
        )
    return shipped()


def build_of(root: Path, given: Path | str | None = None) -> Path:
    """The folder of its build: as named, else ``build`` below it; of what a wheel ships, in the user's cache.

    A cache is of one version and one state of the files: another installation builds anew.
    """
    if given is not None:
        return Path(given)
    return _cache() if is_from_wheel(root) else root / "build"


def is_from_wheel(root: Path) -> bool:
    """Whether a project came with a wheel: it has no place of its own for a build."""
    return root == _IN_WHEEL


def _cache() -> Path:
    from hashlib import sha256

    from platformdirs import user_cache_path

    files = sorted(path for path in _IN_WHEEL.rglob("*") if path.is_file())
    state = "\n".join(f"{p.relative_to(_IN_WHEEL)} {p.stat().st_size} {p.stat().st_mtime_ns}" for p in files)
    return user_cache_path(NAME, appauthor=False) / f"{release()}-{sha256(state.encode()).hexdigest()[:12]}"


def release() -> str:
    """The version of the package; 0 where it was never installed."""
    from importlib.metadata import PackageNotFoundError, version  # 20 ms, which few commands need

    try:
        return version(NAME)
    except PackageNotFoundError:
        return "0"
