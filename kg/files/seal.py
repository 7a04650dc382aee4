"""What a build says of itself: which its N-Quads are, and of what the store beside them consists.

The first line of its ``NAME.nq``, a comment, is its seal: the number of the bytes that follow and their
SHA-256. The store keeps the seal of the file that it was made of, and checksums of its own files. So it is
seen, within milliseconds, that one is damaged or that the two are not of one build, whatever their times say.
"""

import json
import re
import zlib
from collections.abc import Iterable
from pathlib import Path

from kg.errors import KgError
from kg.files.plain import refuse_odd

_SEAL = rb"# (\d{1,18}) bytes follow, SHA-256 ([0-9a-f]{64})\n"
_MOST = 200  # bytes that hold any seal
_RECORD = "made-of.json"


def sealed(parts: Iterable[bytes]) -> list[bytes]:
    """N-Quads in parts, behind their seal.

    >>> sealed([b""])[0][:17]
    b'# 0 bytes follow,'
    """
    every = list(parts)
    return [_seal_of(*every), *every]


def is_sealed(data: bytes) -> bool:
    """Whether N-Quads begin with a seal, whether or not it fits them."""
    return re.match(_SEAL, data) is not None


def seal(path: Path) -> str:
    """The seal of a file whose length fits it.

    Raises KgError for one that is cut, or was not written by a build; OSError where it cannot be read.
    """
    refuse_odd(path)
    with path.open("rb") as file:
        found = re.match(_SEAL, file.read(_MOST))
        if found is None or path.stat().st_size != found.end() + int(found[1]):
            raise damaged(path)
    return found[0].decode()


def unsealed(path: Path) -> bytes:
    """The N-Quads of a file that are what its seal says, to the last bit.

    Raises KgError for a missing or damaged file, and for one that cannot be read.
    """
    try:
        refuse_odd(path)
        data = path.read_bytes()
    except FileNotFoundError:
        raise missing(path) from None
    except OSError as error:
        raise KgError(f"cannot read: {error.strerror}; run kg build again", file=path) from None
    found = re.match(_SEAL, data)
    if found is None or _seal_of(memoryview(data)[found.end() :]) != found[0]:
        raise damaged(path)
    return data


def built_file(folder: Path) -> Path:
    """The N-Quads of the build in a folder, which are called as its project is.

    Of several (the project got another name) those that the store was made of. Raises KgError for none.
    """
    found = sorted(folder.glob("*.nq"))
    if len(found) > 1:
        sealed = {path: told for path in found if (told := _told(path))}
        fitting = [path for path, told in sealed.items() if fits(folder / "store", told)]
        found = fitting or list(sealed)
    if not found:
        raise missing(folder)
    if len(found) > 1:
        names = ", ".join(path.name for path in found)
        raise KgError(f"holds {names}; remove those that are of no build, or of an older one", file=folder)
    return found[0]


def _told(path: Path) -> str:
    """The seal of a file; nothing of one that has none, or cannot be read."""
    try:
        return seal(path)
    except (KgError, OSError):
        return ""


def record(store: Path, data: bytes) -> None:
    """Let a store that is closed keep of which sealed N-Quads it was made, and of what it consists."""
    found = re.match(_SEAL, data)
    assert found is not None
    parts = {path.name: _sum(path) for path in sorted(store.iterdir()) if _is_part(path.name)}
    text = json.dumps({"seal": found[0].decode(), "parts": parts}, indent=1) + "\n"
    (store / _RECORD).write_text(text, encoding="ascii")


def fits(store: Path, seal: str) -> bool:
    """Whether a store was made of the N-Quads with this seal, and no file of it is missing or damaged.

    All of it is read (3 ms for 10 MB): of a damaged table, the engine may give rows without end.
    """
    try:
        refuse_odd(store / _RECORD)
        told = json.loads((store / _RECORD).read_bytes())
        return told["seal"] == seal and all(
            _sum(store / name) == found for name, found in told["parts"].items()
        )
    except (KgError, OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return False


def missing(path: Path) -> KgError:
    """The error of a build that is not there."""
    return KgError(
        "there is no built graph; run kg build first", he="אין גרף בנוי; יש להריץ kg build", file=path
    )


def damaged(path: Path, cause: object = "") -> KgError:
    """The error of a build that is not whole."""
    why = f" ({cause})" if cause else ""
    return KgError(
        f"is damaged; run kg build again{why}", he=f"הקובץ פגום; יש להריץ kg build שוב{why}", file=path
    )


def _seal_of(*parts: bytes | memoryview) -> bytes:
    from hashlib import sha256

    digest = sha256()
    for part in parts:
        digest.update(part)
    return f"# {sum(map(len, parts))} bytes follow, SHA-256 {digest.hexdigest()}\n".encode()


def _sum(path: Path) -> list[int]:
    """The length of a file and its CRC-32: against damage, not against intent; of a plain one."""
    refuse_odd(path)
    data = path.read_bytes()
    return [len(data), zlib.crc32(data)]


def _is_part(name: str) -> bool:
    """Whether a file of a store holds a part of the graph; others are its log, its lock and its options."""
    return name == "CURRENT" or name.startswith("MANIFEST-") or name.endswith((".sst", ".log"))
