"""Write files and folders whole or not at all: what stood there before stays until then.

All that belongs together is written beside its places first, below one folder with a name of ours, and
reaches the disk; then it is renamed. The folder is locked while its process lives, so that a later one knows
which folders were left behind by processes that were killed, and removes these alone.
"""

import errno
import os
import re
import shutil
import stat
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KgError

Folder = Callable[[Path], None]  # writes a folder that is there and empty
Data = bytes | Sequence[bytes]  # of a file, whole or in parts
_PREFIX = ".kg-writing-"
_LONG = 10.0  # seconds for a lock that is held for milliseconds, unless by something else
_hand = threading.RLock()  # held while things are put in their places, or what was written beside is removed
_rooms: set["_Room"] = set()


def replace_file(path: Path, data: bytes) -> None:
    """Write a file, as a shell's ``>`` would, but whole or not at all.

    A link is written through, a file that is there keeps its mode, a new one gets that of the umask; a pipe,
    a device or a stream of ours (``/dev/stdout``) gets the bytes. Raises KgError naming the path when it
    cannot be written; what stood there before stays.
    """
    replace_all({path: data})


def replace_all(parts: Mapping[Path, Data | Folder]) -> None:
    """Write files, and folders that a function writes, so that all of them take their places, or none.

    Raises KgError naming the path of the one that cannot be written; what stood there before stays.
    """
    staged: list[_Part] = []
    at = Path()
    with _writing() as room_of:
        try:
            for at, data in parts.items():
                if not callable(data) and _is_channel(at):
                    _send(at, data)
                else:
                    staged.append(_Part.written(at, data, room_of))
            folders = sorted({part.place.parent.resolve() for part in staged})
            with _alone(folders), _hand:
                try:
                    for part in staged:
                        at = part.path
                        part.put()
                except BaseException:
                    for part in reversed(staged):
                        part.put_back()
                    raise
                for folder in folders:
                    _reach_disk(folder)
        except (OSError, ValueError) as error:
            cause = getattr(error, "strerror", None) or error
            stood = os.path.lexists(at) and not _is_channel(at)
            kept = "; what stood there before is kept" if stood else ""
            raise KgError(f"cannot write: {cause}{kept}", file=at) from None


def abandon() -> None:
    """Remove what is being written, since the process is about to end; nothing can be written after that.

    What is just being put in its places gets there first.
    """
    _hand.acquire(timeout=10)  # and kept: whoever writes waits for the end
    for room in list(_rooms):
        room.close()


