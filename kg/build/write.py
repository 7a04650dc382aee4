"""Write what was built: Turtle to read, N-Quads to load, and the store that questions are asked of."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store

from kg.build.describe import description
from kg.files.headers import keep_headers
from kg.files.loaded import Loaded
from kg.files.made_of import made_of
from kg.files.plain import refuse_odd
from kg.files.replace import Data, Folder, replace_all
from kg.files.seal import record, sealed
from kg.files.serialize import nquads, readable, turtle

_AT_ONCE = 45_000_000  # bytes: for each the library takes five times the room


def write(loaded: Loaded, shapes: list[Quad], root: Path, out: Path) -> None:
    """Write the files of a build and its ``store`` into ``out``: all of this build, or none; what was loaded
    is forgotten.

    ``NAME.ttl`` and ``NAME.nq``, called as the project is, hold all of it, ``ontology.ttl`` and
    ``shapes.ttl`` these alone, ``void.ttl`` describes it, with the files of the project at ``root`` that it
    was made of. Raises KgError naming the path when one cannot be written; what stood there before stays.
    """
    project = loaded.project
    graphs = {name: loaded.graph(name) for name in project.graphs}
    whole, quads = f"{project.name}.ttl", f"{project.name}.nq"
    texts = {
        whole: [turtle(readable(graphs), project)],
        quads: sealed(nquads({project.graphs[name]: graph for name, graph in graphs.items()})),
        "ontology.ttl": [turtle({"ontology": graphs["ontology"]}, project)],
        "shapes.ttl": [turtle({"shapes": shapes}, project)],
    }
    for name in texts:  # a pipe in its place would take the bytes, and keep nothing
        if (out / name).exists() and not (out / name).is_dir():
            refuse_odd(out / name)
    read = {path.relative_to(root).as_posix(): path.read_bytes() for path in made_of(root)}
    texts["void.ttl"] = [description(project, graphs, texts, read)]
    loaded.keep()  # nothing: the store takes as much room again
    # What is read together takes its place together, first of all.
    parts: dict[str, Data | Folder] = {name: texts[name] for name in (whole, quads)}
    parts["store"] = partial(_store, texts[quads], [root / name for name in read if name.endswith(".rq")])
    replace_all({out / name: part for name, part in (parts | texts).items()})


def _store(parts: list[bytes], asked: list[Path], folder: Path) -> None:
    """The built graph as a store on disk: opened in milliseconds, whatever its size; and what the headers of
    what it is ``asked`` say. Raises OSError."""
    try:
        store = Store(str(folder))
        for some in _together(parts):
            store.bulk_load(input=some, format=RdfFormat.N_QUADS)
        store.optimize()
        store.flush()
    except RuntimeError as error:  # of the store's library
        raise OSError(str(error)) from None
    del store  # closed: its files are what they will be
    record(folder, parts[0])
    keep_headers(asked, folder)


def _together(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Parts of N-Quads put together to what the store's library takes at once without needing much room."""
    waiting: list[bytes] = []
    for part in parts:
        waiting.append(part)
        if sum(map(len, waiting)) > _AT_ONCE:
            yield b"".join(waiting)
            waiting.clear()
    yield b"".join(waiting)
