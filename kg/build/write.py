"""Write what was built: Turtle to read, N-Quads to load, and the store that questions are asked of."""

from functools import partial
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from kg.files.load import Loaded
from kg.files.replace import replace_file, replace_folder
from kg.files.serialize import nquads, readable, turtle
from kg.model.vocab import GRAPHS


def write(loaded: Loaded, out: Path) -> None:
    """Write ``accord.ttl``, ``accord.nq`` and ``store`` into ``out``, each when it is whole.

    Raises KgError naming the path when one cannot be written; what stood there before stays.
    """
    sections = readable({name: list(loaded.graph(name)) for name in GRAPHS})
    texts = {"accord.ttl": turtle(sections), "accord.nq": nquads(loaded.data)}
    for name, text in texts.items():
        replace_file(out / name, text)
    replace_folder(out / "store", partial(_store, out / "accord.nq"))


def _store(nquads_file: Path, folder: Path) -> None:
    """The built graph as a store on disk: opened in milliseconds, whatever its size."""
    store = Store(str(folder))
    store.bulk_load(path=str(nquads_file), format=RdfFormat.N_QUADS)
    store.optimize()
    store.flush()
