"""Write files and folders whole or not at all: what stood there before stays until then."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from kg.errors import KgError


def replace_file(path: Path, data: bytes) -> None:
    """Write ``path`` through a temporary file beside it, so that it is never seen half-written.

    Raises KgError naming the path when it cannot be written; what stood there before stays.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name + ".")
        os.close(handle)
        temporary = Path(name)
        temporary.write_bytes(data)
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        raise KgError(f"cannot write: {error.strerror}; what stood there before is kept", file=path) from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def replace_folder(path: Path, write: Callable[[Path], None]) -> None:
    """Write a folder beside ``path`` and let it take that place when it is whole.

    Raises KgError naming the path when it cannot be written; what stood there before stays.
    """
    temporary = Path(tempfile.mkdtemp(dir=path.parent, prefix=path.name + "."))
    old = temporary.with_name(temporary.name + ".old")
    try:
        write(temporary)
        if path.exists():
            path.replace(old)
        temporary.replace(path)
    except OSError as error:
        raise KgError(f"cannot write: {error}; what stood there before is kept", file=path) from None
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
