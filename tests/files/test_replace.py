"""What is written takes its place whole, all together, or not at all; and as a shell's > would."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.files import replace
from kg.files.replace import Folder, replace_all, replace_file


def _folder(text: str) -> Folder:
    return lambda folder: (folder / "part").write_text(text) and None


def _parts(root: Path, text: str) -> dict[Path, bytes | Folder]:
    return {root / "a": text.encode(), root / "store": _folder(text), root / "b": text.encode()}


def _state(root: Path) -> dict[str, str]:
    return {str(p.relative_to(root)): p.read_text() if p.is_file() else "" for p in root.rglob("*")}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    root = tmp_path / "out"
    replace_all(_parts(root, "old"))
    return root


def test_all_of_it_is_new_and_nothing_is_left_beside_it(old: Path) -> None:
    replace_all(_parts(old, "new"))
    assert _state(old) == {"a": "new", "store": "", "store/part": "new", "b": "new"}


@pytest.mark.parametrize("number", range(1, 5))
@pytest.mark.parametrize("kind", [OSError(5, "Input/output error"), KeyboardInterrupt()])
def test_where_one_cannot_take_its_place_all_stay(
    old: Path, number: int, kind: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At each rename: of a, of the old store away, of the new one there, of b; before it and after it."""
    before = _state(old)
    for late in (False, True):
        done = 0

        def count(real: Callable[[Path, Path], Path], late: bool = late) -> Callable[[Path, Path], Path]:
            def rename(self: Path, target: Path) -> Path:
                nonlocal done
                done += 1
                if done == number and late:
                    real(self, target)
                if done == number:
                    raise kind
                return real(self, target)

            return rename

        with monkeypatch.context() as patched:
            for name in ("rename", "replace"):
                patched.setattr(Path, name, count(getattr(Path, name)))
            with pytest.raises(KgError if isinstance(kind, OSError) else KeyboardInterrupt) as caught:
                replace_all(_parts(old, "new"))
        if isinstance(kind, OSError):
            assert "cannot write: Input/output error; what stood there before is kept" in str(caught.value)
        assert _state(old) == before


def test_where_there_was_nothing_there_is_nothing(tmp_path: Path) -> None:
    def fail(_: Path) -> None:
        raise OSError(28, "No space left on device")

    root = tmp_path / "deep/er"
    with pytest.raises(KgError, match="store: cannot write: No space left on device"):
        replace_all({root / "a": b"", root / "store": fail})
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_is_a_folder_keeps_all(old: Path) -> None:
    (old / "b").unlink()
    (old / "b").mkdir()
    before = _state(old)
    with pytest.raises(KgError, match="b: cannot write: Is a directory"):
        replace_all(_parts(old, "new"))
    assert _state(old) == before