@dataclass
class _Part:
    """Something on its way: where it is wanted, where that really is, and what lies beside it meanwhile."""

    path: Path
    place: Path
    new: Path
    old: Path

    @classmethod
    def written(cls, path: Path, data: Data | Folder, room_of: Callable[[Path], "_Room"]) -> "_Part":
        through = not callable(data) and path.is_symlink()
        place = Path(os.path.realpath(path)) if through else path
        before = _status(path)
        if not callable(data) and before is not None and stat.S_ISDIR(before.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if callable(data) and before is None and path.is_symlink():
            raise FileNotFoundError(errno.ENOENT, "a link to nothing")
        room = room_of(place.parent)
        part = cls(path, place, room.path / "new" / place.name, room.path / "old" / place.name)
        if not callable(data):
            _write_file(part.new, data, before)
        else:
            part.new.mkdir()
            data(part.new)
            for file in (*part.new.rglob("*"), part.new):
                _reach_disk(file)
        return part

    def put(self) -> None:
        if os.path.lexists(self.place) and not self._kept_by_name():
            self.place.rename(self.old)
        self.new.replace(self.place)

    def _kept_by_name(self) -> bool:
        """Whether the old one has a second name, so that it is never missing; folders cannot have one."""
        if self.new.is_dir():
            return False
        try:
            os.link(self.place, self.old)
        except OSError:
            return False
        return True

    def put_back(self) -> None:
        """What stood there before, whatever of ``put`` was done."""
        was = os.path.lexists(self.old)
        if not os.path.lexists(self.new) and (self.place.is_dir() or not was):
            self.place.rename(self.new)
        if was:
            self.old.replace(self.place)


class _Room:
    """A folder of ours beside what is written: new things wait in it, and old ones until all are in place."""

    def __init__(self, parent: Path) -> None:
        self._made = [folder for folder in (parent, *parent.parents) if not folder.exists()]
        parent.mkdir(parents=True, exist_ok=True)
        _sweep(parent)
        while True:
            self.path = Path(tempfile.mkdtemp(dir=parent, prefix=_PREFIX))
            _rooms.add(self)
            self._lock = _lock(self.path, _LONG)
            if self.path.exists():  # else one who sweeps was quicker than our lock
                break
        for name in ("new", "old"):
            (self.path / name).mkdir()

    def close(self) -> None:
        """Remove it with all that is in it, and folders that were made for nothing."""
        gone = self.path.with_name(self.path.name + "-gone")
        with suppress(OSError):
            self.path.rename(gone)  # so that a store that is still being written makes no new files in it
        shutil.rmtree(gone, ignore_errors=True)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None
        for folder in self._made:
            with suppress(OSError):
                folder.rmdir()  # only where it is empty
        _rooms.discard(self)


@contextmanager
def _writing() -> Iterator[Callable[[Path], _Room]]:
    """Rooms by the folder beside whose things they are, removed in the end."""
    rooms: dict[Path, _Room] = {}

    def room_of(parent: Path) -> _Room:
        if parent not in rooms:
            rooms[parent] = _Room(parent)
        return rooms[parent]

    try:
        yield room_of
    finally:
        with _hand:
            for room in rooms.values():
                room.close()


def _sweep(parent: Path) -> None:
    """Remove the rooms of processes that were killed."""
    for room in parent.glob(_PREFIX + "*"):
        lock = _lock(room, 0)
        if lock is not None:
            shutil.rmtree(room, ignore_errors=True)
            os.close(lock)


@contextmanager
def _alone(folders: list[Path]) -> Iterator[None]:
    """While no other process puts its things into these folders, so that they are all of one of the two."""
    locks = [_lock(folder, _LONG) for folder in folders]
    try:
        yield
    finally:
        for lock in locks:
            if lock is not None:
                os.close(lock)


def _lock(folder: Path, seconds: float) -> int | None:
    """A lock on a folder that ends with its process; None where another keeps it, or there are no locks."""
    try:
        import fcntl

        handle = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        return None
    until = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() < until:
                time.sleep(0.005)
                continue
        except OSError:  # not on this disk
            pass
        else:
            return handle
        os.close(handle)
        return None


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _write_file(path: Path, data: Data, before: os.stat_result | None) -> None:
    """A new file on the disk, with the owner and the mode of the one that it replaces."""
    with path.open("wb") as file:
        file.writelines([data] if isinstance(data, bytes) else data)
    _reach_disk(path)
    if before is not None:
        with suppress(OSError, AttributeError):
            os.chown(path, before.st_uid, before.st_gid)
        path.chmod(stat.S_IMODE(before.st_mode))


def _reach_disk(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk; not everywhere can a folder be asked."""
    folder = path.is_dir()
    with suppress(OSError) if folder else nullcontext():
        handle = os.open(path, os.O_RDONLY if folder else os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _is_channel(path: Path) -> bool:
    """Whether bytes go through it, and nothing is kept that could be replaced."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):  # told where it is written
        return False
    return _stream(path) is not None or not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _stream(path: Path) -> int | None:
    """The descriptor of ours that a name stands for, such as 1 for ``/dev/stdout`` or a link to it."""
    name = os.path.abspath(path)
    for _ in range(40):
        found = re.fullmatch(rf"/(?:dev|proc/(?:self|{os.getpid()}))/fd/(\d+)", name)
        if found:
            return int(found[1])
        if not os.path.islink(name):
            return None
        name = os.path.abspath(os.path.join(os.path.dirname(name), os.readlink(name)))
    return None


def _send(path: Path, data: Data) -> None:
    stream = _stream(path)
    if stream is not None and sys.stdout is not None:
        sys.stdout.flush()
    with open(path if stream is None else stream, "wb", closefd=stream is None) as file:
        file.writelines([data] if isinstance(data, bytes) else data)