def test_in_a_folder_that_is_a_link_to_nothing_nothing_is_made(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("nowhere/at/all")
    with pytest.raises(KgError, match="link/a: cannot write: File exists"):
        replace_all(_parts(tmp_path / "link", "new"))
    assert [path.name for path in tmp_path.iterdir()] == ["link"]
    (tmp_path / "nowhere/at/all").mkdir(parents=True)
    both = tmp_path / "link", tmp_path / "nowhere/at/all"
    begun = time.monotonic()
    replace_all({both[0] / "a": b"new", both[1] / "b": b"new"})
    assert _state(both[1]) == {"a": "new", "b": "new"} and time.monotonic() - begun < 5


def test_a_folder_that_is_a_link_is_replaced_and_what_it_leads_to_stays(old: Path, tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious/file").write_text("x")
    (old / "store").rename(old.parent / "away")
    (old / "store").symlink_to(tmp_path / "precious")
    replace_all(_parts(old, "new"))
    assert (tmp_path / "precious/file").read_text() == "x" and _state(old)["store/part"] == "new"


def test_it_reaches_the_disk_before_it_is_renamed_and_its_place_after(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    real = os.fsync, Path.replace

    def sync(handle: int) -> None:
        done.append(Path(os.readlink(f"/proc/self/fd/{handle}")).name)
        real[0](handle)

    def move(self: Path, target: Path) -> Path:
        done.append(f"{self.name} moves")
        return real[1](self, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Path, "replace", move)
    replace_all(_parts(old, "new"))
    assert done == ["a", "part", "store", "b", "a moves", "store moves", "b moves", "out"]


def test_modes_are_those_of_the_umask(tmp_path: Path) -> None:
    for mask in (0o022, 0o077, 0o002):
        before = os.umask(mask)
        try:
            replace_all(_parts(tmp_path / str(mask), "new"))
        finally:
            os.umask(before)
        modes = {p.name: p.stat().st_mode & 0o777 for p in (tmp_path / str(mask)).iterdir()}
        assert modes == {"a": 0o666 & ~mask, "b": 0o666 & ~mask, "store": 0o777 & ~mask}


def test_a_file_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "private"
    path.touch(0o600)
    path.chmod(0o640)
    replace_file(path, b"new")
    assert path.stat().st_mode & 0o777 == 0o640 and path.read_bytes() == b"new"


def test_a_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    for name in ("there", "not yet"):
        (tmp_path / name).symlink_to(f"elsewhere/{name}")
    (tmp_path / "elsewhere/there").write_text("old")
    for name in ("there", "not yet"):
        replace_file(tmp_path / name, b"new")
        assert (tmp_path / name).is_symlink() and (tmp_path / "elsewhere" / name).read_bytes() == b"new"
    assert len(list(tmp_path.rglob("*"))) == 5, "nothing is left anywhere"
    (tmp_path / "round").symlink_to("round")
    with pytest.raises(KgError, match="round: cannot write: Too many levels"):
        replace_file(tmp_path / "round", b"new")


def test_a_pipe_gets_the_bytes_and_stays(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    replace_file(tmp_path / "pipe", b"new")
    reader.join(10)
    assert got == [b"new"] and (tmp_path / "pipe").is_fifo()
    replace_file(Path(os.devnull), b"new")
    with pytest.raises(KgError, match=r"/dev/full: cannot write: No space left on device$"):
        replace_file(Path("/dev/full"), b"new")


CODE = "import sys; from pathlib import Path; from kg.files.replace import replace_file; print('first'); "


def test_standard_output_by_any_name_is_written_to_as_it_is(tmp_path: Path) -> None:
    """Also where it is a file: at its end, in its place."""
    (tmp_path / "link").symlink_to("/proc/self/fd/1")
    for name in ("/dev/stdout", "/dev/fd/1", str(tmp_path / "link")):
        command = [sys.executable, "-c", CODE + "replace_file(Path(sys.argv[1]), b'second\\n')", name]
        assert subprocess.run(command, capture_output=True, text=True).stdout == "first\nsecond\n"
        with (tmp_path / "file").open("w") as file:
            subprocess.run(command, stdout=file, check=True)
            subprocess.run(command, stdout=file, check=True)
        assert (tmp_path / "file").read_text() == "first\nsecond\n" * 2


WAITING = (
    "import sys, time; from pathlib import Path; from kg.files.replace import replace_all\n"
    "def write(folder):\n    (folder / 'half').touch(); print('now', flush=True); time.sleep(60)\n"
    "replace_all({Path(sys.argv[1]) / 'a': b'new', Path(sys.argv[1]) / 'store': write})"
)


def test_what_one_that_was_killed_left_goes_and_what_one_that_lives_writes_stays(old: Path) -> None:
    (old / ".kg-writing-mine").touch()  # a file, and so none of ours
    running = [subprocess.Popen([sys.executable, "-c", WAITING, old], stdout=subprocess.PIPE) for _ in "ab"]
    try:
        for one in running:
            assert one.stdout is not None and one.stdout.readline() == b"now\n"
        rooms = {room for room in old.glob(".kg-writing-*") if room.is_dir()}
        assert len(rooms) == 2
        running[0].send_signal(signal.SIGKILL)
        running[0].wait()
        replace_all(_parts(old, "new"))
        left = {room for room in old.glob(".kg-writing-*") if room.is_dir()}
        assert len(left) == 1 and left < rooms
    finally:
        for one in running:
            one.kill()
            one.communicate()
    replace_file(old / "c", b"")
    assert sorted(path.name for path in old.iterdir()) == [".kg-writing-mine", "a", "b", "c", "store"]


def test_several_threads_at_once_all_work(old: Path) -> None:
    errors: list[BaseException] = []

    def write(text: str) -> None:
        try:
            for _ in range(20):
                replace_all(_parts(old, text))
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=write, args=(text,)) for text in "xyz"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    state = _state(old)
    assert errors == [] and set(state) == {"a", "store", "store/part", "b"}
    assert state["a"] == state["b"] == state["store/part"]


AGAIN = (
    "import sys; from pathlib import Path; from kg.files.replace import replace_all\n"
    "root, text = Path(sys.argv[1]), sys.argv[2]\n"
    "def write(folder):\n    (folder / 'part').write_text(text)\n"
    "for _ in range(60): replace_all({root / n: text.encode() for n in 'abcdef'} | {root / 'store': write})"
)


def test_several_processes_at_once_never_mix(tmp_path: Path) -> None:
    for _ in range(3):
        running = [
            subprocess.Popen([sys.executable, "-c", AGAIN, tmp_path, text]) for text in ("x", "y", "z")
        ]
        assert [one.wait(60) for one in running] == [0, 0, 0]
        state = _state(tmp_path)
        assert set(state) == {*"abcdef", "store", "store/part"}
        assert len(set(state.values()) - {""}) == 1


def test_a_process_that_ends_while_it_writes_leaves_nothing(old: Path) -> None:
    """As --timeout ends it: from another thread."""
    before = _state(old)
    ending = "import os, threading; from kg.files.replace import abandon\n"
    ending += "threading.Timer(0.5, lambda: (abandon(), os._exit(7))).start()\n"
    busy = WAITING.replace("time.sleep(60)", "\n    for n in range(10**9): (folder / str(n % 50)).touch()")
    begun = time.monotonic()
    assert (
        subprocess.run([sys.executable, "-c", ending + busy, old], stdout=subprocess.DEVNULL).returncode == 7
    )
    assert time.monotonic() - begun < 10
    assert _state(old) == before


def test_without_locks_nothing_of_others_is_removed(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replace, "_lock", lambda *_, **__: None)
    (old / ".kg-writing-other").mkdir()
    replace_file(old / "a", b"new")
    assert (old / ".kg-writing-other").is_dir() and (old / "a").read_bytes() == b"new"
